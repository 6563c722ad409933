"""Results of assessments as their agencies read them: /instansi/penilaian/."""

from django.urls import path

from compliance.views import hearing

app_name = "scored"
urlpatterns = [
    path("", hearing.listing, name="list"),
    path("<uuid:ref>/<uuid:agency>/", hearing.result, name="result"),
    path("<uuid:ref>/<uuid:agency>/tanggapan/", hearing.own_reply, name="reply"),
]

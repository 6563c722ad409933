"""Results of assessments as their agencies read them: /instansi/penilaian/."""

from django.urls import path

from compliance.views import hearing, self_assessment

app_name = "scored"
urlpatterns = [
    path("", hearing.listing, name="list"),
    path("<uuid:ref>/<uuid:agency>/", hearing.result, name="result"),
    path("<uuid:ref>/<uuid:agency>/tanggapan/", hearing.own_reply, name="reply"),
    path("<uuid:ref>/<uuid:agency>/mandiri/", self_assessment.overview, name="self"),
    path(
        "<uuid:ref>/<uuid:agency>/mandiri/serah/",
        self_assessment.submit,
        name="self_hand_in",
    ),
    path(
        "<uuid:ref>/<uuid:agency>/mandiri/tarik/",
        self_assessment.reopen,
        name="self_take_back",
    ),
    path(
        "<uuid:ref>/<uuid:agency>/mandiri/<uuid:unit>/",
        self_assessment.unit,
        name="self_unit",
    ),
]

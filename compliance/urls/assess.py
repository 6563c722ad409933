"""Rounds of assessment, for those who run them: /kerja/penilaian/."""

from django.urls import path

from compliance.views import answers, assess, behind

app_name = "assess"
urlpatterns = [
    path("", assess.listing, name="list"),
    path("baru/", assess.new, name="new"),
    path("tindakan/<uuid:ref>/", behind.counted, name="counted"),
    path("rapor/<uuid:agency>/<int:year>/", behind.orders, name="behind"),
    path("<uuid:ref>/", assess.detail, name="round"),
    path("<uuid:ref>/nilai/<uuid:agency>/", answers.answers, name="answers"),
    path("<uuid:ref>/kunci/", assess.lock_round, name="lock"),
    path("<uuid:ref>/terbit/", assess.publish_round, name="publish"),
]

"""The scoreboard, for everybody: /rapor/."""

from django.urls import path

from compliance.views import badge, comparing, feed, papers, rapor

app_name = "rapor"
urlpatterns = [
    path("", rapor.board, name="board"),
    path("banding/", comparing.compare, name="compare"),
    path("umpan.atom", feed.feed, name="feed"),
    path("metode/", rapor.methods, name="methods"),
    path("provinsi/<str:code>/", rapor.province, name="province"),
    path("<uuid:ref>/", rapor.choose, name="choose"),
    path("<uuid:ref>/lencana.svg", badge.badge, name="badge"),
    path("<uuid:ref>/<int:year>/", rapor.card, name="card"),
    path("<uuid:ref>/<int:year>/unit/<uuid:unit>/", rapor.unit, name="unit"),
    path("<uuid:ref>/<int:year>/kartu.pdf", papers.sheet, name="sheet"),
    path("<uuid:ref>/<int:year>/piagam.pdf", papers.certificate, name="certificate"),
]

"""The report to DPR and the President: /kerja/laporan-berkala/."""

from django.urls import path

from complaints.views import periodic

app_name = "periodic"
urlpatterns = [
    path("", periodic.home, name="home"),
    path("<uuid:ref>/", periodic.report, name="report"),
    path("<uuid:ref>/pdf/", periodic.paper, name="paper"),
    path("<uuid:ref>/tabel.csv", periodic.table, name="table"),
]

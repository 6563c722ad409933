"""``/laporan-saya/``: the reports that a reporter keeps in his account."""

from django.urls import path

from complaints.views.citizen import mine

app_name = "mine"
urlpatterns = [
    path("", mine.reports, name="list"),
    path("hapus-akun/", mine.leave_account, name="leave"),
    path("<str:locator>/", mine.report, name="report"),
]

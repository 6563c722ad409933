"""Everything under ``/kerja/cuti/``: for who has a deputy when he is away."""

from django.urls import path

from accounts.views import absences

app_name = "absence"
urlpatterns = [
    path("", absences.home, name="home"),
    path("<uuid:ref>/akhiri/", absences.end, name="end"),
]

"""``/kalender/``: the secret address of one's own calendar, and what is read there."""

from django.urls import path, re_path

from complaints.views import calendar_feed

app_name = "calendar_feed"
urlpatterns = [
    path("", calendar_feed.home, name="home"),
    re_path(r"^(?P<secret>[0-9A-Za-z_-]{43})\.ics$", calendar_feed.read, name="read"),
]

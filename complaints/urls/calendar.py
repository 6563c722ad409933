"""The pages on which an administrator writes the calendar of working days."""

from django.urls import path

from complaints.views import calendars

app_name = "calendar"
urlpatterns = [
    path("", calendars.listed, name="list"),
    path("<int:year>/", calendars.edit, name="edit"),
    path("<int:year>/pratinjau/", calendars.preview, name="preview"),
    path("<int:year>/terbit/", calendars.publish, name="publish"),
]

"""The pages on which an administrator writes what reports may be about."""

from django.urls import path

from complaints.views import substances

app_name = "substances"
urlpatterns = [
    path("", substances.listed, name="list"),
    path("<slug:code>/", substances.edit, name="edit"),
    path("<slug:code>/pratinjau/", substances.preview, name="preview"),
    path("<slug:code>/terbit/", substances.publish, name="publish"),
]

"""The pages on which an administrator writes what is published of an office."""

from django.urls import path

from complaints.views import offices

app_name = "offices"
urlpatterns = [
    path("", offices.listed, name="list"),
    path("<slug:code>/", offices.edit, name="edit"),
    path("<slug:code>/pratinjau/", offices.preview, name="preview"),
    path("<slug:code>/terbit/", offices.publish, name="publish"),
]

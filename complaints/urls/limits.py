"""The pages on which an administrator writes how long an examination may take."""

from django.urls import path

from complaints.views import limits

app_name = "limits"
urlpatterns = [
    path("", limits.listed, name="list"),
    path("<slug:rules>/", limits.edit, name="edit"),
    path("<slug:rules>/pratinjau/", limits.preview, name="preview"),
    path("<slug:rules>/terbit/", limits.publish, name="publish"),
]

"""The pages on which an administrator writes message templates and checklists."""

from django.urls import path

from complaints.views import templating

app_name = "templates"
urlpatterns = [
    path("", templating.listed, name="list"),
    path("<slug:kind>/<slug:slug>/", templating.edit, name="edit"),
    path("<slug:kind>/<slug:slug>/pratinjau/", templating.preview, name="preview"),
    path("<slug:kind>/<slug:slug>/terbit/", templating.publish, name="publish"),
]

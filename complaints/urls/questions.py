"""The pages on which an administrator writes what citizens are asked."""

from django.urls import path

from complaints.views import questions

app_name = "questions"
urlpatterns = [
    path("", questions.listed, name="list"),
    path("<slug:substance>/", questions.edit, name="edit"),
    path("<slug:substance>/pratinjau/", questions.preview, name="preview"),
    path("<slug:substance>/terbit/", questions.publish, name="publish"),
]

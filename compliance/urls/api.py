"""The API's addresses of compliance."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from compliance.api import scores

urlpatterns = [
    path("scores/", login_not_required(scores.Scores.as_view()), name="scores"),
]

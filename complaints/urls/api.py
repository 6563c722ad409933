"""The API's addresses of complaints."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from complaints.api import agencies, questions, reports, substances

urlpatterns = [
    path("agencies/", login_not_required(agencies.Agencies.as_view()), name="agencies"),
    path(
        "questions/",
        login_not_required(questions.Questions.as_view()),
        name="questions",
    ),
    path("reports/", login_not_required(reports.Reports.as_view()), name="reports"),
    path(
        "substances/",
        login_not_required(substances.Substances.as_view()),
        name="substances",
    ),
    path("reports/track/", login_not_required(reports.Track.as_view()), name="track"),
]

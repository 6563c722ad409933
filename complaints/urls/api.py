"""The API's addresses of complaints."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from complaints.api import actions, agencies, cases, questions, reports, substances

urlpatterns = [
    path("actions/", login_not_required(actions.Actions.as_view()), name="actions"),
    path("cases/", login_not_required(cases.Cases.as_view()), name="cases"),
    path("cases/<str:which>/", login_not_required(cases.One.as_view()), name="case"),
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

"""The histories, for whoever checks them."""

from django.urls import path

from complaints.views import audit

app_name = "audit"
urlpatterns = [
    path("", audit.home, name="home"),
    path("alarm/", audit.alarms, name="alarms"),
]

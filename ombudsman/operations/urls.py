"""Rooms of whoever keeps the service running."""

from django.urls import path

from ombudsman.operations import views

app_name = "service"
urlpatterns = [
    path("layanan/", views.state, name="state"),
    path("kiriman/", views.deliveries, name="deliveries"),
]

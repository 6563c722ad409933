"""Mounted at ``/demo/`` where the demonstration is installed."""

from django.urls import path

from ombudsman.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.home, name="home"),
    path("masuk/<slug:key>/", views.sign_in, name="sign_in"),
    path("jam/", views.move_clock, name="move_clock"),
]

"""The public register of recommendations, for everybody: /rekomendasi/."""

from django.urls import path

from complaints.views import public_register as register

app_name = "recommendations"
urlpatterns = [
    path("", register.listed, name="list"),
    path("data/", register.fields, name="fields"),
    path("data.json", register.as_json, name="json"),
    path("data.csv", register.as_csv, name="csv"),
    path("umpan.xml", register.feed, name="feed"),
    path("<uuid:ref>/", register.entry, name="entry"),
    path("<uuid:ref>/pdf/", register.paper, name="paper"),
]

"""Open data, for everybody: /data/."""

from django.urls import path

from compliance.views import open_data

app_name = "data"
urlpatterns = [
    path("", open_data.catalogue, name="catalogue"),
    path("katalog.json", open_data.as_json, name="catalogue_json"),
    path("<slug:key>/", open_data.one_set, name="set"),
    path("<slug:key>/v<int:version>.csv", open_data.csv_file, name="csv"),
    path("<slug:key>/v<int:version>.json", open_data.json_file, name="json"),
]

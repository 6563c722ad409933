"""``/api/v1/``: the apps' addresses side by side, and the schema that describes them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

app_name = "api"
urlpatterns = [
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("", include("accounts.urls_api")),
    path("", include("complaints.urls.api")),
    path("", include("compliance.urls.api")),
]

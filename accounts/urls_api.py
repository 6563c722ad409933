"""The API's addresses of accounts."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts.views.me import Me

urlpatterns = [path("me/", login_not_required(Me.as_view()), name="me")]

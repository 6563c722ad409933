"""Routes that fail in every way a route can fail; used by tests only."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from accounts.errors import NotAllowed, StepUpRequired
from ombudsman import errors
from ombudsman.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from ombudsman.urls import (
    urlpatterns as product,
)

__all__ = ["handler400", "handler403", "handler404", "handler500"]

FAULTS: dict[str, Exception] = {
    "400": SuspiciousOperation("rahasia"),
    "403": PermissionDenied("rahasia"),
    "404": Http404("rahasia"),
    "413": RequestDataTooBig("rahasia"),
    "denied": NotAllowed("rahasia"),
    "step-up": StepUpRequired("rahasia"),
    "500": RuntimeError("rahasia\r\n{}"),
    "503": OperationalError("rahasia"),
}


@login_not_required
def fail(request: HttpRequest, code: str) -> HttpResponse:
    """Raise what belongs to the code."""
    if code == "429":
        return errors.too_many(request, retry_after=60)
    raise FAULTS[code]


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    """Accepts a form."""
    return HttpResponse("ok")


def private(request: HttpRequest) -> HttpResponse:
    """For people who are signed in."""
    raise AssertionError("nobody comes here")


urlpatterns = [
    *product,
    path("gagal/<str:code>/", fail, name="fail"),
    path("formulir/", form, name="form"),
    path("pribadi/", private, name="private"),
]

"""How the API refuses: closed unless a view says otherwise, and in one shape (R5)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from rest_framework.response import Response
from rest_framework.test import APIClient, APIRequestFactory
from rest_framework.views import APIView

from accounts.api import Nobody, Problem, problem
from accounts.bearer import Bears
from tests.authorisation.routes import all_routes

#: Views of the API that name who may: nobody is let in by accident.
PUBLIC = {
    "api:agencies",
    "api:questions",
    "api:reports",
    "api:substances",
    "api:track",
    "api:scores",
    "api:schema",
}


#: Views of the API for whoever bears a token that is for what they do.
BY_TOKEN = {"api:actions", "api:case", "api:cases", "api:me"}


class Forgotten(APIView):
    """A view whose author did not say who may."""

    def get(self, request: Any) -> Response:
        return Response({"secret": 1})


class Failing(APIView):
    """A view that raises what it is told."""

    permission_classes = ()
    error: Exception = Http404()

    def post(self, request: Any) -> Response:
        raise self.error


urlpatterns = [path("lupa/", Forgotten.as_view())]


def refusal(error: Exception) -> tuple[int, dict[str, Any], str]:
    view = Failing.as_view(error=error)
    answer = view(APIRequestFactory().post("/", {}, format="json"))
    answer.render()
    return (
        answer.status_code,
        json.loads(answer.content),
        answer.headers["Content-Type"],
    )


@pytest.mark.urls("tests.accounts.test_api")
def test_a_view_that_does_not_say_who_may_is_closed() -> None:
    answer = Forgotten.as_view()(APIRequestFactory().get("/lupa/"))
    assert answer.status_code == 403
    assert "secret" not in answer.data


def test_the_default_is_nobody_and_json_only() -> None:
    given = settings.REST_FRAMEWORK
    assert given["DEFAULT_PERMISSION_CLASSES"] == ["accounts.api.Nobody"]
    assert given["DEFAULT_AUTHENTICATION_CLASSES"] == []
    for what, only in (("RENDERER", "JSONRenderer"), ("PARSER", "JSONParser")):
        (name,) = given[f"DEFAULT_{what}_CLASSES"]
        assert name.endswith(only)


def test_every_view_of_the_api_says_who_may() -> None:
    views = {
        name: view.cls  # type: ignore[attr-defined]  # what APIView.as_view leaves
        for (name, _), view in all_routes().items()
        if name.startswith("api:")
    }
    assert set(views) == PUBLIC | BY_TOKEN
    known = {name for name, view in views.items() if view.authentication_classes}
    assert known == BY_TOKEN
    assert all(views[name].permission_classes == [Bears] for name in BY_TOKEN)
    assert not any(Nobody in view.permission_classes for view in views.values())


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Problem(409, "Sudah dipakai", "key_reused"), 409, "key_reused"),
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "forbidden"),
    ],
)
def test_a_refusal_has_the_one_shape(error: Exception, status: int, code: str) -> None:
    found, body, kind = refusal(error)
    assert found == status
    assert kind == "application/problem+json"
    assert set(body) == {"type", "title", "status", "code"}
    assert (body["status"], body["code"]) == (status, code)


def test_what_we_do_not_know_stays_an_error_of_ours() -> None:
    assert problem(RuntimeError(), {}) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        ("{", "application/json", 400, "parse_error"),
        ("a=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        ('{"a": 1}', "text/plain", 415, "unsupported_media_type"),
        ("{}", "application/json", 422, "invalid"),
        ("[]", "application/json", 422, "invalid"),
    ],
)
def test_a_body_of_the_wrong_kind_is_a_problem_too(
    body: str, kind: str, status: int, code: str
) -> None:
    answer = APIClient().post("/api/v1/reports/", body, content_type=kind)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code

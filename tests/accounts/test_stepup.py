"""The decorator and the helper behind everything that opens identities."""

from __future__ import annotations

from typing import cast

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.http import PortalRequest
from accounts.stepup import stepped_up
from tests import people

pytestmark = pytest.mark.django_db

REVEAL = "/kerja/perkara/1/identitas/"


@stepped_up
def reveal(request: PortalRequest, number: int) -> HttpResponse:
    """A view that opens something."""
    return HttpResponse(f"{request.actor.user_id}:{number}")


def ask(method: str = "get", *, fresh: bool, referer: str = "") -> PortalRequest:
    headers = {"Referer": referer} if referer else {}
    make = getattr(RequestFactory(headers=headers), method)
    request = cast("PortalRequest", make(REVEAL, {"alasan": "rahasia"}))
    request.actor = people.actor("examiner", stepped_up=fresh)
    return request


def test_a_fresh_second_factor_opens_the_view() -> None:
    request = ask(fresh=True)
    response = cast("HttpResponse", reveal(request, 7))
    assert response.content.decode() == f"{request.actor.user_id}:7"


def test_an_old_one_leads_to_the_door_and_back() -> None:
    where = reveal(ask(fresh=False), 7).headers["Location"]
    assert where.startswith("/masuk/ulang/?next=%2Fkerja%2Fperkara%2F1%2Fidentitas%2F")


def test_what_was_posted_is_kept_nowhere_and_the_page_before_comes_back() -> None:
    request = ask("post", fresh=False, referer="http://testserver/kerja/perkara/1/")
    where = reveal(request, 7).headers["Location"]
    assert where == "/masuk/ulang/?next=%2Fkerja%2Fperkara%2F1%2F"


@pytest.mark.parametrize("referer", ["", "https://evil.test/kerja/"])
def test_a_post_from_nowhere_leads_home(referer: str) -> None:
    where = reveal(ask("post", fresh=False, referer=referer), 7).headers["Location"]
    assert where == "/masuk/ulang/?next=%2F"

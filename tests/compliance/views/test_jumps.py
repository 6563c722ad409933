"""Before the lock, whoever runs a round says why a figure jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from compliance.models import Round, RoundAgency
from compliance.services.locking import lock
from tests.compliance.people import ADMIN
from tests.compliance.rounds import NOW, answer, city, opened, published
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def jumping(figure: str = "40") -> Round:
    published({city(1): "80"}, year=2025)
    round_ = opened(city(1), year=2026)
    answer(round_, city(1), figure)
    return round_


def at(name: str, round_: Round, **more: object) -> str:
    return reverse(f"assess:{name}", kwargs={"ref": round_.ref} | more)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as who runs the rounds."""
    login(client, "compliance_admin")
    return client


def test_the_lock_lists_what_jumps_and_waits_for_a_word(admin: Client) -> None:
    round_ = jumping()
    page = text(admin.get(at("lock", round_)))
    assert "Lonjakan nilai dijelaskan (0/1)" in page
    assert "Ya, kunci" not in page
    where = at("jump", round_, agency=city(1).ref)
    assert where in page
    assert "Sekarang 40,00, tahun 2025 80,00" in text(admin.get(where))
    assert "Tuliskan penjelasannya." in text(admin.post(where, {"note": " "}), 422)
    done = admin.post(where, {"note": "Dua dinas digabung."})
    assert done.headers["Location"] == at("lock", round_)
    page = text(admin.get(at("lock", round_)))
    assert "Dua dinas digabung." in page
    assert "Ya, kunci" in page
    assert "Dua dinas digabung." in text(admin.get(where))


def test_where_nothing_jumps_there_is_no_such_page(admin: Client) -> None:
    round_ = jumping("80")
    page = text(admin.get(at("lock", round_)))
    assert "Lonjakan nilai" not in page
    assert "Ya, kunci" in page
    where = at("jump", round_, agency=city(1).ref)
    assert admin.get(where).status_code == 404
    assert admin.post(where, {"note": "x"}).status_code == 404


def test_after_the_lock_nothing_is_explained_any_more(admin: Client) -> None:
    round_ = jumping()
    RoundAgency.objects.filter(round=round_).update(jump_note="Sudah diperiksa.")
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    where = at("jump", round_, agency=city(1).ref)
    assert admin.post(where, {"note": "x"}).status_code == 404
    assert RoundAgency.objects.get(round=round_).jump_note == "Sudah diperiksa."

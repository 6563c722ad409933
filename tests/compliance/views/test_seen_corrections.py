"""A published score of the field is corrected at one indicator of one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from compliance.models import Round, Snapshot
from compliance.services.computing import is_intact
from tests.compliance import field
from tests.compliance.field import SHELF, SIGN, TYPED
from tests.compliance.rounds import city
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
REASON = "Papan dibaca dari foto yang salah."


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


def at(round_: Round, code: str = SHELF, **more: Any) -> str:
    unit = field.place(round_).unit.ref
    there = {"ref": round_.ref, "agency": city(1).ref, "unit": unit, "code": code}
    return reverse("assess:seen_correction", kwargs=there | more)


def newest() -> Snapshot:
    return Snapshot.objects.current().get()


def test_one_answer_is_corrected_and_both_versions_stay(admin: Client) -> None:
    round_ = field.score_published(city(1))
    first = newest()
    where = reverse(
        "assess:correction", kwargs={"ref": round_.ref, "agency": city(1).ref}
    )
    assert at(round_) in admin.get(where).content.decode()
    page = admin.get(at(round_)).content.decode()
    assert "Jawaban 2" in page
    body = {"jawab-1": "2", "jawab-2": "4", "version": "1", "reason": REASON}
    answer = admin.post(at(round_), body, follow=True)
    assert REASON in answer.content.decode()
    assert newest().version == 2
    assert (newest().score or 0) < (first.score or 0)
    assert is_intact(newest())
    assert is_intact(Snapshot.objects.get(pk=first.pk))


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"reason": ""}, 422, "Tuliskan alasan koreksi."),
        ({"jawab-2": ""}, 422, "tidak cocok dengan pertanyaannya"),
        ({"jawab-1": "4"}, 422, "Tidak ada angka yang berubah"),
        ({"version": "7"}, 409, "sudah diubah orang lain"),
    ],
)
def test_what_cannot_be_published_is_refused_in_words_and_kept(
    admin: Client, told: dict[str, str], status: int, words: str
) -> None:
    round_ = field.score_published(city(1))
    body = {"jawab-1": "2", "jawab-2": "4", "version": "1", "reason": REASON}
    answer = admin.post(at(round_), body | told)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert newest().version == 1


def test_what_was_seen_may_turn_out_not_to_apply(admin: Client) -> None:
    round_ = field.score_published(city(1))
    body = {"absent": "on", "version": "1", "reason": REASON}
    assert admin.post(at(round_, SIGN), body).status_code == 302
    seen = newest().data["inputs"]["units"][0]["seen"][SIGN]
    assert seen == {"absent": True, "told": []}


def test_a_figure_that_was_typed_for_the_agency_is_corrected_at_all_its_units(
    admin: Client,
) -> None:
    round_ = field.score_published(city(1))
    body = {"jawab-1": "90,5", "version": "1", "reason": REASON}
    assert admin.post(at(round_, TYPED), body).status_code == 302
    units = newest().data["inputs"]["units"]
    assert {unit["seen"][TYPED]["told"][0][0] for unit in units} == {"90.5"}


def test_a_unit_or_an_indicator_that_is_not_there_is_not_found(admin: Client) -> None:
    round_ = field.score_published(city(1))
    for more in ({"unit": uuid4()}, {"code": "tidak-ada"}, {"agency": uuid4()}):
        assert admin.get(at(round_, **more)).status_code == 404

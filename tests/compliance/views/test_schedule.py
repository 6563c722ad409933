"""The calendar of a round: planned by who runs it, shown beside its stages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from compliance import notifications
from compliance.domain.stages import Stage
from compliance.models import Round
from compliance.services.scheduling import schedule
from journal.models import Entry
from tests.compliance import field
from tests.compliance.people import ADMIN, AUDITOR
from tests.compliance.rounds import NOW, city, opened
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]

DAYS = ("field_until", "review_until", "plenary_on", "publish_on")


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as who runs the rounds."""
    login(client, "compliance_admin")
    return client


def at(name: str, round_: Round) -> str:
    return reverse(f"assess:{name}", kwargs={"ref": round_.ref})


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


def form(round_: Round, *days: str) -> dict[str, Any]:
    version = Round.objects.get(pk=round_.pk).version
    return dict(zip(DAYS, days, strict=False)) | {"version": version}


def test_the_present_stage_says_until_when_it_goes(admin: Client) -> None:
    round_ = field.drawn(city(1))
    today = wall_now().date()
    soon = today + timedelta(days=40)
    page = text(admin.get(at("round", round_)))
    assert "Ambil data" in page
    assert "Sekarang" in page
    days = form(round_, soon.isoformat(), "2099-01-01", "2099-02-01", "2099-03-01")
    done = admin.post(at("schedule", round_), days)
    assert done.headers["Location"] == at("round", round_)
    assert "hari lagi" in text(admin.get(at("round", round_)))
    assert 'value="2099-03-01"' in text(admin.get(at("schedule", round_)))
    entry = Entry.objects.get(kind=notifications.ROUND_SCHEDULED)
    assert entry.data == {
        "field": soon.isoformat(),
        "review": "2099-01-01",
        "plenary": "2099-02-01",
        "publication": "2099-03-01",
    }


def test_a_stage_that_is_late_says_so(admin: Client) -> None:
    round_ = field.drawn(city(1))
    Round.objects.update(field_until=date(2026, 11, 24))
    assert "Lewat:" in text(admin.get(at("round", round_)))


def test_a_day_may_be_taken_out_of_the_calendar_again(admin: Client) -> None:
    round_ = field.drawn(city(1))
    admin.post(at("schedule", round_), form(round_, "2099-01-01"))
    admin.post(at("schedule", round_), form(round_, ""))
    assert Round.objects.get().field_until is None


@pytest.mark.parametrize(
    ("days", "status", "words"),
    [
        (("2099-02-01", "2099-01-01"), 422, "Urutan tanggal belum benar"),
        (("2026-11-01",), 422, "Urutan tanggal belum benar"),  # before the draw
        (("31 Februari",), 422, "tanggal"),
    ],
)
def test_days_that_do_not_fit_are_refused_and_kept(
    admin: Client, days: tuple[str, ...], status: int, words: str
) -> None:
    round_ = field.drawn(city(1))
    page = text(admin.post(at("schedule", round_), form(round_, *days)), status)
    assert words in page
    assert days[0] in page
    assert Round.objects.get().field_until is None


def test_a_page_that_is_old_plans_nothing(admin: Client) -> None:
    round_ = field.drawn(city(1))
    sent = form(round_, "2099-01-01") | {"version": 1}
    page = text(admin.post(at("schedule", round_), sent), 409)
    assert "sudah diubah orang lain" in page


def test_a_published_round_has_its_calendar_behind_it(admin: Client) -> None:
    round_ = field.score_published(city(1))
    assert "jadwalnya tetap" in text(admin.get(at("schedule", round_)))
    assert text(admin.post(at("schedule", round_), form(round_, "2099-01-01")), 409)
    assert "Selesai" in text(admin.get(at("round", round_)))


def test_who_does_not_run_the_round_plans_nothing() -> None:
    round_ = field.drawn(city(1))
    with pytest.raises(NotAllowed):
        schedule(
            round_ref=round_.ref,
            days={Stage.FIELD: date(2099, 1, 1)},
            version=round_.version,
            actor=AUDITOR,
            now=NOW,
        )
    assert schedule(
        round_ref=round_.ref,
        days={},
        version=round_.version,
        actor=ADMIN,
        now=NOW,
    )


def test_a_round_of_typed_figures_has_no_such_calendar(admin: Client) -> None:
    assert admin.get(at("schedule", opened(city(1)))).status_code == 404

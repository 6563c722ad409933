"""Where nobody waits for it, an agency is offered no form, and a refusal says why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.wall_clock import wall_now
from complaints.domain.corrective import Instrument
from complaints.domain.states import Reason, State
from complaints.models import Activity, Case, DutyHolder, Milestone
from complaints.services import dividing
from complaints.services.errors import NotReady
from tests.complaints.story import Walk, asked, opened_by_agency
from tests.complaints.views.pages import agency_page, in_correction, in_examination
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

    from complaints.models import CorrectiveAction

pytestmark = pytest.mark.django_db
CLOSED = "Perkara ini sudah ditutup."
NOT_NOW = "Pada tahap ini bukti tidak diterima."
TYPED = "Kalimat yang tidak boleh hilang."


def close(walk: Walk, reason: Reason) -> None:
    Case.objects.filter(pk=walk.case.pk).update(
        state=State.CLOSED,
        closed_from=walk.again().state,
        closing_reason=reason,
        closed_at=walk.now,
    )


@pytest.fixture
def walk() -> Walk:
    """One order is done; a suggestion and its milestone are not."""
    walk = in_correction()
    walk.case.actions.filter(n=1).update(
        settled_on=walk.now.date(), status="dilaksanakan"
    )
    due = wall_now().date() + timedelta(days=9)
    row = left(walk)
    walk.case.actions.filter(n=2).update(instrument=Instrument.SARAN, due_on=due)
    Milestone.objects.create(action=row, day=5, text="Cetak papan.", due_on=due)
    return walk


def left(walk: Walk) -> CorrectiveAction:
    found: CorrectiveAction = walk.case.actions.get(n=2)
    return found


def addresses(walk: Walk) -> dict[str, str]:
    row = left(walk)
    milestone = Milestone.objects.get(action=row)
    return {
        "evidence": reverse("agency:evidence", args=[row.ref]),
        "share": reverse("agency:share", args=[row.ref]),
        "progress": reverse("agency:progress", args=[milestone.ref]),
        "more_time": reverse("agency:more_time", args=[row.ref]),
    }


def test_while_the_case_is_open_a_suggestion_is_shown_like_an_order(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    page = client.get(agency_page(walk.case)).content.decode()
    for name in ("evidence", "share", "progress"):
        assert addresses(walk)[name] in page
    assert client.post(addresses(walk)["share"], {"do": "take"}).status_code == 302


@pytest.mark.parametrize("who", ["liaison", "superior"])
@pytest.mark.parametrize(
    "reason", [Reason.TK_DILAKSANAKAN, Reason.TK_SEBAGIAN_DITERIMA]
)
def test_once_it_is_closed_no_page_offers_what_would_be_refused(
    client: Client, walk: Walk, who: str, reason: Reason
) -> None:
    close(walk, reason)
    login(client, who)
    page = client.get(agency_page(walk.case)).content.decode()
    assert left(walk).text in page
    for name, address in addresses(walk).items():
        assert address not in page, name
        shown = client.get(address).content.decode()
        assert "<textarea" not in shown, name
    for name in ("evidence", "share", "progress"):
        assert CLOSED in client.get(addresses(walk)[name]).content.decode()


def test_what_was_typed_before_it_closed_is_kept_and_told_the_truth(
    client: Client, walk: Walk
) -> None:
    close(walk, Reason.TK_DILAKSANAKAN)
    login(client, "liaison")
    for name in ("evidence", "progress"):
        answer = client.post(addresses(walk)[name], {"text": TYPED})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert CLOSED in page
        assert "sudah selesai diperiksa" not in page
        assert TYPED in page
    answer = client.post(addresses(walk)["share"], {"do": "take"})
    assert answer.status_code == 409
    assert CLOSED in answer.content.decode()
    assert not DutyHolder.objects.exists()


def test_where_the_case_is_examined_anew_the_page_says_that_it_is_not_the_time(
    client: Client, walk: Walk
) -> None:
    Case.objects.filter(pk=walk.case.pk).update(state=State.EXAM)
    login(client, "liaison")
    assert NOT_NOW in client.get(addresses(walk)["evidence"]).content.decode()
    answer = client.post(addresses(walk)["evidence"], {"text": TYPED})
    assert answer.status_code == 409
    assert NOT_NOW in answer.content.decode()
    assert left(walk).text not in client.get("/instansi/").content.decode()


def test_in_a_closed_case_a_question_is_divided_by_nobody() -> None:
    walk = in_examination()
    asked(walk)
    opened_by_agency(walk)
    close(walk, Reason.DICABUT)
    with pytest.raises(NotReady, match="case_closed"):
        dividing.take_duty(
            ref=walk.case.clarifications.get().ref,
            actor=actor("liaison"),
            now=walk.now,
        )
    assert not Activity.objects.exists()

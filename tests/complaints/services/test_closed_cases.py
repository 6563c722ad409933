"""A closed case stays closed: nothing that arrives afterwards starts a clock in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.actor import reporter_of
from complaints.domain import events
from complaints.domain.states import Reason, State
from complaints.models import Case
from complaints.services import closing, examination, receipt, writing
from complaints.services.errors import NotReady
from tests.complaints.story import (
    asked,
    explained,
    opened_by_agency,
    to_signed_lhp,
)
from tests.complaints.views.pages import in_examination, said_to_each
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


def running(walk: Walk) -> list[str]:
    rows = walk.again().deadlines.filter(met_on=None, dropped_at=None)
    return list(rows.values_list("kind", flat=True))


def test_an_lhp_that_is_opened_after_closing_starts_no_clock_of_an_action() -> None:
    walk = in_examination()
    to_signed_lhp(walk)
    # As it lay in a portal that closed over actions.
    Case.objects.filter(pk=walk.case.pk).update(
        state=State.CLOSED, closing_reason=Reason.TIDAK_DITEMUKAN
    )
    walk.case.deadlines.update(dropped_at=walk.now)
    opened_by_agency(walk)
    days = walk.again().actions.values_list("received_on", "due_on")
    assert list(days) == [(None, None), (None, None)]
    assert running(walk) == []
    assert walk.case.state == State.CLOSED
    assert walk.kinds()[-1] == events.LETTER_RECEIVED
    assert walk.case.letters.get(letter__kind="lhp").received_on == walk.now.date()


def withdrawn(walk: Walk) -> None:
    """A reporter may take his report back whatever is still open."""
    who = reporter_of(walk.again().pk)
    closing.withdraw(ref=walk.case.ref, actor=who, now=walk.now)


def test_a_request_that_is_opened_after_closing_starts_no_clock() -> None:
    walk = in_examination()
    asked(walk)
    withdrawn(walk)
    opened_by_agency(walk)
    assert running(walk) == []


def test_a_result_that_is_read_after_withdrawal_starts_no_clock() -> None:
    walk = in_examination()
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    reporter = reporter_of(walk.case.pk)
    closing.withdraw(ref=walk.case.ref, actor=reporter, now=walk.now)
    receipt.opened(
        Case.objects.get(pk=walk.case.pk),
        addressee="reporter",
        on=walk.now.date(),
        actor=reporter,
        now=walk.now,
    )
    assert running(walk) == []


def test_a_request_is_not_answered_in_a_closed_case(client: Client) -> None:
    walk = in_examination()
    request = asked(walk)
    opened_by_agency(walk)
    withdrawn(walk)
    before = walk.kinds()
    with pytest.raises(NotReady, match="case_closed"):
        examination.answer_clarification(
            ref=request.ref,
            text=explained(request, "Terlambat."),
            file_ids=[],
            actor=actor("liaison"),
            now=walk.now,
        )
    login(client, "liaison")
    address = reverse("agency:answer", args=[request.ref])
    assert "Perkara ini sudah ditutup." in client.get(address).content.decode()
    answer = client.post(address, said_to_each("Terlambat."))
    assert answer.status_code == 409
    assert "Terlambat." in answer.content.decode()
    assert walk.kinds() == before


@pytest.mark.parametrize("write", [writing.write_note, writing.write_message])
def test_a_case_that_was_erased_takes_no_words_any_more(write: Any) -> None:
    walk = in_examination()
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    gone = {"erased_at": walk.now, "text_salt": None}
    Case.objects.filter(pk=walk.case.pk).update(**gone)
    before = walk.kinds()
    with pytest.raises(NotReady, match="case_erased"):
        write(ref=walk.case.ref, text="Nama.", actor=actor("examiner"), now=walk.now)
    assert walk.kinds() == before
    assert not walk.case.notes.exists()
    assert not walk.case.messages.exists()


@pytest.mark.parametrize("write", [writing.write_note, writing.write_message])
def test_what_was_sent_before_the_erasing_is_the_same_when_it_comes_again(
    write: Any,
) -> None:
    walk = in_examination()
    sent = {
        "ref": walk.case.ref,
        "text": "Sudah.",
        "key": uuid4(),
        "actor": actor("examiner"),
        "now": walk.now,
    }
    first = write(**sent)
    gone = {"erased_at": walk.now, "text_salt": None}
    Case.objects.filter(pk=walk.case.pk).update(**gone)
    before = walk.kinds()
    assert write(**sent).pk == first.pk
    assert walk.kinds() == before

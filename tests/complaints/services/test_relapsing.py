"""What was done came back: it is ordered once more, and what was stays as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.interface import execution_record
from complaints.models import CorrectiveAction, Deadline
from complaints.selectors.calendar_feed import days_of
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, relapsing
from complaints.services.errors import NotReady, WouldName
from journal.models import Delivery
from ombudsman import clock
from tests.complaints.ladder import in_resmon
from tests.complaints.services.test_recurring import again, done, judged, verified
from tests.complaints.story import Walk, opened_by_agency
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, login

pytestmark = pytest.mark.django_db
WHY = "Akta kembali terbit berbulan-bulan."


def relapsed(**changes: Any) -> Walk:
    """Two orders were done and verified; the head reopened the case for a relapse."""
    walk = done(**changes)
    again(walk)
    walk.now += timedelta(days=31)
    judged(walk, "head", reopen=True)
    walk.again()
    return walk


def first(walk: Walk) -> CorrectiveAction:
    row: CorrectiveAction = walk.case.actions.get(n=1)
    return row


def ordered(walk: Walk, who: str = "resmon", **more: Any) -> list[CorrectiveAction]:
    given: dict[str, Any] = {"orders": [first(walk).ref], "why": WHY}
    made: list[CorrectiveAction] = walk.do(relapsing.order_again, who, **(given | more))
    walk.again()
    return made


def term(walk: Walk, kind: TermKind, subject: object) -> Deadline:
    row: Deadline = walk.case.deadlines.get(kind=kind, subject=str(subject))
    return row


def test_the_order_is_repeated_under_a_new_number_with_a_letter_of_its_own() -> None:
    walk = relapsed()
    (new,) = ordered(walk)
    old = first(walk)
    assert (new.n, new.text, new.repeats) == (3, old.text, old)
    assert list(new.findings.all()) == list(old.findings.all())
    assert new.letter is not None
    assert new.letter.kind == "perintah_ulang"
    assert (new.received_on, new.due_on) == (None, None)
    assert walk.case.state == State.CORRECTIVE
    assert events.ORDERED_AGAIN in walk.kinds()
    heard = Delivery.objects.filter(
        entry__subject_id=walk.case.pk, entry__kind=events.ORDERED_AGAIN
    )
    assert set(heard.values_list("subscriber", flat=True)) == {
        "agency_news",
        "reporter_news",
    }


def test_its_period_runs_from_the_receipt_of_its_letter() -> None:
    walk = relapsed()
    (new,) = ordered(walk)
    posted = walk.case.letters.get(letter=new.letter)
    assert term(walk, TermKind.RECEIPT_PROOF, posted.ref).is_open
    opened_by_agency(walk)
    new.refresh_from_db()
    assert new.received_on == walk.now.date()
    assert term(walk, TermKind.CORRECTIVE, new.ref).due_on == new.due_on
    assert term(walk, TermKind.CORRECTIVE, new.ref).count == 30
    assert not term(walk, TermKind.RECEIPT_PROOF, posted.ref).is_open
    assert new.due_on in {day.on for day in days_of(actor("liaison"))}


def test_what_was_verified_of_the_first_time_stays_and_both_are_counted() -> None:
    walk = relapsed()
    cutoff = date(2027, 10, 31)

    def facts() -> dict[str, Any]:
        rows = execution_record(walk.case.agency_id or 0, cutoff)
        return {row.ref: row for row in rows}

    before = facts()
    (new,) = ordered(walk)
    opened_by_agency(walk)
    after = facts()
    assert {ref: after[ref] for ref in before} == before
    assert set(after) - set(before) == {str(new.ref)}
    assert after[str(new.ref)].status == "belum"


def test_not_done_again_it_climbs_like_any_order_and_done_it_ends_the_case() -> None:
    walk = relapsed()
    ordered(walk)
    opened_by_agency(walk)
    walk.pass_days(60)
    assert walk.again().state == State.RESMON
    verified(walk, 3)
    walk.do(closing.propose_closing, "resmon", reason=Reason.TK_DILAKSANAKAN)
    walk.do(closing.close, "head", reason=Reason.TK_DILAKSANAKAN)
    assert walk.again().state == State.CLOSED


def test_what_ran_for_monitoring_runs_no_more() -> None:
    walk = relapsed()
    ordered(walk)
    assert not walk.case.deadlines.get(kind=TermKind.RESMON).is_owed


def test_several_are_ordered_in_one_letter() -> None:
    walk = relapsed()
    made = ordered(walk, orders=[row.ref for row in walk.case.actions.all()])
    assert [row.n for row in made] == [3, 4]
    assert len({row.letter_id for row in made}) == 1


def test_while_anything_is_owed_nothing_is_ordered_again() -> None:
    walk = relapsed()
    ordered(walk)
    opened_by_agency(walk)
    walk.pass_days(60)
    with pytest.raises(NotReady, match="nothing_to_order_again"):
        ordered(walk)


def test_a_case_that_never_was_closed_is_ordered_nothing_again() -> None:
    walk = in_resmon()
    verified(walk, 1)
    verified(walk, 2)
    with pytest.raises(NotReady, match="nothing_to_order_again"):
        ordered(walk)


def test_only_what_was_done_may_be_chosen_and_something_must_be() -> None:
    walk = relapsed()
    other = done()
    for wrong in ([], [first(other).ref]):
        with pytest.raises(NotReady, match="order_not_repeatable"):
            ordered(walk, orders=wrong)


def test_what_the_agency_reads_names_no_reporter() -> None:
    walk = relapsed(secrecy="confidential")
    with pytest.raises(WouldName):
        ordered(walk, why=f"{CANARY_NAME} melapor lagi.")
    assert walk.again().state == State.RESMON


@pytest.mark.parametrize("who", ["examiner", "head", "intake"])
def test_nobody_but_monitoring_orders_again(who: str) -> None:
    walk = relapsed()
    with pytest.raises(NotAllowed):
        ordered(walk, who)


def test_every_side_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    walk = relapsed()
    monkeypatch.setattr(clock, "now", lambda: walk.now)
    monitor = Client()
    login(monitor, "resmon")
    assert act_page(walk.case, "perintah-ulang") in (
        monitor.get(case_page(walk.case)).content.decode()
    )
    asked = monitor.get(act_page(walk.case, "perintah-ulang")).content.decode()
    assert "Tindakan korektif 1: Terbitkan akta." in asked
    body = {
        "version": walk.case.version,
        "orders": [str(first(walk).ref)],
        "why": WHY,
    }
    assert monitor.post(act_page(walk.case, "perintah-ulang"), body).status_code == 302
    opened_by_agency(walk)
    said = "Mengulang tindakan 1"
    assert said in monitor.get(case_page(walk.case)).content.decode()
    liaison = Client()
    login(liaison, "liaison")
    assert said in liaison.get(agency_page(walk.case)).content.decode()
    page = reporter_page(walk.again(), walk.now)
    assert [row.n for row in page.actions] == [1, 2, 3]
    assert events.ORDERED_AGAIN in {moment.kind for moment in page.moments}

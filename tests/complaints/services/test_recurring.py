"""What was put right is watched: a new report about it is flagged, a person judges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Reason, State
from complaints.models import ActionEvidence, Case, Recurrence
from complaints.models.choices import Verdict
from complaints.notifications import monitors
from complaints.selectors import recurring as selectors
from complaints.services import closing, corrective, recurring, restricting
from complaints.services.errors import NotReady, StaleVersion
from complaints.services.lhp import ActionText, FindingText
from journal import relay
from journal.models import Delivery, Entry
from tests.complaints import story
from tests.complaints.ladder import shown
from tests.complaints.story import (
    Walk,
    opened_by_agency,
    to_examination,
    to_signed_lhp,
)
from tests.people import actor, office, person

pytestmark = pytest.mark.django_db

ABOUT: dict[str, Any] = {"substance": "adminduk"}


def done(**changes: Any) -> Walk:
    """Both orders of an LHP are carried out and verified, and the case is closed."""
    walk = Walk(**(ABOUT | changes))
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    walk.pass_days(3)
    for n in (1, 2):
        verified(walk, n)
    walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)
    walk.do(closing.close, "head", reason=Reason.TK_DILAKSANAKAN)
    return walk


def verified(walk: Walk, n: int) -> None:
    accepted(walk, shown(walk, walk.again().actions.get(n=n).ref))


def accepted(walk: Walk, piece: ActionEvidence) -> None:
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Diperiksa.",
        actor=actor("examiner"),
        now=walk.now,
    )


def again(old: Walk, days: int = 30, **changes: Any) -> Walk:
    """A month later somebody reports the same, and the report is registered."""
    walk = Walk(now=old.now + timedelta(days=days), **(same(old) | changes))
    to_examination(walk)
    delivered()
    return walk


def same(old: Walk) -> dict[str, Any]:
    """About the same unit and substance."""
    return ABOUT | {"unit_id": old.again().unit_id}


def delivered() -> None:
    """What the relay would do, without its transactions."""
    rows = Delivery.objects.filter(subscriber="recurrence", state="waiting")
    for row in rows.select_related("entry").order_by("id"):
        with transaction.atomic():
            recurring.compare(row, row.entry)
    rows.update(state="sent")


def flagged(walk: Walk) -> list[int]:
    """The numbers of the orders of this case that seem to have come back."""
    rows = Recurrence.objects.filter(action__case=walk.case).order_by("action__n")
    return list(rows.values_list("action__n", flat=True))


def judged(walk: Walk, who: str = "examiner", **changes: Any) -> Recurrence:
    row = Recurrence.objects.filter(action__case=walk.case).earliest("id")
    given: dict[str, Any] = {"same": True, "words": "Loket yang sama.", "reopen": False}
    return recurring.judge(
        recurrence=row.ref,
        version=walk.again().version,
        actor=actor(who),
        now=walk.now,
        **(given | changes),
    )


def test_a_new_report_about_it_is_flagged_to_whoever_monitored() -> None:
    old = done()
    new = again(old)
    assert flagged(old) == [1]
    entry = Entry.objects.filter(kind=events.RECURRENCE_FOUND).earliest("pk")
    assert entry.subject_id == old.case.pk
    heard = Delivery.objects.filter(entry=entry).values_list("recipient", flat=True)
    assert list(heard) == [f"user:{person('examiner').pk}"]
    (row,) = selectors.waiting(actor("examiner"))  # of both orders one stands for all
    assert row.report_id == new.case.pk
    assert old.again().state == State.CLOSED  # nothing moves by itself


@pytest.mark.django_db(transaction=True)
def test_the_relay_carries_it() -> None:
    old = done()
    new = Walk(now=old.now + timedelta(days=30), **same(old))
    to_examination(new)
    while relay.run_once():
        pass
    assert flagged(old) == [1]


def test_a_delivery_that_runs_twice_flags_once() -> None:
    old = done()
    new = again(old)
    entry = Entry.objects.get(kind=events.CASE_REGISTERED, subject_id=new.case.pk)
    recurring.compare(Delivery(), entry)
    assert flagged(old) == [1]
    assert Entry.objects.filter(kind=events.RECURRENCE_FOUND).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"substance": "kesehatan"},
        {"alleged_forms": ("DK",)},
        {"unit_id": None},
    ],
)
def test_another_matter_is_not_flagged(changes: dict[str, Any]) -> None:
    old = done()
    again(old, **changes)
    assert flagged(old) == []


def test_what_is_not_done_yet_cannot_come_back() -> None:
    old = Walk(**ABOUT)
    to_examination(old)
    to_signed_lhp(old)
    opened_by_agency(old)
    again(old)
    assert flagged(old) == []


def test_an_order_marked_done_later_finds_the_report_that_was_there_before() -> None:
    old = Walk(**ABOUT)
    to_examination(old)
    to_signed_lhp(old)
    opened_by_agency(old)
    piece = shown(old, old.again().actions.get(n=1).ref)
    again(old, days=5)
    assert flagged(old) == []
    old.pass_days(6)
    accepted(old, piece)
    delivered()
    assert flagged(old) == [1]


def test_only_the_forms_that_the_order_put_right_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = replace(
        story.LHP,
        findings=[FindingText("PB", "Lambat."), FindingText("DK", "Dibedakan.")],
        actions=[
            ActionText("Terbitkan akta.", findings=[1]),
            ActionText("Layani sama.", findings=[2]),
        ],
    )
    monkeypatch.setattr(story, "LHP", two)
    old = done()
    again(old)
    assert flagged(old) == [1]


def test_a_restricted_report_is_flagged_only_when_it_is_restricted_no_more() -> None:
    old = done()
    new = Walk(now=old.now + timedelta(days=30), **same(old))
    to_examination(new)
    new.do(restricting.restrict, "head", reason="safety", note="")
    delivered()
    assert flagged(old) == []
    new.do(restricting.lift, "head", note="Selesai.")
    delivered()
    assert flagged(old) == [1]


def test_the_monitor_says_that_it_is_the_same_and_why() -> None:
    old = done()
    again(old)
    row = judged(old)
    assert row.same is True
    assert row.words == "Loket yang sama."
    assert row.judged_by_id == person("examiner").pk
    assert events.RECURRENCE_JUDGED in old.kinds()
    assert old.again().state == State.CLOSED
    with pytest.raises(NotReady, match="recurrence_judged"):
        judged(old)


def test_the_head_reopens_the_old_case_to_monitoring() -> None:
    old = done()
    again(old)
    old.now += timedelta(days=31)
    judged(old, "head", reopen=True)
    assert old.again().state == State.RESMON
    kinds = old.kinds()
    assert kinds.index(events.CASE_REOPENED) < kinds.index(events.RECURRENCE_JUDGED)


def test_only_the_head_reopens_and_only_within_a_year() -> None:
    old = done()
    again(old)
    with pytest.raises(NotAllowed):
        judged(old, "examiner", reopen=True)
    old.now += timedelta(days=400)
    with pytest.raises(NotReady, match="recurrence_not_reopenable"):
        judged(old, "head", reopen=True)
    with pytest.raises(NotReady, match="recurrence_not_reopenable"):
        judged(old, "head", reopen=True, same=False)
    assert Recurrence.objects.filter(same=None).count() == 1


def test_who_neither_holds_nor_leads_does_not_judge() -> None:
    old = done()
    again(old)
    with pytest.raises(NotAllowed):
        judged(old, "intake")
    with pytest.raises(Recurrence.DoesNotExist):
        judged(old, "liaison")
    stale = old.again().version - 1
    row = Recurrence.objects.get(same=None)
    with pytest.raises(StaleVersion):
        recurring.judge(
            recurrence=row.ref,
            version=stale,
            same=True,
            words="x",
            actor=actor("examiner"),
            now=old.now,
        )


def test_of_a_report_in_another_office_the_monitor_sees_that_there_is_one() -> None:
    old = done()
    new = again(old)
    Case.objects.filter(pk=new.case.pk).update(office=office("63"))
    examiner = actor("examiner")
    assert not Case.objects.visible_to(examiner).filter(pk=new.case.pk).exists()
    assert selectors.waiting(examiner).count() == 1


def test_when_nobody_holds_it_any_more_the_head_hears() -> None:
    old = done()
    again(old)
    who = person("examiner")
    who.is_active = False
    who.save()
    entry = Entry.objects.get(kind=events.RECURRENCE_FOUND)
    assert list(monitors(entry)) == [f"user:{person('head').pk}"]


def test_the_database_knows_no_half_judgement() -> None:
    old = done()
    again(old)
    rows = Recurrence.objects.filter(action__case=old.case)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(same=True)


def test_after_the_monitor_said_so_the_head_is_told_and_may_still_reopen() -> None:
    old = done()
    again(old)
    judged(old)
    entry = Entry.objects.get(kind=events.RECURRENCE_JUDGED)
    heard = Delivery.objects.filter(entry=entry).values_list("recipient", flat=True)
    assert f"user:{person('head').pk}" in heard
    judged(old, "head", reopen=True)
    assert old.again().state == State.RESMON
    with pytest.raises(NotReady, match="recurrence_not_reopenable"):
        judged(old, "head", reopen=True)


def test_who_is_kept_out_of_the_report_neither_sees_nor_hears_of_it() -> None:
    old = done()
    new = Walk(now=old.now + timedelta(days=30), **same(old))
    to_examination(new)
    new.case.recusals.create(
        user=person("examiner"), reason="Saudara.", created_at=new.now
    )
    delivered()
    assert not selectors.seen_by(actor("examiner")).exists()
    entry = Entry.objects.get(kind=events.RECURRENCE_FOUND)
    assert list(monitors(entry)) == []
    assert selectors.waiting(actor("head")).exists()

"""An agency is freed of an order, or gets more time for it; never by one person alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.extending import Cause
from complaints.domain.relief import Relief
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.interface import execution_record
from complaints.models import CorrectiveAction, Extension, ReliefRequest
from complaints.services import closing, extending, relieving, restricting
from complaints.services.agency_time import ask_for_time
from complaints.services.errors import Conflicted, NotReady, SamePerson, WouldName
from journal.models import Delivery, Entry
from tests.complaints.ladder import in_resmon, item, judged, recommended, shown
from tests.complaints.story import Walk, opened_by_agency, to_examination, to_signed_lhp
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, agency, office, person

pytestmark = pytest.mark.django_db


def in_time(**changes: Any) -> Walk:
    """Both orders were received; thirty working days run."""
    walk = Walk(**changes)
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    return walk


def order(walk: Walk, n: int = 1) -> Any:
    return walk.again().actions.get(n=n, recommendation=None)


def asked(walk: Walk, kind: Relief = Relief.EXCUSE, **changes: Any) -> ReliefRequest:
    given: dict[str, Any] = {
        "action": order(walk).ref,
        "kind": kind,
        "reason": "Akta diterbitkan pengadilan.",
    }
    found: ReliefRequest = walk.do(
        relieving.propose_relief, "resmon", **(given | changes)
    )
    return found


def decided(walk: Walk, *, granted: bool = True, who: str = "commissioner") -> None:
    walk.do(relieving.decide_relief, who, granted=granted, answer="Kami terima.")


def test_monitoring_proposes_and_a_commissioner_excuses() -> None:
    walk = in_resmon()
    person("commissioner")
    asked(walk)
    entry = Entry.objects.filter(kind=events.RELIEF_PROPOSED).latest("pk")
    heard = Delivery.objects.filter(entry=entry).values_list("recipient", flat=True)
    assert list(heard) == [f"user:{person('commissioner').pk}"]
    decided(walk)
    row = order(walk)
    assert row.excused_on == walk.now.date()
    assert not row.is_owed
    assert events.ACTION_EXCUSED in walk.kinds()
    facts = execution_record(walk.case.agency_id or 0, date(2026, 12, 31))
    assert [fact.excused for fact in facts] == [True, False]
    assert walk.case.state == State.RESMON  # the other order is still owed


def test_when_all_orders_are_annulled_the_head_ends_the_case() -> None:
    walk = in_resmon()
    for n in (1, 2):
        asked(walk, Relief.ANNUL, action=order(walk, n).ref)
        decided(walk)
    assert events.ACTION_ANNULLED in walk.kinds()
    walk.do(closing.close, "head", reason=Reason.DITEMUKAN_TANPA_TINDAKAN)
    assert walk.again().state == State.CLOSED


def test_an_order_that_is_excused_in_time_runs_no_more() -> None:
    walk = in_time()
    for n in (1, 2):
        asked(walk, action=order(walk, n).ref)
        decided(walk)
    terms = walk.case.deadlines.filter(kind=TermKind.CORRECTIVE, dropped_at=None)
    assert not terms.filter(met_on=None).exists()
    walk.pass_days(60)
    assert walk.again().state == State.CORRECTIVE


def test_a_refusal_changes_nothing_and_is_heard_by_who_proposed_it() -> None:
    walk = in_resmon()
    asked(walk)
    decided(walk, granted=False)
    assert order(walk).is_owed
    entry = Entry.objects.filter(kind=events.RELIEF_REFUSED).latest("pk")
    heard = Delivery.objects.filter(entry=entry).values_list("recipient", flat=True)
    assert list(heard) == [f"user:{person('resmon').pk}"]
    with pytest.raises(NotReady, match="no_relief_asked"):
        decided(walk)
    asked(walk)  # with better reasons


def test_who_examined_it_once_proposes_nothing_but_who_judged_evidence_does() -> None:
    walk = in_resmon()
    walk.case.notices.update(drafted_by=person("resmon"))
    with pytest.raises(Conflicted):
        asked(walk)
    walk.case.notices.update(drafted_by=person("examiner"))
    judged(walk, shown(walk, order(walk).ref), None)
    asked(walk)


def test_who_examined_the_case_proposes_nothing_and_decides_nothing() -> None:
    walk = in_resmon()
    examiner = person("examiner")
    walk.case.lhps.update(drafted_by=person("resmon"))
    with pytest.raises(Conflicted):
        asked(walk)
    walk.case.lhps.update(drafted_by=examiner)
    asked(walk)
    walk.again().examiner = person("commissioner")
    walk.case.save(update_fields=["examiner"])
    with pytest.raises(Conflicted):
        decided(walk)


def test_two_persons_it_takes_whatever_roles_they_have() -> None:
    walk = in_resmon()
    asked(walk)
    ReliefRequest.objects.update(proposed_by=person("commissioner"))
    with pytest.raises(SamePerson):
        decided(walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReliefRequest.objects.update(
            decided_by=person("commissioner"), decided_at=walk.now, granted=True
        )
    for who in ("head", "resmon"):
        with pytest.raises(NotAllowed):
            decided(walk, who=who)


def test_one_request_at_a_time_of_an_order_that_is_owed_and_judged() -> None:
    walk = in_resmon()
    piece = shown(walk, order(walk).ref)
    with pytest.raises(NotReady, match="verdicts_pending"):
        asked(walk)
    judged(walk, piece)
    with pytest.raises(NotReady, match="action_closed"):
        asked(walk)
    asked(walk, action=order(walk, 2).ref)
    with pytest.raises(NotReady, match="relief_waits"):
        asked(walk, action=order(walk, 2).ref)
    judged(walk, shown(walk, order(walk, 2).ref))
    with pytest.raises(NotReady, match="action_closed"):
        decided(walk)
    decided(walk, granted=False)


def test_an_item_of_a_recommendation_is_excused_and_not_annulled() -> None:
    walk = recommended()
    with pytest.raises(NotReady, match="item_not_annulled"):
        asked(walk, Relief.ANNUL, action=item(walk).ref)
    with pytest.raises(NotReady, match="action_closed"):
        asked(walk)  # the item binds in its place
    for n in (1, 2):
        asked(walk, action=item(walk, n).ref)
        decided(walk)
    report = walk.case.deadlines.get(kind=TermKind.RECOMMENDATION_REPORT)
    assert report.met_on == walk.now.date()


def test_why_an_agency_is_freed_names_no_reporter() -> None:
    walk = in_resmon(secrecy="confidential")
    with pytest.raises(WouldName):
        asked(walk, reason=f"{CANARY_NAME} sudah menerima.")
    walk.do(restricting.restrict, "head", reason="safety", note="")
    walk.again().resmon = person("resmon")
    walk.case.save(update_fields=["resmon"])
    with pytest.raises(NotReady, match="restricted_for_plenary"):
        asked(walk)


def wished(walk: Walk, days: int = 14, **changes: Any) -> Extension:
    row = order(walk)
    given: dict[str, Any] = {
        "action_ref": row.ref,
        "until": row.due_on + timedelta(days=days),
        "reason": "Mesin cetak rusak.",
        "actor": actor("liaison"),
        "now": walk.now,
    }
    return ask_for_time(**(given | changes))


def answered(walk: Walk, *, granted: bool = True, **more: Any) -> None:
    walk.do(extending.decide_extension, "head", granted=granted, answer="Baik.", **more)


def test_an_agency_asks_before_its_last_day_and_the_head_gives_more_time() -> None:
    walk = in_time()
    before = order(walk).due_on
    wished(walk)
    answered(walk)
    row = order(walk)
    assert row.due_on == before + timedelta(days=14)
    assert order(walk, 2).due_on == before
    term = walk.case.deadlines.get(kind=TermKind.CORRECTIVE, subject=str(row.ref))
    assert term.due_on == row.due_on
    assert events.ACTION_EXTENDED in walk.kinds()
    extension = Extension.objects.get()
    assert (extension.asked_by, extension.decided_by) == (
        person("liaison"),
        person("head"),
    )


def test_all_extensions_together_are_thirty_working_days() -> None:
    walk = in_time()
    first = order(walk).due_on
    wished(walk, 42)  # thirty working days
    answered(walk)
    with pytest.raises(NotReady, match="extension_too_long"):
        wished(walk, 1)
    assert order(walk).due_on == first + timedelta(days=42)


def test_for_an_order_of_another_agency_no_time_is_asked() -> None:
    walk = in_time()
    walk.case.actions.filter(n=1).update(agency=agency(1))
    with pytest.raises(CorrectiveAction.DoesNotExist):
        wished(walk)
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (43, "extension_too_long"),
        (0, "extension_none"),
        (5, "extension_no_workday"),  # a Saturday
    ],
)
def test_not_to_any_day(days: int, code: str) -> None:
    walk = in_time()
    with pytest.raises(NotReady, match=code):
        wished(walk, days)


def test_on_the_last_day_it_is_too_late_to_ask_and_to_give() -> None:
    walk = in_time()
    wished(walk)
    walk.now += timedelta(days=42)
    assert order(walk).due_on == walk.now.date()
    with pytest.raises(NotReady, match="extension_late"):
        answered(walk)
    answered(walk, granted=False)
    with pytest.raises(NotReady, match="extension_too_late"):
        wished(walk)


def test_a_request_waits_only_once_and_only_for_what_is_owed() -> None:
    walk = in_time()
    wished(walk)
    with pytest.raises(NotReady, match="extension_waits"):
        wished(walk)
    answered(walk, granted=False)
    asked(walk)
    decided(walk)
    with pytest.raises(NotReady, match="action_closed"):
        wished(walk)
    late = in_resmon()
    with pytest.raises(NotReady, match="extension_no_term"):
        wished(late)


def test_only_the_agency_itself_asks_in_the_portal() -> None:
    walk = in_time()
    other = OfficeMembershipFactory(office=office("63"), role="examiner").user
    assert other.pk
    for who in ("examiner", "head"):
        with pytest.raises(NotAllowed):
            wished(walk, actor=actor(who))
    with pytest.raises(type(walk.case).DoesNotExist):
        wished(walk, actor=actor("other_liaison"))


def test_an_officer_writes_down_what_the_agency_asked_on_paper() -> None:
    walk = in_time()
    row = order(walk)
    term = walk.case.deadlines.get(kind=TermKind.CORRECTIVE, subject=str(row.ref))
    walk.do(
        extending.ask_extension,
        "examiner",
        deadline_id=term.pk,
        until=row.due_on + timedelta(days=7),
        cause=Cause.AGENCY,
        reason="Surat instansi nomor 12.",
    )
    answered(walk)
    assert order(walk).due_on == row.due_on + timedelta(days=7)


def test_what_the_head_answers_an_agency_names_no_reporter() -> None:
    walk = in_time(secrecy="confidential")
    wished(walk)
    with pytest.raises(WouldName):
        walk.do(
            extending.decide_extension,
            "head",
            granted=True,
            answer=f"{CANARY_NAME} setuju.",
        )

"""A case from another register: it goes the lawful road, and tells nobody of the past."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction

from accounts.actor import SYSTEM
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import AgencyMembership
from complaints import interface
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.orders_file import Column, Stage, Unreadable
from complaints.domain.periodic import Period
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.models import (
    AgencyTie,
    Case,
    Deadline,
    FormerCase,
    OrdersFile,
    Reminder,
    VaultRow,
)
from complaints.models.choices import Channel, Verdict
from complaints.models.former_sentences import unreadable
from complaints.selectors.performance import performance_of
from complaints.selectors.periodic import inputs_of
from complaints.services import (
    closing,
    corrective,
    handing,
    orders_files,
    reminding,
    sweep,
)
from complaints.services.erasing import erase_case
from complaints.services.errors import Conflicted
from complaints.services.orders_files import look
from complaints.services.taking_over import bringing, take_over
from journal.models import Delivery, Entry
from tests.canary import tables_with
from tests.complaints.elsewhere import acting as head_elsewhere
from tests.complaints.former import DUE, LATE, NOW, ROW, TODAY, brought, content_of
from tests.factories.accounts import AgencyMembershipFactory, UserFactory
from tests.factories.agencies import UnitFactory
from tests.people import actor, agency, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
DONE = ROW | {
    Column.TEXT: "Pasang papan.",
    Column.STATUS: "dilaksanakan",
    Column.DONE_ON: "2026-02-20",
}


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def one(*rows: Any, **more: Any) -> Case:
    (case,) = brought(*rows, **more)
    return Case.objects.get(pk=case.pk)


def at(days: int = 0, hours: int = 1) -> Any:
    return NOW + timedelta(days=days, hours=hours)


def test_it_stands_in_its_corrective_period_with_the_days_of_the_file() -> None:
    case = one(ROW, DONE)
    assert (case.state, case.channel) == (State.CORRECTIVE, Channel.FORMER)
    assert (case.has_reporter, case.is_own, case.is_former) == (False, False, True)
    # It keeps its number, and takes none of our register.
    assert (case.number, case.display_number) == (None, "0123/LM/V/2025/64")
    signed = date(2026, 1, 30)
    assert (case.submitted_on, case.registered_on) == (signed, signed)
    lhp = case.lhps.get()
    assert (lhp.signed_on, lhp.received_on) == (signed, date(2026, 2, 2))
    assert (lhp.letter, lhp.number) == (None, "T/0045/LM.44-64/I/2026")
    assert lhp.signed_by is None
    assert [(row.form, row.text) for row in lhp.findings.all()] == [
        ("PB", "Akta kelahiran ditunda tanpa alasan")
    ]
    first, second = case.actions.order_by("n")
    assert first.due_on == date.fromisoformat(DUE)
    assert first.findings.count() == second.findings.count() == 1
    assert (second.status, second.settled_on) == ("dilaksanakan", date(2026, 2, 20))
    assert not VaultRow.objects.filter(case=case).exists()
    # Nobody holds it, and the agency finds it from now on.
    assert (case.examiner_id, case.released_at) == (None, NOW)


def test_it_went_no_way_that_the_table_does_not_know() -> None:
    case = one()
    assert case.version == 5  # four steps, each a change of its own
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(channel=Channel.WEB)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=State.SUBMITTED)


def test_one_entry_says_that_it_came_in_and_no_word_of_it() -> None:
    case = one(ROW, DONE)
    (entry,) = Entry.objects.filter(subject_kind="case", subject_id=case.pk)
    assert entry.kind == events.BROUGHT_IN
    assert entry.actor_id == person("head").pk
    assert entry.data["actions"] == 2
    assert entry.data["forms"] == ["PB"]
    said = str(entry.data)
    for word in ("Terbitkan", "0123", "T/0045"):
        assert word not in said
    call_command("verify_journal", stdout=StringIO())


def test_nobody_is_told_of_what_is_over() -> None:
    case = one(LATE)
    person("liaison")
    assert not Delivery.objects.filter(entry__subject_id=case.pk).exists()
    sweep.run(at())
    reminding.run(at())
    case.refresh_from_db()
    assert case.state == State.RESMON
    kinds = Entry.objects.filter(subject_kind="case", subject_id=case.pk)
    assert events.RESMON_OPENED in kinds.values_list("kind", flat=True)
    heard = Delivery.objects.filter(entry__subject_id=case.pk)
    assert not heard.filter(subscriber__endswith="_news").exists()


def test_our_monitoring_of_what_was_late_begins_when_it_came_to_us() -> None:
    case = one(LATE)
    sweep.run(at())
    row = case.deadlines.get(kind=TermKind.RESMON)
    assert row.started_on == TODAY
    assert row.due_on == TODAY + timedelta(days=60)
    assert row.is_open


def test_what_falls_due_later_goes_to_monitoring_and_its_agency_hears_it() -> None:
    case = one()
    person("liaison")
    later = at(days=8)
    sweep.run(later)
    case.refresh_from_db()
    assert case.state == State.RESMON
    entry = Entry.objects.get(kind=events.RESMON_OPENED, subject_id=case.pk)
    told = Delivery.objects.filter(entry=entry, subscriber="agency_news")
    assert [row.recipient for row in told] == [f"user:{person('liaison').pk}"]
    assert case.deadlines.get(kind=TermKind.RESMON).started_on == date(2026, 3, 17)


def test_reminders_run_from_now_on_only() -> None:
    case = one()
    person("liaison")
    row = Deadline.objects.get(case=case, kind=TermKind.CORRECTIVE)
    # Half time is over and was never said; five days before is today.
    assert [(one.rung, one.spoken) for one in row.reminders.all()] == [("half", False)]
    assert row.remind_on == TODAY
    reminding.run(at())
    assert Reminder.objects.get(spoken=True).rung == "left_5"
    assert Delivery.objects.filter(subscriber="agency_news").count() == 1


def test_a_clock_that_was_extended_counts_each_day_up_to_the_day_given() -> None:
    given = ROW | {
        Column.DUE_ON: "2026-04-10",
        Column.DUE_REASON: "Diperpanjang 20 Februari",
    }
    case = one(given)
    row = case.deadlines.get(kind=TermKind.CORRECTIVE)
    assert row.due_on == case.actions.get().due_on == date(2026, 4, 10)
    assert row.count == 49  # working days from 2 February
    assert (row.due_on - row.started_on).days - len(row.skipped) == row.count
    assert case.former.due_reasons == {"1": "Diperpanjang 20 Februari"}


def test_a_suggestion_has_no_clock_and_a_done_order_none_that_runs() -> None:
    case = one(ROW, DONE, ROW | {Column.ORDER: "", Column.TEXT: "Latih petugas."})
    assert case.deadlines.filter(kind=TermKind.CORRECTIVE).count() == 2
    suggestion = [ROW | {Column.NUMBER: "2"}, ROW | {Column.NUMBER: "2"}]
    suggestion[1] |= {Column.ORDER: "Saran"}
    assert one(*suggestion).deadlines.filter(kind=TermKind.CORRECTIVE).count() == 1


def test_the_same_number_comes_in_once_however_it_is_written() -> None:
    one()
    assert brought(ROW | {Column.NUMBER: " 0123/lm/v/2025/64 "}) == []
    assert FormerCase.objects.count() == 1
    # Another office has numbers of its own.
    how = bringing(office=office("63"), actor=head_elsewhere(), now=NOW)
    preview = look(content_of(ROW), office("63"), now=NOW)
    assert take_over(preview.fresh[0], how) is not None


def test_only_who_heads_the_office_brings_cases_in() -> None:
    preview = look(content_of(ROW), office(), now=NOW)
    others = [actor(who) for who in ("examiner", "resmon", "commissioner", "liaison")]
    for other in [head_elsewhere(), *others]:
        how = bringing(office=office(), actor=other, now=NOW)
        with pytest.raises(NotAllowed):
            take_over(preview.fresh[0], how)
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["examiner", "head"])
def test_who_worked_for_the_agency_neither_brings_nor_holds_it(who: str) -> None:
    AgencyTie.objects.create(user=person(who), agency=agency(), at=NOW)
    named = ROW | {Column.OFFICER: person("examiner").name}
    preview = look(content_of(named), office(), now=NOW)
    how = bringing(office=office(), actor=actor("head"), now=NOW)
    with pytest.raises(Conflicted):
        take_over(preview.fresh[0], how)
    assert not Case.objects.exists()


def test_each_unit_that_an_order_names_finds_the_case() -> None:
    city = agency()
    units = [UnitFactory(agency=city, name_id=name) for name in ("Satu", "Dua", "Tiga")]
    for unit in units:
        liaison = AgencyMembershipFactory(user=UserFactory(), agency=city)
        liaison.units.add(unit)
    case = one(ROW | {Column.UNIT: "Satu"}, DONE | {Column.UNIT: "Dua"})
    assert case.unit_id is None
    told = AgencyMembership.objects.exclude(units=None).order_by("pk")
    seen = [
        Case.objects.visible_to(member(row.user, now=NOW)).filter(pk=case.pk).exists()
        for row in told
    ]
    assert seen == [True, True, False]


def test_an_examiner_whom_the_file_names_holds_it_and_another_may_be_given_it() -> None:
    case = one(ROW | {Column.OFFICER: person("examiner").name})
    assert case.examiner == person("examiner")
    free = one(ROW | {Column.NUMBER: "2"})
    handing.hand_over(
        ref=free.ref,
        version=free.version,
        user_id=person("examiner").pk,
        reason="Dari daftar lama",
        actor=actor("head"),
        now=NOW,
    )
    free.refresh_from_db()
    assert free.examiner == person("examiner")


def closed() -> Case:
    """One whose last order is shown, judged, and then closed by two persons."""
    person("liaison")
    held = {Column.OFFICER: person("examiner").name}
    case = one(ROW | held, DONE | held)
    piece = corrective.submit_evidence(
        action_ref=case.actions.get(n=1).ref,
        text="Akta terbit.",
        done_on=None,
        file_ids=[],
        actor=actor("liaison"),
        now=NOW,
    )
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Akta ada.",
        actor=actor("examiner"),
        now=NOW,
    )
    case.refresh_from_db()
    closing.propose_closing(
        ref=case.ref,
        version=case.version,
        reason=Reason.TK_DILAKSANAKAN,
        actor=actor("examiner"),
        now=NOW,
    )
    case.refresh_from_db()
    closing.close(
        ref=case.ref,
        version=case.version,
        reason=Reason.TK_DILAKSANAKAN,
        actor=actor("head"),
        now=NOW,
    )
    return Case.objects.get(pk=case.pk)


def test_the_agency_shows_what_it_did_and_the_case_is_closed_like_any_other() -> None:
    case = closed()
    assert (case.state, case.closing_reason) == (State.CLOSED, Reason.TK_DILAKSANAKAN)
    assert not case.letters.exists()


@pytest.mark.django_db(transaction=True)
def test_its_words_can_be_erased_and_it_stays_known_as_brought_in() -> None:
    case = closed()
    erase_case(ref=case.ref, reason="retention", actor=SYSTEM, now=at(days=1))
    case.refresh_from_db()
    assert (case.title, case.actions.get(n=1).text) == ("", "")
    assert case.former.due_reasons == {}
    assert brought(ROW) == []


@pytest.mark.django_db(transaction=True)
def test_with_it_goes_every_uploaded_file_that_tells_of_it() -> None:
    """A file that waits, one on its way, one nobody can read any more; not another's."""
    case, secret = closed(), "Kenanga Rahasia"
    told = content_of(LATE, ROW | {Column.TEXT: f"Terbitkan akta {secret}."})
    other = content_of(LATE | {Column.TEXT: "Pasang papan Melati."})
    waiting, begun, kept = (
        orders_files.upload(
            content=content, office=office(), actor=actor("head"), now=NOW
        )
        for content in (told, told, other)
    )
    orders_files.begin(ref=begun.ref, actor=actor("head"), now=NOW)
    odd = OrdersFile.objects.create(
        office=office(),
        by=person("head"),
        made_at=NOW,
        content=f"apa,{secret}\n".encode(),
    )
    assert "complaints_ordersfile" in tables_with(secret)
    erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=at(days=1))
    assert not tables_with(secret)
    assert tables_with("Pasang papan Melati.") == {"complaints_ordersfile"}
    left = OrdersFile.objects.filter(pk__in=[waiting.pk, begun.pk, odd.pk, kept.pk])
    assert set(left) == {begun, kept}
    begun.refresh_from_db()
    assert (begun.stage, bytes(begun.content)) == (Stage.FAILED, b"")
    # What was on its way when it was erased brings nothing in any more.
    orders_files.work_off(begun.pk, now=at(days=1))
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_does_not_come_back_as_a_file() -> None:
    case = closed()
    content = content_of(LATE, ROW)
    erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=at(days=1))
    with pytest.raises(Unreadable) as refused:
        orders_files.upload(
            content=content, office=office(), actor=actor("head"), now=NOW
        )
    assert (refused.value.code, refused.value.names) == ("erased", ["3"])
    assert "di baris 3 sudah dihapus dari portal" in unreadable(refused.value)
    assert not OrdersFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_number_of_another_office_is_another_case() -> None:
    case = closed()
    elsewhere = OrdersFile.objects.create(
        office=office("63"), by=person("head"), made_at=NOW, content=content_of(ROW)
    )
    erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=at(days=1))
    assert bytes(OrdersFile.objects.get(pk=elsewhere.pk).content)


def test_what_was_done_before_counts_for_the_agency_like_anything_else() -> None:
    one(ROW, DONE)
    first, second = interface.execution_record(agency().pk, date(2026, 12, 31))
    assert (first.status, second.status) == ("belum", "dilaksanakan")
    assert second.executed_on == second.settled_on == date(2026, 2, 20)
    assert second.on_time_days_late == 0
    # Up to a day before it was done nothing was.
    early = interface.execution_record(agency().pk, date(2026, 2, 19))
    assert [fact.status for fact in early] == ["belum", "belum"]


def test_how_late_it_was_done_follows_from_its_days() -> None:
    done = LATE | {Column.STATUS: "sebagian", Column.DONE_ON: "2025-08-01"}
    (fact,) = [
        row
        for case in brought(done)
        for row in interface.execution_record(agency().pk, date(2026, 12, 31))
    ]
    due = date(2025, 7, 15)
    assert (fact.status, fact.due_on) == ("sebagian", due)
    assert fact.on_time_days_late == 13


def test_it_is_counted_apart_from_what_was_reported_to_us() -> None:
    one()
    office("00")
    told = inputs_of(Period(2026, 1))
    assert told["received"] == told["registered"] == []
    # An order is an order, whoever wrote it down.
    assert len(told["orders"]) == 1
    found = performance_of(actor("head"), NOW)
    assert not any(found.arrived.values())
    assert not any(sum(months.values()) for months in found.kinds.values())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_the_same_case_at_once_one_does() -> None:
    preview = look(content_of(ROW), office(), now=NOW)
    old, head = preview.fresh[0], actor("head")

    def bring(_n: int) -> bool:
        try:
            how = bringing(office=office(), actor=head, now=NOW)
            return take_over(old, how) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(bring, range(4)))
    assert sorted(found) == [False, False, False, True]
    assert Case.objects.count() == FormerCase.objects.count() == 1

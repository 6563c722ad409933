"""An agency objects in time, keeps its draft, takes it back; the clock goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import end_of_day
from complaints.domain import events
from complaints.domain.objecting import ObjectionText, Outcome
from complaints.domain.states import Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.models import Case, Deadline, Objection
from complaints.services import closing, objecting, sweep
from complaints.services.agency_time import ask_for_time
from complaints.services.errors import NotReady
from complaints.services.extending import decide_extension
from documents.services import accept_upload
from journal.models import Delivery, Entry
from tests.complaints.ladder import in_resmon
from tests.complaints.objecting import (
    filed,
    in_time,
    named,
    order,
    proposed,
    ruled,
    text_for,
    workday_after,
)
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.documents.samples import pdf
from tests.people import actor, person

pytestmark = pytest.mark.django_db


def kept(walk: Walk, text: ObjectionText | None = None) -> Objection | None:
    return objecting.keep_objection(
        ref=walk.again().ref,
        text=text or text_for(walk),
        actor=actor("liaison"),
        now=walk.now,
    )


def taken_back(walk: Walk, row: Objection, who: str = "liaison") -> Objection:
    return objecting.take_back_objection(ref=row.ref, actor=actor(who), now=walk.now)


def term(walk: Walk) -> Deadline:
    return walk.case.deadlines.get(kind=TermKind.OBJECTION)


def heard(kind: str, name: str) -> list[str]:
    entry = Entry.objects.filter(kind=kind).latest("pk")
    rows = Delivery.objects.filter(entry=entry, subscriber=name)
    return sorted(rows.values_list("recipient", flat=True))


def test_an_agency_objects_with_grounds_and_papers_and_a_term_runs() -> None:
    walk = in_time()
    person("head")
    paper = accept_upload(
        file=SimpleUploadedFile("dasar.pdf", pdf()),
        actor=actor("liaison"),
        now=walk.now,
    )
    row = filed(walk, file_ids=[paper.pk])
    assert {one.text for one in row.grounds.all()} == {
        "Papan waktu bukan wewenang kami.",
        "Berkas baru lengkap bulan lalu.",
    }
    assert [one.lane for one in row.files.all()] == ["agency"]
    running = term(walk)
    assert (running.holder, running.count) == (Party.HEAD, 14)
    assert running.subject == str(row.ref)
    entry = Entry.objects.filter(kind=events.OBJECTION_FILED).latest("pk")
    assert entry.data["orders"] == [str(order(walk, 2).ref)]
    assert "wewenang" not in str(entry.data)
    assert heard(events.OBJECTION_FILED, "colleague_news") == [
        f"user:{person('head').pk}"
    ]
    assert heard(events.OBJECTION_FILED, "reporter_news")
    assert walk.again().arrived_as == events.OBJECTION_FILED


def test_the_clocks_of_the_orders_go_on_and_time_moves_the_case() -> None:
    walk = in_time()
    due = order(walk).due_on
    filed(walk)
    assert order(walk).due_on == due
    walk.pass_days(60)
    assert walk.again().state == State.RESMON
    assert Objection.objects.get().is_open


def test_the_same_form_again_is_the_same_objection() -> None:
    walk, key = in_time(), uuid4()
    text = text_for(walk)
    first = filed(walk, text=text, key=key)
    assert filed(walk, text=text, key=key) == first
    assert Objection.objects.count() == 1


def test_one_is_open_at_a_time_and_one_that_was_decided_is_the_last() -> None:
    walk = in_time()
    filed(walk)
    with pytest.raises(NotReady, match="objection_waits"):
        filed(walk)
    walk = in_time()
    ruled(walk)
    with pytest.raises(NotReady, match="objection_was_decided"):
        filed(walk)


def test_the_database_keeps_one_open_objection_of_a_report() -> None:
    walk = in_time()
    row = filed(walk)
    row.pk, row.ref = None, uuid4()
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_nobody_objects_before_receipt_after_the_period_or_without_a_ground() -> None:
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    nothing = ObjectionText("Mohon ditinjau.")
    with pytest.raises(NotReady, match="objection_no_report"):
        filed(walk, text=nothing)
    walk = in_time()
    with pytest.raises(NotReady, match="objection_no_ground"):
        filed(walk, text=nothing)
    late = in_resmon()
    with pytest.raises(NotReady, match="objection_late"):
        filed(late, text=nothing)


def test_in_monitoring_an_order_whose_own_day_is_ahead_may_still_be_objected_to() -> (
    None
):
    """The second order got more time; the first was missed and led to monitoring."""
    walk = in_time()
    second = order(walk, 2)
    until = workday_after(walk, 60)
    ask_for_time(
        action_ref=second.ref,
        until=until,
        reason="Anggaran baru turun.",
        actor=actor("liaison"),
        now=walk.now,
    )
    walk.do(decide_extension, "head", granted=True, answer="Baik.")
    walk.pass_days(45)
    assert walk.again().state == State.RESMON
    with pytest.raises(NotReady, match="objection_order"):
        filed(walk, text=ObjectionText("", {order(walk).ref: "Tidak setuju."}))
    assert filed(walk).is_open


def test_neither_a_stranger_agency_nor_the_superior_nor_an_officer_objects() -> None:
    walk = in_time()
    text = text_for(walk)
    with pytest.raises(Case.DoesNotExist):
        filed(walk, "other_liaison", text=text)
    for who in ("superior", "examiner", "head"):
        with pytest.raises(NotAllowed):
            filed(walk, who, text=text)


def test_a_finding_or_order_that_is_not_in_the_report_is_refused() -> None:
    walk = in_time()
    for text in (
        ObjectionText("", {uuid4(): "Tidak setuju."}),
        ObjectionText("", {}, {7: "Tidak setuju."}),
    ):
        with pytest.raises(NotReady, match="objection_order"):
            filed(walk, text=text)


def test_a_draft_is_kept_for_the_agency_and_the_office_knows_nothing_of_it() -> None:
    walk = in_time()
    before = walk.kinds()
    row = kept(walk)
    assert row is not None
    assert not row.is_open
    assert kept(walk, ObjectionText("Lain.")) == row
    assert walk.kinds() == before
    assert not walk.case.deadlines.filter(kind=TermKind.OBJECTION).exists()
    sent = filed(walk)
    assert sent.pk == row.pk
    assert sent.grounds.count() == 2


def test_a_draft_goes_when_it_is_emptied_thrown_away_or_thirty_days_old() -> None:
    walk = in_time()
    kept(walk)
    assert kept(walk, ObjectionText(" ")) is None
    assert not Objection.objects.exists()
    kept(walk)
    objecting.drop_objection(ref=walk.again().ref, actor=actor("liaison"))
    objecting.drop_objection(ref=walk.again().ref, actor=actor("liaison"))
    assert not Objection.objects.exists()
    kept(walk)
    objecting.purge(walk.now + timedelta(days=29))
    assert Objection.objects.exists()
    objecting.purge(walk.now + timedelta(days=31))
    assert not Objection.objects.exists()


def test_it_is_taken_back_before_it_is_decided_and_made_again_in_time() -> None:
    walk = in_time()
    row = filed(walk)
    with pytest.raises(NotAllowed):
        taken_back(walk, row, "superior")
    walk.pass_days(2)
    taken_back(walk, row)
    row.refresh_from_db()
    assert (row.outcome, row.decided_by) == (Outcome.TAKEN_BACK, None)
    assert term(walk).dropped_at == walk.now
    assert heard(events.OBJECTION_TAKEN_BACK, "reporter_news")
    with pytest.raises(NotReady, match="objection_over"):
        taken_back(walk, row)
    assert filed(walk).is_open


def test_what_is_decided_or_only_a_draft_is_not_taken_back() -> None:
    walk = in_time()
    draft = kept(walk)
    assert draft is not None
    with pytest.raises(Objection.DoesNotExist):
        taken_back(walk, draft)
    row = ruled(walk)
    with pytest.raises(NotReady, match="objection_over"):
        taken_back(walk, row)


def test_an_open_objection_stands_against_the_end_of_the_case() -> None:
    walk = in_time()
    filed(walk)
    walk.case.actions.update(annulled_on=walk.now.date())
    with pytest.raises(NotReady, match="still_open"):
        walk.do(closing.close, "head", reason=Reason.DITEMUKAN_TANPA_TINDAKAN)
    taken_back(walk, Objection.objects.get())
    walk.do(closing.close, "head", reason=Reason.DITEMUKAN_TANPA_TINDAKAN)
    assert walk.again().state == State.CLOSED


def test_a_late_decision_is_noticed_once_with_its_own_day() -> None:
    """The scheduler slept for ninety days: once, and stamped with the day it was due."""
    walk = in_time()
    filed(walk)
    named(walk)
    due = term(walk).due_on
    walk.now += timedelta(days=90)
    sweep.run(walk.now)
    sweep.run(walk.now + timedelta(hours=1))
    lapsed = Entry.objects.filter(
        kind=events.DEADLINE_LAPSED, data__kind=TermKind.OBJECTION.value
    )
    (entry,) = lapsed
    assert entry.data["due_on"] == due.isoformat()
    row = term(walk)
    assert row.lapsed_at == end_of_day(due, row.zone)
    assert row.is_owed
    proposed(walk, withdraw=True)  # late, and still decided
    assert term(walk).holder == Party.COMMISSIONER


def test_what_an_agency_wrote_is_in_no_entry_of_the_record() -> None:
    walk = in_time()
    filed(walk, text=text_for(walk, wish="Kata-rahasia-kami."))
    rows: Any = Entry.objects.values_list("data", flat=True)
    assert not any("Kata-rahasia" in str(data) for data in rows)


def test_an_agency_objects_at_most_twice_to_one_report() -> None:
    walk = in_time()
    for _ in range(2):
        taken_back(walk, filed(walk))
    with pytest.raises(NotReady, match="objection_twice"):
        filed(walk)
    with pytest.raises(NotReady, match="objection_twice"):
        kept(walk)
    assert walk.kinds().count(events.OBJECTION_FILED) == 2


def waits(kind: str) -> list[timedelta]:
    """How long the reporter's news of the last such entry waits; nothing without any."""
    entry = Entry.objects.filter(kind=kind).latest("pk")
    rows = Delivery.objects.filter(entry=entry, subscriber="reporter_news")
    return [row.not_before - row.created_at for row in rows]


def test_filed_taken_back_and_filed_again_on_one_day_the_reporter_hears_twice() -> None:
    """At once that there is an objection, and a day later how it stands in the end."""
    walk = in_time()
    row = filed(walk)
    assert waits(events.OBJECTION_FILED) == [timedelta(0)]
    walk.now += timedelta(hours=2)
    taken_back(walk, row)
    assert waits(events.OBJECTION_TAKEN_BACK) == [timedelta(hours=22)]
    walk.now += timedelta(hours=2)
    last = filed(walk)
    assert waits(events.OBJECTION_FILED) == []
    walk.pass_days(2)
    taken_back(walk, last)
    assert waits(events.OBJECTION_TAKEN_BACK) == [timedelta(0)]


def test_each_filing_is_told_to_the_heads_at_once() -> None:
    walk = in_time()
    head = f"user:{person('head').pk}"
    for _ in range(2):
        row = filed(walk)
        assert heard(events.OBJECTION_FILED, "colleague_news") == [head]
        entry = Entry.objects.filter(kind=events.OBJECTION_FILED).latest("pk")
        (told,) = Delivery.objects.filter(entry=entry, subscriber="colleague_news")
        assert told.not_before == told.created_at
        taken_back(walk, row)


def test_who_reviews_it_hears_that_there_is_nothing_to_review_any_more() -> None:
    walk = in_time()
    row = filed(walk)
    named(walk)
    reviewers = sorted(f"user:{one.pk}" for one in row.reviewers.all())
    assert reviewers
    taken_back(walk, row)
    assert heard(events.OBJECTION_TAKEN_BACK, "colleague_news") == reviewers


def test_a_decision_is_told_on_the_day_of_the_objection_too() -> None:
    walk = in_time()
    ruled(walk)
    assert heard(events.OBJECTION_DECIDED, "reporter_news")

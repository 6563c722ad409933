"""A recommendation: monitoring drafts it, the commissioners decide, the chair signs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.plenary import Decision
from complaints.domain.states import Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.interface import execution_record
from complaints.models import CorrectiveAction, Deadline, Plenary, Recommendation
from complaints.services import (
    closing,
    corrective,
    members_plenary,
    recusing,
    restricting,
    signing,
)
from complaints.services.errors import NotReady, SamePerson, WouldName
from complaints.services.minutes import sign_minutes
from complaints.services.plenary import carry_out
from complaints.services.recommending import ItemText
from documents.services.keeping import content_of
from journal.models import Delivery, Entry
from tests.complaints.ladder import (
    agenda,
    approved,
    carried_out,
    checked,
    disobeyed,
    in_resmon,
    item,
    judged,
    proposed,
    received,
    recommended,
    ruled,
    shown,
    signed,
    told,
)
from tests.complaints.story import Walk, opened_by_agency, opened_by_superior
from tests.documents.reading import text_of
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, office, person

pytestmark = pytest.mark.django_db


def term(walk: Walk, kind: TermKind) -> Deadline:
    return walk.again().deadlines.filter(kind=kind).latest("pk")


def heard(event: str) -> set[str]:
    entry = Entry.objects.filter(kind=event).latest("pk")
    rows = Delivery.objects.filter(entry=entry, subscriber="colleague_news")
    return set(rows.values_list("recipient", flat=True))


def test_a_recommendation_begins_with_the_chairs_signature_and_not_before() -> None:
    walk = in_resmon()
    checked(walk)
    rec = proposed(walk)
    assert walk.again().state == State.RESMON
    matter = term(walk, TermKind.PLENARY_MATTER)
    assert matter.holder == Party.COMMISSIONER
    person("chair"), person("commissioner")
    assert ruled(walk) == ""
    assert walk.again().state == State.RESMON
    assert term(walk, TermKind.PLENARY_MATTER).met_on == walk.now.date()
    signature = term(walk, TermKind.CHAIR_SIGNATURE)
    assert signature.holder == Party.CHAIR
    chair = f"user:{person('chair').pk}"
    assert heard(events.MATTER_DECIDED) == {chair, f"user:{person('resmon').pk}"}

    walk.do(signing.sign_recommendation, "chair")
    assert walk.again().state == State.RECOMMENDATION
    rec.refresh_from_db()
    assert rec.letter.number == "001/RM.03.01/IV/2026"
    assert rec.signed_by == person("chair")
    assert term(walk, TermKind.CHAIR_SIGNATURE).met_on == walk.now.date()
    assert term(walk, TermKind.RESMON).met_on == walk.now.date()
    delivery = term(walk, TermKind.RECOMMENDATION_DELIVERY)
    assert delivery.due_on == rec.signed_on + timedelta(days=14)


def test_everything_that_is_open_climbs_and_each_item_replaces_one_action() -> None:
    walk = in_resmon()
    approved(walk)
    walk.do(signing.sign_recommendation, "chair")
    first, second = CorrectiveAction.objects.filter(recommendation=None).order_by("n")
    assert [first.superseded_by, second.superseded_by] == [item(walk), item(walk, 2)]
    assert item(walk).text == "Terbitkan akta. Segera."
    assert not first.is_owed
    with pytest.raises(NotReady, match="action_closed"):
        shown(walk, first.ref)
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectiveAction.objects.filter(pk=second.pk).update(superseded_by=item(walk))


def test_the_letter_says_everything_and_names_no_reporter() -> None:
    walk = in_resmon()
    signed(walk)
    rec = Recommendation.objects.get()
    assert rec.letter is not None
    words = text_of(content_of(rec.letter.file))
    for said in (
        "001/RM.03.01/IV/2026",
        "Yth. Wali Kota Tirtalaya",
        "Kepala Dinas Kependudukan",
        "Penundaan berlarut",
        "Terbitkan akta. Segera.",
        "Ketua Ombudsman Republik Indonesia",
        "paling lambat 60 hari",
    ):
        assert said in words
    assert CANARY_NAME.split()[0] not in words
    assert rec.letter.issued_by_office == office("00")
    posted = walk.case.letters.filter(letter=rec.letter)
    assert {row.addressee for row in posted} == {"superior", "agency", "reporter"}


def test_both_clocks_run_from_the_superiors_receipt() -> None:
    walk = in_resmon()
    signed(walk)
    walk.pass_days(2)
    opened_by_agency(walk)
    delivery = term(walk, TermKind.RECOMMENDATION_DELIVERY)
    assert delivery.met_on is None
    assert not walk.case.deadlines.filter(kind=TermKind.RECOMMENDATION_REPORT).exists()
    opened_by_superior(walk)
    day = walk.now.date()
    assert term(walk, TermKind.RECOMMENDATION_DELIVERY).met_on == day
    report = term(walk, TermKind.RECOMMENDATION_REPORT)
    monitoring = term(walk, TermKind.RECOMMENDATION_MONITORING)
    assert (report.count, report.unit, report.holder) == (60, "days", Party.SUPERIOR)
    assert report.due_on == day + timedelta(days=60)
    assert (monitoring.count, monitoring.unit) == (60, "workdays")
    assert item(walk).due_on == report.due_on
    assert item(walk).received_on == day


def test_an_unopened_recommendation_stops_no_clock() -> None:
    walk = in_resmon()
    signed(walk)
    walk.pass_days(9)
    assert item(walk).received_on is not None
    assert term(walk, TermKind.RECOMMENDATION_DELIVERY).met_on is not None


def test_a_draft_that_misses_what_is_open_is_refused() -> None:
    walk = in_resmon()
    checked(walk)
    first = walk.case.actions.get(n=1)
    with pytest.raises(NotReady, match="items_differ"):
        proposed(walk, items=[ItemText(first.ref, "Terbitkan.")])


def test_evidence_that_waits_for_us_is_judged_before_anything_climbs() -> None:
    walk = in_resmon()
    checked(walk)
    piece = shown(walk, walk.case.actions.get(n=1).ref)
    assert term(walk, TermKind.VERDICT).holder == Party.RESMON
    with pytest.raises(NotReady, match="verdicts_pending"):
        proposed(walk)
    judged(walk, piece)
    rec = proposed(walk)
    assert [row.action.n for row in rec.drafted.all()] == [2]


def test_what_was_done_after_the_plenary_falls_away_at_the_signature() -> None:
    walk = in_resmon()
    approved(walk)
    piece = shown(walk, walk.case.actions.get(n=1).ref)
    with pytest.raises(NotReady, match="verdicts_pending"):
        walk.do(signing.sign_recommendation, "chair")
    judged(walk, piece)
    walk.do(signing.sign_recommendation, "chair")
    assert [row.text for row in Recommendation.objects.get().items.all()] == [
        "Pasang papan waktu. Segera."
    ]


def test_nothing_is_signed_where_nothing_is_open_any_more() -> None:
    walk = in_resmon()
    approved(walk)
    for n in (1, 2):
        judged(walk, shown(walk, walk.case.actions.get(n=n).ref))
    with pytest.raises(NotReady, match="nothing_to_recommend"):
        walk.do(signing.sign_recommendation, "chair")
    with pytest.raises(NotReady, match="nothing_to_recommend"):
        proposed(walk, items=[])


def test_the_chair_alone_signs_and_only_what_the_plenary_approved() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    with pytest.raises(NotReady, match="not_in_plenary_yet"):
        walk.do(signing.sign_recommendation, "chair")
    assert ruled(walk) == ""
    for who in ("commissioner", "resmon", "head"):
        with pytest.raises(NotAllowed):
            walk.do(signing.sign_recommendation, who)


def test_who_drafted_it_cannot_sign_it_though_she_is_the_chair() -> None:
    walk = in_resmon()
    approved(walk)
    Recommendation.objects.update(drafted_by=person("chair"))
    with pytest.raises(SamePerson):
        walk.do(signing.sign_recommendation, "chair")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.update(signed_by=person("chair"))


def test_what_the_plenary_returns_is_written_anew_and_goes_there_again() -> None:
    walk = in_resmon()
    checked(walk)
    rec = proposed(walk)
    meeting = agenda(walk)
    assert ruled(walk, Decision.RETURN, meeting=meeting) == "return_needs_reason"
    why = ruled(walk, Decision.RETURN, meeting=meeting, words="Sebut pasalnya.")
    assert why == ""
    matter = walk.again().matters.get()
    assert (matter.approved, matter.answer) == (False, "Sebut pasalnya.")
    assert term(walk, TermKind.NEXT_STEP).holder == Party.RESMON
    again = proposed(walk, reasons="Pasal 38.")
    assert again.pk == rec.pk
    assert term(walk, TermKind.NEXT_STEP).met_on == walk.now.date()
    assert ruled(walk) == ""


def test_what_is_proposed_anew_takes_the_place_of_what_the_plenary_has() -> None:
    walk = in_resmon()
    approved(walk)
    meeting_before = walk.case.matters.get()
    proposed(walk, reasons="Baru.")
    with pytest.raises(NotReady, match="not_in_plenary_yet"):
        walk.do(signing.sign_recommendation, "chair")
    assert meeting_before.signed_at is None
    assert term(walk, TermKind.CHAIR_SIGNATURE).dropped_at is not None
    meeting = agenda(walk)
    proposed(walk, reasons="Lebih baru.")
    assert ruled(walk, meeting=meeting) == "matter_over"
    assert ruled(walk, Decision.POSTPONE, meeting=meeting) == ""
    assert ruled(walk) == ""


def test_only_commissioners_sit_keep_the_plenary_and_sign_its_minutes() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    for present in (("commissioner",), ("commissioner", "head")):
        with pytest.raises(NotReady, match="plenary_alone"):
            agenda(walk, present)
    with pytest.raises(NotReady, match="plenary_day"):
        agenda(walk, held_on=walk.now.date() + timedelta(days=2))
    with pytest.raises(NotAllowed):
        agenda(walk, actor=actor("head"))
    meeting = agenda(walk)
    with pytest.raises(NotReady, match="plenary_agenda"):
        agenda(walk)  # an open agenda holds it already
    with pytest.raises(NotAllowed):
        members_plenary.rule(
            ref=meeting.ref, decisions=[], actor=actor("head"), now=walk.now
        )
    with pytest.raises(NotReady, match="plenary_undecided"):
        sign_minutes(ref=meeting.ref, actor=actor("chair"), now=walk.now)
    assert ruled(walk, meeting=meeting) == ""
    assert ruled_again(walk, meeting) == "plenary_decided"
    heads = OfficeMembershipFactory(office=office("00"), role="head").user
    of_centre = member(heads, now=wall_now())
    with pytest.raises(NotAllowed):  # he heads the centre, and is no commissioner
        sign_minutes(ref=meeting.ref, actor=of_centre, now=walk.now)
    with pytest.raises(Plenary.DoesNotExist):
        carry_out(ref=meeting.ref, decisions=[], actor=of_centre, now=walk.now)
    minutes = sign_minutes(ref=meeting.ref, actor=actor("chair"), now=walk.now)
    assert minutes.letter is not None
    words = text_of(content_of(minutes.letter.file))
    assert "Disetujui: Rekomendasi." in words
    assert "Ketua Ombudsman Republik Indonesia" in words


def ruled_again(walk: Walk, meeting: Plenary) -> str:
    item_id = meeting.items.get().pk
    again = members_plenary.Ruled(item_id, walk.again().version, Decision.APPROVE)
    (why,) = members_plenary.rule(
        ref=meeting.ref, decisions=[again], actor=actor("chair"), now=walk.now
    )
    return why


def test_who_was_absent_signs_no_minutes_of_the_commissioners() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    third = OfficeMembershipFactory(office=office("00"), role="commissioner").user
    meeting = agenda(walk, present=("commissioner", "chair"))
    meeting.present.set([person("commissioner"), third])
    assert ruled(walk, meeting=meeting) == ""
    with pytest.raises(NotReady, match="plenary_absent"):
        sign_minutes(ref=meeting.ref, actor=actor("chair"), now=walk.now)


def test_a_commissioner_with_a_conflict_does_not_count() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    meeting = agenda(walk)
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("chair").pk,
        reason="Keluarga.",
        actor=actor("chair"),
        now=walk.now,
    )
    assert ruled(walk, meeting=meeting) == "plenary_conflict"
    assert ruled(walk, Decision.REGISTER, meeting=meeting) == "plenary_refused"


def test_a_commissioner_who_brings_a_matter_neither_counts_nor_decides() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    walk.again().matters.update(proposed_by=person("commissioner"))
    assert ruled(walk) == "same_person"
    meeting = Plenary.objects.get()
    assert ruled(walk, meeting=meeting, who="chair") == "plenary_conflict"


def test_a_restricted_case_says_what_stands_in_the_way() -> None:
    walk = in_resmon()
    checked(walk)
    walk.do(restricting.restrict, "head", reason="safety", note="")
    with pytest.raises(NotReady, match="restricted_for_plenary"):
        proposed(walk)


def test_a_case_restricted_meanwhile_is_closed_to_the_plenary() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    meeting = agenda(walk)
    walk.do(restricting.restrict, "head", reason="safety", note="")
    assert ruled(walk, meeting=meeting) == "plenary_unseen"


def test_a_recommendation_of_a_confidential_report_tells_nothing_of_its_reporter() -> (
    None
):
    walk = in_resmon(secrecy="confidential")
    checked(walk)
    with pytest.raises(WouldName):
        proposed(walk, history=f"{CANARY_NAME} melapor.")
    proposed(walk)


def test_what_slipped_into_a_recommendation_is_held_once_more_when_it_is_signed() -> (
    None
):
    walk = in_resmon(secrecy="confidential")
    approved(walk)
    walk.case.recommendations.update(history=f"{CANARY_NAME} melapor.")
    with pytest.raises(WouldName):
        walk.do(signing.sign_recommendation, "chair")
    assert walk.case.recommendations.get().signed_on is None


def test_the_agency_shows_execution_by_the_same_evidence_and_a_verdict_per_item() -> (
    None
):
    walk = recommended()
    carried_out(walk)
    assert term(walk, TermKind.RECOMMENDATION_REPORT).met_on is None
    carried_out(walk, 2)
    assert term(walk, TermKind.RECOMMENDATION_REPORT).met_on == walk.now.date()
    told(walk)
    assert walk.again().state == State.RECOMMENDATION
    assert ruled(walk) == ""
    assert walk.again().state == State.CLOSED
    assert walk.case.closing_reason == Reason.REKOMENDASI_DILAKSANAKAN
    rec = Recommendation.objects.get()
    assert (rec.status, rec.accepted) == ("dilaksanakan", False)
    assert events.RECOMMENDATION_ASSESSED in walk.kinds()


def test_before_the_superiors_time_is_over_nobody_says_that_nothing_was_done() -> None:
    walk = recommended()
    walk.pass_days(60)
    with pytest.raises(NotReady, match="report_running"):
        told(walk)
    assert events.RECOMMENDATION_OVERDUE not in walk.kinds()
    walk.pass_days(1)
    assert events.RECOMMENDATION_OVERDUE in walk.kinds()
    assert heard(events.RECOMMENDATION_OVERDUE) == {f"user:{person('resmon').pk}"}
    assert walk.again().state == State.RECOMMENDATION  # time moved nothing
    told(walk)
    assert ruled(walk) == ""
    assert walk.again().state == State.RECOMMENDATION
    assert Recommendation.objects.get().status == "tidak"
    assert term(walk, TermKind.NEXT_STEP).holder == Party.RESMON


def test_what_lies_before_us_in_time_is_not_called_overdue() -> None:
    walk = recommended()
    for n in (1, 2):
        shown(walk, item(walk, n).ref)
    walk.pass_days(61)
    assert events.RECOMMENDATION_OVERDUE not in walk.kinds()


def test_a_part_with_an_accepted_reason_ends_the_case_and_without_one_does_not() -> (
    None
):
    walk = recommended()
    carried_out(walk, 1)
    walk.pass_days(61)
    with pytest.raises(NotReady, match="nothing_to_accept"):
        told(walk, accepted=True)  # of the second item nothing was done at all
    carried_out(walk, 2, ActionStatus.SEBAGIAN)
    told(walk, accepted=True, why="Papannya menunggu anggaran.")
    assert ruled(walk) == ""
    assert walk.again().closing_reason == Reason.SEBAGIAN_DITERIMA

    other = recommended()
    carried_out(other, 1)
    other.pass_days(61)
    told(other)
    assert ruled(other) == ""
    assert other.again().state == State.RECOMMENDATION
    assert other.case.recommendations.get().status == "sebagian"


def test_a_status_that_no_longer_holds_goes_back() -> None:
    walk = recommended()
    walk.pass_days(61)
    told(walk)
    carried_out(walk, 1)
    assert ruled(walk) == "status_changed"


def test_only_the_plenary_ends_a_recommendation() -> None:
    walk = recommended()
    for n in (1, 2):
        carried_out(walk, n)
    reason = Reason.REKOMENDASI_DILAKSANAKAN
    with pytest.raises(NotReady, match="plenary_first"):
        walk.do(closing.propose_closing, "resmon", reason=reason)
    with pytest.raises(NotReady, match="plenary_first"):
        walk.do(closing.close, "commissioner", reason=reason)
    assert closing.reasons_for(walk.again()) == frozenset()


def test_no_status_without_a_recommendation_nor_before_every_piece_was_judged() -> None:
    walk = in_resmon()
    with pytest.raises(NotReady, match="no_recommendation"):
        told(walk)
    received(walk)
    shown(walk, item(walk).ref)
    with pytest.raises(NotReady, match="verdicts_pending"):
        told(walk)


def test_the_interface_tells_which_item_repeats_which_action() -> None:
    walk = recommended()
    carried_out(walk)
    facts = execution_record(walk.case.agency_id or 0, date(2026, 12, 31))
    by_instrument = {
        kind: [fact for fact in facts if fact.instrument == kind]
        for kind in ("tk", "rekomendasi")
    }
    orders, items = by_instrument["tk"], by_instrument["rekomendasi"]
    assert [fact.superseded_by for fact in orders] == [fact.ref for fact in items]
    assert [fact.status for fact in items] == ["dilaksanakan", "belum"]
    assert [fact.on_time_days_late for fact in items] == [0, None]


def test_late_execution_is_still_taken_after_the_status_was_told() -> None:
    walk = disobeyed()
    for n in (1, 2):
        carried_out(walk, n)
    told(walk)
    assert ruled(walk) == ""
    assert walk.again().closing_reason == Reason.REKOMENDASI_DILAKSANAKAN


def test_nobody_else_of_the_agency_sees_the_item_of_another() -> None:
    walk = recommended()
    with pytest.raises(
        (CorrectiveAction.DoesNotExist, NotAllowed, walk.case.DoesNotExist)
    ):
        corrective.submit_evidence(
            action_ref=item(walk).ref,
            text="x",
            done_on=None,
            file_ids=[],
            actor=actor("other_liaison"),
            now=walk.now,
        )

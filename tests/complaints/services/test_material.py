"""What the office began itself gathers reports, and names nobody who made one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.states import Reason, State
from complaints.models import Case, Kinship
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.initiatives import material_for, read_with
from complaints.selectors.merging import alike, may_stay
from complaints.selectors.reporter_page import reporter_page
from complaints.services import (
    closing,
    examination,
    gathering,
    merging,
    recusing,
    restricting,
)
from complaints.services.errors import NotReady, WouldName
from complaints.services.leaks import held, places
from journal.models import Delivery, Entry
from tests.complaints.own import OwnWalk, own_to_examination
from tests.complaints.story import Walk, to_examination
from tests.factories.complaints import CANARY_MAIL, CANARY_NAME, CANARY_NIK
from tests.people import actor, office, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> OwnWalk:
    found = OwnWalk()
    own_to_examination(found)
    found.again()
    return found


@pytest.fixture
def report(own: OwnWalk) -> Walk:
    return Walk(now=own.now)


def collect(own: OwnWalk, *walks: Walk, who: str = "head") -> None:
    refs = [walk.again().ref for walk in walks]
    own.do(gathering.collect, who, part_refs=refs)
    own.again()


def test_several_reports_are_gathered_at_once_and_go_their_own_way(
    own: OwnWalk, report: Walk
) -> None:
    other = Walk(now=own.now)
    to_examination(other)
    collect(own, report, other)
    assert read_with(own.case) == [report.again(), other.again()]
    assert (report.case.state, other.case.state) == (State.SUBMITTED, State.EXAM)
    assert report.kinds()[-1] == events.GATHERED
    assert own.kinds()[-2:] == [events.PART_ADDED, events.PART_ADDED]


def test_a_closed_report_is_material_too(own: OwnWalk, report: Walk) -> None:
    to_examination(report)
    report.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    collect(own, report)
    assert read_with(own.case) == [report.again()]


def test_the_reporter_of_a_gathered_report_reads_and_hears_nothing(
    own: OwnWalk, report: Walk
) -> None:
    before = reporter_page(report.again(), own.now)
    told = Delivery.objects.filter(entry__subject_id=report.case.pk).count()
    collect(own, report)
    after = reporter_page(report.again(), own.now)
    kinds = [[moment.kind for moment in page.moments] for page in (before, after)]
    assert kinds[0] == kinds[1]
    assert before.turn == after.turn
    rows = Delivery.objects.filter(entry__subject_id=report.case.pk)
    assert rows.count() == told


def test_its_end_does_not_wait_for_its_material(own: OwnWalk, report: Walk) -> None:
    collect(own, report)
    assert hindrances_of(own.case) == ()
    own.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    assert own.again().state == State.CLOSED
    assert report.again().state == State.SUBMITTED


def test_only_the_head_gathers_and_only_for_what_nobody_reported(
    own: OwnWalk, report: Walk
) -> None:
    with pytest.raises(NotAllowed):
        collect(own, report, who="examiner")
    other = Walk(now=own.now)
    with pytest.raises(NotReady, match="only_own_collects"):
        other.do(gathering.collect, "head", part_refs=[report.case.ref])


def test_nothing_is_gathered_where_one_of_them_may_not_be(
    own: OwnWalk, report: Walk
) -> None:
    elsewhere = Walk(now=own.now)
    Case.objects.filter(pk=elsewhere.case.pk).update(office=office("63"))
    for refs in ([], [report.case.ref, elsewhere.case.ref], [own.case.ref]):
        with pytest.raises(NotReady, match="not_material"):
            own.do(gathering.collect, "head", part_refs=refs)
    assert not Kinship.objects.exists()


def test_what_belongs_to_another_case_stays_there(own: OwnWalk, report: Walk) -> None:
    whole = Walk(now=own.now)
    report.do(gathering.gather, "head", parent_ref=whole.case.ref)
    for walk in (report, whole):
        with pytest.raises(NotReady, match="not_material"):
            collect(own, walk)


def test_who_is_kept_out_of_a_report_cannot_gather_it(
    own: OwnWalk, report: Walk
) -> None:
    recusing.recuse(
        ref=report.case.ref,
        user_id=person("head").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=own.now,
    )
    with pytest.raises(NotReady, match="not_material"):
        collect(own, report)
    assert material_for(own.case, actor("head")) == []


def test_likely_are_reports_about_the_same_body_or_of_the_same_substance(
    own: OwnWalk,
) -> None:
    same = Walk(now=own.now)
    theme = Walk(now=own.now, agency_id=None, unit_id=None, substance="adminduk")
    other = Walk(now=own.now, agency_id=None, unit_id=None, substance="air")
    found = material_for(own.case, actor("head"))
    assert {case.pk for case in found} == {same.case.pk, theme.case.pk}
    by_number = material_for(own.case, actor("head"), other.case.locator)
    assert by_number == [other.case]


def test_a_restricted_report_is_found_by_its_number_alone(
    own: OwnWalk, report: Walk
) -> None:
    report.do(restricting.restrict, "head", reason="safety", note="")
    case = report.again()
    assert case not in material_for(own.case, actor("head"))
    assert material_for(own.case, actor("head"), case.locator) == [case]
    # Whoever may not see it finds it by nothing.
    assert material_for(own.case, actor("examiner"), case.locator) == []


NAMED = [CANARY_NAME, f"NIK {CANARY_NIK}", CANARY_MAIL.upper()]


def ask(own: OwnWalk, **told: Any) -> Any:
    given = {"summary": "Akta terlambat.", "questions": "Mengapa?", "checked": True}
    return own.do(examination.ask_clarification, "examiner", **(given | told))


@pytest.mark.parametrize("words", NAMED)
@pytest.mark.parametrize("secrecy", ["open", "confidential"])
def test_no_letter_of_it_names_who_made_a_gathered_report(
    own: OwnWalk, words: str, secrecy: str
) -> None:
    report = Walk(now=own.now, secrecy=secrecy)
    collect(own, report)
    with pytest.raises(WouldName) as refused:
        ask(own, summary=f"Menurut {words}, akta terlambat.")
    assert refused.value.walled
    assert refused.value.code == "names_material"
    assert CANARY_NAME not in str(refused.value.places)
    assert ask(own).letter is not None


def test_what_was_let_go_stays_known_for_it_was_read(
    own: OwnWalk, report: Walk
) -> None:
    text = [f"Menurut {CANARY_NAME}."]
    assert not any(place.own for place in places(own.case, text))
    collect(own, report)
    report.do(gathering.let_go, "head", reason="Masalah lain.")
    own.again()
    assert any(place.own for place in places(own.case, text))


def test_guessing_at_the_names_of_its_material_is_on_its_record(
    own: OwnWalk, report: Walk
) -> None:
    collect(own, report)
    found = places(own.case, [f"Menurut {CANARY_NAME}."])
    held(own.case, found, actor=actor("examiner"), now=own.now)
    assert Entry.objects.get(kind=events.TEXT_HELD).subject_id == own.case.pk


def test_of_any_number_of_reports_the_check_asks_as_often(own: OwnWalk) -> None:
    counts = []
    for _n in range(2):
        collect(own, Walk(now=own.now), Walk(now=own.now))
        case = Case.objects.select_related("office", "agency", "unit").get(
            pk=own.case.pk
        )
        with CaptureQueriesContext(connection) as asked:
            places(case, ["Akta terlambat."])
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_report_and_what_the_office_began_are_never_each_others_duplicate(
    own: OwnWalk, report: Walk
) -> None:
    head = actor("head")
    assert own.case not in may_stay(report.case, head)
    assert report.case not in may_stay(own.case, head)
    assert own.case not in [one.case for one in alike(report.case, head)]
    for one, other in ((report, own), (own, report)):
        with pytest.raises(NotReady, match="may_not_stay"):
            one.do(merging.merge, "head", kept_ref=other.case.ref)


def test_two_that_the_office_began_may_be_one(own: OwnWalk) -> None:
    other = OwnWalk(now=own.now)
    other.do(merging.merge, "head", kept_ref=own.case.ref)
    assert other.again().closing_reason == Reason.DUPLIKAT
    assert not other.case.letters.exists()
    other.do(merging.undo_merge, "head")
    assert other.again().state == State.REGISTERED


def test_from_its_own_page_too_a_report_becomes_material_and_never_the_other_way(
    own: OwnWalk, report: Walk
) -> None:
    report.do(gathering.gather, "head", parent_ref=own.case.ref)
    assert read_with(own.again()) == [report.again()]
    other = Walk(now=own.now)
    with pytest.raises(NotReady, match="may_not_stay"):
        own.do(gathering.gather, "head", parent_ref=other.case.ref)

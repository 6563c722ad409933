"""A recommendation that nobody obeys: a sanction, publication, the end; and late deeds."""

from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.recommending import Status
from complaints.domain.states import Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.interface import execution_record
from complaints.models import CaseLetter, Publication, VerifiedFact
from complaints.services import closing, publishing, sanctioning
from complaints.services.errors import NotReady, SamePerson, WouldName
from documents.services.keeping import content_of
from tests.complaints.ladder import (
    agenda,
    carried_out,
    disobeyed,
    in_resmon,
    item,
    judged,
    publishable,
    received,
    recommended,
    ruled,
    shown,
    told,
)
from tests.complaints.story import Walk
from tests.documents.reading import text_of
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, person

pytestmark = pytest.mark.django_db
DEFIED = Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN


def words_of(posted: CaseLetter) -> str:
    return text_of(content_of(posted.letter.file))


def sanction(walk: Walk, **changes: str) -> object:
    given = {"recipient": "Menteri Dalam Negeri", "text": "Mohon sanksi administrasi."}
    return walk.do(sanctioning.propose_sanction, "resmon", **(given | changes))


def test_a_sanction_is_recommended_to_who_can_impose_it_inside_the_same_state() -> None:
    walk = disobeyed()
    sanction(walk)
    assert ruled(walk) == ""
    assert walk.again().state == State.RECOMMENDATION
    posted = walk.case.letters.get(letter__kind="rekomendasi_sanksi")
    assert posted.addressee == "outside"
    words = words_of(posted)
    for said in (
        "Yth. Menteri Dalam Negeri",
        "001/RM.03.01/IV/2026",
        "Terbitkan akta. Segera. Tidak dilaksanakan",
        "Pasal 39",
    ):
        assert said in words
    # Nobody opens it here: it counts as received only by its proof on paper.
    subject = str(posted.ref)
    assert not walk.case.deadlines.filter(subject=subject).exists()
    assert events.SANCTION_RECOMMENDED in walk.kinds()
    step = walk.case.deadlines.filter(kind=TermKind.NEXT_STEP).latest("pk")
    assert (step.met_on, step.holder) == (None, Party.RESMON)


def test_before_the_plenary_found_it_disobeyed_nothing_follows() -> None:
    walk = recommended()
    for use_case, more in (
        (sanctioning.propose_sanction, {"recipient": "Menteri", "text": "x"}),
        (publishing.propose_publication, {"summary": "x"}),
    ):
        with pytest.raises(NotReady, match="not_assessed"):
            walk.do(use_case, "resmon", **more)
    walk.pass_days(61)
    told(walk)
    with pytest.raises(NotReady, match="not_assessed"):
        sanction(walk)
    fresh = in_resmon()
    with pytest.raises(NotReady, match="no_recommendation"):
        sanction(fresh)


def test_a_sanction_goes_to_somebody() -> None:
    walk = disobeyed()
    with pytest.raises(NotReady, match="sanction_to_nobody"):
        sanction(walk, recipient=" ")
    with pytest.raises(NotAllowed):
        walk.do(
            sanctioning.propose_sanction, "commissioner", recipient="Menteri", text="x"
        )


def test_the_plenary_proposes_and_the_chair_publishes_and_tells_dpr_and_president() -> (
    None
):
    walk = publishable()
    assert walk.again().state == State.RECOMMENDATION
    signature = walk.case.deadlines.filter(kind=TermKind.CHAIR_SIGNATURE).latest("pk")
    assert (signature.met_on, signature.holder) == (None, Party.CHAIR)
    for who in ("commissioner", "resmon"):
        with pytest.raises(NotAllowed):
            walk.do(publishing.publish, who)
    row = walk.do(publishing.publish, "chair")
    assert walk.again().state == State.PUBLISHED
    assert row.summary == "Instansi tidak melaksanakan."
    assert row.agency_id == walk.case.agency_id
    reports = walk.case.letters.filter(letter__kind="laporan_ketidakpatuhan")
    said = [words_of(posted) for posted in reports.order_by("id")]
    assert "Yth. Pimpinan Dewan Perwakilan Rakyat" in said[0]
    assert "Yth. Presiden Republik Indonesia" in said[1]
    assert all("Instansi tidak melaksanakan." in one for one in said)
    assert all(CANARY_NAME.split()[0] not in one for one in said)
    step = walk.case.deadlines.filter(kind=TermKind.NEXT_STEP).latest("pk")
    assert (step.met_on, step.holder) == (None, Party.CHAIR)


def test_what_the_public_reads_names_no_reporter() -> None:
    walk = disobeyed(secrecy="confidential")
    summary = f"Laporan {CANARY_NAME} tidak diselesaikan."
    with pytest.raises(WouldName):
        walk.do(publishing.propose_publication, "resmon", summary=summary, checked=True)
    walk.do(publishing.propose_publication, "resmon", summary="Akta belum terbit.")
    assert ruled(walk) == ""
    walk.case.matters.update(words=summary)  # what slipped in is held once more
    with pytest.raises(WouldName):
        walk.do(publishing.publish, "chair")
    assert not Publication.objects.exists()


def test_the_chair_publishes_nothing_that_the_plenary_did_not_propose() -> None:
    walk = disobeyed()
    with pytest.raises(NotReady, match="not_in_plenary_yet"):
        walk.do(publishing.publish, "chair")
    sanction(walk)
    assert ruled(walk) == ""
    with pytest.raises(NotReady, match="not_in_plenary_yet"):
        walk.do(publishing.publish, "chair")


def test_what_is_executed_before_publication_is_not_published() -> None:
    """The plenary's word stands until it says another one."""
    walk = publishable()
    for n in (1, 2):
        carried_out(walk, n)
    told(walk)
    meeting = agenda(walk)
    with pytest.raises(NotReady, match="not_in_plenary_yet"):
        walk.do(publishing.publish, "chair")
    assert ruled(walk, meeting=meeting) == ""
    assert walk.again().closing_reason == Reason.REKOMENDASI_DILAKSANAKAN


def test_the_plenary_makes_no_defiance_public_where_there_is_none_any_more() -> None:
    """What was on the agenda is refused, for it was found carried out meanwhile."""
    walk = disobeyed()
    walk.do(publishing.propose_publication, "resmon", summary="Akta belum terbit.")
    walk.case.recommendations.update(status=Status.DONE)
    assert ruled(walk) == "was_obeyed"
    assert walk.case.matters.filter(ended_at=None).exists()


def test_the_chair_ends_it_and_late_execution_stays_recordable() -> None:
    walk = publishable()
    walk.do(publishing.publish, "chair")
    with pytest.raises(NotAllowed):
        walk.do(closing.close, "head", reason=DEFIED)
    walk.do(closing.close, "chair", reason=DEFIED)
    assert walk.again().state == State.CLOSED
    walk.pass_days(30)
    piece = shown(walk, item(walk).ref)
    verdict = walk.again().deadlines.get(kind=TermKind.VERDICT)
    assert verdict.met_on is None
    judged(walk, piece)
    assert walk.again().state == State.CLOSED
    assert item(walk).status == ActionStatus.DILAKSANAKAN
    fact = VerifiedFact.objects.get()
    assert fact.executed_on == piece.submitted_on
    facts = execution_record(walk.case.agency_id or 0, walk.now.date())
    late = [one.on_time_days_late for one in facts if one.status == "dilaksanakan"]
    assert (late[0] or 0) > 0


def test_nothing_is_shown_in_a_case_that_ended_otherwise() -> None:
    walk = recommended()
    for n in (1, 2):
        carried_out(walk, n)
    told(walk)
    assert ruled(walk) == ""
    with pytest.raises(NotReady, match="action_closed"):
        shown(walk, item(walk).ref)


def test_monitoring_that_ends_without_a_word_calls_the_commissioners() -> None:
    walk = in_resmon()
    received(walk)
    person("commissioner")
    walk.pass_days(90)
    assert events.RESMON_ESCALATED in walk.kinds()
    guidance = walk.again().deadlines.get(kind=TermKind.RESMON_GUIDANCE)
    told(walk)
    guidance.refresh_from_db()
    assert guidance.met_on == walk.now.date()
    assert actor("commissioner").user_id is not None


def test_a_chair_who_brought_the_matter_does_not_publish_it_herself() -> None:
    walk = publishable()
    walk.again().matters.update(proposed_by=person("chair"))
    with pytest.raises(SamePerson):
        walk.do(publishing.publish, "chair")
    assert not Publication.objects.exists()

"""An act on a case refuses whoever reads the case and has no part in that act."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints.domain.bulk import BulkKind
from complaints.domain.correspondence import Addressee
from complaints.domain.states import CaseClass, Reason
from complaints.models import Bulk, BulkRow, Case, CorrectiveAction
from complaints.models.choices import Channel
from complaints.services import (
    blacking,
    bulk,
    bulk_acts,
    closing,
    contact_change,
    desk,
    erasing,
    extending,
    handing,
    originals,
    outcomes,
    reclassifying,
    returning,
    splitting,
    taking,
    todo,
)
from complaints.services.errors import NotReady
from tests.complaints.services.test_bulk import carried_out, chosen, without_examiner
from tests.complaints.services.test_verdicts import decide
from tests.complaints.story import Walk, submitted, to_examination
from tests.complaints.views.pages import in_correction
from tests.complaints.views.test_blacken_pages import brought, piece
from tests.factories.complaints import FILED, file_one
from tests.people import actor, agency, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor

pytestmark = pytest.mark.django_db


def in_examination() -> Walk:
    walk = Walk()
    to_examination(walk)
    walk.again()
    return walk


def given(case: Case, who: Actor, **more: Any) -> dict[str, Any]:
    """What every act on a case that is shown with its version asks for."""
    return {"ref": case.ref, "version": case.version, "actor": who, "now": FILED} | more


#: Act -> somebody of the office who reads the case and may not, and the act itself.
ACTS: dict[str, tuple[str, Callable[[Case, Actor], Any]]] = {
    "another class": (
        "examiner",
        lambda case, who: reclassifying.reclassify(
            **given(case, who, case_class=CaseClass.HEAVY, reason="Luas")
        ),
    ),
    "another holder": (
        "examiner",
        lambda case, who: handing.hand_over(
            **given(case, who, user_id=person("other_examiner").pk, reason="Beban")
        ),
    ),
    "closed": (
        "other_examiner",
        lambda case, who: closing.close(
            **given(case, who, reason=Reason.DISELESAIKAN_TERLAPOR)
        ),
    ),
    "draft sent back": (
        "examiner",
        lambda case, who: returning.send_back_draft(
            **given(case, who, reason="Lengkapi", remarks={})
        ),
    ),
    "more time": (
        "auditor",
        lambda case, who: extending.ask_extension(
            **given(
                case,
                who,
                deadline_id=0,
                until=FILED.date() + timedelta(days=60),
                cause="house",
                reason="Saksi sakit",
            )
        ),
    ),
    "request taken back": (
        "auditor",
        lambda case, who: outcomes.cancel(
            **given(case, who, activity=uuid4(), reason="Keliru")
        ),
    ),
    "split": (
        "auditor",
        lambda case, who: splitting.split(
            **given(case, who, title="Lain", parts=[1], file_refs=[])
        ),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_who_reads_a_case_and_has_no_part_in_an_act_is_refused(name: str) -> None:
    walk = in_examination()
    who, act = ACTS[name]
    before = walk.case.version
    with pytest.raises(NotAllowed):
        act(walk.case, actor(who))
    assert walk.again().version == before


def test_no_person_erases_a_case() -> None:
    walk = in_examination()
    for who in ("head", "examiner", "resmon"):
        with pytest.raises(NotAllowed):
            erasing.erase_case(
                ref=walk.case.ref, reason="request", actor=actor(who), now=FILED
            )


def test_no_officer_changes_the_contact_of_a_reporter() -> None:
    walk = in_examination()
    with pytest.raises(NotAllowed):
        contact_change.confirm(
            ref=walk.case.ref, code="123456", actor=actor("head"), now=FILED
        )


@pytest.mark.parametrize("who", ["head", "other_examiner"])
def test_who_does_not_hold_a_case_blackens_and_opens_no_file_of_it(who: str) -> None:
    walk = brought()
    place: dict[str, Any] = {
        "ref": walk.case.ref,
        "file_ref": piece().ref,
        "actor": actor(who),
    }
    with pytest.raises(NotAllowed, match="not_blackened_by"):
        blacking.mark(**place, to=Addressee.AGENCY, version=0, places=[], now=FILED)
    with pytest.raises(NotAllowed, match="not_assigned_file"):
        originals.open_original(**place, purpose="examine", now=FILED)


def test_an_original_opens_for_one_of_our_purposes_only() -> None:
    walk = brought()
    with pytest.raises(NotAllowed, match="purpose"):
        originals.open_original(
            ref=walk.case.ref,
            file_ref=piece().ref,
            purpose="ingin tahu",
            actor=actor("examiner"),
            now=FILED,
        )


def test_in_an_erased_case_nothing_is_blackened_put_on_a_list_or_sent() -> None:
    walk = brought()
    version = walk.case.version
    Case.objects.filter(pk=walk.case.pk).update(erased_at=wall_now())
    holder: dict[str, Any] = {
        "ref": walk.case.ref,
        "actor": actor("examiner"),
        "now": FILED,
    }
    with pytest.raises(NotReady, match="case_erased"):
        blacking.mark(
            **holder,
            file_ref=piece().ref,
            to=Addressee.AGENCY,
            version=0,
            places=[],
        )
    with pytest.raises(NotReady, match="case_erased"):
        todo.add(**holder, text="Telepon.")
    row = BulkRow(
        bulk=Bulk(kind=BulkKind.MESSAGE), case=walk.case, n=1, version=version, text="x"
    )
    with pytest.raises(NotReady, match="case_erased"):
        bulk_acts.do(row, actor=actor("examiner"), now=FILED)


def test_whoever_reads_no_cases_chooses_and_keeps_none() -> None:
    with pytest.raises(NotAllowed, match="reads_cases"):
        bulk.choose(
            kind=BulkKind.PRINT, cases=[], view="", actor=actor("liaison"), now=FILED
        )
    with pytest.raises(NotAllowed, match="reads_cases"):
        bulk.choose_actions(actions=[], view="", actor=actor("liaison"), now=FILED)
    assert not Bulk.objects.exists()
    with pytest.raises(NotAllowed, match="reads_cases"):
        desk.save_filter(name="Saya", query="", actor=actor("liaison"))


def test_only_intake_and_heads_take_a_report_in() -> None:
    for who in ("examiner", "auditor", "liaison"):
        with pytest.raises(NotAllowed, match="taker"):
            taking.begin(
                channel=Channel.COUNTER, received_on=None, actor=actor(who), now=FILED
            )
        with pytest.raises(NotAllowed, match="taker"):
            file_one(channel=Channel.COUNTER, actor=actor(who))


def test_a_head_who_is_head_no_more_takes_no_assignment_back() -> None:
    case = without_examiner()
    (row,) = carried_out(chosen([case], examiner="other_examiner"))
    with pytest.raises(NotAllowed):
        bulk_acts.take_back(row, actor=actor("other_examiner"), now=FILED)
    case.refresh_from_db()
    assert case.examiner == person("other_examiner")


def test_an_agency_shows_nothing_for_an_action_of_another() -> None:
    walk = in_correction()
    walk.case.actions.filter(n=1).update(agency=agency(1))
    with pytest.raises(CorrectiveAction.DoesNotExist):
        submitted(walk)
    assert submitted(walk, n=2)


def test_no_officer_shows_evidence_for_the_agency() -> None:
    walk = in_correction()
    with pytest.raises(NotAllowed):
        submitted(walk, actor=actor("examiner"))


def test_what_hinders_the_end_hinders_proposing_it() -> None:
    walk = in_correction()
    for n in (1, 2):
        decide(walk, submitted(walk, n))
    todo.add(ref=walk.case.ref, text="Telepon.", actor=actor("examiner"), now=walk.now)
    with pytest.raises(NotReady, match="still_open"):
        walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)

"""The story of a case goes on: a date is missed, and what climbs from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain.corrective import ActionStatus
from complaints.domain.plenary import Decision
from complaints.domain.recommending import FILE_KEYS
from complaints.models import CorrectiveAction
from complaints.models.choices import Verdict
from complaints.selectors.recommending import what_climbs
from complaints.services import (
    assessing,
    corrective,
    file_check,
    members_plenary,
    publishing,
    recommending,
    signing,
)
from complaints.services.members_plenary import NOTED, Ruled
from complaints.services.recommending import ItemText, RecommendationText
from tests.complaints.story import (
    Walk,
    opened_by_agency,
    opened_by_superior,
    to_examination,
    to_signed_lhp,
)
from tests.people import actor, person
from tests.remembered import step

if TYPE_CHECKING:
    from uuid import UUID

    from complaints.models import ActionEvidence, Plenary

OTHER = {"commissioner": "chair", "chair": "commissioner"}
COMPLETE = dict.fromkeys(FILE_KEYS, (True, ""))


@step
def in_resmon(**changes: Any) -> Walk:
    """Nothing was done by the last day of both orders."""
    walk = Walk(**changes)
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    walk.pass_days(43)
    return walk


@step
def checked(walk: Walk) -> None:
    """Monitoring found the file complete; the case is its own from now on."""
    walk.do(file_check.check_file, "resmon", answers=COMPLETE)


def text_for(walk: Walk, **changes: Any) -> RecommendationText:
    given: dict[str, Any] = {
        "official": "Kepala Dinas Kependudukan",
        "superior": "Wali Kota Tirtalaya",
        "history": "LHP diterima, batas waktu lewat.",
        "reasons": "Kedua tindakan tidak dilaksanakan.",
        "substance": "Penundaan berlarut berlanjut.",
        "items": [
            ItemText(row.ref, f"{row.text} Segera.", "Foto")
            for row in what_climbs(walk.again())
        ],
    }
    return RecommendationText(**(given | changes))


@step
def proposed(walk: Walk, **changes: Any) -> Any:
    return walk.do(
        recommending.propose_recommendation, "resmon", text=text_for(walk, **changes)
    )


@step
def agenda(
    walk: Walk, present: tuple[str, ...] = ("commissioner", "chair"), **more: Any
) -> Plenary:
    """A meeting of the commissioners on what waits in this case."""
    matter = walk.again().matters.get(ended_at=None)
    people = [person(key).pk for key in present]
    given: dict[str, Any] = {
        "held_on": legal_day(walk.now, central_office().zone),
        "present": people,
        "refs": [matter.ref],
        "actor": actor("commissioner"),
        "now": walk.now,
    }
    return members_plenary.open_meeting(**(given | more))


@step
def ruled(
    walk: Walk,
    decision: Decision = Decision.APPROVE,
    *,
    meeting: Plenary | None = None,
    words: str = "",
    who: str = "commissioner",
) -> str:
    """Why it was not carried out; "" where it was."""
    found = meeting or agenda(walk)
    item = found.items.get(case=walk.case, decided_at=None)
    told = Ruled(item.pk, walk.again().version, decision, words)
    (why,) = members_plenary.rule(
        ref=found.ref, decisions=[told], actor=actor(who), now=walk.now
    )
    if why == NOTED:  # the other who sat says so too
        (why,) = members_plenary.rule(
            ref=found.ref, decisions=[told], actor=actor(OTHER[who]), now=walk.now
        )
    return why


@step
def approved(walk: Walk) -> None:
    checked(walk)
    proposed(walk)
    assert ruled(walk) == ""


@step
def signed(walk: Walk) -> None:
    """The recommendation begins."""
    approved(walk)
    walk.do(signing.sign_recommendation, "chair")


@step
def received(walk: Walk) -> None:
    """The superior and the official opened it; sixty days run."""
    signed(walk)
    opened_by_agency(walk)
    opened_by_superior(walk)


@step
def recommended(**changes: Any) -> Walk:
    """A case whose recommendation was received."""
    walk = in_resmon(**changes)
    received(walk)
    return walk


def item(walk: Walk, n: int = 1) -> CorrectiveAction:
    return CorrectiveAction.objects.get(
        case=walk.case, recommendation__isnull=False, n=n
    )


@step
def shown(walk: Walk, action: UUID, who: str = "liaison") -> ActionEvidence:
    """The agency shows that it carried something out."""
    return corrective.submit_evidence(
        action_ref=action,
        text="Sudah dilaksanakan.",
        done_on=legal_day(walk.now, walk.case.office.zone),
        file_ids=[],
        actor=actor(who),
        now=walk.now,
    )


@step
def judged(
    walk: Walk,
    piece: ActionEvidence,
    status: ActionStatus | None = ActionStatus.DILAKSANAKAN,
) -> None:
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED if status else Verdict.REJECTED,
        status=status,
        reason="Diperiksa.",
        actor=actor("resmon"),
        now=walk.now,
    )


@step
def carried_out(
    walk: Walk, n: int = 1, status: ActionStatus = ActionStatus.DILAKSANAKAN
) -> None:
    judged(walk, shown(walk, item(walk, n).ref), status)


@step
def told(walk: Walk, *, accepted: bool = False, why: str = "Menurut butirnya.") -> Any:
    """Monitoring brings the status before the plenary."""
    return walk.do(assessing.propose_status, "resmon", accepted=accepted, why=why)


@step
def disobeyed(**changes: Any) -> Walk:
    """The sixty days went by, and the plenary found that nothing was done."""
    walk = recommended(**changes)
    walk.pass_days(61)
    told(walk)
    assert ruled(walk) == ""
    return walk


@step
def publishable(**changes: Any) -> Walk:
    walk = disobeyed(**changes)
    walk.do(
        publishing.propose_publication, "resmon", summary="Instansi tidak melaksanakan."
    )
    assert ruled(walk) == ""
    return walk

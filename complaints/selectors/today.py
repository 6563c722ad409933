"""The day of an officer: what he owes, what came in, what waits for his word.

Each part asks over what the actor may see; the counts are exact, the rows the first few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.roles import Role
from complaints.domain.states import (
    NEEDS_EXAMINER,
    NEEDS_INTAKE,
    OPEN_STATES,
    Party,
    State,
)
from complaints.models import (
    Case,
    Deadline,
    DraftReturn,
    Extension,
    Lhp,
    Proposal,
    ReopeningRequest,
    ResultNotice,
)
from complaints.models.deadline import RUNNING
from complaints.policies import takes_part
from complaints.selectors.extensions import RUNS
from complaints.selectors.mentions import mentioned

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet

ROWS = 8
#: Who holds a case for which party: the column of the case that names him.
HOLDER_COLUMNS = {
    Party.INTAKE: "intake_id",
    Party.EXAMINER: "examiner_id",
    Party.RESMON: "resmon_id",
}
#: In which role one is that party.
ROLE_OF = {
    Party.INTAKE: Role.INTAKE,
    Party.EXAMINER: Role.EXAMINER,
    Party.RESMON: Role.RESMON,
}
#: What the plenary holds, it holds for every office.
PLENARY = {Role.COMMISSIONER: Party.COMMISSIONER, Role.CHAIR: Party.CHAIR}
#: Where nobody works yet: a report nobody took, a case without its holder.
UNASSIGNED = (
    Q(state=State.SUBMITTED)
    | Q(state__in=[State.REGISTERED, *NEEDS_EXAMINER], examiner=None)
    | Q(state__in=NEEDS_INTAKE, intake=None)
)


@dataclass(frozen=True, slots=True)
class Today:
    """The parts of the day: how many there are of each, and the first of them."""

    counts: dict[str, int]
    late: Sequence[Deadline]
    soon: Sequence[Deadline]
    arrived: Sequence[Case]
    mentioned: Sequence[Case]
    to_sign: Sequence[Case]
    unassigned: Sequence[Case]


def today_of(
    actor: Actor, today: date, soon: date, represented: Collection[int] = ()
) -> Today:
    """What waits for this actor: ``soon`` is the last day that counts as near.

    ``represented``: colleagues who are away and for whom he acts; their terms and what
    came in for them stand among his own. Eight queries, however much there is.
    """
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    mine = held_by(actor, represented)
    terms = Deadline.objects.filter(RUNNING, mine, case__in=seen.values("pk"))
    late, near = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lte=soon)
    cases = {
        "arrived": Q(arrived_at__isnull=False) & _holds(actor, represented),
        "mentioned": mentioned(actor),
        "to_sign": waits_for_head(actor),
        "unassigned": unassigned(actor),
    }
    counts = terms.aggregate(
        late=Count("pk", filter=late), soon=Count("pk", filter=near)
    ) | seen.aggregate(
        **{name: Count("pk", filter=where) for name, where in cases.items()}
    )
    return Today(
        counts=counts,
        late=_terms(terms.filter(late)),
        soon=_terms(terms.filter(near)),
        arrived=_cases(seen.filter(cases["arrived"]).order_by("arrived_at", "id")),
        mentioned=_cases(seen.filter(cases["mentioned"]).order_by("due_on", "id")),
        to_sign=_cases(seen.filter(cases["to_sign"]).order_by("due_on", "id")),
        unassigned=_cases(
            seen.filter(cases["unassigned"]).order_by("-urgent", "due_on", "id")
        ),
    )


def held_by(actor: Actor, represented: Collection[int] = ()) -> Q:
    """Terms that this actor has to meet, in person, as a deputy or for his office.

    As a deputy only in a role that is his own too.
    """
    mine = Q(pk__in=[])
    for party, column in HOLDER_COLUMNS.items():
        mine |= Q(holder=party, **{f"case__{column}": actor.user_id})
        if represented and actor.has(ROLE_OF[party]):
            mine |= Q(holder=party, **{f"case__{column}__in": sorted(represented)})
    if actor.has(Role.HEAD):
        mine |= Q(holder=Party.HEAD, case__office_id__in=actor.office_ids)
    for role, party in PLENARY.items():
        if actor.has(role):
            mine |= Q(holder=party)
    return mine


def _holds(actor: Actor, represented: Collection[int]) -> Q:
    """Cases that are in his hands: with whom they are now, not with whom they were."""
    mine = held(actor.user_id)
    for user_id in sorted(represented):
        mine |= held(user_id)
    return mine & Q(state__in=OPEN_STATES)


def held(user_id: int | None) -> Q:
    """Cases that this person holds now: an examiner holds what intake handed on."""
    first = Q(intake_id=user_id, examiner=None)
    return first | Q(examiner_id=user_id) | Q(resmon_id=user_id)


def unassigned(actor: Actor) -> Q:
    """Cases of his own office in which nobody works yet; nobody's for who has no part."""
    if not takes_part(actor):
        return Q(pk__in=[])
    return Q(office_id__in=actor.office_ids) & UNASSIGNED


def waits_for_head(actor: Actor) -> Q:
    """What a head signs or decides, and did not draft or propose herself (four eyes)."""
    if not actor.has(Role.HEAD):
        return Q(pk__in=[])
    return Q(office_id__in=actor.office_ids) & (
        Q(state=State.PLENO)
        | _drafted(actor, State.LHP_DRAFT, Lhp, signed_by=None, replaced_by=None)
        | _drafted(actor, State.EXAM, ResultNotice, approved_at=None, closed_at=None)
        | _beside(Proposal, ~Q(proposed_by_id=actor.user_id), ended_at=None)
        | _beside(ReopeningRequest, decided_at=None)
        | _beside(Extension, ~Q(asked_by_id=actor.user_id), decided_at=None, **RUNS)
    )


def _drafted(
    actor: Actor, state: State, draft: type[Lhp | ResultNotice], **open_: None
) -> Q:
    """A draft of somebody else that was not sent back to be written anew."""
    of = DraftReturn.LHP if draft is Lhp else DraftReturn.NOTICE
    returned = _beside(DraftReturn, of=of, answered_at=None)
    others = ~Q(drafted_by_id=actor.user_id)
    return Q(state=state) & _beside(draft, others, **open_) & ~returned


def _beside(model: Any, *where: Q, **more: object) -> Q:
    """Whether a case has such a row beside it."""
    return Q(Exists(model.objects.filter(*where, case=OuterRef("pk"), **more)))


def _terms(rows: QuerySet[Deadline]) -> list[Deadline]:
    named = rows.select_related("case__agency", "case__unit", "case__office")
    return list(named.order_by("due_on", "id")[:ROWS])


def _cases(rows: CaseQuerySet) -> list[Case]:
    return list(rows.select_related("agency", "unit", "office")[:ROWS])

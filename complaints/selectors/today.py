"""The day of an officer: what he owes, what came in, what waits for his word.

Each part asks over what the actor may see; the counts are exact, the rows the first few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.roles import Role
from complaints.domain.holders import MONITORED
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
    Objection,
    Proposal,
    Recurrence,
    ReopeningRequest,
    ResultNotice,
    Task,
)
from complaints.models.deadline import RUNNING
from complaints.policies import at_desk_q, stands_in_q, takes_part
from complaints.selectors import recurring
from complaints.selectors.extensions import RUNS
from complaints.selectors.members_plenary import waits_for_members
from complaints.selectors.mentions import mentioned
from complaints.selectors.objecting import (
    TO_END,
    UNNAMED,
    reviewed_by,
    waits_for_reviewer,
)
from complaints.selectors.todo import tasks_for

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
    | Q(state__in=MONITORED, resmon=None)
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
    tasks: Sequence[Task]
    came_back: Sequence[Recurrence]


def today_of(
    actor: Actor, today: date, soon: date, represented: Collection[int] = ()
) -> Today:
    """What waits for this actor: ``soon`` is the last day that counts as near.

    ``represented``: colleagues who are away and for whom he acts; their terms and what
    came in for them stand among his own. Thirteen queries at most, however much there is.
    """
    seen: CaseQuerySet = Case.objects.visible_to(actor).filter(at_desk_q(actor))
    mine = held_by(actor, represented)
    # The day on the case is that of its nearest term (services.clocks.refresh_due).
    near_cases = seen.filter(due_on__lte=soon).values("pk")
    terms = Deadline.objects.filter(
        RUNNING, mine, due_on__lte=soon, case__in=near_cases
    )
    late, near = Q(due_on__lt=today), Q(due_on__gte=today)
    cases = {
        "arrived": Q(arrived_at__isnull=False) & _holds(actor, represented),
        "to_sign": waits_for_word(actor),
        "unassigned": unassigned(actor),
    }
    counts = terms.aggregate(
        late=Count("pk", filter=late), soon=Count("pk", filter=near)
    ) | seen.open().aggregate(
        arrived=Count("pk", filter=cases["arrived"]),
        unassigned=Count("pk", filter=cases["unassigned"]),
    )
    tasks, counts["tasks"] = tasks_for(actor, represented)
    came_back, counts["came_back"] = _came_back(actor, represented)
    # Of a closed case too: somebody asks to look, or wants it back.
    asked = Case.objects.visible_to(actor).filter(mentioned(actor))
    first = _cases(asked.order_by("due_on", "id"))
    counts["mentioned"] = len(first) if len(first) < ROWS else asked.count()
    counts["to_sign"] = seen.filter(cases["to_sign"]).count()
    return Today(
        counts=counts,
        tasks=tasks,
        came_back=came_back,
        late=_terms(terms.filter(late)),
        soon=_terms(terms.filter(near)),
        arrived=_cases(seen.filter(cases["arrived"]).order_by("arrived_at", "id")),
        mentioned=first,
        to_sign=_cases(seen.filter(cases["to_sign"]).order_by("due_on", "id")),
        unassigned=_cases(
            seen.filter(cases["unassigned"]).order_by("-urgent", "due_on", "id")
        ),
    )


def _came_back(
    actor: Actor, represented: Collection[int]
) -> tuple[list[Recurrence], int]:
    """The first that he has to judge, and how many there are."""
    rows = recurring.waiting(actor, represented)
    first = list(rows[:ROWS])
    return first, rows.count() if len(first) == ROWS else len(first)


def held_by(actor: Actor, represented: Collection[int] = ()) -> Q:
    """Terms that this actor has to meet, in person, as a deputy or for his office.

    As a deputy only in a role that is his own too, or as a head.
    """
    mine = Q(pk__in=[])
    for party, column in HOLDER_COLUMNS.items():
        mine |= Q(holder=party, **{f"case__{column}": actor.user_id})
        if represented and actor.has(ROLE_OF[party], Role.HEAD):
            mine |= Q(holder=party, **{f"case__{column}__in": sorted(represented)})
    if actor.has(Role.HEAD):
        mine |= Q(holder=Party.HEAD, case__office_id__in=actor.office_ids)
    for role, party in PLENARY.items():
        if actor.has(role):
            mine |= Q(holder=party) & (Q(named=None) | Q(named=actor.user_id))
    reviews = reviewed_by(actor.user_id).order_by().values("case_id")
    return mine | Q(holder=Party.REVIEWER, case__in=reviews)


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


def held_for_others(actor: Actor) -> Q:
    """Cases in the hands of colleagues in whose places he acts in them today."""
    theirs = Q(pk__in=[])
    for user_id in sorted({pk for pk, _role in actor.seats}):
        theirs |= held(user_id)
    return theirs & stands_in_q(actor)


def unassigned(actor: Actor) -> Q:
    """Cases of his own office in which nobody works yet; nobody's for who has no part."""
    if not takes_part(actor):
        return Q(pk__in=[])
    return Q(office_id__in=actor.office_ids) & UNASSIGNED


def waits_for_word(actor: Actor) -> Q:
    """Cases in which somebody waits for what he signs, decides or proposes."""
    mine = waits_for_head(actor) | waits_for_members(actor)
    return mine | waits_for_reviewer(actor)


def waits_for_head(actor: Actor) -> Q:
    """What a head signs or decides, and did not draft or propose herself (four eyes).

    Looked up from what waits, which is little, and not from every case of the office.
    """
    if not actor.has(Role.HEAD):
        return Q(pk__in=[])
    me, of_office = actor.user_id, Q(office_id__in=actor.office_ids)
    rows: list[QuerySet[Any]] = [
        _drafted(me, State.LHP_DRAFT, Lhp, signed_by=None, replaced_by=None),
        _drafted(me, State.EXAM, ResultNotice, approved_at=None, closed_at=None),
        Proposal.objects.filter(ended_at=None).exclude(proposed_by_id=me),
        ReopeningRequest.objects.filter(decided_at=None),
        Extension.objects.filter(decided_at=None, **RUNS).exclude(asked_by_id=me),
        Objection.objects.filter(UNNAMED | TO_END),
    ]
    plenary = Case.objects.visible_to(actor).filter(of_office, state=State.PLENO)
    beside = [row.order_by().values("case_id") for row in rows]
    return of_office & Q(pk__in=plenary.order_by().values("pk").union(*beside))


def _drafted(
    me: int | None, state: State, draft: type[Lhp | ResultNotice], **open_: None
) -> QuerySet[Any]:
    """Drafts of somebody else that were not sent back to be written anew."""
    of = DraftReturn.LHP if draft is Lhp else DraftReturn.NOTICE
    returned = DraftReturn.objects.filter(
        case=OuterRef("case"), of=of, answered_at=None
    )
    rows: QuerySet[Any] = draft.objects.filter(~Exists(returned), case__state=state)
    return rows.filter(**open_).exclude(drafted_by_id=me)


def _terms(rows: QuerySet[Deadline]) -> list[Deadline]:
    named = rows.select_related("case__agency", "case__unit", "case__office")
    return list(named.order_by("due_on", "id")[:ROWS])


def _cases(rows: CaseQuerySet) -> list[Case]:
    return list(rows.select_related("agency", "unit", "office")[:ROWS])

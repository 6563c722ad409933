"""Everything that waits for the signature or decision of a head, the oldest first.

It lies in several tables; a page goes on where the last one ended, over all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Value

from accounts.models import User
from complaints.domain.lanes import Mark
from complaints.domain.states import Command, State
from complaints.models import (
    Case,
    DraftReturn,
    Extension,
    Lhp,
    Objection,
    Proposal,
    ReopeningRequest,
    ResultNotice,
)
from complaints.selectors.initiatives import waiting_for as suggested_to
from complaints.selectors.load import office_id_of
from complaints.selectors.objecting import TO_END, UNNAMED
from complaints.selectors.queue import PAGE, HowMany
from complaints.selectors.transfers import waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor


class What(StrEnum):
    """What is to be signed or decided."""

    REGISTRATION = "registration"
    NOTICE = "notice"
    LHP = "lhp"
    PROPOSAL = "proposal"
    EXTENSION = "extension"
    REOPENING = "reopening"
    TRANSFER = "transfer"
    INITIATIVE = "initiative"
    OBJECTION = "objection"  # nobody is named to review it
    ENDING = "ending"  # an objection left nothing to be done


#: A transfer is not hers yet, and what is suggested is no case yet.
NO_CASE_OF_HERS = frozenset({What.TRANSFER, What.INITIATIVE})


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: since when, who wrote it, and what of it is proposed.

    ``case`` is None of a transfer, which is not hers yet, and of what is no case yet.
    ``mark``: its place in the list, which no two share.
    """

    what: What
    mark: Mark
    author_id: int | None
    author: str
    ref: UUID
    case: Case | None = None
    command: str = ""
    title: str = ""

    @property
    def since(self) -> datetime:
        return self.mark.at


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of it, where the next begins, and how much there is in all.

    ``mine``: what she wrote herself, which another head decides.
    """

    rows: Sequence[Waits]
    following: Mark | None
    mine: int
    theirs: int


@dataclass(frozen=True, slots=True)
class _Source:
    """Where one kind of it lies: since when, and by whom, as columns of its rows."""

    what: What
    rows: QuerySet[Any]
    at: str
    by: str = ""


def waits(actor: Actor, now: datetime, after: Mark | None = None) -> Waiting:
    """What waits behind a mark, also what she wrote herself. Ten queries at most."""
    sources = list(_sources(actor, now))
    found: list[Waits] = []
    for n, source in enumerate(sources, start=1):
        found += _first(n, source, after)
    found.sort(key=lambda one: one.mark)
    following = found[PAGE - 1].mark if len(found) > PAGE else None
    total, mine = _counted(actor, sources)
    return Waiting(found[:PAGE], following, mine, total - mine)


def _first(n: int, source: _Source, after: Mark | None) -> Iterator[Waits]:
    rows, at = source.rows, source.at
    if after is not None:
        later = Q(**{f"{at}__gt": after.at})
        if n >= after.source:
            same = Q(**{at: after.at})
            later |= same if n > after.source else same & Q(pk__gt=after.key)
        rows = rows.filter(later)
    for row in rows.order_by(F(at), "pk")[: PAGE + 1]:
        yield _one(source, row, Mark(getattr(row, at), n, row.pk))


def _one(source: _Source, row: Any, mark: Mark) -> Waits:
    author = getattr(row, source.by) if source.by else None
    case: Case | None = None
    if source.what not in NO_CASE_OF_HERS:
        case = row if isinstance(row, Case) else row.case
    return Waits(
        source.what,
        mark,
        author.pk if author else None,
        author.name if author else "",
        case.ref if case else row.ref,
        case,
        getattr(row, "command", "") or _instead(source.what, case),
        row.title if source.what is What.INITIATIVE else "",
    )


def _counted(actor: Actor, sources: Sequence[_Source]) -> tuple[int, int]:
    """How much waits, and how much of it she wrote herself, in one query."""
    every: Any = Value(0)
    own: Any = Value(0)
    for source in sources:
        rows = source.rows.order_by()
        every += HowMany(rows.values("pk"))
        if source.by:
            mine = rows.filter(**{source.by: actor.user_id})
            own += HowMany(mine.values("pk"))
    me = User.objects.filter(pk=actor.signed_in_id)
    total, mine_in_all = me.values_list(every, own)[0]
    return total, mine_in_all


def _sources(actor: Actor, now: datetime) -> Iterator[_Source]:
    office = Case.objects.visible_to(actor).filter(office_id=office_id_of(actor))
    plenary = office.filter(state=State.PLENO)
    named = plenary.select_related("agency", "unit", "office")
    yield _Source(What.REGISTRATION, named, "updated_at")
    for what, model, state, by, at, open_ in _TABLES:
        rows = model.objects.filter(open_, case__in=office)
        if state:
            rows = rows.filter(case__state=state)
        if what in _RETURNED:
            sent_back = DraftReturn.objects.filter(
                case=OuterRef("case"), of=what.value, answered_at=None
            )
            rows = rows.exclude(Exists(sent_back))
        wanted = ("case__agency", "case__unit", "case__office", *([by] if by else []))
        yield _Source(what, rows.select_related(*wanted), at, by)
    yield _Source(What.TRANSFER, waiting_for(actor), "asked_at", "asked_by")
    # What is no case yet, because she has not decided it.
    suggested = suggested_to(actor, now)
    yield _Source(What.INITIATIVE, suggested, "proposed_at", "proposed_by")


def _instead(what: What, case: Case | None) -> str:
    """The command where it is another one: nobody is told where nobody reported."""
    if what is not What.NOTICE or case is None or case.has_reporter:
        return ""
    return Command.APPROVE_RESULT.value


#: What is sent back to its author waits for him, not for her.
_RETURNED = frozenset({What.NOTICE, What.LHP})
#: Where each lies, in which state, who wrote it when, and what says that it waits.
_TABLES: tuple[tuple[What, Any, State | None, str, str, Q], ...] = (
    (
        What.NOTICE,
        ResultNotice,
        State.EXAM,
        "drafted_by",
        "drafted_at",
        Q(approved_at=None, closed_at=None),
    ),
    (
        What.LHP,
        Lhp,
        State.LHP_DRAFT,
        "drafted_by",
        "drafted_at",
        Q(signed_by=None, replaced_by=None),
    ),
    (
        What.PROPOSAL,
        Proposal,
        None,
        "proposed_by",
        "proposed_at",
        Q(ended_at=None),
    ),
    (
        What.EXTENSION,
        Extension,
        None,
        "asked_by",
        "asked_at",
        Q(
            decided_at=None,
            deadline__met_on=None,
            deadline__lapsed_at=None,
            deadline__dropped_at=None,
        ),
    ),
    (What.REOPENING, ReopeningRequest, None, "", "asked_at", Q(decided_at=None)),
    (What.OBJECTION, Objection, None, "", "filed_at", UNNAMED),
    (What.ENDING, Objection, None, "", "ended_at", TO_END),
)
#: In how many places it lies: what waits for a plenary, the tables, transfers.
SOURCES = len(_TABLES) + 3
#: The command that each is about; a proposal names its own.
COMMANDS = {
    What.REGISTRATION: Command.REGISTER,
    What.NOTICE: Command.NOTIFY_RESULT,
    What.LHP: Command.SIGN_LHP,
    What.ENDING: Command.CLOSE_ON_RESULT,
}

"""Everything that waits for the signature or decision of a head, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q

from complaints.domain.states import Command, State
from complaints.models import (
    Case,
    DraftReturn,
    Extension,
    Lhp,
    Proposal,
    ReopeningRequest,
    ResultNotice,
)
from complaints.selectors.initiatives import waiting_for as suggested_to
from complaints.selectors.load import office_id_of
from complaints.selectors.transfers import waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

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


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: since when, who wrote it, and what of it is proposed.

    ``case`` is None of a transfer, which is not hers yet, and of what is no case yet.
    """

    what: What
    since: datetime
    author_id: int | None
    author: str
    ref: UUID
    case: Case | None = None
    command: str = ""
    title: str = ""


def waits(actor: Actor) -> list[Waits]:
    """All of it, also what she wrote herself and another head decides. Eight queries."""
    return sorted(_all(actor), key=lambda one: (one.since, str(one.ref)))


def _all(actor: Actor) -> Iterator[Waits]:
    office = Case.objects.visible_to(actor).filter(office_id=office_id_of(actor))
    for case in _named(office.filter(state=State.PLENO)):
        yield Waits(What.REGISTRATION, case.updated_at, None, "", case.ref, case)
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
        for row in rows.select_related(*wanted).order_by(F(at), "id"):
            yield _one(what, row, by, at)
    for row in waiting_for(actor):
        yield Waits(
            What.TRANSFER, row.asked_at, row.asked_by_id, row.asked_by.name, row.ref
        )
    yield from _suggested(actor)


def _suggested(actor: Actor) -> Iterator[Waits]:
    """What is no case yet, because she has not decided it."""
    for row in suggested_to(actor):
        author, since = row.proposed_by, row.proposed_at
        if author is not None and since is not None:  # as the database has it
            who = (author.pk, author.name)
            yield Waits(What.INITIATIVE, since, *who, row.ref, title=row.title)


def _named(rows: Any) -> Any:
    return rows.select_related("agency", "unit", "office").order_by("updated_at", "id")


def _one(what: What, row: Any, by: str, at: str) -> Waits:
    author = getattr(row, by) if by else None
    return Waits(
        what,
        getattr(row, at),
        author.pk if author else None,
        author.name if author else "",
        row.case.ref,
        row.case,
        getattr(row, "command", "") or _instead(what, row.case),
    )


def _instead(what: What, case: Case) -> str:
    """The command where it is another one: nobody is told where nobody reported."""
    told = what is What.NOTICE and not case.has_reporter
    return Command.APPROVE_RESULT.value if told else ""


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
)
#: The command that each is about; a proposal names its own.
COMMANDS = {
    What.REGISTRATION: Command.REGISTER,
    What.NOTICE: Command.NOTIFY_RESULT,
    What.LHP: Command.SIGN_LHP,
}

"""A report that holds two matters: the other one becomes a case of its own.

The report stays as it was told, and nothing of it is lost. Of the new case the reporter
is the same: the database copies what is sealed of him, and nobody opens it. He opens it
with the code that he has. What an agency was sent stays where it was sent.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from agencies.domain.calendar import legal_day
from complaints.domain import events, numbering, rulesets
from complaints.domain.splitting import MOST, SPLITTABLE, promised_from, story_of
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import Case, CaseAnswer, CaseFile, Recusal, Split
from complaints.models.choices import Purpose
from complaints.services import clocks, codes, searching
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, require_reporter, tell

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor

#: Who may split a report: whoever works on it, and the head.
SPLITTERS = (Party.INTAKE, Party.EXAMINER, Party.HEAD)
#: What the new case takes over from the report as it is.
TAKEN = (
    "office_id",
    "agency_id",
    "unit_id",
    "agency_label",
    "region_code",
    "place",
    "substance",
    "tried",
    "tried_on",
    "tried_answer",
    "hope",
    "happened_on",
    "happened_precision",
    "alleged_forms",
    "mandate",
    "why_anyway",
    "urgency",
    "urgent",
    "channel",
    "identity_filled",
    "on_behalf",
    "identity_paper",
    "contact_marks",
    "secrecy",
    "restricted",
    "filed_by_id",
    "filed_at",
    "submitted_on",
)


@transaction.atomic
def split(
    *,
    ref: UUID,
    version: int,
    title: str,
    parts: Collection[int],
    file_refs: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> Case:
    """Make a case of these parts of the story, with these files of the reporter.

    It begins where every report begins, and is received on the day on which he reported.
    Raises :class:`NotReady` where it is too late, where the case was split off itself or
    is full, and for parts or files that it does not have.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *SPLITTERS)
    require_reporter(case)
    _require_whole(case)
    story = story_of(case.story, parts)
    if not story:
        raise NotReady("split_parts")
    made = _made(case, title=title, story=story, now=now)
    Split.objects.create(
        case=case, made=made, parts=sorted(parts), by_id=actor.signed_in_id, at=now
    )
    _bring_along(case, made, actor=actor, now=now)
    files = _bring_files(case, made, file_refs)
    _start_clocks(case, made, legal_day(now, case.office.zone))
    searching.index(made)
    amend(case, now=now)
    tell(
        case,
        events.CASE_SPLIT,
        actor=actor,
        now=now,
        made=str(made.ref),
        parts=tuple(place + 1 for place in sorted(parts)),
        files=files,
    )
    tell(
        made,
        events.SPLIT_OFF,
        actor=actor,
        now=now,
        out_of=str(case.ref),
        channel=made.channel,
        secrecy=made.secrecy,
        office=made.office_id,
        agency=made.agency_id,
        files=files,
        **({"urgency": made.urgency} if made.urgent else {}),
    )
    return made


def _require_whole(case: Case) -> None:
    if case.state not in SPLITTABLE:
        raise NotReady("split_late")
    if Split.objects.filter(made=case).exists():
        raise NotReady("split_again")
    if case.splits.count() >= MOST - 1:
        raise NotReady("split_full")


def _made(case: Case, *, title: str, story: str, now: datetime) -> Case:
    """The new case, with a number of its own and a code that nobody has."""
    nobodys = codes.secret_of(secrets.token_bytes(32))
    made: Case = Case.objects.create(
        locator=numbering.locator(secrets.token_bytes(5)),
        **codes.stored(nobodys),
        state=State.SUBMITTED,
        title=title,
        story=story,
        **{name: getattr(case, name) for name in TAKEN},
        rule_set=rulesets.procedure(case.submitted_on).code,
        updated_at=now,
    )
    return made


def _bring_along(case: Case, made: Case, *, actor: Actor, now: datetime) -> None:
    """Who keeps out of the one keeps out of the other; a limit on the one limits both.

    What the reporter answered to the questions of his substance was told of both.
    """
    CaseAnswer.objects.bulk_create(
        CaseAnswer(case=made, question_id=row.question_id, value=row.value)
        for row in case.answers.order_by("id")
    )
    Recusal.objects.bulk_create(
        Recusal(case=made, user_id=row.user_id, reason=row.reason, created_at=now)
        for row in case.recusals.order_by("id")
    )
    for row in case.restrictions.filter(lifted_at=None):
        made.restrictions.create(
            reason=row.reason, note=row.note, by_id=actor.signed_in_id, at=now
        )


def _bring_files(case: Case, made: Case, refs: Collection[UUID]) -> int:
    """The chosen files lie in both; whoever erases one case leaves them to the other.

    So does a power of attorney, chosen or not: who speaks for another does it in both.
    """
    wanted = Q(ref__in=refs) | Q(purpose=Purpose.PROXY)
    rows = list(case.files.filter(wanted, lane="reporter").order_by("id"))
    if not set(refs) <= {row.ref for row in rows}:
        raise NotReady("split_parts")
    CaseFile.objects.bulk_create(
        CaseFile(
            case=made,
            file_id=row.file_id,
            lane=row.lane,
            purpose=row.purpose,
            added_at=row.added_at,
        )
        for row in rows
    )
    return len(rows)


def _start_clocks(case: Case, made: Case, day: date) -> None:
    """As of every report; what the reporter waits for, since he waits for it."""
    if made.urgent:
        since = _waited_since(case, TermKind.RCO_CONTACT, day)
        clocks.start(made, TermKind.RCO_CONTACT, started_on=since)
    clocks.start(made, TermKind.INTAKE, started_on=day)
    since = _waited_since(case, TermKind.FORMAL_PROMISE, day)
    clocks.start(made, TermKind.FORMAL_PROMISE, started_on=since)


def _waited_since(case: Case, kind: TermKind, day: date) -> date:
    owed = case.deadlines.filter(kind=kind, met_on=None, dropped_at=None).first()
    return promised_from(owed.started_on if owed else None, day)

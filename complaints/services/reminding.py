"""Reminding whoever must act, and telling who stands above him when he does not.

Idempotent: a rung is a row, so a sweep that runs twice or slept for a week speaks of
each once, of the highest only, and writes to a person once a day about all of it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from agencies.domain.kinds import Zone
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.reminding import Audience, Rung, audience, rungs
from complaints.domain.states import Party
from complaints.models import Case, Deadline, Reminder, ReminderLetter
from complaints.models.deadline import RUNNING
from complaints.notifications import heads_of_case, heads_of_centre
from complaints.selectors.acting import acting
from complaints.selectors.hearing import still_here
from complaints.selectors.liaisons import liaisons_of
from complaints.selectors.members import named_or_all, reviewers_of, told
from complaints.selectors.today import HOLDER_COLUMNS
from complaints.services import clocks
from complaints.services.errors import LeftUndone
from complaints.services.gate import tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from complaints.domain.reminding import Due
    from journal.models import Entry

log = structlog.stdlib.get_logger("ombudsman.reminders")

BATCH = 200
#: Parties that are a role of the whole house, and those of an agency.
HOUSE = frozenset({Party.COMMISSIONER, Party.CHAIR})
AGENCY = frozenset({Party.LIAISON, Party.SUPERIOR})


def run(now: datetime) -> int:
    """Speak of every rung that is due; returns how many were spoken of.

    A case that fails keeps nobody else waiting. Raises LeftUndone in the end.
    """
    latest = max(legal_day(now, zone) for zone in Zone)
    spoken, failed, after = 0, set[int](), (date.min, 0)
    while due := _due(latest, after):
        for day, pk, case_id in due:
            after = (day, pk)
            try:
                spoken += _one(pk, case_id, now)
            except (OperationalError, InterfaceError):
                raise  # the database is away: no fault of this case
            except Exception as error:
                failed.add(case_id)
                name = type(error).__name__
                log.error("reminder failed", case=case_id, deadline=pk, error=name)  # noqa: TRY400 -- no text: it may carry words of a report
    if failed:
        raise LeftUndone(f"{len(failed)} cases")
    return spoken


def _due(latest: date, after: tuple[date, int]) -> list[tuple[date, int, int]]:
    rows = Deadline.objects.filter(RUNNING, remind_on__lte=latest).order_by(
        "remind_on", "id"
    )
    day, pk = after
    later = rows.filter(remind_on__gt=day) | rows.filter(remind_on=day, id__gt=pk)
    found = later.values_list("remind_on", "id", "case_id")[:BATCH]
    return [(day or latest, pk, case_id) for day, pk, case_id in found]


@transaction.atomic
def _one(deadline_id: int, case_id: int, now: datetime) -> int:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    row = Deadline.objects.get(pk=deadline_id)
    today = legal_day(now, row.zone)
    if not row.is_owed or row.stands or not row.remind_on or row.remind_on > today:
        return 0
    every = rungs(work_calendar(), clocks.running(row))
    went_by = _unspoken(row, [due for due in every if due.on <= today])
    for due in went_by:
        highest = due is went_by[-1]
        Reminder.objects.create(
            deadline=row, rung=due.rung, due_on=row.due_on, at=now, spoken=highest
        )
    row.remind_on = next((due.on for due in every if due.on > today), None)
    row.save(update_fields=["remind_on"])
    if not went_by:
        return 0
    rung = went_by[-1].rung
    data = {"kind": row.kind, "of": row.subject, "due_on": row.due_on.isoformat()}
    tell(
        case,
        events.REMINDED,
        actor=SYSTEM,
        now=now,
        rung=rung,
        holder=row.holder,
        **data,
    )
    return 1


def _unspoken(row: Deadline, due: Iterable[Due]) -> list[Due]:
    """The rungs of this last day that have no row; half of a term goes by once only."""
    known = list(row.reminders.values_list("rung", "due_on"))
    halved = any(rung == Rung.HALF for rung, _ in known)
    return [
        one
        for one in due
        if (one.rung, row.due_on) not in known
        and not (halved and one.rung is Rung.HALF)
    ]


# --- who is told: rows, never addresses ----------------------------------------------
def reporter_told(entry: Entry) -> Iterable[str]:
    """The reporter, where it is his turn."""
    if entry.data["holder"] == Party.REPORTER and _first_today(entry, _whole(entry)):
        yield ""


def liaisons_told(entry: Entry) -> Iterable[str]:
    """The liaisons of the agency, where it is theirs or their superior's."""
    if entry.data["holder"] in AGENCY:
        yield from (to for to in liaisons_of(entry) if _first_today(entry, to))


def officers_told(entry: Entry) -> Iterable[str]:
    """The officer who holds it, the head or the centre, as the rung says.

    Who is away today hears through whoever acts for him.
    """
    party = Party(str(entry.data["holder"]))
    if party not in {Party.REPORTER, *AGENCY}:
        whom = audience(Rung(str(entry.data["rung"])))
        here = still_here(_officers(entry, party, whom), entry)
        asked = acting(entry, here)
        yield from (to for to in asked if _first_today(entry, to))


def _officers(entry: Entry, party: Party, whom: Audience) -> Iterable[str]:
    if party in HOUSE:
        # Above a commissioner stands the chair, above her the others together.
        if whom is Audience.HOLDER and party is Party.COMMISSIONER:
            return named_or_all(_named(entry), entry.at)
        chairs = (party is Party.CHAIR) == (whom is Audience.HOLDER)
        return told(entry.at, chair=chairs)
    if whom is Audience.CENTRE:
        return heads_of_centre(entry)
    if whom is Audience.HEAD or party is Party.HEAD:
        return heads_of_case(entry)
    if party is Party.REVIEWER:
        named = still_here(reviewers_of(str(entry.data["of"])), entry)
        return named or heads_of_case(entry)
    case = Case.objects.get(pk=entry.subject_id)
    holder = getattr(case, HOLDER_COLUMNS[party])
    named = [f"user:{holder}"] if holder else []
    # Nobody holds it: whose task it is to find somebody.
    return still_here(named, entry) or heads_of_case(entry)


def _named(entry: Entry) -> int | None:
    """Who of a bench sees to the term that is spoken of, if one is named."""
    rows = Deadline.objects.filter(
        case_id=entry.subject_id,
        kind=entry.data["kind"],
        subject=entry.data["of"],
        named__isnull=False,
    )
    return rows.order_by("-id").values_list("named_id", flat=True).first()


def _whole(entry: Entry) -> str:
    return f"case:{entry.subject_id}"


def _first_today(entry: Entry, recipient: str) -> bool:
    """Whether this is the first letter of the day; the page behind it tells of all."""
    day = legal_day(entry.at, Zone.WIB)
    _, made = ReminderLetter.objects.get_or_create(recipient=recipient, day=day)
    return made

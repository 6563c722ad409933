"""What the holder of number and code sees of his report, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from agencies.domain.calendar import legal_day
from complaints.domain import events, lifecycle
from complaints.domain.states import Command, Party, Reason, State
from complaints.models import Case, CorrectiveAction
from complaints.models.deadline import RUNNING
from complaints.selectors.actions import action_facts
from complaints.selectors.afterwards import (
    last_reopening,
    may_ask_reopening,
    may_complete,
    open_questions,
    reopen_until,
)
from complaints.selectors.decided import closing_letter, told_of
from complaints.selectors.extensions import granted_promises
from complaints.selectors.openings import openings_of
from complaints.selectors.parts import released_to_reporter
from complaints.selectors.releases import WITH_ITEM
from complaints.selectors.seeing import sightings_of
from complaints.selectors.talks import agreement_of, meeting_of
from complaints.selectors.timeline import FOR_REPORTER, timeline
from complaints.selectors.whose_turn import (
    EXECUTING,
    asked_of,
    clock_of,
    turn_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from complaints.domain.turn import Turn
    from complaints.models import (
        CaseFile,
        CaseLetter,
        Deadline,
        Extension,
        FileRelease,
        Lhp,
        ReopeningRequest,
        ReporterMessage,
        ResultNotice,
        Sighting,
        Talks,
    )
    from complaints.selectors.decided import Told
    from complaints.selectors.openings import Openings
    from complaints.selectors.timeline import Moment
    from complaints.selectors.whose_turn import Asked, Clock


@dataclass(frozen=True, slots=True)
class ReporterPage:
    """One report on one page, for the one who made it."""

    today: date
    turn: Turn
    clock: Clock | None
    actions: Sequence[CorrectiveAction]
    sightings: Mapping[int, Sequence[Sighting]]
    notice: ResultNotice | None
    told: Sequence[Told]
    farewell: CaseLetter | None
    lhp: Lhp | None
    missing: Sequence[str]
    asked: Sequence[Asked]
    messages: Sequence[ReporterMessage]
    letters: Sequence[CaseLetter]
    files: Sequence[CaseFile]
    copies: Sequence[FileRelease]
    moments: Sequence[Moment]
    opened: Openings
    may: frozenset[Command]
    questions: Sequence[str]
    reopening: ReopeningRequest | None
    reopenable: bool
    reopen_until: date | None
    extensions: Sequence[Extension]
    meeting: Talks | None
    agreement: Talks | None


def reporter_page(case: Case, now: datetime) -> ReporterPage:
    """Everything the page of a report shows. The caller checked that it is his."""
    today = legal_day(now, case.office.zone)
    rows = list(case.deadlines.filter(RUNNING))
    messages = list(case.messages.order_by("at", "id"))
    asked = asked_of(messages, rows, today)
    turn = _turn(case, rows, today, question=bool(asked))
    lhp = _standing(case)
    may = _may(case, today)
    notices = list(case.notices.exclude(approved_at=None).order_by("-id"))
    notice = next((row for row in notices if row.closed_at is None), None)
    letters = _letters(case)
    moments = timeline(case, FOR_REPORTER)
    awaited = notice if Command.ANSWER_RESULT in may else None
    return ReporterPage(
        today=today,
        turn=turn,
        clock=clock_of(turn, rows, today),
        actions=_actions(lhp) if lhp else [],
        sightings=_sightings(case, moments),
        notice=notice,
        told=told_of(notices, letters, moments, awaited=awaited),
        farewell=closing_letter(case, letters),
        lhp=lhp,
        missing=_missing(case),
        asked=asked,
        messages=messages,
        letters=letters,
        files=_files(case),
        copies=_copies(case, moments),
        moments=moments,
        opened=openings_of(case),
        may=may,
        questions=open_questions(case, today),
        reopening=last_reopening(case),
        reopenable=may_ask_reopening(case, today),
        reopen_until=reopen_until(case),
        extensions=_moved(case, moments),
        meeting=meeting_of(case),
        agreement=agreement_of(case),
    )


def _files(case: Case) -> list[CaseFile]:
    rows = case.files.filter(lane="reporter")
    return list(rows.select_related("file").order_by("id"))


def _copies(case: Case, moments: Iterable[Moment]) -> Sequence[FileRelease]:
    """What we let him have of others' evidence; nothing is asked where we never did."""
    given = any(row.kind == events.FILE_RELEASED_TO_REPORTER for row in moments)
    return list(released_to_reporter(case)) if given else []


def _letters(case: Case) -> list[CaseLetter]:
    rows = case.letters.filter(addressee="reporter")
    return list(rows.select_related("letter").order_by("id"))


def _may(case: Case, today: date) -> frozenset[Command]:
    """What the reporter may do now."""
    reason = Reason(case.closing_reason) if case.closing_reason else None
    offers = lifecycle.commands_for(case.stage, {Party.REPORTER}, closed_for=reason)
    return frozenset(
        offer.command
        for offer in offers
        if offer.allowed
        and (offer.command is not Command.COMPLETE or may_complete(case, today))
    )


def _moved(case: Case, moments: Iterable[Moment]) -> Sequence[Extension]:
    """How our promise was moved; nothing is asked where it never was."""
    moved = any(moment.kind == events.PROMISE_EXTENDED for moment in moments)
    return granted_promises(case) if moved else []


def _standing(case: Case) -> Lhp | None:
    """The LHP that was signed and not replaced."""
    signed = case.lhps.filter(replaced_by=None, signed_on__isnull=False)
    found: Lhp | None = signed.prefetch_related("findings").first()
    return found


def _actions(lhp: Lhp) -> Sequence[CorrectiveAction]:
    """What it asks the agency to do."""
    rows = CorrectiveAction.objects.filter(lhp=lhp).select_related(*WITH_ITEM)
    found = rows.prefetch_related("evidence")
    return list(found.order_by(F("recommendation_id").asc(nulls_first=True), "n"))


def _sightings(
    case: Case, moments: Iterable[Moment]
) -> Mapping[int, Sequence[Sighting]]:
    """What he was asked of each; nothing is asked before any evidence was judged."""
    judged = any(moment.kind == events.EVIDENCE_DECIDED for moment in moments)
    return sightings_of(case) if judged else {}


def _turn(case: Case, rows: Iterable[Deadline], today: date, *, question: bool) -> Turn:
    facts = action_facts(case) if case.state in EXECUTING else ()
    return turn_of(case, rows, facts, today, question=question)


def lacks_something(case: Case) -> bool:
    """Whether what is missing is what the page is about."""
    lapsed = case.closing_reason == Reason.TIDAK_LENGKAP
    return case.state == State.INCOMPLETE or lapsed


def _missing(case: Case) -> list[str]:
    if not lacks_something(case):
        return []
    rows = case.checks.filter(stage="formal", passed=False).order_by("id")
    return [row.key for row in rows]


def report_of(locator: str, opened: Mapping[int, datetime]) -> Case | None:
    """The report of this number, if its code was shown in this session.

    One erased meanwhile is gone for its reporter too, like one that never was; a code
    that was given anew closes what the old one opened.
    """
    found: Case | None = (
        Case.objects.filter(locator=locator, pk__in=opened, erased_at=None)
        .select_related("office", "agency", "unit", "examiner", "intake")
        .select_related("split_off__case")
        .first()
    )
    since = found.opener.code_since if found else None
    if found and since and opened[found.pk] < since:
        return None
    return found

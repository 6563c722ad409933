"""What an agency owes us: its open duties by date, and one released case of its own.

Nothing here selects a column that names a reporter, a note, or another agency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q

from agencies.selectors import work_calendar
from complaints.agency_policies import speaks_for_agency
from complaints.domain.activities import ADDRESSEES, Kind
from complaints.domain.corrective import STILL_OWED, day_to_keep, more_wanted
from complaints.domain.states import OPEN_STATES, Party, State
from complaints.models import (
    Activity,
    Case,
    CaseFile,
    CaseLetter,
    Clarification,
    CorrectiveAction,
    Deadline,
    FileRelease,
)
from complaints.selectors.actions import facts_of, owed_orders
from complaints.selectors.activities import asked_of_agency
from complaints.selectors.parts import IN_AGENCY, inbox_of, released_to
from complaints.selectors.releases import WITH_ITEM
from complaints.selectors.relieving import granted
from complaints.selectors.replies import answered, hand_out
from complaints.selectors.talks import agreement_of, last_day, meeting_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from agencies.domain.calendar import WorkCalendar
    from complaints.domain.corrective import More
    from complaints.models import Talks

#: What an agency may be told of its case. The rest of the row is not fetched.
FIELDS = (
    "id",
    "ref",
    "state",
    "version",
    "display_number",
    "number",
    "locator",
    "agency",
    "unit",
    "order_units",
    "office",
    "released_at",
    "closing_reason",
)
#: What of a case its letter needs to be named.
NUMBERED = ("ref", "number", "display_number", "agency")
#: Where an agency may still owe something.
MAY_OWE = Q(state__in=OPEN_STATES) | Q(closing_reason=STILL_OWED)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing an agency must do: answer a request, or carry out an action."""

    kind: str  # letter | clarification | papers | action
    ref: str
    case_number: str
    text: str
    due_on: date | None
    status: str
    term: Deadline | None = None
    agency_id: int | None = None
    case_ref: str = ""
    suggested: bool = False  # it binds to nothing, and has no last day
    more: More | None = None  # more evidence is wanted of it

    def keep_on(self, today: date | None = None) -> date | None:
        """The day that decides."""
        return day_to_keep(self.due_on, self.more, today)

    def place(self, today: date | None = None) -> tuple[bool, date, str]:
        """Where it stands: the nearest day that decides first, what has none last."""
        day = self.keep_on(today)
        return day is None, day or date.max, self.ref


@dataclass(frozen=True, slots=True)
class AgencyCase:
    """What an agency sees of one case: released letters, questions and duties."""

    clarifications: Sequence[Clarification]
    actions: Sequence[CorrectiveAction]
    letters: Sequence[CaseLetter]
    files: Sequence[CaseFile]
    handed: Sequence[FileRelease]
    activities: Sequence[Activity]
    meeting: Talks | None
    agreement: Talks | None
    until: date | None

    @property
    def on_paper(self) -> tuple[str, date] | None:
        """Number and day of a report that came by letter, before this portal was here."""
        told = (vars(row) for row in self.actions)
        return next(
            ((one["paper"], one["paper_on"]) for one in told if one["paper"]), None
        )


def released(actor: Actor) -> Sequence[Case]:
    """The released cases of the actor's agency and units in which something may be owed,
    newest first."""
    seen = Case.objects.visible_to(actor).filter(MAY_OWE)
    return list(seen.only(*FIELDS).order_by("-released_at", "-id"))


def finished(actor: Actor) -> QuerySet[Case]:
    """The other ones: closed, with nothing owed in them; the last one first."""
    seen: QuerySet[Case] = Case.objects.visible_to(actor).filter(erased_at=None)
    told = seen.exclude(MAY_OWE).only(*FIELDS, "closed_at")
    return told.order_by("-closed_at", "-id")


def unopened(actor: Actor) -> list[CaseLetter]:
    """The letters that lie unopened in his inbox, one of a case; a closed case too ends
    with one."""
    rows = CaseLetter.objects.filter(
        case__in=Case.objects.visible_to(actor).filter(erased_at=None),
        addressee__in=IN_AGENCY,
        received_on=None,
    )
    named = (f"case__{name}" for name in FIELDS)
    told = rows.select_related("case").only("addressee", "sent_on", *named)
    return list(
        {
            row.case_id: row
            for row in told.order_by("-sent_on", "-id")
            if row.addressee in inbox_of(actor, row.case)
        }.values()
    )


def duties(actor: Actor, seen: Sequence[Case]) -> list[Duty]:
    """Every open duty in these cases of the actor's agency, nearest date first; and to
    open what lies unopened, in whichever case. Of what only a liaison may answer nothing
    to anybody else.

    ``seen``: those of :func:`released`. The same number of queries for any number.
    """
    cases = {case.pk: case for case in seen}
    spoken_for = [pk for pk, case in cases.items() if speaks_for_agency(actor, case)]
    asked = Clarification.objects.filter(
        case_id__in=spoken_for,
        answered_at=None,
        waived_at=None,
        received_on__isnull=False,
    )
    papers = Activity.objects.filter(
        case_id__in=spoken_for,
        kind=Kind.DOCUMENTS,
        answered_at=None,
        ended_at=None,
        received_on__isnull=False,
    )
    actions = owed_orders(cases.values()).select_related("recommendation")
    calendar = work_calendar()
    terms = terms_of(cases)
    found = [_letter(row, row.case) for row in unopened(actor)]
    found += [
        _question(row, cases[row.case_id], terms.get(str(row.ref))) for row in asked
    ]
    found += [
        _papers(row, cases[row.case_id], terms.get(str(row.ref))) for row in papers
    ]
    found += [
        _action(row, cases[row.case_id], terms.get(clock_ref(row)), calendar)
        for row in actions.prefetch_related("evidence")
    ]
    return sorted(found, key=lambda duty: duty.place())


def number_of(case: Case) -> str:
    """How we call the case towards the agency: its register number only."""
    return case.display_number or case.number or ""


def _letter(row: CaseLetter, case: Case) -> Duty:
    return Duty(
        kind="letter",
        ref=str(case.ref),
        case_number=number_of(case),
        agency_id=case.agency_id,
        text="",
        due_on=row.sent_on,
        status="",
    )


def terms_of(cases: Iterable[int]) -> dict[str, Deadline]:
    """The agency's clocks of these cases, each by what it is a clock of. One query."""
    agency = [Party.LIAISON.value, Party.SUPERIOR.value]
    rows = Deadline.objects.filter(case_id__in=cases, holder__in=agency)
    return {row.subject: row for row in rows.order_by("due_at", "id")}


def clock_ref(row: CorrectiveAction) -> str:
    """Of what its clock is: its own, or of the recommendation that it stands in."""
    return str(row.recommendation.ref if row.recommendation else row.ref)


def _question(row: Clarification, case: Case, term: Deadline | None) -> Duty:
    return Duty(
        kind="clarification",
        ref=str(row.ref),
        case_number=number_of(case),
        agency_id=case.agency_id,
        text="",
        due_on=term.due_on if term else None,
        status="",
        term=term,
    )


def _papers(row: Activity, case: Case, term: Deadline | None) -> Duty:
    return Duty(
        kind="papers",
        ref=str(row.ref),
        case_number=number_of(case),
        agency_id=case.agency_id,
        text="",
        due_on=term.due_on if term else None,
        status="",
        term=term,
    )


def _action(
    row: CorrectiveAction, case: Case, term: Deadline | None, calendar: WorkCalendar
) -> Duty:
    return Duty(
        kind="action",
        ref=str(row.ref),
        case_number=number_of(case),
        agency_id=case.agency_id,
        text=row.text,
        due_on=row.due_on if row.binds else None,
        status=row.status,
        term=term,
        suggested=not row.binds,
        more=more_wanted(facts_of(row, row.evidence.all()), calendar),
    )


def _once_each(posted: Iterable[CaseLetter]) -> list[CaseLetter]:
    """Of a letter that went to both, the agency and its superior, one; unopened, if
    either is."""
    found: dict[int, CaseLetter] = {}
    for row in posted:
        if row.letter_id not in found or row.received_on is None:
            found[row.letter_id] = row
    return list(found.values())


def agency_case(case: Case, actor: Actor) -> AgencyCase:
    """What this person of the agency of a released case may read of it."""
    inbox = inbox_of(actor, case)
    posted = case.letters.filter(addressee__in=inbox).select_related("letter")
    return AgencyCase(
        clarifications=hand_out(answered().filter(case=case)),
        actions=list(
            case.actions.filter(lhp__replaced_by=None, received_on__isnull=False)
            .select_related("superseded_by", "unit", "repeats", *WITH_ITEM)
            .annotate(paper=F("lhp__paper_number"), paper_on=F("lhp__signed_on"))
            .prefetch_related("evidence", "evidence__files__file", granted())
            .order_by(F("recommendation_id").asc(nulls_first=True), "n")
        ),
        letters=_once_each(posted.order_by("id")),
        files=list(case.files.filter(lane="agency").select_related("file")),
        handed=list(released_to(case)),
        activities=[
            row
            for row in asked_of_agency(case)
            if ADDRESSEES.get(Kind(row.kind), "agency") in inbox
        ],
        meeting=meeting_of(case),
        agreement=agreement_of(case),
        until=last_day(case) if case.state == State.CONCILIATION else None,
    )

"""Which cases a view or a filter of the queue means, as conditions on what one may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q

from agencies.domain.calendar import legal_day
from complaints.domain.numbering import (
    LOCATOR_LENGTH,
    normalise_locator,
    register_number,
)
from complaints.domain.own_initiative import Intake
from complaints.domain.queueing import (
    SOON_DAYS,
    TURN_OF,
    Due,
    Holder,
    Shut,
    Sort,
    View,
    Whose,
)
from complaints.domain.states import State
from complaints.domain.stems import words_in
from complaints.models import Deadline, SearchDocument
from complaints.models.choices import Secrecy
from complaints.models.deadline import OUTSIDE
from complaints.selectors.intakes import of_kind
from complaints.selectors.lexicon import readings
from complaints.selectors.today import (
    UNASSIGNED,
    held,
    held_for_others,
    waits_for_head,
)

#: As many words of a search as are read.
MOST_WORDS = 12
#: The signs of a search: in quotes, not, or.
_SEARCHED_WITH = re.compile(r'"|(?:^|\s)-|\sor\s', re.IGNORECASE)
_NUMBER = re.compile(
    r"\s*(?:no\w*\.?\s*)?(?P<n>\d{1,6})\s*[./ -]"
    r"(?:\s*(?:lm|in)\s*[./ -]\s*[ivx]+\s*[./ -])?\s*(?P<year>20\d\d)(?:\s*[./ -]\s*\d\d)?\s*",
    re.IGNORECASE,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from agencies.domain.calendar import WorkCalendar
    from complaints.selectors.keyset import Key


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the queue says; "" and None: whatever it is."""

    view: str = View.ALL
    q: str = ""
    state: str = ""
    case_class: str = ""
    substance: str = ""
    agency: str = ""
    office: int | None = None
    holder: str = ""
    turn: str = ""
    due: str = ""
    urgent: bool = False
    secrecy: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.DUE
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Today, and the last day that counts as near."""

    today: date
    soon: date


def days_at(now: datetime, calendar: WorkCalendar) -> Days:
    """Today, and the last day that counts as near."""
    today = legal_day(now, settings.TIME_ZONE)
    return Days(today, calendar.add_workdays(today, SOON_DAYS).date)


def views(actor: Actor, days: Days) -> dict[View, Q]:
    """What each view means for this actor."""
    running = ~Q(state__in=[State.CLOSED, State.CONSULT])
    return {
        View.LATE: running & _due(Due.LATE, days),
        View.SOON: running & _due(Due.SOON, days),
        View.MINE: running & (held(actor.user_id) | held_for_others(actor)),
        View.UNASSIGNED: UNASSIGNED,
        View.SIGN: waits_for_head(actor),
        View.AGENCY: running & _turn(Whose.AGENCY),
        View.ALL: running,
        View.HOLD: running & Q(Exists(_outside())),
        View.CONSULT: Q(state=State.CONSULT),
        # Nothing runs in a closed case but the answer to who wants it back.
        View.BACK: Q(state=State.CLOSED, due_on__isnull=False),
        View.CLOSED: Q(state=State.CLOSED),
    }


def _outside() -> QuerySet[Deadline]:
    """The terms of a case during which somebody else has the ball."""
    rows: QuerySet[Deadline] = Deadline.objects.filter(OUTSIDE, case=OuterRef("pk"))
    return rows


def narrowed(filters: Filters, actor: Actor, days: Days) -> Q:
    """What view and filters mean together."""
    found = views(actor, days)[View(filters.view)]
    plain = {
        "state": filters.state,
        "classification": filters.case_class,
        "substance": filters.substance,
        "office_id": filters.office,
        "urgent": filters.urgent,
        "submitted_on__gte": filters.since,
        "submitted_on__lte": filters.until,
    }
    found &= Q(**{name: value for name, value in plain.items() if value})
    if filters.agency or filters.substance:
        # A list keeps both of a restricted case: a filter that finds it would tell them.
        found &= Q(restricted=False)
    if filters.agency:
        found &= about(filters.agency)
    if filters.holder:
        found &= _holder(filters.holder, actor)
    if filters.turn:
        found &= _turn(Whose(filters.turn))
    if filters.due:
        found &= _due(Due(filters.due), days)
    if filters.secrecy:
        found &= _shut(Shut(filters.secrecy))
    if filters.kind:
        found &= of_kind(Intake(filters.kind))
    return found & matching(filters.q) if filters.q else found


def matching(words: str) -> Q:
    """Cases of this number, however it is written, or that hold these words.

    A word is found as written, by its Indonesian stem and by its root; everyday
    spellings are read, and slips of the keys forgiven where no root is known.
    """
    return (
        Q(locator=normalise_locator(words)[: LOCATOR_LENGTH + 1])
        | _numbered(words)
        | _worded(words)
    )


def _numbered(words: str) -> Q:
    """Of this register number: "0001/LM/III/2026/64", "1/2026", "000001.2026"."""
    found = _NUMBER.fullmatch(words)
    if found is None:
        return Q(pk__in=[])
    return Q(number=register_number(int(found["n"]), int(found["year"])))


def _worded(words: str) -> Q:
    plain = SearchQuery(words, config="simple", search_type="websearch")
    stemmed = SearchQuery(words, config="indonesian", search_type="websearch")
    documents = SearchDocument.objects.filter(
        case=OuterRef("pk"), audience="staff", tsv=plain | stemmed | _meant(words)
    )
    return Q(Exists(documents))


def _meant(words: str) -> SearchQuery:
    """Every word in one of its readings; signs of the search language stay its own."""
    told = [word for word in words_in(words) if len(word) > 2 or word.isdigit()]
    if not told or _SEARCHED_WITH.search(words):
        return SearchQuery("", config="simple", search_type="raw")
    each = (f"({' | '.join(readings(word))})" for word in told[:MOST_WORDS])
    return SearchQuery(" & ".join(each), config="simple", search_type="raw")


def about(name: str) -> Q:
    """Cases about a body that is called so, by the register or by the reporter."""
    ways = ("agency__name_id", "agency__name_en", "unit__name_id", "unit__name_en")
    found = Q(agency_label__icontains=name)
    for way in ways:
        found |= Q(**{f"{way}__icontains": name})
    return found


def _holder(holder: str, actor: Actor) -> Q:
    if holder == Holder.NOBODY:
        return UNASSIGNED
    return held(actor.user_id if holder == Holder.ME else int(holder))


def _turn(whose: Whose) -> Q:
    return Q(turn__in=sorted(TURN_OF[whose]))


def _due(due: Due, days: Days) -> Q:
    if due is Due.NONE:
        return Q(due_on__isnull=True)
    if due is Due.LATE:
        return Q(due_on__lt=days.today)
    return Q(due_on__gte=days.today, due_on__lte=days.soon)


def _shut(shut: Shut) -> Q:
    if shut is Shut.RESTRICTED:
        return Q(restricted=True)
    return Q(secrecy=Secrecy(shut.value))

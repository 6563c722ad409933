"""Which cases a view or a filter of the queue means, as conditions on what one may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q

from complaints.domain.queueing import (
    TURN_OF,
    Due,
    Holder,
    Shut,
    Sort,
    View,
    Whose,
)
from complaints.domain.states import State
from complaints.models import SearchDocument
from complaints.models.choices import Secrecy
from complaints.selectors.today import UNASSIGNED, held, waits_for_head

if TYPE_CHECKING:
    from datetime import date

    from accounts.actor import Actor
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
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.DUE
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Today, and the last day that counts as near."""

    today: date
    soon: date


def views(actor: Actor, days: Days) -> dict[View, Q]:
    """What each view means for this actor."""
    running = ~Q(state__in=[State.CLOSED, State.CONSULT])
    return {
        View.LATE: running & _due(Due.LATE, days),
        View.SOON: running & _due(Due.SOON, days),
        View.MINE: running & held(actor.user_id),
        View.UNASSIGNED: UNASSIGNED,
        View.SIGN: waits_for_head(actor),
        View.AGENCY: running & _turn(Whose.AGENCY),
        View.ALL: running,
        View.CONSULT: Q(state=State.CONSULT),
        # Nothing runs in a closed case but the answer to who wants it back.
        View.BACK: Q(state=State.CLOSED, due_on__isnull=False),
        View.CLOSED: Q(state=State.CLOSED),
    }


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
    return found & matching(filters.q) if filters.q else found


def matching(words: str) -> Q:
    """Cases whose staff search document holds these words, as written or stemmed."""
    plain = SearchQuery(words, config="simple", search_type="websearch")
    stemmed = SearchQuery(words, config="indonesian", search_type="websearch")
    documents = SearchDocument.objects.filter(
        case=OuterRef("pk"), audience="staff", tsv=plain | stemmed
    )
    return Q(Exists(documents))


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

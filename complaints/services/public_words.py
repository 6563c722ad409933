"""What is written for everybody: it names no reporter, and leads to no report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.calendar import legal_day
from complaints.domain.telltales import tells_day, tells_number
from complaints.models import Case
from complaints.selectors.initiatives import read_with
from complaints.selectors.merging import reports_of
from complaints.services.errors import NotReady, WouldName
from complaints.services.leaks import require_public

if TYPE_CHECKING:
    from datetime import date


def require_fit_for_all(case: Case, *texts: str, checked: bool) -> None:
    """Refuse what would betray somebody, whoever checked it before.

    Raises :class:`WouldName` for a person, :class:`NotReady` for a number of a report
    and for the day on which one was made or registered: of this one, of what was split
    off it, and of those on which it rests. ``checked``: what may name somebody was seen
    and stays.
    """
    require_public(case, *texts, checked=checked)
    behind = _behind(case)
    if tells_number(texts, [number for row in behind for number in _numbers(row)]):
        raise NotReady("release_number")
    if tells_day(texts, {day for row in behind for day in _days(row)}):
        raise NotReady("release_day")


class UnfitWords(NotReady):
    """Words for everybody that may betray somebody; it is not said whom, nor by what."""

    def __init__(self, case: Case) -> None:
        super().__init__("register_words")
        self.case = case


def require_unsuspicious(case: Case, text: str) -> None:
    """The same for who may not know the case: one answer to whatever it is."""
    try:
        require_fit_for_all(case, text, checked=False)
    except (WouldName, NotReady) as found:
        raise UnfitWords(case) from found


def _behind(case: Case) -> list[Case]:
    """Every case by which somebody could find who reported, this one among them."""
    groups = reports_of([case, *read_with(case)])
    ids = {pk for _ref, group in groups.values() for pk in group}
    return list(Case.objects.filter(pk__in=ids).select_related("office"))


def _numbers(case: Case) -> list[str]:
    return [case.number or "", case.display_number, case.locator]


def _days(case: Case) -> set[date]:
    """None of what the office began itself: nobody is found by that."""
    if not case.has_reporter:
        return set()
    filed = legal_day(case.filed_at, case.office.zone)
    days = {case.submitted_on, filed, case.registered_on}
    return {day for day in days if day is not None}

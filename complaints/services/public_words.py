"""What is written for everybody: it names no reporter, and leads to no report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.calendar import legal_day
from complaints.domain.releasing import tells_day, tells_number
from complaints.services.errors import NotReady
from complaints.services.leaks import require_public

if TYPE_CHECKING:
    from complaints.models import Case


def require_fit_for_all(case: Case, *texts: str, checked: bool) -> None:
    """Refuse what would betray somebody, whoever checked it before.

    Raises :class:`WouldName` for a person, :class:`NotReady` for a number of the report
    and for the day on which it was made or registered. ``checked``: what may name
    somebody was seen and stays.
    """
    require_public(case, *texts, checked=checked)
    if tells_number(texts, _numbers(case)):
        raise NotReady("release_number")
    filed = legal_day(case.filed_at, case.office.zone)
    days = {case.submitted_on, filed} if case.has_reporter else set()
    if tells_day(texts, days):
        raise NotReady("release_day")


def _numbers(case: Case) -> list[str]:
    return [case.number or "", case.display_number, case.locator]

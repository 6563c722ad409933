"""What stands around a case on its page: cases like it, and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from complaints.domain.states import State
from complaints.models.choices import STATES
from complaints.selectors.presence import lately_opened
from complaints.selectors.related import REPORTER, UNIT, WORDS, related_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.selectors.presence import Looked
    from complaints.selectors.related import Related

GROUPS = {
    REPORTER: gettext_lazy("Pelapor yang sama"),
    UNIT: gettext_lazy("Unit yang sama"),
    WORDS: gettext_lazy("Uraian yang mirip"),
}


def on_the_case(case: Case, request: PortalRequest, *, closed: str) -> dict[str, Any]:
    """Colleagues and cases; ``closed``: why he may not ask who reported it, or ""."""
    knows_reporter = not closed and not case.is_confidential and case.has_reporter
    rows = related_to(case, request.actor, knows_reporter=knows_reporter)
    return {
        "related": groups(rows, knows_reporter=knows_reporter),
        "there": there(lately_opened(case, request.actor, request.now)),
    }


def there(rows: Iterable[Looked]) -> list[str]:
    """Who is there, a sentence each."""
    return [_there(row) for row in rows]


def _there(row: Looked) -> str:
    if row.minutes < 1:
        return _("%(name)s baru saja membuka perkara ini.") % {"name": row.name}
    sentence = ngettext(
        "%(name)s membuka perkara ini %(n)s menit lalu.",
        "%(name)s membuka perkara ini %(n)s menit lalu.",
        row.minutes,
    )
    return sentence % {"name": row.name, "n": row.minutes}


def groups(rows: Iterable[Related], *, knows_reporter: bool) -> list[dict[str, Any]]:
    """Every group with its rows; the first only for whom it may be."""
    rows, states = list(rows), dict(STATES)
    return [
        {
            "name": name,
            "rows": [
                {"row": row, "state": states[State(row.state)]}
                for row in rows
                if row.why == why
            ],
        }
        for why, name in GROUPS.items()
        if why != REPORTER or knows_reporter
    ]

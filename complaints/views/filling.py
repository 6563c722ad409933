"""What the form of an act holds when it opens, and what it may be answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from agencies.domain.calendar import legal_day
from complaints.forms.office import LhpForm
from complaints.policies import parties_of
from complaints.selectors import outgoing
from complaints.selectors.choosing import bodies, body
from complaints.selectors.extensions import ASKERS
from complaints.selectors.transfers import offices_for
from complaints.views import duplicates, refusing, talks
from complaints.views.before_sending import NAMING
from complaints.views.duplicates import MERGE
from complaints.views.extending import ASK, terms
from complaints.views.fast import CALL
from complaints.views.refusing import REFUSE
from complaints.views.transfers import TRANSFER
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.selectors.choosing import Body

#: The search of the naming page; without JavaScript it is a form of its own.
SEARCH = "cari"


def written(slug: str, case: Case) -> dict[str, str]:
    """The earlier draft, so that nobody writes over it unseen."""
    if slug == "hasil":
        notice = outgoing.open_notice(case)
        return {"text": notice.text} if notice else {}
    if slug == "lhp":
        lhp = outgoing.lhp_in_force(case)
        return LhpForm.filled(lhp) if lhp else {}
    return {}


def choices(slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    """What the form of an act asks to be given: bodies that were found, first days."""
    zone = case.office.zone
    if slug == CALL:
        today = legal_day(request.now, zone)
        return {"first": legal_day(case.filed_at, zone), "today": today}
    if slug in {talks.OFFER, talks.AGAIN, talks.SETTLE}:
        return talks.choices(slug, case, request.now)
    if slug == MERGE:
        return {"cases": duplicates.choices(case, request)}
    if slug == ASK:
        # Whose a term is, the use case says; a page shows one's own.
        asking = request.method == "POST"
        mine = ASKERS if asking else parties_of(request.actor, case)
        return {"terms": terms(case, mine)}
    if slug == TRANSFER:
        rows = offices_for(case, request.now)
        return {"offices": [(row.pk, name_in_language(row)) for row in rows]}
    if slug == REFUSE:
        return refusing.choices(case)
    return _bodies(request) if slug == NAMING else {}


def _bodies(request: PortalRequest) -> dict[str, Any]:
    """The bodies that were found, and the one that was chosen of an earlier search."""
    found = bodies(request.GET.get(SEARCH, ""))
    chosen = body(request.POST.get("body", ""))
    if chosen is not None and chosen not in found:
        found = [chosen, *found]
    return {"bodies": [(row.value, _line(row)) for row in found]}


def _line(row: Body) -> str:
    name = row.name_en if get_language() == "en" else row.name_id
    return f"{name}, {row.within}" if row.within else name

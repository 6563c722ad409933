"""What the form of an act holds when it opens, and what it may be answered with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.selectors import units_of
from agencies.domain.calendar import legal_day
from complaints.domain.states import Party, State
from complaints.forms.lhp import LhpForm
from complaints.policies import parties_of
from complaints.selectors import outgoing
from complaints.selectors.choosing import bodies, body
from complaints.selectors.extensions import ASKERS
from complaints.selectors.transfers import offices_for
from complaints.views import (
    activities,
    backing,
    correcting,
    duplicates,
    extending,
    gathering,
    letter_links,
    objecting,
    own_acts,
    paper,
    reclassifying,
    recommending,
    refusing,
    releasing,
    resolving,
    sightings,
    talks,
)
from complaints.views.before_sending import NAMING, RETURN
from complaints.views.duplicates import GATHER, MERGE, PROPOSE, SPLIT
from complaints.views.extending import ASK, DECIDE, terms
from complaints.views.fast import CALL
from complaints.views.gathering import RELEASE
from complaints.views.refusing import REFUSE
from complaints.views.transfers import TRANSFER
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.selectors.choosing import Body

#: The search of the naming page; without JavaScript it is a form of its own.
SEARCH = "cari"


def written(slug: str, case: Case) -> dict[str, Any]:
    """The earlier draft, so that nobody writes over it unseen."""
    if slug == "hasil":
        notice = outgoing.open_notice(case)
        return {"text": notice.text} if notice else {}
    if slug == "lhp":
        lhp = outgoing.lhp_in_force(case)
        return LhpForm.filled(lhp) if lhp else {}
    if slug == MERGE:
        return duplicates.proposed(case)
    if slug == recommending.DRAFT:
        return recommending.written(case)
    if slug in {objecting.NAME, objecting.PROPOSE}:
        return objecting.written(slug, case)
    if slug == releasing.PROPOSE:
        return releasing.written(case)
    return backing.named(case) if slug == backing.BACK else {}


def choices(slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    """What the form of an act asks to be given: bodies that were found, first days."""
    make = _MAKERS.get(slug)
    return make(slug, case, request) if make else {}


def _called(_slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    zone = case.office.zone
    today = legal_day(request.now, zone)
    return {"first": legal_day(case.filed_at, zone), "today": today}


def _terms(_slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    # Whose a term is, the use case says; a page shows one's own.
    return {"terms": terms(case, ASKERS & _whose(case, request))}


def _whose(case: Case, request: PortalRequest) -> frozenset[Party]:
    """A page offers one's own; of what was sent the use case says whose it is."""
    asking = request.method == "POST"
    return frozenset(Party) if asking else parties_of(request.actor, case)


def _units(_slug: str, case: Case, _request: PortalRequest) -> dict[str, Any]:
    """The units of the agency, one of which may carry an order out."""
    if case.agency is None:
        return {}
    rows = [(str(row.pk), name_in_language(row)) for row in units_of(case.agency)]
    first = ("", _("Unit terlapor") if case.unit_id else _("Seluruh instansi"))
    return {"units": [first, *rows]}


def _offices(_slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    rows = offices_for(case, request.now)
    return {"offices": [(row.pk, name_in_language(row)) for row in rows]}


def _bodies(request: PortalRequest) -> dict[str, Any]:
    """The bodies that were found, and the one that was chosen of an earlier search."""
    found = bodies(request.GET.get(SEARCH, ""))
    chosen = body(request.POST.get("body", ""))
    if chosen is not None and chosen not in found:
        found = [chosen, *found]
    return {"bodies": [(row.value, line_of_body(row)) for row in found]}


def line_of_body(row: Body) -> str:
    """What an agency or a unit is called, and within what."""
    name = row.name_en if get_language() == "en" else row.name_id
    return f"{name}, {row.within}" if row.within else name


_Maker = Callable[[str, "Case", "PortalRequest"], dict[str, Any]]
_MAKERS: dict[str, _Maker] = {
    CALL: _called,
    ASK: _terms,
    DECIDE: lambda _slug, case, _request: extending.choices(case),
    TRANSFER: _offices,
    "lhp": _units,
    **dict.fromkeys((MERGE, PROPOSE, GATHER), duplicates.choices),
    own_acts.COLLECT: lambda _slug, case, request: own_acts.material(case, request),
    RELEASE: lambda _slug, case, request: gathering.parts(
        case, request.actor, request.GET.get("bagian", "")
    ),
    SPLIT: lambda _slug, case, _request: duplicates.parts(case),
    reclassifying.RECLASS: lambda _slug, case, _request: reclassifying.choices(case),
    REFUSE: lambda _slug, case, _request: refusing.choices(case),
    NAMING: lambda _slug, _case, request: _bodies(request),
    backing.BACK: lambda _slug, case, _request: backing.choices(case),
    RETURN: lambda _slug, case, _request: {"sections": case.state == State.LHP_DRAFT},
    **dict.fromkeys(
        (talks.OFFER, talks.AGAIN, talks.SETTLE),
        lambda slug, case, request: talks.choices(slug, case, request.now),
    ),
    **dict.fromkeys(
        (paper.PROVE, paper.ARRIVED),
        lambda slug, case, request: paper.choices(
            slug, case, request.now, request.GET.get("surat", "")
        ),
    ),
    sightings.HEARD: lambda _slug, case, request: sightings.choices(
        case, request.GET.get("dilihat", "")
    ),
    letter_links.REVOKE: lambda _slug, case, request: letter_links.choices(
        case, request.GET.get("tautan", "")
    ),
    **dict.fromkeys(
        (recommending.DRAFT, recommending.STATUS),
        lambda slug, case, _request: recommending.choices(slug, case),
    ),
    releasing.PROPOSE: releasing.choices,
    resolving.AGAIN: lambda _slug, case, _request: {
        "orders": resolving.to_repeat(case)
    },
    resolving.RELIEVE: lambda _slug, case, _request: {"orders": resolving.orders(case)},
    **dict.fromkeys((objecting.NAME, objecting.PROPOSE), objecting.choices),
    **dict.fromkeys(
        (correcting.RIGHT_PROOF, correcting.RIGHT_PAPER),
        lambda slug, case, request: correcting.choices(
            slug, case, request.now, request.GET.get("surat", "")
        ),
    ),
    **dict.fromkeys(
        activities.SLUGS,
        lambda slug, case, request: activities.choices(
            slug, case, request.now, _whose(case, request)
        ),
    ),
}

"""The chain: report, finding, order, evidence, verdict, standard, score; both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from complaints.models.labels import COMPONENTS, FORMS
from complaints.selectors.backing import backing_of
from complaints.selectors.recurring import known_around
from complaints.selectors.report_chain import chain_of
from complaints.services.reading import case_read
from complaints.views.backing import name_of_proof
from complaints.views.case import case_of
from complaints.views.recurring import line
from complaints.views.words import agency_of, name_in_language, name_of, status_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import CorrectiveAction


@require_safe
def show(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Every link of one case, each with the way to the next."""
    case = case_of(request, ref)
    case_read(case, actor=request.actor, now=request.now)
    chain = chain_of(case)
    today = legal_day(request.now, case.office.zone)
    proofs = backing_of(chain.lhp) if chain else {}
    context = {
        "case": case,
        "name": name_of(case),
        "agency": agency_of(case),
        "lhp": chain.lhp if chain else None,
        "links": [
            {
                "finding": link.finding,
                "form": FORMS[link.finding.form][0],
                "component": COMPONENTS.get(link.finding.component, ""),
                "proofs": [
                    name_of_proof(one) for one in proofs.get(link.finding.n, [])
                ],
                "orders": [_order(row, today) for row in link.orders],
            }
            for link in (chain.links if chain else [])
        ],
        "came_back": [line(row) for row in known_around(case, request.actor)],
    }
    return render(request, "complaints/office/chain.html", context)


def _order(row: CorrectiveAction, today: date) -> dict[str, Any]:
    status, tag = status_of(row, today)
    return {
        "row": row,
        "agency": name_in_language(row.unit or row.agency),
        "status": status,
        "tag": tag,
        "evidence": list(row.evidence.all()),
    }

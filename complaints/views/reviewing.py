"""The versions of a draft LHP: who changed what, two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.domain.review import Section, compare
from complaints.models.labels import CONCLUSIONS, SECTIONS
from complaints.selectors import outgoing
from complaints.services.reading import case_read
from complaints.views.case import case_of
from complaints.views.words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import LhpVersion

FROM, TO = "dari", "ke"


@require_safe
def show(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Every version of the draft in force, and what changed between two."""
    case = case_of(request, ref)
    lhp = outgoing.lhp_in_force(case)
    if lhp is None:
        raise Http404
    case_read(case, actor=request.actor, now=request.now)
    versions = list(lhp.versions.select_related("by").order_by("n"))
    before, after = _chosen(request, versions)
    context = {
        "case": case,
        "name": name_of(case),
        "versions": versions,
        "before": before,
        "after": after,
        "changes": _changes(before, after) if before and after else [],
        "returns": list(
            case.returns.filter(of="lhp")
            .select_related("by")
            .prefetch_related("remarks")
            .order_by("id")
        ),
    }
    return render(request, "complaints/office/lhp_versions.html", context)


def _chosen(
    request: PortalRequest, versions: Sequence[LhpVersion]
) -> tuple[LhpVersion | None, LhpVersion | None]:
    """The two that the address names, otherwise the last two."""
    by_number = {str(row.n): row for row in versions}
    last = versions[-1] if versions else None
    former = versions[-2] if len(versions) > 1 else None
    return (
        by_number.get(request.GET.get(FROM, ""), former),
        by_number.get(request.GET.get(TO, ""), last),
    )


def _changes(before: LhpVersion, after: LhpVersion) -> list[dict[str, Any]]:
    return [
        {"name": SECTIONS[change.section], "change": change}
        for change in compare(_said(before), _said(after))
    ]


def _said(row: LhpVersion) -> dict[str, str]:
    """Its sections; the conclusion in words."""
    code = row.sections.get(Section.CONCLUSION, "")
    told = str(CONCLUSIONS.get(code, code))
    return {**row.sections, Section.CONCLUSION.value: told}

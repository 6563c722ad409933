"""Versions of the method: the list, the tree, what changed, how an assessor meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.policies import require
from compliance import policies
from compliance.models import Methodology
from compliance.selectors import instruments as selectors
from compliance.selectors.words import chosen
from compliance.services.rounds import NOT_YOURS
from compliance.views.instrument_words import (
    COMPONENTS,
    KINDS,
    PERS,
    fault_words,
    value_words,
    what_words,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.domain.comparing import Changed
    from compliance.models import MethodologyNode
    from compliance.selectors.instruments import Branch, Instrument


def page_of(request: PortalRequest, ref: UUID) -> Instrument:
    """The version that this person may see; otherwise as if it did not exist."""
    try:
        found = selectors.instrument(ref, request.actor)
    except Methodology.DoesNotExist:
        raise Http404 from None
    require(policies.can_see_round(request.actor), NOT_YOURS)
    return found


def names_of(page: Instrument) -> dict[str, str]:
    """The names of all nodes by their code."""
    return {node.code: name_of(node) for node in page.nodes}


def name_of(node: MethodologyNode) -> str:
    """In the reader's language."""
    return chosen(node.name_id, node.name_en)


def rows_of(page: Instrument) -> list[tuple[int, Branch]]:
    """The tree as lines: how deep each stands, 1 to 3, and the node."""

    def under(branches: tuple[Branch, ...], depth: int) -> list[tuple[int, Branch]]:
        found = []
        for branch in branches:
            found += [(depth, branch), *under(branch.below, depth + 1)]
        return found

    return under(page.tree, 1)


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """All versions: drafts first."""
    require(policies.can_see_round(request.actor), NOT_YOURS)
    return render(
        request,
        "assess/methods/list.html",
        {
            "versions": selectors.versions(request.actor),
            "may_run": policies.can_run_rounds(request.actor),
        },
    )


@require_safe
def detail(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One version: its tree with the totals, and what must be mended before it is used."""
    page = page_of(request, ref)
    names = names_of(page)
    return render(
        request,
        "assess/methods/detail.html",
        {
            "page": page,
            "rows": [
                (depth, branch, _asked(branch)) for depth, branch in rows_of(page)
            ],
            "bands": page.method.bands.all(),
            "faults": [fault_words(one, names) for one in page.faults],
            "may_write": page.draft and policies.can_run_rounds(request.actor),
            "may_run": policies.can_run_rounds(request.actor),
        },
    )


def _asked(branch: Branch) -> tuple[str, str, str]:
    """How a leaf is answered, for whom, and which component stands behind it."""
    node = branch.node
    return (
        str(KINDS.get(node.answer, "")),
        str(PERS.get(node.per, "")),
        str(COMPONENTS.get(node.component or 0, "")),
    )


@require_safe
def preview(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One indicator as an assessor meets it on a phone; nothing is stored."""
    page = page_of(request, ref)
    turns = Paginator(page.asked, 1)
    turn = turns.get_page(request.GET.get("n"))
    node = next(iter(turn.object_list), None)
    return render(
        request,
        "assess/methods/preview.html",
        {
            "page": page,
            "node": node,
            "name": name_of(node) if node else "",
            "hint": chosen(node.hint_id, node.hint_en) if node else "",
            "evidence": chosen(node.evidence_id, node.evidence_en) if node else "",
            "component": COMPONENTS.get(node.component or 0) if node else None,
            "per": PERS.get(node.per) if node else None,
            "steps": range((node.top or 0) + 1) if node else (),
            "n": turn.number,
            "of": turns.count,
        },
    )


@require_safe
def difference(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What this version says differently from the one it was copied from, or another."""
    page = page_of(request, ref)
    others = [one for one in selectors.versions(request.actor) if one != page.method]
    asked = request.GET.get("dengan", "")
    earlier = next(
        (one for one in others if str(one.ref) == asked), page.method.copy_of
    )
    context = {"page": page, "others": others, "earlier": earlier}
    if earlier is not None:
        found = selectors.difference(page.method, earlier)
        names = {
            node.code: name_of(node)
            for method in (earlier, page.method)
            for node in method.nodes.all()
        }
        context |= {
            "found": found,
            "whole": [_line(one, names) for one in found.whole],
            "changed": [_line(one, names) for one in found.changed],
            "moves": [
                (kind, [names[code] for code in codes])
                for kind, codes in (
                    ("added", found.added),
                    ("removed", found.removed),
                    ("moved", found.moved),
                )
                if codes
            ],
        }
    return render(request, "assess/methods/difference.html", context)


def _line(one: Changed, names: dict[str, str]) -> tuple[str, str, str, str]:
    return (
        names.get(one.code, ""),
        what_words(one),
        value_words(one.what, one.before),
        value_words(one.what, one.after),
    )


def english() -> bool:
    """Whether the reader reads English."""
    return get_language() == "en"

"""What a page says of what the office began by itself, and of a report it goes on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.domain.own_initiative import Source
from complaints.models import Case
from complaints.models.choices import SOURCES
from complaints.policies import heads_an_office
from complaints.services.initiating import OF_THE_OFFICE
from complaints.views.words import name_of

if TYPE_CHECKING:
    from accounts.actor import Actor
    from complaints.models import Initiative
    from complaints.selectors.case_page import CasePage


def around_the_case(case: Case, page: CasePage, actor: Actor) -> dict[str, Any]:
    """Why it was begun; as what a withdrawn report goes on, or that it may."""
    found: dict[str, Any] = {"origin": None, "gone_on": None, "may_go_on": ""}
    if page.former is not None:
        found["former"] = page.former
        found["former_reasons"] = sorted(page.former.due_reasons.items())
    if page.origin is not None:
        found["origin"] = _origin(page.origin, actor)
    if page.withdrawn and page.gone_on is None:
        found["may_go_on"] = _offer(case, page, actor)
    if page.gone_on is not None:
        found["gone_on"] = _gone_on(page.gone_on, actor)
    return found


def _origin(row: Initiative, actor: Actor) -> dict[str, Any]:
    return {
        "row": row,
        "source": source_of(row),
        "out_of": _link(row.out_of, actor) if row.out_of else None,
    }


def source_of(row: Initiative) -> Any:
    """From where the suspicion comes, in words."""
    return dict(SOURCES)[Source(row.source)]


def _gone_on(row: Initiative, actor: Actor) -> dict[str, Any]:
    """The investigation, as far as it may be known; or that a head is asked for it."""
    return {"row": row, "case": _link(row.case, actor) if row.case else None}


def _link(case: Case, actor: Actor) -> dict[str, str]:
    """How it is called and where it lies, to whoever may see it."""
    if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
        return {"name": _("perkara lain"), "href": ""}
    return {"name": name_of(case), "href": reverse("work:case", args=[case.ref])}


def _offer(case: Case, page: CasePage, actor: Actor) -> str:
    """What stands on the way to go on with it; "" for who may not."""
    if case.erased_at is not None or page.parties.isdisjoint(OF_THE_OFFICE):
        return ""
    if heads_an_office(actor):
        return _("Lanjutkan sebagai prakarsa sendiri")
    return _("Usulkan melanjutkannya sebagai prakarsa sendiri")

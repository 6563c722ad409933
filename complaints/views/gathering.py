"""Acts and lines about a case that belongs to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.forms.steps import GatherForm, LetGoForm
from complaints.models.choices import STATES
from complaints.selectors.gathering import child_ties, parent_tie, seen_of
from complaints.services import gathering
from complaints.views.act import Act
from complaints.views.duplicates import GATHER
from complaints.views.words import name_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

LET_GO = "lepas-induk"


def _gather(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return gathering.gather(
        ref=case.ref,
        version=form.cleaned_data["version"],
        parent_ref=UUID(form.cleaned_data["kept"]),
        actor=actor,
        now=now,
    )


def _let_go(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return gathering.let_go(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def kin(case: Case, actor: Actor) -> dict[str, Any]:
    """To what the case belongs and what belongs to it, with links to what may be seen."""
    above, below = parent_tie(case), child_ties(case)
    seen = seen_of([row for row in (above, *below) if row], actor)
    if above is None and not below:
        return {"kin": None}
    lines = [_line(row.child, row.at) for row in below if row.child_id in seen]
    whole: dict[str, Any] | None = None
    if above is not None:
        whole = _line(above.parent, above.at)
        if above.parent_id not in seen:
            whole |= {"name": _("perkara lain"), "href": "", "title": "", "state": ""}
    return {"kin": {"whole": whole, "parts": lines, "hidden": len(below) - len(lines)}}


def _line(case: Case, at: datetime) -> dict[str, Any]:
    return {
        "name": name_of(case),
        "title": "" if case.restricted else case.title,
        "href": reverse("work:case", args=[case.ref]),
        "state": dict(STATES)[case.stage],
        "at": at,
    }


GATHERING = (
    Act(
        GATHER,
        gettext_lazy("Jadikan bagian perkara lain"),
        GatherForm,
        _gather,
        gettext_lazy(
            "Keduanya tetap berjalan dengan nomor, pelapor, dan batas waktunya sendiri. "
            "Perkara induk tidak bisa ditutup selama bagiannya terbuka."
        ),
    ),
    Act(
        LET_GO,
        gettext_lazy("Lepaskan dari perkara induk"),
        LetGoForm,
        _let_go,
        gettext_lazy("Perkara ini berdiri sendiri lagi. Alasannya dicatat."),
    ),
)

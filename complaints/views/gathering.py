"""Acts and lines about a case that belongs to another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.wall_clock import wall_now
from complaints.forms.steps import GatherForm, LetGoForm, ReleaseForm
from complaints.models.choices import STATES
from complaints.selectors.gathering import (
    child_ties,
    hidden_from,
    parent_tie,
    seen_of,
)
from complaints.selectors.headless import heads_free_in
from complaints.selectors.visits import has_stated
from complaints.services import gathering
from complaints.services.errors import NotReady
from complaints.views.act import Act
from complaints.views.duplicates import GATHER
from complaints.views.words import name_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

LET_GO, RELEASE = "lepas-induk", "lepas-bagian"


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


def _release(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    ref = UUID(form.cleaned_data["part"])
    ties = [row.child for row in child_ties(case) if row.child.ref == ref]
    if any(one.restricted and not has_stated(one, actor, wall_now()) for one in ties):
        raise NotReady("part_unstated")
    return gathering.release_part(
        ref=case.ref,
        version=form.cleaned_data["version"],
        part_ref=ref,
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def parts(case: Case, actor: Actor, part: str) -> dict[str, Any]:
    """The parts of a case that are open to this actor, to choose one; one is chosen."""
    ties = child_ties(case)
    seen = seen_of(ties, actor)
    lines = [_line(row.child, row.at) for row in ties if row.child_id in seen]
    rows = [
        (line["ref"], " · ".join(filter(None, (line["name"], line["title"]))))
        for line in lines
    ]
    states = {line["ref"]: str(line["state"]) for line in lines}
    told = [(ref, f"{name} ({states[ref]})") for ref, name in rows]
    return {"parts": told, "part": part}


def unseen(case: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Of the parts that are closed to this actor: how many, and which heads may help."""
    free = heads_free_in(hidden_from(child_ties(case), actor), now)
    groups = Counter(free.values())
    return [
        {"n": n, "names": [name for pk, name in heads if pk != actor.user_id]}
        for heads, n in sorted(groups.items())
    ]


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
        "ref": str(case.ref),
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
    Act(
        RELEASE,
        gettext_lazy("Lepaskan bagian perkara ini"),
        ReleaseForm,
        _release,
        gettext_lazy(
            "Bagian itu berdiri sendiri lagi dengan nomor, pelapor, dan batas waktunya, dan "
            "tidak menahan penutupan perkara ini. Alasannya dicatat."
        ),
    ),
)

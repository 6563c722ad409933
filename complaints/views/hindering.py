"""What hinders the closing of a case, in words, each with the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.domain.hindering import What
from complaints.policies import WRITERS, parties_of
from complaints.selectors.actions import named_actions
from complaints.selectors.gathering import child_ties, seen_of
from complaints.views.activities import title
from complaints.views.gathering import RELEASE
from complaints.views.own_acts import named
from complaints.views.resolving import called
from complaints.views.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.actor import Actor
    from complaints.domain.hindering import Hindrance
    from complaints.models import Case

#: Where on the page of the case each of them stands.
PLACES = {
    What.REQUEST: "kl",
    What.QUESTION: "pc",
    What.TALKS: "musyawarah",
    What.ACTION: "tk",
    What.TASK: "tugas",
    What.OBJECTION: "keberatan",
}


def words(
    case: Case, found: Iterable[Hindrance], actor: Actor, acts: dict[str, Any]
) -> list[dict[str, str]]:
    """One line for each, with a link where there is something to do.

    ``acts``: every act by its slug. Of a colleague's unsent words nothing is told but
    whose they are and where they were typed.
    """
    found = list(found)
    page = reverse("work:case", args=[case.ref])
    titles = {str(row.ref): title(row) for row in case.activities.all()}
    titles |= {str(row.ref): title(row) for row in case.clarifications.all()}
    titles |= {
        str(row.ref): _("Tugas: %(task)s") % {"task": row.text}
        for row in case.tasks.all()
    }
    ordered = any(row.what is What.ACTION for row in found)
    orders = named_actions(case) if ordered else {}
    lines = []
    for row in found:
        if row.what in {What.UNSENT, What.PART}:
            continue
        place = PLACES.get(row.what, f"kegiatan-{row.ref}")
        said = titles.get(row.ref) or {
            What.QUESTION: _("Pertanyaan kepada pelapor"),
            What.TALKS: _("Musyawarah"),
            What.OBJECTION: _("Keberatan instansi belum diputus"),
            What.ACTION: called(orders[row.ref]) if row.ref in orders else "",
        }.get(row.what, "")
        lines.append({"text": said, "href": f"{page}#{place}"})
    return lines + _parts(case, found, actor) + _unsent(case, found, actor, acts)


def _parts(
    case: Case, found: Iterable[Hindrance], actor: Actor
) -> list[dict[str, str]]:
    """Cases that belong to this one; of one that is closed to her no more than that, and
    where it stands whom she asks."""
    refs = {row.ref for row in found if row.what is What.PART}
    ties = [row for row in child_ties(case) if str(row.child.ref) in refs]
    seen = seen_of(ties, actor)
    works = not parties_of(actor, case).isdisjoint(WRITERS)
    asked = reverse("work:act", args=[case.ref, RELEASE]) if works else ""
    return [
        {
            "text": _("Perkara bagian: %(case)s") % {"case": name_of(row.child)}
            if row.child_id in seen
            else _("Perkara bagian yang tidak terbuka bagi Anda"),
            "href": reverse("work:case", args=[row.child.ref])
            if row.child_id in seen
            else asked,
        }
        for row in ties
    ]


def _unsent(
    case: Case, found: Iterable[Hindrance], actor: Actor, acts: dict[str, Any]
) -> list[dict[str, str]]:
    pks = [row.ref for row in found if row.what is What.UNSENT]
    rows = case.unsent.filter(pk__in=pks).select_related("by") if pks else ()
    return [
        {
            "text": _("Tulisan %(name)s belum dikirim: %(act)s")
            % {"name": row.by.name, "act": named(acts[row.act], case).label},
            "href": reverse("work:act", args=[case.ref, row.act])
            if row.by_id == actor.signed_in_id
            else "",
        }
        for row in rows
        if row.act in acts
    ]

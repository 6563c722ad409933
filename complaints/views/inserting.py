"""Templates in the composer: chosen, filled from the case, put behind what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints.domain.extending import PROMISED
from complaints.domain.templating import Audience, Gap, TemplateKind, fill
from complaints.domain.terms import TermKind
from complaints.selectors.extensions import deadlines_of
from complaints.selectors.people import name_of_user
from complaints.selectors.templating import offered
from complaints.services import unsent
from complaints.views.words import agency_of, name_of, office_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.http import PortalRequest
    from complaints.models import Case, Deadline, Template
    from complaints.views.lanes import Lane

USE = "use"
#: The terms of which each audience knows; among ourselves the nearest counts.
KNOWN: dict[str, frozenset[TermKind]] = {
    Audience.REPORTER: PROMISED | {TermKind.FORMAL_PROMISE},
    Audience.AGENCY: frozenset(
        {
            TermKind.CLARIFICATION,
            TermKind.CLARIFICATION_SECOND,
            TermKind.DOCUMENTS,
            TermKind.CORRECTIVE,
        }
    ),
}


def templates_for(lane: Lane) -> list[Template]:
    """What may be put into the words of this lane. One query."""
    return offered(TemplateKind.MESSAGE, [lane.tone])


def use(request: PortalRequest, case: Case, lane: Lane, typed: dict[str, Any]) -> None:
    """Put the chosen template behind what is typed, and keep both."""
    slug, _dot, language = request.POST.get("template", "").partition(".")
    chosen = {row.slug: row for row in templates_for(lane)}.get(slug)
    if chosen is None or language not in {"id", "en"}:
        messages.warning(request, _("Pilih dulu templatnya."))
        words, missing = "", list[str]()
    else:
        me = name_of_user(request.actor.signed_in_id)
        values = values_of(case, lane, language, officer=me, terms=deadlines_of(case))
        words, missing = fill(chosen.lines[0][language], values)
    before = str(typed.get(lane.into) or "").strip()
    typed[lane.into] = f"{before}\n\n{words}".strip()
    unsent.keep(
        ref=case.ref,
        act=lane.slug,
        fields=typed,
        actor=request.actor,
        now=request.now,
    )
    if missing:
        gaps = ", ".join(f"{{{gap}}}" for gap in missing)
        messages.warning(
            request, _("Belum kami ketahui, isi sendiri: %(gaps)s.") % {"gaps": gaps}
        )


def values_of(
    case: Case, lane: Lane, language: str, *, officer: str, terms: Iterable[Deadline]
) -> dict[str, str]:
    """What is true of this case, in this language; ``terms``: its own. No query."""
    with override(language):
        return {
            Gap.NUMBER: name_of(case),
            Gap.AGENCY: str(agency_of(case)),
            Gap.DUE: _due(terms, lane),
            Gap.OFFICER: officer,
            Gap.OFFICE: office_of(case),
        }


def _due(terms: Iterable[Deadline], lane: Lane) -> str:
    known = KNOWN.get(lane.tone)
    owed = [row for row in terms if row.is_owed and not row.stands]
    days = [row.due_on for row in owed if known is None or row.kind in known]
    return dateformat.format(min(days), "j F Y") if days else ""

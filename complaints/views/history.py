"""The whole history of a case, with its chain verified while one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from complaints.domain import events
from complaints.selectors.named import liaisons_of, names_behind, names_of
from complaints.selectors.timeline import timeline
from complaints.views.case import case_of
from complaints.views.details import details_of
from complaints.views.words import name_of
from journal.actor import ActorKind
from journal.record import record
from journal.verify import verify

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.selectors.timeline import Moment


@require_safe
def show(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Every entry with its data, and whether the chain is whole. Reading is recorded."""
    case = case_of(request, ref)
    moments = timeline(case)
    names, liaisons = names_of(moments), liaisons_of(moments)
    behind = names_behind(moments)
    reader = User(pk=request.actor.user_id)
    with transaction.atomic():
        record(
            events.HISTORY_READ,
            actor=request.actor,
            subject=reader,
            data={"case": str(case.ref)},
            now=request.now,
        )
    context = {
        "case": case,
        "name": name_of(case),
        "verified": verify((case.journal_kind, case.pk)),
        "moments": [
            {
                "at": moment.at,
                "label": moment.label,
                "by": _by(moment, names, liaisons),
                "details": details_of(moment.data, behind),
            }
            for moment in moments
        ],
    }
    return render(request, "complaints/office/history.html", context)


def _by(moment: Moment, names: dict[int, str], liaisons: frozenset[int]) -> str:
    if moment.actor_kind == ActorKind.SYSTEM:
        return _("sistem (tanpa orang)")
    if moment.actor_kind == ActorKind.ADDRESSEE:
        return _("penerima tautan surat")
    if moment.actor_kind != ActorKind.USER or moment.actor_id is None:
        return _("pelapor")
    if moment.actor_id in names:
        return names[moment.actor_id]
    return _("narahubung") if moment.actor_id in liaisons else _("pelapor")

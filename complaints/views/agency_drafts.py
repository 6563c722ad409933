"""Two liaisons write one draft: both texts side by side, and none is written over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _

from complaints.agency_policies import speaks_for_agency
from complaints.views.agency import tried
from complaints.views.comparing import MERGE, Merge, compared, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import QueryDict

    from accounts.http import PortalRequest
    from complaints.forms.once import SharedDraftForm
    from complaints.models import Case


@dataclass(frozen=True, slots=True)
class Stored:
    """The draft as it is stored now: as a form shows it, its mark, and who saved it."""

    initial: Mapping[str, Any]
    mark: str
    by: str = ""
    at: datetime | None = None


def sent_in(request: PortalRequest, stored: Stored) -> tuple[Any, ...]:
    """What was sent, with the choices between two texts carried out where that was asked
    for and both are still what was shown."""
    if request.method != "POST":
        return ()
    data: QueryDict = request.POST
    if data.get("do") == MERGE and data.get("basis", "") == stored.mark:
        data = data.copy()
        settle(stored.initial, data)
    return data, request.FILES


def merge_of(
    request: PortalRequest, form: SharedDraftForm, stored: Stored, case: Case
) -> Merge | None:
    """Both texts, where a colleague saved another one since; then the form has seen it.

    Only to who writes it: the superior sees no draft.
    """
    if not form.overtaken(stored.mark) or not speaks_for_agency(request.actor, case):
        return None
    rows = compared(form, stored.initial)
    form.rebase(stored.mark)
    return Merge(rows, stored.by, stored.at) if rows else None


def shown_as_one(form: SharedDraftForm) -> int:
    """The status after two texts became one, which is shown before it is saved."""
    return 200 if form.is_valid() else 422


def kept(
    request: PortalRequest, form: SharedDraftForm, keep: Callable[[], None]
) -> int:
    """Save the draft, and say that nothing was sent; the status."""
    status = tried(form, keep)
    if status == 302:
        messages.success(request, _("Draf tersimpan. Belum terkirim."))
    return status

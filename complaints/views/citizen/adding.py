"""One file by itself, as soon as it is chosen. The answer is for a script of ours.

Its refusals are the sentences of the pages; a form without the script takes the same
files along (``complaints.views.uploads``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.reporter_session import reporter_for
from complaints.policies import takes_in
from complaints.services import bringing, drafting
from complaints.services.errors import CaseError, NotReady
from complaints.views.citizen import parked
from complaints.views.citizen.filing import draft_of, remember
from complaints.views.citizen.steps import FILES
from complaints.views.citizen.tracking import opened_here
from complaints.views.sentences import refusal
from documents.errors import EmptyFile, UploadRefused, status_of
from documents.reception import receive

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.http import PortalRequest

TAKEN = 201


@login_not_required
@require_POST
def to_draft(request: PortalRequest) -> JsonResponse:
    """Into the draft of this visitor; his first answer may be a recording."""
    return _answer(lambda: _into_draft(request))


@login_not_required
@require_POST
def to_report(request: PortalRequest, locator: str) -> JsonResponse:
    """Beside a form about a report that was opened here; it joins with the form."""
    case = opened_here(request, locator)
    if case is None:
        return _refused(
            _("Laporan ini tidak terbuka lagi. Buka lagi dengan nomor dan kodenya."),
            404,
        )
    return _answer(lambda: _park(request, case))


def _into_draft(request: PortalRequest) -> dict[str, Any]:
    name, file = _sent(request)
    draft = draft_of(request)
    if draft is None and takes_in(request.actor):
        raise NotReady("begin_taking")
    if draft is None:
        draft = drafting.start(actor=request.actor, now=request.now)
        remember(request, draft)
    held = bringing.into_draft(
        ref=draft.ref,
        stored=receive(request, file),
        purpose=FILES[name],
        actor=request.actor,
        now=request.now,
    )
    return {"drop": reverse("citizen:file_drop", args=[held.ref])}


def _park(request: PortalRequest, case: Any) -> dict[str, Any]:
    _name, file = _sent(request)
    form = _key(request)
    actor = reporter_for(request, case.pk)
    stored = bringing.park(
        ref=case.ref,
        stored=receive(request, file, actor=actor),
        form=form,
        beside=parked.named(request, case),
        actor=actor,
        now=request.now,
    )
    return {"token": parked.token_of(case, stored)}


def _sent(request: PortalRequest) -> tuple[str, UploadedFile[bytes]]:
    """The one file and the name of its control. Raises EmptyFile when none came."""
    for name in FILES:
        for file in request.FILES.getlist(name):
            return name, file
    raise EmptyFile


def _key(request: PortalRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise NotReady("page_incomplete") from None


def _answer(work: Callable[[], dict[str, Any]]) -> JsonResponse:
    try:
        return JsonResponse(work(), status=TAKEN)
    except UploadRefused as error:
        return _refused(error.reason, status_of(error))
    except CaseError as error:
        return _refused(str(refusal(error)), 409)


def _refused(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)

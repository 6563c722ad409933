"""Is this letter real? And: the bytes of one file, on the host without cookies."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import (
    FileResponse,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.errors import NotAllowed
from accounts.limits import allow
from accounts.network import client_network
from accounts.wall_clock import wall_now
from documents import links, selectors
from documents.domain.kinds import LetterState, MediaType
from documents.errors import DocumentError, LinkOver, StorageOut
from documents.forms import CompareForm, NumberForm
from documents.services import open_file
from documents.services.letters import claims_hold

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponseBase

    from accounts.http import PortalRequest
    from documents.models import Letter

#: Numbers are in sequence: whoever types them one after another is stopped.
TRIES = 30
PER = timedelta(hours=1)
RETRY_AFTER = "60"  # seconds
SANDBOX = "sandbox; default-src 'none'"


@login_not_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the number on a letter and lead to what we know of it."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(
            request, "documents/verify_enter.html", {"form": form}, status=status
        )
    if not allow(f"verify:{client_network(request)}", TRIES, PER, wall_now()):
        form.add_error("nomor", _("Terlalu banyak percobaan. Coba lagi satu jam lagi."))
        return render(
            request, "documents/verify_enter.html", {"form": form}, status=429
        )
    found = selectors.letter_as_typed(form.cleaned_data["nomor"])
    if found is None:
        return _unknown(request)
    return HttpResponseRedirect(reverse("verify:letter", args=[found.ref]))


@login_not_required
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Kind, date, office and standing of a letter; whether a picked file is it."""
    found = selectors.letter_by_ref(ref)
    if found is None:
        return _unknown(request)
    posted = request.method == "POST"
    form = CompareForm(*((request.POST, request.FILES) if posted else ()))
    context = {
        "letter": found,
        "standing": _standing(found),
        "form": form,
        "same": _is_same(found, form.picked) if form.is_valid() else None,
    }
    return render(request, "documents/verify_letter.html", context)


@login_not_required
@require_GET
def download(request: PortalRequest, token: str) -> HttpResponseBase:
    """The bytes behind a signed address, never to be shown as a page of ours."""
    if request.get_host().partition(":")[0] != settings.FILES_HOST:
        return _no_file()
    try:
        ticket = links.read_token(token, request)
        stored = selectors.file_by_ref(ticket.file_ref)
        if stored is None or not selectors.still_stands(ticket.bearer):
            return _no_file()
        opened = open_file(
            stored,
            actor=ticket.bearer,
            now=request.now,
            original=ticket.original,
            plain_name=ticket.plain_name,
        )
    except (links.ForeignLink, NotAllowed):
        return _no_file()
    except LinkOver as over:
        return _plain(HttpResponseForbidden(over.reason))
    except StorageOut as out:
        response = _plain(HttpResponse(out.reason, status=503))
        response["Retry-After"] = RETRY_AFTER
        return response
    except DocumentError as refusal:
        return _plain(HttpResponseNotFound(refusal.reason))
    file = FileResponse(
        opened.stream,
        as_attachment=True,
        filename=opened.name,
        content_type=_content_type(opened.media_type),
    )
    file["Content-Security-Policy"] = SANDBOX
    return file


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "documents/verify_unknown.html", status=404)


def _standing(found: Letter) -> str:
    """What the page says: the letter's state, unless our key did not sign it."""
    return LetterState(found.state).value if claims_hold(found) else "unsigned"


def _is_same(found: Letter, picked: UploadedFile[bytes]) -> bool:
    digest = hashlib.sha256()
    for chunk in picked.chunks():
        digest.update(chunk)
    return digest.hexdigest() == found.sha256


def _content_type(media_type: MediaType) -> str:
    words = media_type in (MediaType.TEXT, MediaType.CSV)
    charset = "; charset=utf-8" if words else ""
    return f"{media_type.value}{charset}"


def _no_file() -> HttpResponse:
    return _plain(HttpResponseNotFound(_("Berkas tidak ditemukan.")))


def _plain(response: HttpResponse) -> HttpResponse:
    response["Content-Type"] = "text/plain; charset=utf-8"
    response["Content-Security-Policy"] = SANDBOX
    return response

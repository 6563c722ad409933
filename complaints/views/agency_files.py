"""The ways to what an agency may download: its own files, what was released, letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from complaints.selectors.parts import file_of, letter_of, released_file_of
from complaints.views.agency import visible
from complaints.views.evidence import send

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


@require_safe
def file(request: PortalRequest, ref: UUID, file: UUID) -> HttpResponse:
    """To a file that the agency itself sent."""
    found = visible(request, ref)
    return send(request, partial(file_of, found, file, sent_by_agency=True))


@require_safe
def handed_file(request: PortalRequest, ref: UUID, file: UUID) -> HttpResponse:
    """To a copy of evidence that was blacked out and released to the agency."""
    found = visible(request, ref)
    return send(request, partial(released_file_of, found, file), plain_name=True)


@require_safe
def letter(request: PortalRequest, ref: UUID, letter: UUID) -> HttpResponse:
    """To the PDF of a letter that was addressed to the agency and counts as received."""
    found = visible(request, ref)
    return send(request, partial(letter_of, found, letter, to=request.actor))

"""Taking files along with a form: each is checked by itself, the others are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from documents.errors import UploadRefused
from documents.reception import receive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms
    from django.core.files.uploadedfile import UploadedFile

    from accounts.http import PortalRequest


def take(
    request: PortalRequest, form: forms.Form, files: Iterable[UploadedFile[bytes]]
) -> list[int]:
    """Store the files of a valid form; ids, or errors on the form's field."""
    found: list[int] = []
    for file in files:
        try:
            stored: Any = receive(request, file)
        except UploadRefused as error:
            form.add_error("attachments", str(error.reason))
        else:
            found.append(stored.pk)
    return found

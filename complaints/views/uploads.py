"""Taking files along with a form: each is checked by itself, the others are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from documents.errors import UploadRefused, status_of
from documents.reception import receive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django import forms
    from django.core.files.uploadedfile import UploadedFile

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from documents.models import StoredFile


def take(
    request: PortalRequest,
    form: forms.BaseForm,
    files: Sequence[UploadedFile[bytes]],
    *,
    field: str = "attachments",
    actor: Actor | None = None,
) -> tuple[list[StoredFile], int]:
    """Store the files that came with a form; what is refused is said on its field.

    Returns those that were taken, and the status that the refusals give the page.
    """
    taken: list[StoredFile] = []
    status = 422
    for file in files:
        try:
            taken.append(receive(request, file, actor=actor))
        except UploadRefused as error:
            form.add_error(field, said_of(file, error, among=len(files)))
            status = status_of(error)
    return taken, status


def said_of(file: Any, error: UploadRefused, *, among: int) -> str:
    """The sentence; of several files it says which one."""
    return error.reason if among == 1 else f"{file.name}: {error.reason}"

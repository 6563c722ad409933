"""The page on which a recording is let go to the agency: heard first, never marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.shortcuts import render

from complaints.views.words import name_of
from documents.services.downloads import readable

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Case, CaseFile, FileRelease


class Desk(Protocol):
    """What the page is about, as the page of other files has it."""

    @property
    def request(self) -> PortalRequest: ...
    @property
    def case(self) -> Case: ...
    @property
    def piece(self) -> CaseFile: ...
    @property
    def release(self) -> FileRelease | None: ...
    @property
    def version(self) -> int: ...


def page(desk: Desk, form: forms.Form, why: str, status: int) -> HttpResponse:
    """Raises DocumentError where there is nothing to be heard yet, and says why."""
    readable(desk.piece.file)
    found = desk.release
    context = {
        "case": desk.case,
        "name": name_of(desk.case),
        "piece": desk.piece,
        "release": found,
        "released": found is not None and found.released_at is not None,
        "copy": found.copy if found else None,
        "version": desk.version,
        "why": why,
        "release_form": form,
        "form": form if form.is_bound else None,
    }
    template = "complaints/office/release_sound.html"
    return render(desk.request, template, context, status=status)

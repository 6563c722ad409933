"""The page on which a recording is let go to a side: heard first, never marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from complaints.views.release_words import around
from complaints.views.words import name_of
from documents.services.downloads import readable

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from complaints.views.release_desk import Desk


def page(desk: Desk, form: forms.Form, why: str, status: int) -> HttpResponse:
    """Raises DocumentError where there is nothing to be heard yet, and says why."""
    readable(desk.piece.file)
    found = desk.release
    context = {
        "case": desk.case,
        "name": name_of(desk.case),
        "piece": desk.piece,
        **around(desk.to),
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

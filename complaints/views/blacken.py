"""Blacking out a file for a side: pages, marks, the result, and letting it go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.views.scripts import with_script
from complaints.domain.correspondence import Addressee
from complaints.forms.blacken import PERCENT
from complaints.selectors.parts import piece_of
from complaints.services import blacking
from complaints.services.errors import CaseError, StaleVersion
from complaints.services.releasable import hindered, is_for, releases_files
from complaints.views import release_words, sounding
from complaints.views.case import case_of
from complaints.views.evidence import send
from complaints.views.release_desk import Desk
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import name_of
from documents.domain import marks
from documents.errors import DocumentError
from documents.services import redacting

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from accounts.http import PortalRequest


def _desk(
    request: PortalRequest, ref: UUID, file: UUID, to: Addressee, sheet: int
) -> Desk:
    case = case_of(request, ref)
    try:
        piece = piece_of(case, file)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return Desk(request, case, piece, to, max(sheet, 1))


def _shown(query: QueryDict) -> int:
    asked = query.get("hal", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


@with_script
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, ref: UUID, file: UUID, to: Addressee) -> HttpResponse:
    """Mark, look at the result, release it, take it back."""
    desk = _desk(request, ref, file, to, _shown(request.GET))
    if not releases_files(desk.case, request.actor):
        return _closed(desk, str(SENTENCES["not_blackened_by"]), 403)
    if why_not := hindered(desk.piece, to):
        return _closed(desk, str(SENTENCES[why_not]), 409)
    try:
        filled, why, status = desk.forms(), "", 200
        if request.method == "POST":
            why, status = _done(desk, filled)
            if status == 302:
                here = reverse(release_words.PAGE[to], args=[ref, file])
                return redirect(f"{here}?hal={desk.sheet}")
        return _page(desk, filled, why, status)
    except DocumentError as error:
        return _closed(desk, error.reason, 409)


def _done(desk: Desk, filled: dict[str, Any]) -> tuple[str, int]:
    """Do what was asked; why not, and the status: 302 when it was done."""
    act = ACTS.get(desk.request.POST.get("do", ""))
    if act is None:
        return "", 422
    name, use_case = act
    form = filled.get(name)
    if name and form is None:
        return str(SENTENCES["voice_unmarked"]), 409
    if form is not None and not form.is_valid():
        return "", 422
    try:
        messages.success(desk.request, use_case(desk, form))
    except (CaseError, NotAllowed) as error:
        return str(refusal(error)), 403 if isinstance(error, NotAllowed) else 409
    return "", 302


def _sent_version(desk: Desk) -> int:
    sent = desk.request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else -1


def _search(desk: Desk, form: Any) -> str:
    words, version = form.cleaned_data["words"], form.cleaned_data["version"]
    n = blacking.mark_words(**desk.same(), version=version, words=words)
    return ngettext("%(n)s tempat ditandai.", "%(n)s tempat ditandai.", n) % {"n": n}


def _mark(desk: Desk, form: Any) -> str:
    place = form.mark(desk.sheet)
    version = form.cleaned_data["version"]
    blacking.mark(**desk.same(), version=version, places=[place])
    return _("Satu tempat ditandai.")


def _unmark(desk: Desk, form: Any) -> str:
    del form
    found = desk.release
    places = marks.read(found.marks) if found else []
    number = desk.request.POST.get("n", "")
    chosen = [place for n, place in enumerate(places) if str(n) == number]
    if not chosen:
        raise StaleVersion
    for place in chosen:
        blacking.unmark(**desk.same(), version=_sent_version(desk), place=place)
    return _("Tanda dihapus.")


def _prepare(desk: Desk, form: Any) -> str:
    del form
    blacking.prepare(**desk.same(), version=_sent_version(desk))
    if desk.is_heard:
        return _("Salinan siap. Dengarkan seluruhnya.")
    return _("Salinan siap. Periksa setiap halamannya.")


def _release(desk: Desk, form: Any) -> str:
    data = form.cleaned_data
    blacking.release(
        **desk.same(),
        version=data["version"],
        looked=data["looked"],
        names_nobody=data.get("names_nobody", False),
        voices=data.get("voices", False),
    )
    return str(release_words.WORDS[desk.to].done)


def _take_back(desk: Desk, form: Any) -> str:
    del form
    blacking.take_back(**desk.same())
    return _("Salinan ditarik dan dihancurkan.")


#: What a button asks for: whose form it is, and what is done.
ACTS: dict[str, tuple[str, Callable[[Desk, Any], str]]] = {
    "cari": ("words", _search),
    "tandai": ("place", _mark),
    "hapus": ("", _unmark),
    "siapkan": ("", _prepare),
    "lepas": ("release", _release),
    "tarik": ("", _take_back),
}


def _page(desk: Desk, filled: dict[str, Any], why: str, status: int) -> HttpResponse:
    if desk.is_heard:
        return sounding.page(desk, filled["release"], why, status)
    sheets = redacting.sheets_of(desk.piece.file)
    sheet = min(desk.sheet, sheets.count)
    found = desk.release
    places = marks.read(found.marks) if found else []
    context = {
        "case": desk.case,
        "name": name_of(desk.case),
        "piece": desk.piece,
        **release_words.around(desk.to),
        "release": found,
        "released": found is not None and found.released_at is not None,
        "copy": found.copy if found else None,
        "version": desk.version,
        "sheet": sheet,
        "count": sheets.count,
        "before": sheet - 1,
        "after": sheet + 1 if sheet < sheets.count else 0,
        "letters": sheets.letters,
        "wordy": redacting.words_only(desk.piece.file),
        "places": [
            _place(n, place) for n, place in enumerate(places) if place.sheet == sheet
        ],
        "marks": len(places),
        "why": why,
        **{f"{name}_form": form for name, form in filled.items()},
        "form": next((form for form in filled.values() if form.is_bound), None),
    }
    return render(
        desk.request, "complaints/office/blacken.html", context, status=status
    )


def _place(n: int, place: marks.Mark) -> dict[str, Any]:
    """A mark in percent, as its form takes it."""
    edges = ("left", "top", "right", "bottom")
    return {"n": n, **{edge: getattr(place, edge) / PERCENT for edge in edges}}


def _closed(desk: Desk, why: str, status: int) -> HttpResponse:
    context = {
        "case": desk.case,
        "name": name_of(desk.case),
        "piece": desk.piece,
        **release_words.around(desk.to),
        "closed": why,
    }
    return render(
        desk.request, "complaints/office/blacken.html", context, status=status
    )


@require_safe
def sheet(
    request: PortalRequest, ref: UUID, file: UUID, to: Addressee, sheet: int
) -> HttpResponse:
    """One sheet of the file with its marks, or of the copy; a recording's copy itself."""
    desk = _desk(request, ref, file, to, sheet)
    if not releases_files(desk.case, request.actor):
        raise NotAllowed("not_blackened_by")
    if not is_for(desk.piece, to):
        raise Http404
    found = desk.release
    stored, places = desk.piece.file, marks.read(found.marks) if found else []
    if "salinan" in request.GET:
        if found is None or found.copy is None:
            raise Http404
        stored, places = found.copy, []
        if desk.is_heard:
            return send(request, lambda: stored)
    try:
        shown = redacting.look_at(
            stored, sheet=sheet, marks=places, actor=request.actor, now=request.now
        )
    except DocumentError as error:
        raise Http404 from error
    return HttpResponse(shown, content_type="image/png")

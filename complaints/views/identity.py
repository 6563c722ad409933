"""Opening who reported: a page of its own, with a purpose, on the record first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.stepup import stepped_up
from accounts.wall_clock import wall_now
from complaints.domain.activities import Kind
from complaints.domain.identity import Identity
from complaints.domain.nik import masked
from complaints.forms.office import IdentityForm
from complaints.models.choices import RELATIONS, SEXES
from complaints.models.labels import ACTIVITIES
from complaints.services import identity
from complaints.views import custody
from complaints.views.case import case_of
from complaints.views.doubts import sentences_of
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import name_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.domain.identity import Revealed


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def ask(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Say why; the GET never shows an identity (R13)."""
    case = case_of(request, ref)
    if case.is_confidential:
        return custody.ask(request, case)
    form = IdentityForm(request.POST if request.method == "POST" else None)
    closed = identity.closed_to(case, request.actor)
    status = 403 if closed else 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                entry = identity.request_identity(
                    ref=case.ref,
                    purpose=form.cleaned_data["purpose"],
                    actor=request.actor,
                    real_now=wall_now(),
                    now=request.now,
                )
            except NotAllowed as error:
                form.add_error(None, str(refusal(error)))
                status = 403
            else:
                return redirect("work:identity_open", ref=case.ref, entry=entry)
    context = {
        "case": case,
        "form": form,
        "name": name_of(case),
        "why": SENTENCES[closed] if closed else "",
    }
    return render(
        request, "complaints/office/identity_ask.html", context, status=status
    )


@require_safe
def show(request: PortalRequest, ref: UUID, entry: int) -> HttpResponse:
    """The identity, for 15 minutes, to the one who asked for it."""
    case = case_of(request, ref)
    try:
        opening: dict[str, Any] = {
            "ref": case.ref,
            "entry_id": entry,
            "actor": request.actor,
            "real_now": wall_now(),
        }
        found = identity.open_identity(**opening) if case.has_reporter else None
        heard = identity.open_witnesses(**opening)
    except ObjectDoesNotExist as missing:  # somebody else's entry, or none
        raise Http404 from missing
    except NotAllowed as error:
        context = {"case": case, "name": name_of(case), "why": refusal(error)}
        return render(
            request, "complaints/office/identity_ask.html", context, status=403
        )
    context = {
        "case": case,
        "name": name_of(case),
        "rows": _rows(found) if found else [],
        "former": _former(found) if found else [],
        "completed": identity.completed_on(case),
        "heard": [(ACTIVITIES[Kind(row.kind)], row, who) for row, who in heard],
    }
    return render(request, "complaints/office/identity.html", context)


def _day(text: str) -> str:
    """An ISO date as people write it; what is none is left as it was typed."""
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


def _former(found: Revealed) -> list[tuple[str, str]]:
    """What another answer took the place of, named as in the rows above it."""
    return [
        (label, value)
        for name, before in found.former
        for label, value in _rows(Identity(**{"name": "", name: before}))
        if value
    ]


def _rows(found: Identity) -> list[tuple[str, str]]:
    rows = [
        (_("Nama"), found.name),
        (_("Tempat lahir"), found.birth_place),
        (_("Tanggal lahir"), _day(found.birth_date)),
        (_("Jenis kelamin"), _named(SEXES, found.sex)),
        (_("Status perkawinan"), found.marital_status),
        (_("Pekerjaan"), found.occupation),
        (_("Alamat"), found.address),
        ("NIK", masked(found.nik)),
        (_("Paspor"), found.passport),
        (_("KITAS"), found.kitas),
    ]
    if found.represented_name:
        relation = _named(RELATIONS, found.represented_relation)
        rows += [
            (_("Melapor untuk"), found.represented_name),
            (_("Hubungan"), relation),
        ]
    return rows + [(_("Perlu dilihat"), str(line)) for line in sentences_of(found)]


def _named(choices: list[tuple[str, Any]], value: str) -> str:
    return str(dict(choices).get(value, value))

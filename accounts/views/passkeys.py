"""Adding, naming and removing one's own passkeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import passkeys
from accounts.errors import Refused
from accounts.forms.doors import PASSKEY_REFUSED, AddPasskeyForm, NamedPasskeyForm
from accounts.http import person
from accounts.reporters import name_for
from accounts.second_factor import has_one
from accounts.services.own_account import add_passkey, remove_passkey, rename_passkey
from accounts.stepup import door
from accounts.views.doors import must_show_first, note_factor, shown_now
from accounts.views.people import form
from accounts.views.scripts import with_script

if TYPE_CHECKING:
    from accounts.http import PortalRequest


@form
@with_script
def add(request: PortalRequest) -> HttpResponse:
    """Register a passkey, as the first second factor or beside another one."""
    first = not has_one(person(request))
    if (not first and not request.actor.stepped_up) or must_show_first(request):
        return door(request)
    asked = AddPasskeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and asked.is_valid():
        try:
            row = passkeys.register(
                request,
                person(request),
                asked.cleaned_data["credential"],
                asked.cleaned_data["name"],
            )
        except passkeys.NoPasskey:
            asked.add_error(None, PASSKEY_REFUSED)
        else:
            return _added(request, row, first=first)
    context = {
        "form": asked,
        "passkey_options": passkeys.begin_registering(
            request, person(request), shown=name_for(person(request))
        ),
        "first": first,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/passkeys/add.html", context, status=status)


def _added(request: PortalRequest, row: Authenticator, *, first: bool) -> HttpResponse:
    with transaction.atomic():
        with_codes = add_passkey(
            user=person(request), row=row, actor=request.actor, now=request.now
        )
        if first:
            note_factor(request)
    if first:
        shown_now(request, row)
    messages.success(request, _("Kunci sandi ditambahkan."))
    return redirect("mfa_view_recovery_codes" if with_codes else "account")


@form
def edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Give one of them another name, or remove it."""
    row = next((one for one in passkeys.rows(person(request)) if one.pk == pk), None)
    if row is None:
        raise Http404
    if not request.actor.stepped_up:
        return door(request)
    removing = request.POST.get("do") == "hapus"
    posted = request.POST if request.method == "POST" and not removing else None
    asked = NamedPasskeyForm(posted, initial={"name": row.data["name"]})
    refusal, status = "", 200
    if removing:
        try:
            remove_passkey(
                user=person(request), pk=pk, actor=request.actor, now=request.now
            )
        except Refused as error:
            refusal, status = str(error.sentence), 409
        else:
            messages.success(request, _("Kunci sandi dihapus."))
            return redirect("account")
    elif posted is not None and asked.is_valid():
        rename_passkey(user=person(request), pk=pk, name=asked.cleaned_data["name"])
        messages.success(request, _("Nama kunci sandi tersimpan."))
        return redirect("account")
    elif posted is not None:
        status = 422
    context = {"form": asked, "row": row, "refusal": refusal}
    return render(request, "accounts/passkeys/edit.html", context, status=status)

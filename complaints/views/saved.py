"""The filters that an officer keeps: name, rename, share, order, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Role
from complaints.domain.listings import Listing
from complaints.forms.queue import FilterForm, NameForm
from complaints.forms.tracker import TrackerForm
from complaints.models import SavedFilter
from complaints.policies import reads_cases
from complaints.selectors.desk import Desk, desk_of
from complaints.services import desk as desks
from complaints.services.errors import NotReady
from complaints.views.queue_words import chips_of
from complaints.views.sentences import refusal
from complaints.views.tracker import desk_for

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.forms.addressed import AddressForm

#: Of each list its own page, and the one of the filters that are kept of it.
LISTS = {Listing.QUEUE: "work:queue", Listing.ACTIONS: "work:tracker"}
PAGES = {Listing.QUEUE: "work:saved", Listing.ACTIONS: "work:tracker_saved"}

DO = {
    "up": desks.move_up,
    "forget": desks.forget_filter,
    "unshare": desks.keep_to_oneself,
}
SHARE = "share:"


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest) -> HttpResponse:
    """Keep the filter of the queue that the address carries, and what is kept already."""
    return _home(request, Listing.QUEUE)


@require_http_methods(["GET", "HEAD", "POST"])
def of_actions(request: PortalRequest) -> HttpResponse:
    """The same of the list of actions."""
    return _home(request, Listing.ACTIONS)


def _home(request: PortalRequest, listing: Listing) -> HttpResponse:
    if not reads_cases(request.actor):
        raise Http404
    desk, form = _asked(request, listing)
    name = NameForm(request.POST or None)
    if request.method == "POST" and form.narrows() and name.is_valid():
        try:
            desks.save_filter(
                name=name.cleaned_data["name"],
                query=form.address(),
                actor=request.actor,
                listing=listing,
            )
        except NotReady as error:
            name.add_error("name", refusal(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(PAGES[listing])
    context = {
        "listing": listing.value,
        "page": reverse(PAGES[listing]),
        "list": reverse(LISTS[listing]),
        "chips": chips_of(form),
        "asked": form.asked().items(),
        "name": name,
        "saved": desk.saved,
        "offices": _shares_with(request, desk),
    }
    return render(request, "complaints/office/saved.html", context)


def _asked(request: PortalRequest, listing: Listing) -> tuple[Desk, AddressForm]:
    """What is asked for, by post or by address, in the words of its list."""
    data, language = request.POST or request.GET, get_language() or "id"
    if listing is Listing.ACTIONS:
        wide = desk_for(data, request.actor, request.now, language)
        return wide.desk, TrackerForm(data, desk=wide)
    desk = desk_of(request.actor, request.now, language)
    return desk, FilterForm(data, desk=desk)


def _shares_with(request: PortalRequest, desk: Desk) -> list[tuple[str, str]]:
    """The offices that he heads, to which a filter of his may be shown."""
    if not request.actor.has(Role.HEAD):
        return []
    return [one for one in desk.offices if int(one[0]) in request.actor.office_ids]


@require_POST
def change(request: PortalRequest, pk: int) -> HttpResponse:
    """Rename, share, order or delete one; what is not his does not exist for him."""
    if not reads_cases(request.actor):
        raise Http404
    try:
        listing = Listing(desks.own_or_headed(pk=pk, actor=request.actor).listing)
        done = _change(request, pk, request.POST.get("do", ""))
    except SavedFilter.DoesNotExist:
        raise Http404 from None
    except NotReady as error:
        messages.warning(request, refusal(error))
    else:
        if done:
            messages.success(request, _("Tersimpan."))
        else:
            messages.warning(request, _("Nama saringan belum diisi dengan benar."))
    return redirect(PAGES[listing])


def _change(request: PortalRequest, pk: int, do: str) -> bool:
    office = do.removeprefix(SHARE)
    if do.startswith(SHARE) and office.isdecimal():
        desks.share_filter(pk=pk, office_id=int(office), actor=request.actor)
        return True
    if do in DO:
        DO[do](pk=pk, actor=request.actor)
        return True
    name = NameForm(request.POST)
    if not name.is_valid():
        return False
    desks.rename_filter(pk=pk, name=name.cleaned_data["name"], actor=request.actor)
    return True

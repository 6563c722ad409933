"""From ticked actions to the page that reminds their agencies: of each, whether it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from complaints.forms.bulk import ActionsForm
from complaints.forms.tracker import TrackerForm
from complaints.policies import reads_cases
from complaints.selectors.bulk import all_actions, picked_actions
from complaints.services import bulk as service
from complaints.views.tracker import desk_for, marks_at

if TYPE_CHECKING:
    from accounts.http import PortalRequest


@require_POST
def choose(request: PortalRequest) -> HttpResponse:
    """Keep the choice of the list, and have it tried at once: nothing is to be asked."""
    if not reads_cases(request.actor):
        raise Http404
    actor, now = request.actor, request.now
    desk = desk_for(request.POST, actor, now, get_language() or "id")
    asked, form = TrackerForm(request.POST, desk=desk), ActionsForm(request.POST)
    back = redirect(f"{reverse('work:tracker')}?{asked.address()}")
    filters, most = asked.filters(), settings.BULK_MOST
    if form.is_valid() and form.cleaned_data["everything"]:
        actions = all_actions(actor, filters, marks_at(desk, now), most)
    else:
        refs = form.cleaned_data.get("action", [])
        actions = picked_actions(actor, refs)
    if not actions:
        messages.warning(request, _("Pilih dulu tindakannya."))
        return back
    if len(actions) > most:
        said = _("Paling banyak %(most)s tindakan sekaligus. Saring lebih sempit.")
        messages.warning(request, said % {"most": most})
        return back
    view = f"actions.{filters.view.name.lower()}"
    bulk = service.choose_actions(actions=actions, view=view, actor=actor, now=now)
    return redirect("work:bulk_page", ref=bulk.ref)

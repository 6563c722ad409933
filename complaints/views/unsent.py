"""Everything that an officer typed and has not sent, wherever the case is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from complaints.policies import reads_cases
from complaints.selectors.unsent_words import all_unsent
from complaints.views.acts import ACTS
from complaints.views.composing import said_of, words_in
from complaints.views.own_acts import named
from complaints.views.words import name_of

if TYPE_CHECKING:
    from typing import Any

    from accounts.http import PortalRequest
    from complaints.selectors.unsent_words import Waiting


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Her own words, to be sent or copied; of a case closed to her, the words alone."""
    if not reads_cases(request.actor):
        raise Http404
    rows = [_row(waiting) for waiting in all_unsent(request.actor)]
    return render(request, "complaints/office/unsent.html", {"rows": rows})


def _row(waiting: Waiting) -> dict[str, Any]:
    row, case = waiting.row, waiting.case
    act = ACTS.get(row.act)
    shown = named(act, case) if act and case else act
    label = shown.label if shown else row.act
    return {
        "label": label,
        "name": name_of(case) if case else "",
        "url": reverse("work:act", args=[case.ref, row.act]) if case and act else "",
        "words": words_in(row),
        "said": said_of(row),
    }

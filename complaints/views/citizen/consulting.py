"""A question to us, on one page; the answer waits behind its number and code."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.network import client_network
from agencies.selectors import children_of
from complaints.domain.terms import TermKind
from complaints.forms.taking import ConsultForm
from complaints.models.choices import Channel
from complaints.policies import takes_in
from complaints.selectors.receipts import case_of, promised
from complaints.services import consulting
from complaints.services.admitting import Proof, admit
from complaints.services.errors import NotReady, TooManyReports
from complaints.vault import Contact
from complaints.views.citizen import admission
from complaints.views.citizen.filing import READ_OR_SEND
from complaints.views.citizen.receipt import of_receipt
from complaints.views.sentences import refusal
from journal.errors import InFlight, KeyReused

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.services.filing import Receipt


#: How long an officer may load the page with somebody's code again.
SHOWN_AGAIN = timedelta(minutes=10)


@login_not_required
@READ_OR_SEND
def ask(request: PortalRequest) -> HttpResponse:
    """Ask; then number and code. Sent twice, the same ones."""
    return _answer(request, taken=False)


@READ_OR_SEND
def write_down(request: PortalRequest) -> HttpResponse:
    """The same for an officer who writes down what somebody asks."""
    if not takes_in(request.actor):
        raise Http404
    return _answer(request, taken=True)


def _form(request: PortalRequest, *, taken: bool) -> ConsultForm:
    return ConsultForm(
        request.POST if request.method == "POST" else None,
        provinces=[(one.code, one.name) for one in children_of()],
        taken=taken,
        initial={"key": uuid4(), "language": get_language()},
    )


def _answer(request: PortalRequest, *, taken: bool) -> HttpResponse:
    form = _form(request, taken=taken)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    told = form.cleaned_data
    try:
        if not taken:
            admit(
                key=told["key"],
                network=client_network(request),
                proof=Proof(question=told["question"], answer=told["answer"]),
            )
        receipt = _ask(request, told)
    except TooManyReports as error:
        form.add_error(None, refusal(NotReady("too_many_consultations")))
        task = admission.task(told["key"], error)
        page = _page(request, form, status=429, **task)
        return admission.with_task(request, page, error)
    except KeyReused:
        form.add_error(None, refusal(NotReady("sent_already")))
        form.renew()
        return _page(request, form, status=409)
    except InFlight:  # a double click: the first one is still being stored
        form.add_error(None, refusal(NotReady("in_flight")))
        return _page(request, form, status=409)
    except NotReady as error:
        form.add_error(None, refusal(error))
        return _page(request, form, status=409)
    if taken and receipt.again and _is_handed_over(receipt, request.now):
        form.add_error(None, refusal(NotReady("handed_over")))
        return _page(request, form, status=409)
    context = {
        **of_receipt(receipt),
        "taken": taken,
        "promise": promised(receipt.locator, TermKind.CONSULT_ANSWER),
    }
    return render(request, "citizen/consulted.html", context)


def _is_handed_over(receipt: Receipt, now: datetime) -> bool:
    """Whoever wrote it down sees the code for as long as a printer takes, not longer."""
    return now - case_of(receipt.locator).filed_at > SHOWN_AGAIN


def _ask(request: PortalRequest, told: dict[str, Any]) -> Receipt:
    names = ("email", "phone", "channel", "language")
    return consulting.ask(
        key=told["key"],
        inquiry=consulting.Inquiry(
            question=told["story"],
            contact=Contact(**{name: told[name] for name in names}),
            name=told["name"],
            region_code=told["region_code"],
        ),
        channel=Channel(told.get("taken", Channel.WEB)),
        actor=request.actor,
        now=request.now,
    )


def _page(
    request: PortalRequest, form: ConsultForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, **more}
    return render(request, "citizen/consult.html", context, status=status)

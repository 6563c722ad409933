"""Cases on their way to another office: asking for it, and the list of who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Role
from complaints.forms.steps import TransferAnswerForm, TransferForm
from complaints.models import Transfer
from complaints.models.choices import CLASSES, STATES
from complaints.selectors.transfers import transfer_for, waiting_for
from complaints.services import transferring
from complaints.services.errors import NotReady
from complaints.views.act import Act
from complaints.views.sentences import refusal
from complaints.views.words import name_in_language, name_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import Case

TRANSFER = "pindahkan"
#: The one refusal that is said at its field.
NEEDS_REASON = "transfer_needs_reason"


def _ask(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return transferring.ask_transfer(
        ref=case.ref,
        version=form.cleaned_data["version"],
        office_id=int(form.cleaned_data["office"]),
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


ASKING = Act(
    TRANSFER,
    gettext_lazy("Pindahkan ke kantor lain"),
    TransferForm,
    _ask,
    gettext_lazy(
        "Kepala kantor tujuan menjawab dalam tiga hari kerja. Sampai ia menerima, "
        "perkara tetap di kantor ini dan batas waktunya tetap berjalan."
    ),
)


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What other offices ask this head to take over."""
    if not request.actor.has(Role.HEAD):
        raise Http404
    found = [_words(row) for row in waiting_for(request.actor)]
    return render(request, "complaints/transfers/home.html", {"waiting": found})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Take one over, or send it back with a reason."""
    row = _waiting(request, ref)
    form = TransferAnswerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, row, form, 200)
    if not form.is_valid():
        return _page(request, row, form, 422)
    try:
        told = transferring.answer_transfer(
            ref=row.ref,
            accept=form.cleaned_data["decision"] == "accept",
            answer=form.cleaned_data["answer"],
            actor=request.actor,
            now=request.now,
        )
    except NotReady as error:
        missing = error.code == NEEDS_REASON
        form.add_error("answer" if missing else None, str(refusal(error)))
        return _page(request, row, form, 422 if missing else 409)
    except Transfer.DoesNotExist as gone:
        raise Http404 from gone
    if told.accepted:
        messages.success(request, _("Perkara ini sekarang milik kantor Anda."))
        return redirect("work:case", ref=told.case.ref)
    messages.success(request, _("Dikembalikan kepada kantor asal."))
    return redirect("work:transfers")


def _waiting(request: PortalRequest, ref: UUID) -> Transfer:
    try:
        return transfer_for(request.actor, ref)
    except Transfer.DoesNotExist as missing:
        raise Http404 from missing


def _page(
    request: PortalRequest, row: Transfer, form: TransferAnswerForm, status: int
) -> HttpResponse:
    context = {"form": form, "asked": _words(row)}
    return render(request, "complaints/transfers/answer.html", context, status=status)


def _words(row: Transfer) -> dict[str, Any]:
    """A request in words; of the case no more than how it is called and how far it is."""
    case = row.case
    return {
        "row": row,
        "number": name_of(case),
        "from": name_in_language(row.from_office),
        "agency": _agency(case),
        "stage": dict(STATES)[case.stage],
        "class": dict(CLASSES)[case.case_class] if case.classification else "",
    }


def _agency(case: Case) -> str:
    if case.restricted:
        return _("perkara terbatas")
    return name_in_language(case.agency) if case.agency else ""

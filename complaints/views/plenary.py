"""Plenaries of an office: the agenda, one decision per report, and the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.domain.calendar import legal_day
from complaints.domain.hindering import against
from complaints.domain.states import Command
from complaints.forms.plenary import AgendaForm, DecisionForm
from complaints.models import Case, Plenary
from complaints.models.choices import REASONS
from complaints.models.labels import DECISIONS
from complaints.policies import keeps_plenaries
from complaints.selectors.hindering import hindrances_of, read_together
from complaints.selectors.plenary import (
    items_of,
    may_sit,
    plenaries_for,
    waiting_for_plenary,
)
from complaints.services.errors import NotReady
from complaints.services.minutes import sign_minutes
from complaints.services.plenary import carry_out, open_plenary
from complaints.views import hindering
from complaints.views.acts import ACTS
from complaints.views.evidence import send
from complaints.views.refusing import choices
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import agency_in_list, name_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import PlenaryItem
    from documents.models import StoredFile

SIGN = "tandatangani"
#: So many meetings are listed.
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest) -> HttpResponse:
    """The meetings that there were, and an agenda for the next one."""
    if not keeps_plenaries(request.actor):
        raise Http404
    waiting = list(waiting_for_plenary(request.actor))
    office_id = waiting[0].office_id if waiting else min(request.actor.office_ids)
    offered = [case for case in waiting if case.office_id == office_id]
    people = [(user.pk, user.name) for user in may_sit(office_id, request.now)]
    cases = [(str(case.ref), _called(case)) for case in offered]
    data = request.POST if request.method == "POST" else None
    form, status = AgendaForm(data, people=people, cases=cases), 200
    if data is not None:
        status = 422
        if form.is_valid():
            try:
                opened = open_plenary(
                    office_id=office_id,
                    held_on=form.cleaned_data["held_on"],
                    present=[int(pk) for pk in form.cleaned_data["present"]],
                    refs=form.cleaned_data["cases"],
                    actor=request.actor,
                    now=request.now,
                )
            except NotReady as error:
                form.add_error(None, str(refusal(error)))
            else:
                return redirect("work:plenary", ref=opened.ref)
    elif offered:
        form.fields["held_on"].initial = legal_day(request.now, offered[0].office.zone)
    context = {
        "form": form,
        "waiting": len(offered),
        "meetings": plenaries_for(request.actor)[:SHOWN],
    }
    return render(request, "complaints/plenary/home.html", context, status=status)


def _called(case: Case) -> str:
    against = agency_in_list(case)
    return f"{name_of(case)}, {against}" if against else name_of(case)


def _meeting(request: PortalRequest, ref: UUID) -> Plenary:
    try:
        return plenaries_for(request.actor).get(ref=ref)
    except Plenary.DoesNotExist as missing:
        raise Http404 from missing


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One meeting: what is undecided with its form, what was decided, the minutes."""
    found = _meeting(request, ref)
    posted = request.method == "POST"
    if posted and request.POST.get("do") == SIGN:
        return _signed(request, found)
    rows = _rows(request, found)
    if posted:
        forms = [row["form"] for row in rows if row["form"] is not None]
        lacking = [form for form in forms if not form.is_valid()]  # each says what
        if not lacking:
            told = [one for form in forms if (one := form.decided()) is not None]
            whys = carry_out(
                ref=found.ref, decisions=told, actor=request.actor, now=request.now
            )
            say(request, whys)
            return redirect("work:plenary", ref=found.ref)
    return _page(request, found, rows, status=422 if posted else 200)


def say(request: PortalRequest, whys: list[str]) -> None:
    """How many decisions were carried out, and how many were not."""
    failed = sum(1 for why in whys if why)
    done = len(whys) - failed
    if done:
        text = ngettext(
            "%(n)s putusan dilaksanakan.", "%(n)s putusan dilaksanakan.", done
        )
        messages.success(request, text % {"n": done})
    if failed:
        text = ngettext(
            "%(n)s putusan tidak terlaksana; sebabnya di bawah.",
            "%(n)s putusan tidak terlaksana; sebabnya di bawah.",
            failed,
        )
        messages.warning(request, text % {"n": failed})
    if not whys:
        messages.warning(request, _("Belum ada putusan yang dipilih."))


def _signed(request: PortalRequest, found: Plenary) -> HttpResponse:
    try:
        sign_minutes(ref=found.ref, actor=request.actor, now=request.now)
    except NotReady as error:
        rows = _rows(request, found, asked=False)
        why = str(refusal(error))
        return _page(request, found, rows, status=409, why=why)
    messages.success(request, _("Berita acara ditandatangani."))
    return redirect("work:plenary", ref=found.ref)


def _rows(
    request: PortalRequest, found: Plenary, *, asked: bool = True
) -> list[dict[str, Any]]:
    """Each report of the agenda; of one that is closed to her no more than that."""
    items = items_of(found)
    ids = [item.case_id for item in items]
    seen = Case.objects.visible_to(request.actor).filter(pk__in=ids)
    open_to = set(seen.values_list("pk", flat=True))
    waits = [item.case for item in items if item.decided_at is None]
    read_together(case for case in waits if case.pk in open_to)
    data = request.POST if asked and request.method == "POST" else None
    rows = [_row(item, data, seen=item.case_id in open_to) for item in items]
    for row in rows:
        if row["href"] and row["form"] is not None:
            row["hindering"] = _hindering(row["item"].case, request.actor)
    return rows


def _hindering(case: Case, actor: Actor) -> list[dict[str, str]]:
    """What is still open in it, and so stands against refusing it."""
    found = against(Command.REFUSE, hindrances_of(case))
    return hindering.words(case, found, actor, ACTS)


def _row(item: PlenaryItem, data: Any, *, seen: bool) -> dict[str, Any]:
    form, found = None, ""
    if item.decided_at is None:
        offered = choices(item.case)
        found = offered["found"] if seen else ""
        form = DecisionForm(
            data,
            item_id=item.pk,
            grounds=offered["grounds"],
            initial={"version": item.case.version},
        )
    reasons, decisions = dict(REASONS), {str(k): v for k, v in DECISIONS.items()}
    return {
        "item": item,
        "form": form,
        "found": found,
        "name": _called(item.case)
        if seen
        else _("Perkara yang tidak terbuka bagi Anda"),
        "href": item.case.ref if seen else "",
        "decision": decisions.get(item.decision, ""),
        "ground": next((w for c, w in reasons.items() if c == item.ground), ""),
        "kept_out": [user.name for user in item.kept_out.all()],
        "why": SENTENCES.get(item.failed, "") if item.failed else "",
    }


def _page(
    request: PortalRequest,
    found: Plenary,
    rows: list[dict[str, Any]],
    *,
    status: int,
    why: str = "",
) -> HttpResponse:
    context = {
        "meeting": found,
        "present": found.present.order_by("name", "id"),
        "undecided": [row for row in rows if row["form"] is not None],
        "decided": [row for row in rows if row["form"] is None],
        "faulty": [
            row for row in rows if row["form"] is not None and row["form"].errors
        ],
        "why": why,
        "sign": SIGN,
    }
    return render(request, "complaints/plenary/meeting.html", context, status=status)


@require_safe
def minutes(request: PortalRequest, ref: UUID) -> HttpResponse:
    """To the PDF of the minutes, for one minute."""
    found = _meeting(request, ref)

    def file() -> StoredFile:
        if found.letter is None:
            raise Plenary.DoesNotExist
        return found.letter.file

    return send(request, file)

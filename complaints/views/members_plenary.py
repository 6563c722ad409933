"""Plenaries of the commissioners: the agenda, one decision per matter, the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain.recommending import CONFIRMED, Subject
from complaints.forms.members_plenary import MeetingForm, RulingForm
from complaints.models import Case, Plenary
from complaints.models.labels import DECISIONS
from complaints.policies import sits_in_plenary
from complaints.selectors.members import members
from complaints.selectors.members_plenary import agenda_of, matters_for, meetings_for
from complaints.services.errors import NotReady
from complaints.services.members_plenary import NOTED, open_meeting, rule
from complaints.services.minutes import sign_minutes
from complaints.views.evidence import send
from complaints.views.ladder_words import matter_words
from complaints.views.plenary import SHOWN, SIGN, say
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import agency_in_list, name_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Matter, PlenaryItem
    from documents.models import StoredFile


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest) -> HttpResponse:
    """The meetings that there were, and an agenda for the next one."""
    if not sits_in_plenary(request.actor):
        raise Http404
    waiting = list(matters_for(request.actor))
    people = [(user.pk, user.name) for user in members(request.now)]
    offered = [(str(row.ref), _called(row)) for row in waiting]
    data = request.POST if request.method == "POST" else None
    form, status = MeetingForm(data, people=people, matters=offered), 200
    if data is not None:
        status = 422
        if form.is_valid():
            try:
                opened = open_meeting(
                    held_on=form.cleaned_data["held_on"],
                    present=[int(pk) for pk in form.cleaned_data["present"]],
                    refs=form.cleaned_data["matters"],
                    actor=request.actor,
                    now=request.now,
                )
            except NotReady as error:
                form.add_error(None, str(refusal(error)))
            else:
                return redirect("work:members_plenary", ref=opened.ref)
    elif offered:
        today = legal_day(request.now, central_office().zone)
        form.fields["held_on"].initial = today
    context = {
        "form": form,
        "waiting": len(offered),
        "meetings": meetings_for(request.actor)[:SHOWN],
    }
    return render(request, "complaints/members/home.html", context, status=status)


def _called(row: Matter) -> str:
    """A matter in one line: what, of which case, against whom."""
    said = matter_words(row)
    what = f"{said['subject']}: {said['status']}" if said["status"] else said["subject"]
    against = agency_in_list(row.case)
    named = f"{what}, {name_of(row.case)}"
    return f"{named}, {against}" if against else named


def _meeting(request: PortalRequest, ref: UUID) -> Plenary:
    try:
        return meetings_for(request.actor).get(ref=ref)
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
            told = [one for form in forms if (one := form.ruled()) is not None]
            whys = rule(
                ref=found.ref, decisions=told, actor=request.actor, now=request.now
            )
            _say(request, whys)
            return redirect("work:members_plenary", ref=found.ref)
    return _page(request, found, rows, status=422 if posted else 200)


def _say(request: PortalRequest, whys: list[str]) -> None:
    """What was carried out, what was not, and what waits for a second approval."""
    noted = whys.count(NOTED)
    if noted:
        text = ngettext(
            "%(n)s persetujuan dicatat. Berlaku setelah pimpinan lain yang hadir "
            "menyetujuinya juga.",
            "%(n)s persetujuan dicatat. Berlaku setelah pimpinan lain yang hadir "
            "menyetujuinya juga.",
            noted,
        )
        messages.success(request, text % {"n": noted})
    if len(whys) > noted or not whys:
        say(request, [why for why in whys if why != NOTED])


def _signed(request: PortalRequest, found: Plenary) -> HttpResponse:
    try:
        sign_minutes(ref=found.ref, actor=request.actor, now=request.now)
    except NotReady as error:
        rows = _rows(request, found, asked=False)
        why = str(refusal(error))
        return _page(request, found, rows, status=409, why=why)
    messages.success(request, _("Berita acara ditandatangani."))
    return redirect("work:members_plenary", ref=found.ref)


def _rows(
    request: PortalRequest, found: Plenary, *, asked: bool = True
) -> list[dict[str, Any]]:
    """Each matter of the agenda; of a case that is closed to him no more than that."""
    items = agenda_of(found)
    ids = [item.case_id for item in items]
    seen = Case.objects.visible_to(request.actor).filter(pk__in=ids)
    open_to = set(seen.values_list("pk", flat=True))
    data = request.POST if asked and request.method == "POST" else None
    return [_row(item, data, seen=item.case_id in open_to) for item in items]


def _row(item: PlenaryItem, data: Any, *, seen: bool) -> dict[str, Any]:
    form = None
    if item.decided_at is None:
        form = RulingForm(data, item_id=item.pk, initial={"version": item.case.version})
    decisions = {str(code): name for code, name in DECISIONS.items()}
    return {
        "item": item,
        "form": form,
        "matter": item.matter if seen else None,
        "two": item.matter is not None and Subject(item.matter.subject) in CONFIRMED,
        "name": _called(item.matter)
        if seen and item.matter is not None
        else _("Perkara yang tidak terbuka bagi Anda"),
        "href": item.case.ref if seen else "",
        "decision": decisions.get(item.decision, ""),
        "approved_by": [user.name for user in item.approvers],
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
    undecided = [row for row in rows if row["form"] is not None]
    present = list(found.present.order_by("name", "id"))
    context = {
        "meeting": found,
        "present": present,
        "sat": request.actor.user_id in {person.pk for person in present},
        "undecided": undecided,
        "decided": [row for row in rows if row["form"] is None],
        "faulty": [row for row in undecided if row["form"].errors],
        "why": why,
        "sign": SIGN,
    }
    return render(request, "complaints/members/meeting.html", context, status=status)


@require_safe
def minutes(request: PortalRequest, ref: UUID) -> HttpResponse:
    """To the PDF of the minutes, for one minute."""
    found = _meeting(request, ref)

    def file() -> StoredFile:
        if found.letter is None:
            raise Plenary.DoesNotExist
        return found.letter.file

    return send(request, file)

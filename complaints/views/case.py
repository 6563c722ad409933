"""The case page, and the page of each act on it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.roles import Role
from accounts.views.scripts import with_line
from accounts.wall_clock import wall_now
from complaints.domain.hindering import CLOSING_ACTS
from complaints.domain.lifecycle import IllegalTransition
from complaints.models import Case
from complaints.policies import reads_cases
from complaints.selectors.case_page import case_page
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.mentions import mentionable
from complaints.selectors.people import colleagues, officers
from complaints.selectors.substances import said_on, today_of
from complaints.selectors.told import told_with
from complaints.selectors.unsent_words import unsent_in
from complaints.selectors.visits import has_stated
from complaints.services import mentions
from complaints.services.closing import proposable, reasons_for
from complaints.services.errors import CaseError, StaleVersion, WouldName
from complaints.services.leaks import held
from complaints.services.reading import case_read
from complaints.services.register import enters_register
from complaints.services.unsent import BASIS, forget
from complaints.views import (
    along,
    around,
    comparing,
    composing,
    filling,
    hindering,
    own_acts,
    safeguards,
    task_words,
)
from complaints.views.acts import ACTS
from complaints.views.case_context import context_of
from complaints.views.deputies import in_place_of
from complaints.views.offers import closed_to
from complaints.views.preview import beside_the_form
from complaints.views.sentences import refusal
from complaints.views.uploads import take
from complaints.views.words import name_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import Promise

    from accounts.http import PortalRequest
    from complaints.models import Unsent
    from complaints.views.act import Act


class ReasonWanted(Exception):
    """A restricted case opens to who may see it only after he said why."""

    def __init__(self, ref: UUID) -> None:
        super().__init__()
        self.ref = ref


#: Read with the case, for the head of its page.
TOGETHER = ("office", "agency", "unit", "examiner", "intake", "resmon", "former__by")
#: The field of an act that brings papers.
FILES = "attachments"
#: The acts that end a case, and the reasons that each may carry as it stands.
REASONS_OF = {"tutup": reasons_for, "usul-tutup": proposable}


def case_of(request: PortalRequest, ref: UUID, *, told: bool = False) -> Case:
    """The case of an officer's page, or the same 404 as for none at all.

    Raises :class:`ReasonWanted` for a restricted one before a reason was stated;
    ``reasons.stated`` asks for it. ``told``: with what ``selectors.told`` adds."""
    case = seen_case(request, ref, told=told)
    if case.restricted and not has_stated(case, request.actor, wall_now()):
        raise ReasonWanted(case.ref)
    return case


def seen_case(request: PortalRequest, ref: UUID, *, told: bool = False) -> Case:
    """The same without asking why."""
    if not reads_cases(request.actor):
        raise Http404
    seen = Case.objects.visible_to(request.actor).select_related(*TOGETHER)
    named = seen.annotate(said=said_on(today_of(request.now)))
    rows = told_with(named, request.actor) if told else named
    found: Case = get_object_or_404(rows, ref=ref)
    return found


@with_line
@require_safe
def show(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One case on one screen: what it is, whose turn, what may be done now."""
    case, (lane, before) = case_of(request, ref, told=True), along.asked(request.GET)
    page = case_page(case, request.actor, request.now, lane=lane, before=before)
    waiting = unsent_in(case, request.actor)
    context = context_of(case, page, request.actor)
    context["hindering"] = hindering.words(case, page.hindering, request.actor, ACTS)
    context["tasks"] = task_words.on_the_case(
        case, request.actor, page.today, writes=context["may_write"]
    )
    told = {"reporter": case.has_reporter}
    context["along"] = along.words(page.stretch, lane, before, **told)
    context |= around.on_the_case(case, request, closed=context["identity_closed"])
    context |= composing.on_the_case(case, page.parties, context["offers"], waiting)
    case_read(case, actor=request.actor, now=request.now)
    mentions.opened(case, actor=request.actor, now=request.now)
    return render(request, "complaints/office/case.html", context)


def _form(act: Act, case: Case, request: PortalRequest, data: Any = None) -> Any:
    extra: dict[str, Any] = {}
    if act.slug in {"tugaskan", "ganti"}:
        found = officers(case.office_id, Role.EXAMINER, request.now)
        extra["examiners"] = [(user.pk, user.name) for user in found]
    if act.slug == "tugaskan":
        extra["registers"] = enters_register(case)
    if act.slug in REASONS_OF:
        extra["reasons"] = REASONS_OF[act.slug](case)
    if act.slug == "kecualikan":
        found = colleagues(case.office_id, request.now)
        found = found.exclude(pk=request.actor.signed_in_id)
        extra["people"] = [(user.pk, user.name) for user in found]
    if act.slug == "catatan":
        found_people = mentionable(case, request.actor, request.now)
        extra["people"] = [(user.pk, user.name) for user in found_people]
    extra |= filling.choices(act.slug, case, request)
    initial = {"version": case.version} | filling.written(act.slug, case)
    files = request.FILES if data is not None else None
    return own_acts.fit(act.slug, act.form(data, files, initial=initial, **extra), case)


@with_line
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: PortalRequest, ref: UUID, slug: str) -> HttpResponse:
    """The page of one act: one question, one button; what was typed is never lost."""
    case = case_of(request, ref)
    chosen = ACTS.get(slug)
    if chosen is None:
        raise Http404
    if request.method != "POST":
        return _asked(request, case, chosen)
    data = request.POST.copy()
    overtaken = comparing.overtaken(slug, case, data)
    if data.get("do") == comparing.MERGE and not overtaken:
        comparing.settle(filling.written(slug, case), data)
    form = _form(chosen, case, request, data)
    if (answer := composing.answer(request, case, chosen, form)) is not None:
        return answer
    looks = data.get("do") in {composing.LOOK, comparing.MERGE}
    if (overtaken or looks) and (closed := _closed(request, case, chosen)):
        # These show more than what was typed: to whoever may act here, and nobody else.
        composing.keep(request, case, chosen, form)
        status, why = closed
        return _page(request, case, chosen, None, status=status, why=str(why))
    if not form.is_valid():
        return _page(request, case, chosen, form, status=_why_invalid(case, form))
    return _sent(request, case, chosen, form, overtaken=overtaken, looks=looks)


def _sent(
    request: PortalRequest,
    case: Case,
    act: Act,
    form: Any,
    *,
    overtaken: bool,
    looks: bool,
) -> HttpResponse:
    """What becomes of a form that is filled in well."""
    if overtaken:
        form.add_error(None, str(refusal(StaleVersion())))
        form.data["version"] = str(case.version)
        return _page(request, case, act, form, status=409)
    if looks:
        return _page(request, case, act, form)
    return _carried_out(request, case, act, form)


def _carried_out(
    request: PortalRequest, case: Case, act: Act, form: Any
) -> HttpResponse:
    try:
        with transaction.atomic() if FILES in form.fields else nullcontext():
            if status := _brought(request, form):
                return _page(request, case, act, form, status=status)
            act.run(case, form, request.actor, request.now)
    except (CaseError, NotAllowed, IllegalTransition) as error:
        if isinstance(error, WouldName):
            error.places = held(
                case, error.places, actor=request.actor, now=request.now
            )
        form.add_error(None, str(refusal(error)))
        form.data["version"], form.data["key"] = str(case.version), str(uuid4())
        status = 403 if isinstance(error, NotAllowed) else 409
        return _page(request, case, act, form, status=status, error=error)
    forget(case, act.slug, request.actor)
    messages.success(request, _("Tersimpan."))
    if act.leaves:
        return redirect("work:queue")
    return redirect("work:case", ref=case.ref)


def _brought(request: PortalRequest, form: Any) -> int:
    """Take in the files of a form that has some; the status where one is refused."""
    if FILES not in form.fields:
        return 0
    stored, status = take(request, form, form.cleaned_data[FILES])
    form.file_ids = [file.pk for file in stored]
    return 0 if form.is_valid() else status


def _why_invalid(case: Case, form: Any) -> int:
    """422, or 409: choices that a colleague's step took away are no mistake of hers.

    The step may have come after this request had read the case: the version is read anew.
    """
    shown = form.data.setdefault("version", str(case.version))
    case.refresh_from_db(fields=["version"])
    if shown == str(case.version):
        return 422
    form.add_error(None, str(refusal(StaleVersion())))
    form.data["version"] = str(case.version)
    return 409


def _closed(
    request: PortalRequest, case: Case, act: Act
) -> tuple[int, str | Promise] | None:
    """Why this act is not open to this actor, with its status; None where it is."""
    parties, rows = composing.around(request, case)
    if act.slug in safeguards.SAFEGUARDS:
        return safeguards.closed(act.slug, case, request.actor, parties)
    return closed_to(act.slug, case, parties, rows)


def _asked(request: PortalRequest, case: Case, act: Act) -> HttpResponse:
    closed = _closed(request, case, act)
    if closed is None:
        waiting = unsent_in(case, request.actor).get(act.slug)
        form = _form(act, case, request)
        if waiting is not None:
            form.initial |= waiting.fields
        return _page(request, case, act, form, waiting=waiting)
    return _page(request, case, act, None, status=closed[0], why=str(closed[1]))


def _page(
    request: PortalRequest,
    case: Case,
    act: Act,
    form: Any,
    *,
    status: int = 200,
    why: str = "",
    waiting: Unsent | None = None,
    error: Exception | None = None,
) -> HttpResponse:
    """The page of an act; what came with a form that was not sent on is kept."""
    if form is not None and form.is_bound:
        waiting = composing.keep(request, case, act, form)
        opened_on = request.POST.get(BASIS)
    else:
        waiting = waiting or unsent_in(case, request.actor).get(act.slug)
        opened_on = comparing.opened_on(waiting)
    context = {
        "case": case,
        "act": own_acts.named(act, case),
        "lead": own_acts.lead_of(act, case),
        "form": form,
        "why": why,
        "case_name": name_of(case),
        "in_place_of": in_place_of(case, request.actor),
        **beside_the_form(act.slug, case, request),
        "named": error if isinstance(error, WouldName) else None,
        "basis": comparing.basis_of(act.slug, case),
        "hindering": hindering.words(case, hindrances_of(case), request.actor, ACTS)
        if why and act.slug in CLOSING_ACTS
        else [],
        "merge": comparing.merge_of(act.slug, case, form, opened_on),
        **composing.beside(request, case, act, form, waiting),
    }
    return render(request, "complaints/office/act.html", context, status=status)

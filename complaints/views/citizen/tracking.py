"""Whose turn, by when, and why: the report's page for who holds number and code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.network import client_network
from accounts.reporter_session import lent_by, open_case, opened_cases, reporter_for
from accounts.views.scripts import with_line, with_script
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.extending import Cause
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.numbering import normalise_locator
from complaints.domain.states import Command, Reason, State
from complaints.forms.tracking import CodeForm, MessageForm, ResultForm
from complaints.selectors.merging import family_of, stands_merged
from complaints.selectors.mine import is_kept, kept_in
from complaints.selectors.parts import copy_for_reporter, own_file_of, own_letter_of
from complaints.selectors.reporter_page import report_of, reporter_page
from complaints.services import answering, tracking
from complaints.services.closing import withdraw
from complaints.services.errors import CaseError, TooManyTries
from complaints.services.writing import write_message
from complaints.views import reaching
from complaints.views.assessed_words import of_items
from complaints.views.citizen import completing, parked, phrases, words
from complaints.views.citizen.refused import refused_because
from complaints.views.evidence import send
from complaints.views.sentences import refusal
from complaints.views.why_dates import skipped_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.forms.once import OnceForm
    from complaints.models import Case
    from complaints.selectors.reporter_page import ReporterPage
    from documents.models import StoredFile

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
#: The pages on which the reporter acts: form, and the command that must be open.
ACTS: dict[str, tuple[type[Any], Command | None]] = {
    "pesan": (MessageForm, None),
    "lengkapi": (MessageForm, Command.COMPLETE),
    "tanggapi": (ResultForm, Command.ANSWER_RESULT),
}


@login_not_required
@READ_OR_SEND
@with_script
def enter(request: PortalRequest) -> HttpResponse:
    """Ask for number and code."""
    return _door(request, normalise_locator(request.GET.get("nomor", "")))


@login_not_required
@READ_OR_SEND
@with_script
def show(request: PortalRequest, locator: str) -> HttpResponse:
    """The report, or the door when its code was not shown here."""
    case = opened_here(request, locator)
    if case is None or request.method == "POST":
        return _door(request, normalise_locator(locator))
    if _looks_himself(request):
        case = tracking.read_on(case, request.now)
    page = reporter_page(case, request.now)
    context = {
        "case": case,
        "page": page,
        "sentence": words.sentence(case, page),
        "skipped": skipped_of(page.clock.row, work_calendar()) if page.clock else [],
        "whose": phrases.WHOSE[page.turn.side],
        "next": phrases.NEXT.get(page.turn.sentence, ""),
        "parties": words.parties(case, page),
        "actions": words.actions(page),
        "assessed": of_items(page.actions),
        "findings": words.findings(page),
        "steps": words.steps(case, page),
        "merge": stands_merged(case)
        if case.closing_reason == Reason.DUPLIKAT
        else None,
        "family": _family(case, page),
        "extensions": [
            {"row": row, "cause": phrases.CAUSES_TOLD[Cause(row.cause)]}
            for row in page.extensions
        ],
        "missing": words.lacking(case, page.missing),
        "may": {str(command) for command in page.may},
        "closed": case.state == State.CLOSED,
        "ending": words.ending(case),
        "refused": refused_because(case),
        "pending": words.pending(page),
        "kept": kept_in(case, request.actor),
        "contacts": reaching.contacts(case),
        "way": reaching.way(case),
        "news": reaching.news(case),
    }
    return render(request, "citizen/track/case.html", context)


def _family(case: Case, page: ReporterPage) -> list[dict[str, Any]]:
    """The other cases of his report, and whether the same code opens them."""
    if not any(moment.kind in events.SPLITTING for moment in page.moments):
        return []
    return [
        {"case": other, "same": other.opener.pk == case.opener.pk}
        for other in family_of(case)
    ]


def _looks_himself(request: PortalRequest) -> bool:
    """Not a browser that fetches ahead, nor a link on somebody else's page."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    led = request.headers.get("Sec-Fetch-Site") == "cross-site"
    return request.method == "GET" and not ahead and not led


def opened_here(request: PortalRequest, locator: str) -> Case | None:
    """The report of this number, if its code was shown in this browser.

    Or if the account that is signed in here keeps it, asked anew each time.
    """
    found = report_of(normalise_locator(locator), opened_cases(request))
    account = lent_by(request, found.pk) if found else None
    if found and account is not None and not is_kept(found, account, request.actor):
        return None
    return found


def _door(request: PortalRequest, number: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data, initial={"number": number})
    status = 200
    if data is not None and form.is_valid():
        try:
            case = tracking.open_with_code(
                locator=form.cleaned_data["number"],
                code=form.cleaned_data["code"],
                network=client_network(request),
                now=request.now,
            )
        except CaseError as error:
            form.add_error("code", refusal(error))
            status = 429 if isinstance(error, TooManyTries) else 422
        else:
            open_case(request, case.pk, request.now)
            return redirect("tracking:case", locator=case.locator)
    elif data is not None:
        status = 422
    return render(request, "citizen/track/door.html", {"form": form}, status=status)


@login_not_required
@READ_OR_SEND
@with_line
def act(request: PortalRequest, locator: str, slug: str) -> HttpResponse:
    """Write to the officer, complete the report, or answer the notice of result."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    kind: Callable[..., OnceForm]
    kind, command = ACTS[slug]
    page = reporter_page(case, request.now)
    closed = command is not None and command not in page.may
    if closed and request.method != "POST":  # what was typed already is not dropped
        return redirect("tracking:case", locator=case.locator)
    if slug == "lengkapi" and completing.about_who(request, page):
        kind = completing.form_of(case, page)
    form, status = kind(), 200
    came: list[StoredFile] = []
    if request.method == "POST":
        form = kind(request.POST, request.FILES)
        use_case = partial(_do, slug, case, form, request)
        status, came = parked.send_form(request, case, form, use_case)
        if status == 302:
            return redirect("tracking:case", locator=case.locator)
    parked.prepare(form, case, came)
    missing = words.lacking(case, page.missing)
    context = {"case": case, "page": page, "form": form, "missing": missing}
    return render(request, f"citizen/track/{slug}.html", context, status=status)


def _do(
    slug: str, case: Case, form: OnceForm, request: PortalRequest, files: list[int]
) -> None:
    told = form.cleaned_data
    sent: dict[str, Any] = {
        "ref": case.ref,
        "text": told.get("text", ""),
        "file_ids": files,
        "key": form.sent_as(),
        "actor": reporter_for(request, case.pk),
        "now": request.now,
    }
    if slug == "tanggapi":
        answering.answer_result(contest=told["answer"] == "contest", **sent)
        return
    if slug == "lengkapi":
        answering.complete_report(identity=completing.identity_in(form), **sent)
        return
    sent["text"] = sent["text"] or str(_("Bukti tambahan."))  # papers alone
    write_message(**sent)


@login_not_required
@READ_OR_SEND
def take_back(request: PortalRequest, locator: str) -> HttpResponse:
    """Withdraw the report, after a page that says what that means."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    page = reporter_page(case, request.now)
    allowed = Command.WITHDRAW in page.may
    if request.method == "POST" and allowed:
        actor = reporter_for(request, case.pk)
        try:
            withdraw(ref=case.ref, actor=actor, now=request.now)
        except (CaseError, NotAllowed, IllegalTransition) as error:  # moved meanwhile
            messages.warning(request, refusal(error))
        else:
            messages.success(request, _("Laporan Anda sudah dicabut."))
        return redirect("tracking:case", locator=case.locator)
    context = {"case": case, "allowed": allowed}
    return render(request, "citizen/track/cabut.html", context)


@login_not_required
@require_safe
def download(
    request: PortalRequest, locator: str, kind: str, ref: UUID
) -> HttpResponse:
    """To a letter to the reporter, a file that he sent or a copy of one, for one minute."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    find = {
        "surat": own_letter_of,
        "berkas": own_file_of,
        "salinan": copy_for_reporter,
    }[kind]
    request.actor = reporter_for(request, case.pk)
    return send(request, partial(find, case, ref), plain_name=kind == "salinan")

"""New reports beside orders that are done: has it come back? Judged side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.absent import for_whom
from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from complaints.domain.states import Party
from complaints.forms.office import SHORT, ActForm
from complaints.models import Case, Recurrence
from complaints.models.labels import FORMS
from complaints.policies import parties_of, reads_cases
from complaints.selectors import recurring as selectors
from complaints.selectors.afterwards import may_ask_reopening
from complaints.selectors.visits import has_stated
from complaints.services import recurring
from complaints.services.errors import CaseError, StaleVersion
from complaints.services.reading import case_read
from complaints.views.sentences import refusal
from complaints.views.words import agency_of, name_of, office_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from accounts.http import PortalRequest

PAGE = 50
AGAIN, REOPEN, OTHER = "kambuh", "buka", "lain"
CHOICES = {
    AGAIN: gettext_lazy("Ya, masalah yang sama. Perkara lama tidak dibuka kembali."),
    REOPEN: gettext_lazy("Ya, masalah yang sama. Buka kembali perkara lama."),
    OTHER: gettext_lazy("Bukan, ini hal lain."),
}


class JudgeForm(ActForm):
    """Is it the same, and why."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Apakah ini masalah yang sama?"), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Alasan (catatan internal)"), widget=SHORT, max_length=2000
    )

    def __init__(self, *args: Any, answers: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = list(answers)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [(code, CHOICES[code]) for code in self.answers]


def line(row: Recurrence) -> dict[str, Any]:
    """One pair in one line."""
    case = row.action.case
    return {
        "url": reverse("work:recurrence", args=[row.ref]),
        "title": _("Perkara terbatas") if case.restricted else row.action.text,
        "number": name_of(case),
        "agency": "" if case.restricted else agency_of(case),
        "report": name_of(row.report),
        "found_at": row.found_at,
        "same": row.same,
    }


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Those that wait for this officer first, then all that he may see, newest first."""
    if not reads_cases(request.actor):
        raise Http404
    absent = set(for_whom(request.actor, request.now))
    mine = selectors.waiting(request.actor, absent)
    rows = selectors.seen_by(request.actor).exclude(pk__in=mine.values("pk"))
    page = Paginator(rows.order_by("-found_at", "-id"), PAGE).get_page(
        request.GET.get("hal")
    )
    context = {
        "waiting": [line(row) for row in mine[:PAGE]],
        "rows": [line(row) for row in page],
        "page": page,
    }
    return render(request, "complaints/office/recurrences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The order that is done beside the new report, and the question to its monitor."""
    row = _seen(request, ref)
    case = row.action.case
    if case.restricted and not has_stated(case, request.actor, wall_now()):
        return redirect("work:case", ref=case.ref)  # which asks why
    form = JudgeForm(
        request.POST or None,
        answers=_answers(row, request),
        initial={"version": case.version},
    )
    if request.method != "POST":
        case_read(case, actor=request.actor, now=request.now)
        return _page(request, row, form, 200)
    if not form.is_valid():
        return _page(request, row, form, 422)
    answer = form.cleaned_data["answer"]
    try:
        recurring.judge(
            recurrence=row.ref,
            version=form.cleaned_data["version"],
            same=answer != OTHER,
            reopen=answer == REOPEN,
            words=form.cleaned_data["words"],
            actor=request.actor,
            now=request.now,
        )
    except (CaseError, NotAllowed) as error:
        form.add_error(None, str(refusal(error)))
        if isinstance(error, StaleVersion):
            typed = request.POST.copy()
            now_there = Case.objects.visible_to(request.actor).get(pk=case.pk)
            typed["version"] = str(now_there.version)
            form.data = typed
        return _page(request, row, form, 403 if isinstance(error, NotAllowed) else 409)
    messages.success(request, _("Putusan Anda tersimpan dalam perkara lama."))
    if answer == REOPEN:
        return redirect("work:case", ref=case.ref)
    return redirect("work:recurrences")


def _seen(request: PortalRequest, ref: UUID) -> Recurrence:
    if not reads_cases(request.actor):
        raise Http404
    try:
        return selectors.recurrence_for(request.actor, ref)
    except Recurrence.DoesNotExist as missing:
        raise Http404 from missing


def _answers(row: Recurrence, request: PortalRequest) -> list[str]:
    case, parties = row.action.case, parties_of(request.actor, row.action.case)
    day = legal_day(request.now, case.office.zone)
    reopens = Party.HEAD in parties and may_ask_reopening(case, day)
    if row.same is not None:
        return [REOPEN] if row.same and reopens else []
    return [AGAIN, *([REOPEN] if reopens else []), OTHER]


def _page(
    request: PortalRequest, row: Recurrence, form: JudgeForm, status: int
) -> HttpResponse:
    case, report = row.action.case, row.report
    seen = Case.objects.visible_to(request.actor).filter(pk=report.pk).exists()
    if seen:
        case_read(report, actor=request.actor, now=request.now)
    judges = not parties_of(request.actor, case).isdisjoint(recurring.JUDGES)
    context = {
        "row": row,
        "case": case,
        "name": name_of(case),
        "agency": agency_of(case),
        "findings": row.action.lhp.findings.filter(proven=True),
        "forms": [FORMS[code][0] for code in report.alleged_forms if code in FORMS],
        "report": report if seen else None,
        "report_name": name_of(report),
        "report_office": office_of(report),
        "registered_on": report.registered_on,
        "form": form if judges and form.answers else None,
    }
    return render(request, "complaints/office/recurrence.html", context, status=status)

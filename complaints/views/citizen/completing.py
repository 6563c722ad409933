"""What a reporter adds to who he is, on the page that completes his report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from complaints.domain.identity import Identity
from complaints.forms.completing import CompletionForm

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.forms.once import OnceForm
    from complaints.models import Case
    from complaints.selectors.reporter_page import ReporterPage


def about_who(request: PortalRequest, page: ReporterPage) -> bool:
    """Whether the page asks who he is, or did when this was typed."""
    return "identity" in page.missing or "number" in request.POST


def form_of(case: Case, page: ReporterPage) -> partial[CompletionForm]:
    """The form of this report. What the vault holds is never shown in it."""
    return partial(CompletionForm, today=page.today, filled=case.identity_filled)


def identity_in(form: OnceForm) -> Identity | None:
    """Who he says he is; None where he filled nothing of it in."""
    told = form.who() if isinstance(form, CompletionForm) else {}
    return Identity(**{"name": "", **told}) if told else None

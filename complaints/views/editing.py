"""What every editor of versions shares: a list, a draft in a form, a preview, publishing.

An editor's own pages say what is written and what it changes; the way it goes is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from complaints.forms.questioning import VersionForm
from complaints.selectors.people import name_of_user
from complaints.services.errors import CaseError
from complaints.views.sentences import SENTENCES, refusal
from journal.errors import DraftRefused
from journal.versions import why_not_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django import forms
    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from accounts.http import PortalRequest

    #: Shows the page once more with this status and this sentence.
    Again = Callable[[int, Any], HttpResponse]


@dataclass(frozen=True, slots=True)
class Editor:
    """One kind of data that is kept as versions.

    ``space``: of its addresses, and the folder of its templates, which fill the frames
    in ``complaints/editors``. ``change`` leads back from the preview; ``kept`` and
    ``published`` say what was done. ``by_another``: whoever saved it does not publish it.
    """

    space: str
    title: _StrPromise
    change: _StrPromise
    kept: _StrPromise
    published: _StrPromise
    by_another: bool = False

    @property
    def home(self) -> str:
        """The route of the list."""
        return f"{self.space}:list"

    def listed(self, request: PortalRequest, context: dict[str, Any]) -> HttpResponse:
        """Everything of this kind, what counts and whether a draft waits."""
        return self._page(request, "list", context)

    def edit(
        self,
        request: PortalRequest,
        context: dict[str, Any],
        *,
        status: int = 200,
        why: Any = "",
    ) -> HttpResponse:
        """``name``, ``draft``, ``form`` or ``rows``, ``preview`` (its address, or none)."""
        draft = context["draft"]
        told = {"version": draft.version if draft else 0, "refusal": why, **context}
        told["faulty"] = any(map(_errors, (told.get("form"), told.get("rows"))))
        return self._page(request, "edit", told, status)

    def preview(
        self,
        request: PortalRequest,
        context: dict[str, Any],
        *,
        status: int = 200,
        why: Any = "",
    ) -> HttpResponse:
        """``name``, ``draft``, ``back`` and ``publish`` (addresses), what it changes."""
        draft = context["draft"]
        told = {"refusal": why, **context}
        if draft and self.by_another:
            alone = why_not_alone(draft.edited_by, request.actor)
            told["closed"] = SENTENCES[alone] if alone else ""
            told["writer"] = "" if alone else name_of_user(draft.edited_by)
        told["asks_again"] = not request.actor.stepped_up
        return self._page(request, "preview", told, status)

    def save(
        self,
        request: PortalRequest,
        sent: Iterable[forms.BaseForm | forms.BaseFormSet[Any]],
        act: Callable[[int], str],
        again: Again,
    ) -> HttpResponse:
        """Keep what was typed and go where ``act`` says that it can be looked at."""
        version = VersionForm(request.POST)
        if not all([version.is_valid(), *(form.is_valid() for form in sent)]):
            return again(422, "")
        try:
            onward = act(version.cleaned_data["version"])
        except (CaseError, DraftRefused) as error:
            return again(409, refusal(error))
        messages.success(request, self.kept)
        return redirect(onward)

    def publish(
        self, request: PortalRequest, act: Callable[[int], object], again: Again
    ) -> HttpResponse:
        """Put the draft that the page showed in force, and go back to the list."""
        form = VersionForm(request.POST)
        if not form.is_valid():
            return again(422, _("Halaman ini tidak lengkap."))
        try:
            act(form.cleaned_data["version"])
        except (CaseError, DraftRefused) as error:
            return again(409, refusal(error))
        messages.success(request, self.published)
        return redirect(self.home)

    def _page(
        self,
        request: PortalRequest,
        page: str,
        context: dict[str, Any],
        status: int = 200,
    ) -> HttpResponse:
        template = f"complaints/{self.space}/{page}.html"
        return render(request, template, {"editor": self, **context}, status=status)


def _errors(sent: Any) -> bool:
    """Whether something in a form, or in a set of them, has to be written again."""
    if sent is None or not sent.is_bound:
        return False
    found = getattr(sent, "total_error_count", None)
    return bool(found() if found else sent.errors)

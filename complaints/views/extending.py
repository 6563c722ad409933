"""Acts about more time: the holder asks, the head decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.extending import OF_AGENCY, Cause
from complaints.domain.terms import TermKind
from complaints.forms.steps import ExtensionAnswerForm, ExtensionForm
from complaints.models.labels import CAUSES
from complaints.selectors.extensions import terms_of, waiting_of
from complaints.services import extending
from complaints.views.act import Act, seen_to
from complaints.views.words import TERM_NAMES

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.domain.states import Party
    from complaints.models import Case, Deadline, Extension

ASK, DECIDE = "minta-perpanjangan", "putuskan-perpanjangan"


def _ask(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return extending.ask_extension(
        ref=case.ref,
        version=form.cleaned_data["version"],
        deadline_id=int(form.cleaned_data["term"]),
        until=form.cleaned_data["until"],
        cause=Cause(form.cleaned_data["cause"]),
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def _decide(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return extending.decide_extension(
        ref=case.ref,
        version=form.cleaned_data["version"],
        granted=form.cleaned_data["decision"] == "grant",
        answer=form.cleaned_data["answer"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def terms(case: Case, parties: frozenset[Party]) -> list[tuple[int, str, date]]:
    """The terms that these parties may ask to make longer: id, name, last day."""
    rows = list(terms_of(case, parties))
    numbers = numbers_of(case) if any(row.kind in OF_AGENCY for row in rows) else {}
    return [(row.pk, _called(row, numbers), row.due_on) for row in rows]


def numbers_of(case: Case) -> dict[str, int]:
    """The number of each order, by its ref."""
    rows = case.actions.filter(recommendation=None).values_list("ref", "n")
    return {str(ref): n for ref, n in rows}


def _called(row: Deadline, numbers: dict[str, int]) -> str:
    name = str(TERM_NAMES[row.kind])
    n = numbers.get(row.subject)
    return f"{name} {n}" if n else name


def words(row: Extension) -> dict[str, Any]:
    """A request in words: which term, from which day to which, who caused it."""
    return {
        "row": row,
        "term": TERM_NAMES[TermKind(row.deadline.kind)],
        "cause": CAUSES[Cause(row.cause)],
    }


def waiting(case: Case) -> dict[str, Any] | None:
    """What the head decides on."""
    row = waiting_of(case)
    return words(row) if row else None


EXTENDING = (
    Act(
        ASK,
        _("Minta perpanjangan waktu"),
        ExtensionForm,
        _ask,
        _(
            "Diminta sebelum batas waktunya lewat. Kepala memutuskan; kedua tanggal "
            "tetap tercatat."
        ),
    ),
    Act(
        DECIDE,
        _("Putuskan perpanjangan waktu"),
        ExtensionAnswerForm,
        _decide,
        _("Diputuskan orang lain, sebelum batas waktu yang lama lewat."),
    ),
)

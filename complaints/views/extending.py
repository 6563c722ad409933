"""Acts about more time: the holder asks, the head decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.extending import OF_AGENCY, PROMISED, Cause
from complaints.domain.states import Party
from complaints.forms.steps import ExtensionAnswerForm, ExtensionForm
from complaints.models.labels import CAUSES
from complaints.selectors.actions import named_actions
from complaints.selectors.extensions import terms_of, waiting_in
from complaints.services import extending
from complaints.views.act import Act, seen_to
from complaints.views.resolving import called
from complaints.views.words import TERM_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.models import Case, CorrectiveAction, Deadline, Extension

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
        request=form.chosen(),
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def terms(case: Case, parties: frozenset[Party]) -> list[tuple[int, str, date]]:
    """The terms that these parties may ask to make longer and for which nobody did: id,
    name, last day."""
    asked = {row.deadline_id for row in waiting_in(case)}
    rows = [row for row in terms_of(case, parties) if row.pk not in asked]
    orders = named_actions(case) if any(row.kind in OF_AGENCY for row in rows) else {}
    return [(row.pk, _called(row, orders), row.due_on) for row in rows]


def _called(row: Deadline, orders: Mapping[str, CorrectiveAction]) -> str:
    """Which term, and of an order which order."""
    name = str(TERM_NAMES[row.kind])
    order = orders.get(row.subject)
    return f"{name}: {called(order)}" if order else name


def words(row: Extension, orders: Mapping[str, CorrectiveAction]) -> dict[str, Any]:
    """A request in words: which term, from which day to which, who caused it."""
    return {
        "row": row,
        "term": _called(row.deadline, orders),
        "cause": CAUSES[Cause(row.cause)],
    }


def waiting(case: Case) -> list[dict[str, Any]]:
    """What the head decides on."""
    orders = named_actions(case)
    return [words(row, orders) for row in waiting_in(case)]


def choices(case: Case) -> dict[str, Any]:
    """Which requests the form of the decision offers, and who reads the answer."""
    rows = waiting(case)
    return {
        "requests": [(str(one["row"].ref), one["term"]) for one in rows],
        "readers": frozenset(
            Party.LIAISON if one["row"].deadline.kind in OF_AGENCY else Party.REPORTER
            for one in rows
            if one["row"].deadline.kind in OF_AGENCY | PROMISED
        ),
    }


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

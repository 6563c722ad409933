"""Orders over many cases, put straight where a list has to find them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from complaints.domain.corrective import Instrument
from complaints.models import (
    ActionEvidence,
    Case,
    CorrectiveAction,
    Finding,
    Lhp,
    Recommendation,
)
from complaints.models.choices import Verdict
from tests.factories.complaints import FILED, file_one
from tests.people import agency, person

TODAY = FILED.date()
SIGNED = TODAY - timedelta(days=60)


def report_of(case: Case, *, signed_on: date = SIGNED, form: str = "PB") -> Lhp:
    """A signed report of this case, which found one thing."""
    lhp = Lhp.objects.create(
        case=case,
        conclusion="found",
        drafted_by=person("examiner"),
        drafted_at=FILED,
        signed_by=person("head"),
        signed_on=signed_on,
        received_on=signed_on,
    )
    Finding.objects.create(lhp=lhp, form=form, text="Terbukti.")
    return lhp


def ordered(case: Case | None = None, **changes: Any) -> CorrectiveAction:
    """An order that is due three weeks from the day of filing, of a case of its own.

    ``signed_on``, ``form``: of its report.
    """
    if case is None:
        case, _ = file_one()
    about = {key: changes.pop(key) for key in ("signed_on", "form") if key in changes}
    lhp = case.lhps.first() or report_of(case, **about)
    given: dict[str, Any] = {
        "n": case.actions.count() + 1,
        "text": "Terbitkan akta.",
        "agency": agency(),
        "received_on": lhp.signed_on,
        "due_on": TODAY + timedelta(days=21),
    }
    given |= changes
    if given.get("instrument") == Instrument.REKOMENDASI:
        given["recommendation"] = _recommended(case, lhp)
    return CorrectiveAction.objects.create(case=case, lhp=lhp, **given)


def _recommended(case: Case, lhp: Lhp) -> Recommendation:
    found = case.recommendations.first()
    return found or Recommendation.objects.create(
        case=case, lhp=lhp, drafted_by=person("resmon"), drafted_at=FILED
    )


def handed_in(action: CorrectiveAction, on: date = TODAY) -> ActionEvidence:
    """Something came in on this day, and awaits our verdict."""
    CorrectiveAction.objects.filter(pk=action.pk).update(status="diajukan")
    return ActionEvidence.objects.create(
        action=action,
        text="Sudah.",
        submitted_by=person("liaison"),
        submitted_at=FILED,
        submitted_on=on,
        verdict=Verdict.PENDING,
    )


def change(case: Case, **fields: Any) -> Case:
    """This case, with something else in it."""
    Case.objects.filter(pk=case.pk).update(**fields)
    return case

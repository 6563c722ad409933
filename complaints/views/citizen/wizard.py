"""The way through the steps of filing: which comes next, and which are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from complaints.models import Draft
from complaints.services import half_done
from complaints.views.citizen.steps import STEPS

if TYPE_CHECKING:
    from complaints.views.citizen.steps import Step

SESSION_KEY = "draft"
BY_SLUG = {step.slug: step for step in STEPS}
FIRST, LAST = STEPS[0], STEPS[-1]


def way(draft: Draft | None) -> list[Step]:
    """The pages that this report needs, in order; of none yet, those of an empty one."""
    told = draft or Draft()
    return [step for step in STEPS if step.applies(told)]


def address(step: Step) -> str:
    """Where this page is."""
    if step is LAST:
        return reverse("citizen:file_check")
    return reverse("citizen:file_step", args=[step.slug])


def after(step: Step, draft: Draft | None) -> Step:
    """The step that follows; the last one follows itself."""
    later = STEPS[STEPS.index(step) + 1 :]
    return next((one for one in way(draft) if one in later), LAST)


def before(step: Step, draft: Draft | None) -> Step | None:
    """The step before, or None at the first."""
    earlier = STEPS[: STEPS.index(step)]
    return next((one for one in reversed(way(draft)) if one in earlier), None)


def track(step: Step) -> dict[str, Any]:
    """What the line "Langkah 3 dari 6" shows.

    A page that only some reports need belongs to the step before it: nobody's way grows
    while he goes it.
    """
    steps = [one for one in STEPS if one.certain]
    met = STEPS[: STEPS.index(step) + 1]
    place = sum(one in met for one in steps)
    states = ["done"] * (place - 1) + ["now"] + [""] * (len(steps) - place)
    return {
        "number": place,
        "total": len(steps),
        "name": step.name,
        "steps": [{"state": state} for state in states],
    }


def where_left(draft: Draft) -> str:
    """Where one goes on with a draft: at the first page that lacks its answer."""
    return address(next(iter(missing(draft)), LAST))


def missing(draft: Draft) -> list[Step]:
    """The steps that still lack their answer, or were left half done."""
    half = half_done.half_done(draft)
    return [
        step for step in way(draft) if step.slug in half or not step.answered(draft)
    ]

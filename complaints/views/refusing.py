"""The act by which a plenary refuses a report, on a ground of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.grounds import grounds_on, suggested
from complaints.forms.plenary import RefuseForm
from complaints.models.choices import REASONS
from complaints.services import refusing
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.domain.grounds import Ground
    from complaints.models import Case

REFUSE = "tolak"


def _refuse(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return refusing.refuse(
        ref=case.ref,
        version=form.cleaned_data["version"],
        ground=form.cleaned_data["ground"],
        words=form.cleaned_data["words"],
        actor=actor,
        now=now,
    )


def choices(case: Case) -> dict[str, Any]:
    """The grounds of the law in force when it was filed, and what the check found."""
    answers = dict(case.checks.filter(stage="material").values_list("key", "passed"))
    found = suggested(answers, case.submitted_on)
    return {
        "grounds": [ground_choice(one) for one in grounds_on(case.submitted_on).all],
        "found": ", ".join(str(_NAMES[one.reason]) for one in found),
    }


_NAMES = dict(REASONS)


def ground_choice(ground: Ground) -> tuple[str, str]:
    """A ground with its law, as it is offered."""
    name = str(_NAMES[ground.reason])
    return str(ground.reason), f"{name} ({ground.law})" if ground.law else name


REFUSING = Act(
    REFUSE,
    _("Putuskan: tidak dapat diterima"),
    RefuseForm,
    _refuse,
    _("Pelapor menerima surat dengan dasar hukum, alasan, dan jalan lain baginya."),
    grave=True,
)

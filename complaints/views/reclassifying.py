"""The act of giving a case another class, with the day that each class would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dateformat import format as day_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.domain.states import CaseClass
from complaints.forms.steps import ReclassForm
from complaints.models.choices import CLASSES
from complaints.services import reclassifying
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

RECLASS = "ubah-golongan"


def _reclassify(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return reclassifying.reclassify(
        ref=case.ref,
        version=form.cleaned_data["version"],
        case_class=CaseClass(form.cleaned_data["case_class"]),
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def choices(case: Case) -> dict[str, Any]:
    """The other classes, each with the last day that its limit would have."""
    days = reclassifying.would_end(case)
    return {
        "classes": [
            (value, _line(name, days.get(CaseClass(value))))
            for value, name in CLASSES
            if value != case.classification
        ]
    }


def _line(name: Any, day: Any) -> str:
    if day is None:
        return str(name)
    told = {"name": name, "day": day_format(day, "j F Y")}
    return _("%(name)s, batas pemeriksaan %(day)s") % told


RECLASSIFYING = Act(
    RECLASS,
    gettext_lazy("Ubah klasifikasi"),
    ReclassForm,
    _reclassify,
    gettext_lazy(
        "Batas pemeriksaan dihitung ulang dari hari pemeriksaan dimulai; perpanjangan "
        "yang sudah diberikan tidak ikut. Pelapor diberi tahu."
    ),
)

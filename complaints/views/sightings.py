"""The act of an officer to whom a reporter said whether it is as we verified it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from complaints.forms.seeing import HeardForm
from complaints.selectors.seeing import open_sightings
from complaints.services.seeing import Told, write_down
from complaints.views.act import Act
from complaints.views.resolving import called

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

HEARD = "catat-dilihat"


def _write(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return write_down(
        ref=case.ref,
        version=told["version"],
        sighting=UUID(told["sighting"]),
        told=Told(told["seen"], told["text"], told["way"]),
        actor=actor,
        now=now,
    )


def choices(case: Case, sighting: str) -> dict[str, Any]:
    """The questions that wait for their answer; one is chosen."""
    rows = [(str(row.ref), called(row.action)) for row in open_sightings(case)]
    return {"sightings": rows, "sighting": sighting}


SEEING = (
    Act(
        HEARD,
        _("Catat yang dilihat pelapor"),
        HeardForm,
        _write,
        _(
            "Untuk jawaban yang pelapor sampaikan langsung kepada Anda. Menjadi "
            "jawabannya dengan nama Anda sebagai pencatat; ia membacanya di laporannya. "
            "Instansi tidak membacanya."
        ),
    ),
)

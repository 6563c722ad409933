"""What each finding of a draft LHP rests on: shown, and named by its examiner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.domain.backing import Source
from complaints.forms.backing import BackingForm
from complaints.models import Activity, CaseFile
from complaints.models.labels import COMPONENTS, FORMS
from complaints.selectors import outgoing
from complaints.selectors.backing import (
    backing_of,
    backing_of_held,
    proofs_in,
    tokens,
)
from complaints.services import backing
from complaints.views.act import Act
from complaints.views.activities import title

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, Lhp
    from complaints.selectors.backing import Held, Proof

BACK = "bukti-temuan"


def name_of_proof(proof: Proof) -> str:
    """How an officer calls a piece of evidence."""
    row = proof.row
    if isinstance(row, CaseFile):
        return gettext("Berkas: %(name)s") % {"name": row.shown_name}
    if proof.source is Source.ANSWER and not isinstance(row, Activity):
        return gettext("Jawaban instansi atas permintaan penjelasan %(n)s") % {
            "n": row.turn
        }
    return title(row)


def findings_of(lhp: Lhp, held: Held | None = None) -> list[dict[str, Any]]:
    """The findings by number, each with what proves it in words.

    ``held``: what can prove something, where the page has read it.
    """
    named = backing_of(lhp) if held is None else backing_of_held(lhp, held)
    return [
        {
            "n": row.n,
            "label": FORMS[row.form][0],
            "component": COMPONENTS.get(row.component, ""),
            "text": row.text,
            "proofs": [name_of_proof(proof) for proof in named.get(row.n, [])],
        }
        for row in sorted(lhp.findings.all(), key=lambda row: row.n)
    ]


def named(case: Case) -> dict[str, Any]:
    """What the form shows as chosen."""
    lhp = outgoing.lhp_in_force(case)
    if lhp is None:
        return {}
    return {f"proofs_{n}": tokens(proofs) for n, proofs in backing_of(lhp).items()}


def choices(case: Case) -> dict[str, Any]:
    """The findings, and everything in the case that may prove one."""
    lhp = outgoing.lhp_in_force(case)
    return {
        "findings": [
            (row["n"], f"{row['label']}: {row['text']}")
            for row in (findings_of(lhp) if lhp else [])
        ],
        "proofs": [(proof.token, name_of_proof(proof)) for proof in proofs_in(case)],
    }


def _back(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return backing.back_findings(
        ref=case.ref,
        version=form.cleaned_data["version"],
        backing=form.backing(),
        actor=actor,
        now=now,
    )


BACKING = Act(
    BACK,
    _("Hubungkan temuan dengan bukti"),
    BackingForm,
    _back,
    _("Temuan tanpa bukti diperingatkan kepada penanda tangan."),
)

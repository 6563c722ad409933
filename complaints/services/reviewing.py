"""The versions of a draft LHP: each saving is kept, so that two can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.corrective import Instrument
from complaints.domain.review import Section
from complaints.models import LhpVersion
from complaints.selectors import outgoing

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Lhp

_SAID = {Instrument.SARAN.value: "Saran: "}


def keep_version(lhp: Lhp, *, actor: Actor, now: datetime) -> None:
    """Keep the draft as it was just saved; saving it unchanged makes no version."""
    sections = sections_of(lhp)
    last = lhp.versions.order_by("n").last()
    if last is not None and last.sections == sections:
        return
    LhpVersion.objects.create(
        lhp=lhp,
        n=last.n + 1 if last else 1,
        sections=sections,
        by_id=actor.signed_in_id,
        at=now,
    )


def sections_of(lhp: Lhp) -> dict[str, str]:
    """Its words by section, as they stand in the letter's language."""
    findings = [
        f"{row.n}. {outgoing.label_of(row)}: {row.text}"
        for row in lhp.findings.order_by("n")
    ]
    actions = [
        f"{row.n}. {_SAID.get(row.instrument, '')}{row.text}"
        + (f" ({row.wanted})" if row.wanted else "")
        + "".join(f"\n   {name}: {said}" for name, said in outgoing.beside(row))
        + "".join(
            f"\n   hari kerja ke-{one.day}: {one.text}" for one in row.milestones.all()
        )
        for row in lhp.actions.prefetch_related("milestones").order_by("n")
    ]
    return {
        Section.ACCOUNT.value: lhp.account,
        Section.RESULT.value: lhp.result,
        Section.OPINION.value: lhp.opinion,
        Section.FINDINGS.value: "\n".join(findings),
        Section.CONCLUSION.value: lhp.conclusion,
        Section.ACTIONS.value: "\n".join([*actions, lhp.no_action]).strip(),
    }

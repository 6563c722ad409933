"""Acts about who may look at a case: recusal, a successor, restriction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import NEEDS_EXAMINER, Party
from complaints.forms import office
from complaints.forms import safeguards as forms
from complaints.policies import takes_part
from complaints.services import recusing, restricting
from complaints.views.act import Act
from complaints.views.words import WHY_NOT

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

    from accounts.actor import Actor
    from complaints.models import Case

RECUSAL = "mundur"


def _recuse(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return recusing.recuse(
        ref=case.ref,
        user_id=actor.user_id or 0,
        reason=form.cleaned_data["reason"],
        employed=form.cleaned_data["employed"],
        actor=actor,
        now=now,
    )


def _exclude(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return recusing.recuse(
        ref=case.ref,
        user_id=int(form.cleaned_data["person"]),
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def _reassign(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return recusing.reassign(
        ref=case.ref,
        version=form.cleaned_data["version"],
        examiner_id=int(form.cleaned_data["examiner"]),
        actor=actor,
        now=now,
    )


def _restrict(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return restricting.restrict(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        note=form.cleaned_data["note"],
        actor=actor,
        now=now,
    )


def _lift(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return restricting.lift(
        ref=case.ref,
        version=form.cleaned_data["version"],
        note=form.cleaned_data["note"],
        actor=actor,
        now=now,
    )


SAFEGUARDS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act(
            RECUSAL,
            _("Nyatakan benturan kepentingan"),
            forms.RecuseForm,
            _recuse,
            _("Setelah ini Anda tidak lagi melihat perkara ini."),
            grave=True,
            leaves=True,
        ),
        Act(
            "kecualikan",
            _("Keluarkan petugas karena benturan kepentingan"),
            forms.ExcludeForm,
            _exclude,
            _("Ia tidak lagi melihat perkara ini; tugasnya kembali kepada Anda."),
            grave=True,
        ),
        Act(
            "ganti",
            _("Tugaskan pemeriksa pengganti"),
            office.AssignForm,
            _reassign,
            _("Benturan kepentingan diperiksa lebih dulu."),
        ),
        Act(
            "batasi",
            _("Batasi perkara"),
            forms.RestrictForm,
            _restrict,
            _("Hanya petugasnya dan kepala kantor ini yang membukanya, dengan alasan."),
        ),
        Act(
            "buka-batas",
            _("Cabut pembatasan"),
            forms.LiftForm,
            _lift,
            _("Petugas lain di kantor ini dapat membacanya lagi."),
        ),
    )
}


def closed(
    slug: str, case: Case, actor: Actor, parties: frozenset[Party]
) -> tuple[int, str | Promise] | None:
    """Why one of these is not open, with the status that says so; None where it is."""
    not_yours = 403, WHY_NOT[WhyNot.NOT_YOURS]
    not_now = 409, WHY_NOT[WhyNot.NOT_IN_THIS_STATE]
    if slug == RECUSAL:
        return None if takes_part(actor) else not_yours
    if Party.HEAD not in parties:
        return not_yours
    if slug == "ganti":
        missing = case.state in NEEDS_EXAMINER and case.examiner_id is None
        return None if missing else not_now
    if slug == "kecualikan":
        return None
    if case.office_id not in actor.office_ids:
        return not_yours
    return None if case.restricted == (slug == "buka-batas") else not_now


def links(case: Case, actor: Actor, parties: frozenset[Party]) -> list[Act]:
    """Those that stand open, for the foot of the case page."""
    return [
        act for act in SAFEGUARDS.values() if not closed(act.slug, case, actor, parties)
    ]

"""Acts on an objection: who reviews it, what is proposed, what is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import legal_day
from complaints.domain.objecting import Outcome, Ruling
from complaints.forms import objecting as forms
from complaints.models.labels import FORMS
from complaints.models.ladder_labels import OUTCOMES_OF_OBJECTION, RULINGS
from complaints.selectors.objecting import (
    objections_of,
    open_objection,
    orders_to_rule,
    reviewers_for,
)
from complaints.selectors.speakers import name_speakers
from complaints.services import objection_review, objection_ruling
from complaints.views.act import Act, seen_to
from complaints.views.resolving import called

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import Case, Finding, Objection, ObjectionGround, OrderRuling

NAME, PROPOSE, DECIDE = "tunjuk-penelaah", "usul-keberatan", "putuskan-keberatan"


def _name(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return objection_review.name_reviewers(
        ref=case.ref,
        version=form.cleaned_data["version"],
        people=form.chosen(),
        actor=actor,
        now=now,
    )


def _propose(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return objection_review.propose_ruling(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.ruling_text(),
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _decide(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return objection_ruling.decide_objection(
        ref=case.ref,
        version=form.cleaned_data["version"],
        approved=form.cleaned_data["decision"] == "approve",
        words=form.cleaned_data["words"],
        actor=actor,
        now=now,
    )


def choices(slug: str, case: Case, request: PortalRequest) -> dict[str, Any]:
    """What the form of an act asks to be given."""
    if slug == NAME:
        people = reviewers_for(case, request.now)
        return {"people": [(user.pk, user.name) for user in people]}
    today = legal_day(request.now, case.office.zone)
    orders = orders_to_rule(case)
    return {"orders": [(row, *objection_review.days_for(row, today)) for row in orders]}


def written(slug: str, case: Case) -> dict[str, Any]:
    """Who is named; or what was proposed and came back, to be written anew."""
    row = open_objection(case)
    if row is None:
        return {}
    if slug == NAME:
        return {"people": [one.pk for one in row.reviewers.all()]}
    found: dict[str, Any] = {"reasons": row.reasons} if row.reasons else {}
    for one in row.rulings.select_related("action"):
        n = one.action.n
        found |= {f"ruling_{n}": one.ruling, f"text_{n}": one.text}
        found |= {f"due_{n}": one.due_on}
    return found


def form_of(finding: Finding) -> str | Promise:
    """What a finding is called."""
    return FORMS[finding.form][0] if finding.form in FORMS else finding.form


def grounds(row: Objection) -> list[dict[str, Any]]:
    """What is objected to, and why."""
    return [{"to": _to(one), "text": one.text} for one in row.grounds.all()]


def _to(one: ObjectionGround) -> str:
    if one.action is not None:
        return called(one.action)
    told = {"n": one.finding.n, "name": form_of(one.finding)} if one.finding else {}
    return gettext("Temuan %(n)s: %(name)s") % told


def words(row: Objection) -> dict[str, Any]:
    """An objection in words: what is objected to, what is proposed or was decided."""
    return {
        "row": row,
        "grounds": grounds(row),
        "outcome": OUTCOMES_OF_OBJECTION[Outcome(row.outcome)] if row.outcome else "",
        "rulings": [_ruling(one) for one in row.rulings.all()],
        "reviewers": [one.name for one in row.reviewers.all()],
        "went": _went(row),
    }


def _ruling(one: OrderRuling) -> dict[str, Any]:
    return {
        "row": one,
        "action": called(one.action),
        "ruling": RULINGS[Ruling(one.ruling)],
    }


def _went(row: Objection) -> tuple[str | Promise, str]:
    """How it stands, and the look of its tag."""
    if row.outcome == Outcome.TAKEN_BACK:
        return _("Ditarik instansi"), ""
    if row.outcome:
        return _("Diputus"), "ok"
    if row.proposed_at:
        return _("Menunggu putusan pimpinan"), "warn"
    if row.named_at:
        return _("Sedang ditelaah"), "warn"
    return _("Menunggu penunjukan penelaah"), "warn"


def waiting(case: Case) -> dict[str, Any] | None:
    """What is open, as the page of an act shows it."""
    row = next((row for row in objections_of(case) if row.is_open), None)
    if row is None:
        return None
    name_speakers([row])
    return words(row)


OBJECTING = (
    Act(
        NAME,
        _("Tunjuk penelaah keberatan"),
        forms.ReviewersForm,
        _name,
        _(
            "Mereka menelaah dan mengusulkan; seorang pimpinan memutuskan dalam 14 hari "
            "kerja sejak keberatan masuk."
        ),
    ),
    Act(
        PROPOSE,
        _("Usulkan putusan atas keberatan"),
        forms.RulingForm,
        _propose,
        _(
            "Pimpinan memutuskan. Pertimbangan Anda menjadi isi surat putusan; sebelum "
            "itu instansi tidak membacanya."
        ),
        button=_("Ajukan kepada pimpinan"),
    ),
    Act(
        DECIDE,
        _("Putuskan keberatan"),
        forms.ObjectionDecisionForm,
        _decide,
        _(
            "Putusan berlaku seketika dan dikirim kepada instansi dengan surat bernomor. "
            "Pelapor diberi tahu bahwa keberatan sudah diputus."
        ),
        grave=True,
    ),
)

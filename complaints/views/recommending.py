"""Acts on a recommendation: drafted, signed, its status, a sanction, its publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dateformat import format as day_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from complaints.domain.recommending import items_of, may_accept, status_of
from complaints.forms import ladder as forms
from complaints.forms.office import ActForm
from complaints.models.ladder_labels import STATUSES
from complaints.selectors import outgoing
from complaints.selectors.recommending import recommendation_of, what_climbs
from complaints.selectors.standing import standing_of
from complaints.services import (
    assessing,
    publishing,
    recommending,
    sanctioning,
    signing,
)
from complaints.views.act import Act, seen_to

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.models import Case, Recommendation

DRAFT, SIGN = "susun-rekomendasi", "tandatangani-rekomendasi"
STATUS, SANCTION = "usul-status", "usul-sanksi"
PROPOSE, PUBLISH = "usul-pengumuman", "umumkan"


def _draft(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return recommending.propose_recommendation(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.recommendation_text(),
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _sign(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    version = form.cleaned_data["version"]
    return signing.sign_recommendation(
        ref=case.ref, version=version, actor=actor, now=now
    )


def _status(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return assessing.propose_status(
        ref=case.ref,
        version=form.cleaned_data["version"],
        accepted=form.accepts(),
        why=form.cleaned_data["why"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _sanction(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return sanctioning.propose_sanction(
        ref=case.ref,
        version=form.cleaned_data["version"],
        recipient=form.cleaned_data["recipient"],
        text=form.cleaned_data["text"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _propose(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return publishing.propose_publication(
        ref=case.ref,
        version=form.cleaned_data["version"],
        summary=form.cleaned_data["summary"],
        checked=seen_to(form),
        actor=actor,
        now=now,
    )


def _publish(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    version = form.cleaned_data["version"]
    return publishing.publish(ref=case.ref, version=version, actor=actor, now=now)


def choices(slug: str, case: Case) -> dict[str, Any]:
    """What the form of an act asks to be given."""
    if slug == DRAFT:
        return {"orders": what_climbs(case)}
    items = items_of(standing_of(case).actions)
    return {"may_accept": may_accept(items)}


def written(case: Case) -> dict[str, Any]:
    """The earlier draft; without one what the record knows already."""
    rec = recommendation_of(case)
    if rec is not None and rec.signed_on is None:
        return _of_draft(rec)
    orders = what_climbs(case)
    lhp = outgoing.lhp_in_force(case)
    superior = next((row.superior for row in orders if row.superior), "")
    if lhp is None or not lhp.number or lhp.received_on is None:
        return {"superior": superior}
    last = max((row.due_on for row in orders if row.due_on), default=None)
    return {
        "superior": superior,
        "official": _official(case),
        "history": _history(lhp.number, lhp.signed_on, lhp.received_on, last),
    }


def _of_draft(rec: Recommendation) -> dict[str, Any]:
    said = {
        "official": rec.official,
        "superior": rec.superior,
        "history": rec.history,
        "reasons": rec.reasons,
        "substance": rec.substance,
    }
    for row in rec.drafted.all():
        said |= {f"item_{row.n}": row.text, f"wanted_{row.n}": row.wanted}
    return said


def _official(case: Case) -> str:
    """Of whom it is asked, in the language of all letters."""
    body = case.unit or case.agency
    return f"Pimpinan {body.name_id}" if body else ""


def _history(
    number: str, signed: date | None, received: date, last: date | None
) -> str:
    """The dates on record, a line each, in the language of all letters."""
    with override("id"):
        lines = [
            f"Laporan Hasil Pemeriksaan nomor {number}"
            + (f" ditandatangani {day_format(signed, 'j F Y')}." if signed else "."),
            f"Instansi menerimanya {day_format(received, 'j F Y')}.",
        ]
        if last is not None:
            day = day_format(last, "j F Y")
            lines.append(f"Batas waktu tindakan korektif lewat {day}.")
    return "\n".join(lines)


def beside(slug: str, case: Case) -> dict[str, Any]:
    """What the page of an act shows apart from its form."""
    if slug in {SIGN, PUBLISH, STATUS, SANCTION, PROPOSE}:
        rec = recommendation_of(case)
        if rec is not None:
            return {"recommendation": of_page(case, rec, slug)}
    return {}


def of_page(case: Case, rec: Recommendation, slug: str) -> dict[str, Any]:
    """The recommendation in words: as drafted before it is signed, else its items."""
    if slug == SIGN:
        climbs = {row.pk for row in what_climbs(case)}
        items = [row for row in rec.drafted.all() if row.action_id in climbs]
        return {"row": rec, "items": items, "drafted": True}
    states = items_of(standing_of(case).actions)
    return {
        "row": rec,
        "items": list(rec.items.order_by("n")),
        "status": STATUSES[status_of(states)] if states else "",
        "matter": case.matters.order_by("id").last() if slug == PUBLISH else None,
    }


RECOMMENDING = (
    Act(
        DRAFT,
        _("Susun Rekomendasi"),
        forms.RecommendationForm,
        _draft,
        _(
            "Semua tindakan yang belum selesai menjadi butirnya. Rapat pleno pimpinan "
            "memutuskan, lalu Ketua menandatangani."
        ),
        button=_("Ajukan ke rapat pleno pimpinan"),
    ),
    Act(
        SIGN,
        _("Tandatangani Rekomendasi"),
        ActForm,
        _sign,
        _(
            "Rekomendasi mulai berlaku dengan tanda tangan ini dan dikirim kepada atasan, "
            "terlapor, dan pelapor."
        ),
        grave=True,
    ),
    Act(
        STATUS,
        _("Usulkan status pelaksanaan"),
        forms.StatusForm,
        _status,
        _("Rapat pleno pimpinan menetapkan satu dari tiga status."),
        button=_("Ajukan ke rapat pleno pimpinan"),
    ),
    Act(
        SANCTION,
        _("Usulkan rekomendasi sanksi"),
        forms.SanctionForm,
        _sanction,
        _("Rapat pleno pimpinan memutuskan; suratnya lalu dikirim."),
        button=_("Ajukan ke rapat pleno pimpinan"),
    ),
    Act(
        PROPOSE,
        _("Usulkan pengumuman"),
        forms.PublicationForm,
        _propose,
        _("Rapat pleno pimpinan mengusulkan, Ketua memutuskan."),
        button=_("Ajukan ke rapat pleno pimpinan"),
    ),
    Act(
        PUBLISH,
        _("Umumkan dan laporkan kepada DPR dan Presiden"),
        ActForm,
        _publish,
        _("Ringkasannya dibaca semua orang. Pelaksanaan yang terlambat tetap dicatat."),
        grave=True,
    ),
)

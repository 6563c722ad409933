"""Acts of what the office began by itself, and what other acts say where nobody reported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from complaints.domain.correspondence import Side
from complaints.domain.extending import Cause
from complaints.forms.office import ActForm
from complaints.forms.own import CollectForm, ReopenForm
from complaints.models.choices import STATES
from complaints.selectors.initiatives import material_for
from complaints.services import examination, gathering, reopening
from complaints.views.act import Act
from complaints.views.duplicates import SEARCH
from complaints.views.words import agency_of, name_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import Case

APPROVE, COLLECT, REOPEN = "setujui-hasil", "kumpulkan", "buka-kembali"
#: Acts that presume that somebody reported; what they would tell, there is nobody to hear.
NEED_REPORTER = frozenset(
    {"pesan", "tanya", "beritahu", "pisahkan", "respons-cepat", "setujui-cepat"}
    | {"kontak-pertama", "musyawarah", "musyawarah-lagi", "risalah", "sepakat"}
    | {"akhiri-musyawarah", "jawab-permintaan", "jadi-laporan", "jadi-konsultasi"}
    | {"jawab-konsultasi", "mulai", "formil", "materiil", "kembalikan"}
    | {"registrasi", "tolak", "usul-cepat", "putuskan-cepat", "catat-dilihat"}
)
#: What an act says before its form where nobody reported.
LEADS: dict[str, str | Promise] = {
    "hasil": _(
        "Tidak ada pelapor yang diberi tahu. Kepala menyetujui, lalu LHP disusun."
    ),
    "tutup": _(
        "Batas waktu yang berjalan berhenti. Tidak ada pelapor yang diberi tahu."
    ),
    "gabungkan": _(
        "Perkara ini ditutup dan perkara yang Anda pilih dilanjutkan. Berkas tetap di "
        "sini dan terbaca dari sana."
    ),
    "jadi-bagian": _(
        "Keduanya tetap berjalan dengan nomor dan batas waktunya sendiri."
    ),
    "ubah-golongan": _(
        "Batas pemeriksaan dihitung ulang dari hari investigasi dimulai; perpanjangan "
        "yang sudah diberikan tidak ikut."
    ),
}


#: How an act is called there.
LABELS: dict[str, str | Promise] = {"tutup": _("Tutup pemeriksaan")}


def named(act: Act, case: Case) -> Act:
    """The act as it is called in this case."""
    if case.has_reporter or act.slug not in LABELS:
        return act
    return replace(act, label=LABELS[act.slug])


def lead_of(act: Act, case: Case) -> str | Promise:
    """What stands above the form of this act."""
    return act.lead if case.has_reporter else LEADS.get(act.slug, act.lead)


def fit(slug: str, form: Any, case: Case) -> Any:
    """The form as it is asked where nobody reported: no word or choice is a reporter's."""
    if case.has_reporter:
        return form
    for name, reporters in (("side", Side.REPORTER), ("cause", Cause.REPORTER)):
        field = form.fields.get(name)
        if field is not None:
            field.choices = [one for one in field.choices if one[0] != reporters]
    for name, words in WORDS.get(slug, {}).items():
        for attribute, said in words.items():
            setattr(form.fields[name], attribute, said)
    return form


#: How fields are called, and what is said beside them, where nobody reported.
WORDS: dict[str, dict[str, dict[str, str | Promise]]] = {
    "hasil": {"text": {"label": _("Hasil sementara untuk kepala")}},
    "lhp": {"account": {"label": _("Uraian dugaan")}},
    "putuskan-perpanjangan": {"answer": {"help_text": _("Dibaca rekan Anda.")}},
}


def _approve(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return examination.approve_result(
        ref=case.ref, version=form.cleaned_data["version"], actor=actor, now=now
    )


def _collect(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return gathering.collect(
        ref=case.ref,
        version=form.cleaned_data["version"],
        part_refs=[UUID(ref) for ref in form.cleaned_data["kept"]],
        actor=actor,
        now=now,
    )


def _reopen(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return reopening.reopen_own(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        actor=actor,
        now=now,
    )


def material(case: Case, request: PortalRequest) -> dict[str, list[tuple[str, str]]]:
    """The reports that may be gathered: likely, or called so; and those that were ticked."""
    found = material_for(case, request.actor, request.GET.get(SEARCH, ""))
    return {"cases": [(str(row.ref), _line(row)) for row in found]}


def _line(case: Case) -> str:
    """Its number and stage; of a restricted one no more than that."""
    told = [] if case.restricted else [case.title, agency_of(case)]
    parts = [name_of(case), *told, str(dict(STATES)[case.stage])]
    return ", ".join(part for part in parts if part)


OWN_ACTS = (
    Act(
        APPROVE,
        _("Setujui hasil, lanjut ke LHP"),
        ActForm,
        _approve,
        _(
            "Tidak ada pelapor, jadi tidak ada yang diberi tahu dan tidak ada masa "
            "tanggapan 14 hari. Pemeriksa menyusun LHP."
        ),
        grave=True,
    ),
    Act(
        COLLECT,
        _("Kumpulkan laporan sebagai bahan"),
        CollectForm,
        _collect,
        _(
            "Setiap laporan tetap berjalan sendiri dengan nomor dan pelapornya. "
            "Pelapornya tidak diberi tahu, dan surat investigasi ini tidak dapat menyebut "
            "mereka."
        ),
    ),
    Act(
        REOPEN,
        _("Buka kembali perkara"),
        ReopenForm,
        _reopen,
        _("Perkara kembali ke tahapnya dan batas waktunya berjalan lagi."),
        grave=True,
    ),
)

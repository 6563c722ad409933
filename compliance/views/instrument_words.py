"""The words of the editor of methods: answers, components, faults, differences."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from compliance.domain.answering import AnswerKind, Per
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from compliance.domain.comparing import Changed
    from compliance.domain.instrument import Fault

KINDS: Mapping[str, _StrPromise] = {
    AnswerKind.FIGURE.value: gettext_lazy("angka 0 sampai 100, diisi per instansi"),
    AnswerKind.YES_NO.value: gettext_lazy("ya atau tidak"),
    AnswerKind.SEEN.value: gettext_lazy("terlihat buktinya atau tidak, dengan foto"),
    AnswerKind.SCALE.value: gettext_lazy("skala"),
    AnswerKind.BANDS.value: gettext_lazy("angka dengan rentang"),
    AnswerKind.COUNT.value: gettext_lazy("sekian dari sekian"),
}
PERS: Mapping[str, _StrPromise] = {
    Per.AGENCY.value: gettext_lazy("instansi"),
    Per.UNIT.value: gettext_lazy("unit"),
    Per.PRODUCT.value: gettext_lazy("tiap produk layanan"),
    Per.STAFF.value: gettext_lazy("petugas yang diwawancara"),
    Per.USER.value: gettext_lazy("pengguna yang diwawancara"),
}
#: The fourteen components of a service standard, Law 25/2009, Article 21.
COMPONENTS: Mapping[int, _StrPromise] = {
    1: gettext_lazy("dasar hukum"),
    2: gettext_lazy("persyaratan"),
    3: gettext_lazy("sistem, mekanisme, dan prosedur"),
    4: gettext_lazy("jangka waktu penyelesaian"),
    5: gettext_lazy("biaya atau tarif"),
    6: gettext_lazy("produk pelayanan"),
    7: gettext_lazy("sarana, prasarana, dan fasilitas"),
    8: gettext_lazy("kompetensi pelaksana"),
    9: gettext_lazy("pengawasan internal"),
    10: gettext_lazy("penanganan pengaduan, saran, dan masukan"),
    11: gettext_lazy("jumlah pelaksana"),
    12: gettext_lazy("jaminan pelayanan"),
    13: gettext_lazy("jaminan keamanan dan keselamatan"),
    14: gettext_lazy("evaluasi kinerja pelaksana"),
}
_FAULTS: Mapping[str, str] = {
    "empty": gettext_noop("Belum ada satu pun bagian."),
    "scale": gettext_noop("Batas nilai belum lengkap: yang terendah harus 0."),
    "mark": gettext_noop("Setiap kategori nilai butuh huruf atau zona."),
    "share": gettext_noop("Pengaruh KTK harus 0 sampai 0,30."),
    "least_units": gettext_noop("Paling sedikit satu unit harus dinilai."),
    "no_weight": gettext_noop("%(name)s belum punya bobot."),
    "no_question": gettext_noop("%(name)s belum punya cara menjawab."),
    "asks_and_groups": gettext_noop(
        "%(name)s punya isi di bawahnya, jadi tidak bisa dijawab sendiri."
    ),
    "no_law": gettext_noop("%(name)s belum punya dasar hukum."),
    "component": gettext_noop("%(name)s: komponen standar tidak dikenal."),
    "top": gettext_noop("%(name)s: angka tertinggi skala harus 2 sampai 10."),
    "bands": gettext_noop("%(name)s: rentang angkanya belum lengkap."),
    "per": gettext_noop("%(name)s: angka 0 sampai 100 hanya bisa diisi per instansi."),
    "wanted": gettext_noop("%(name)s: jumlah orang yang diwawancara tidak cocok."),
    "twice": gettext_noop("Kode %(name)s dipakai dua kali."),
}
_WHAT: Mapping[str, _StrPromise] = {
    "name_id": gettext_lazy("nama, Indonesia"),
    "name_en": gettext_lazy("nama, Inggris"),
    "hint_id": gettext_lazy("petunjuk, Indonesia"),
    "hint_en": gettext_lazy("petunjuk, Inggris"),
    "evidence_id": gettext_lazy("bukti, Indonesia"),
    "evidence_en": gettext_lazy("bukti, Inggris"),
    "weight": gettext_lazy("bobot"),
    "assumed": gettext_lazy("bobot asumsi"),
    "answer": gettext_lazy("cara menjawab"),
    "per": gettext_lazy("ditanyakan untuk"),
    "top": gettext_lazy("angka tertinggi"),
    "bands": gettext_lazy("rentang"),
    "wanted": gettext_lazy("orang yang diwawancara"),
    "least": gettext_lazy("paling sedikit orang"),
    "may_be_absent": gettext_lazy("boleh “tidak berlaku”"),
    "law": gettext_lazy("dasar hukum"),
    "component": gettext_lazy("komponen standar"),
    "share": gettext_lazy("pengaruh KTK (L)"),
    "mode": gettext_lazy("cara KTK dipakai"),
    "aggregation": gettext_lazy("cara menjumlah"),
    "of_units": gettext_lazy("dari unit menjadi instansi"),
    "least_units": gettext_lazy("paling sedikit unit"),
    "assumed_weights": gettext_lazy("bobot asumsi"),
}


def fault_words(fault: Fault, names: Mapping[str, str]) -> str:
    """The sentence for one thing to mend; ``names`` by code."""
    name = names.get(fault.code, fault.code)
    if fault.kind == "weights":
        told = {"name": name, "total": figure(fault.total or Decimal(0))}
        if fault.code:
            return _("Bobot di bawah %(name)s berjumlah %(total)s, harus 100.") % told
        return _("Bobot tingkat pertama berjumlah %(total)s, harus 100.") % told
    return _(_FAULTS[fault.kind]) % {"name": name}


def what_words(changed: Changed) -> str:
    """The name of the property that differs; of the whole, "bands" is the scale."""
    if changed.what == "bands" and not changed.code:
        return _("batas nilai")
    return str(_WHAT[changed.what])


def value_words(what: str, value: object) -> str:
    """A property as the table of differences shows it."""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if what == "answer":
        return str(KINDS.get(str(value), _("kelompok")))
    if what == "per":
        return str(PERS.get(str(value), "-"))
    if isinstance(value, list):
        return "; ".join(_pair(one) for one in value) or "-"
    return "-" if value in {None, ""} else str(value)


def _pair(one: object) -> str:
    if isinstance(one, dict):
        return " ".join(str(one[name]) for name in ("lower", "grade") if one[name])
    return ": ".join(one) if isinstance(one, list) else str(one)

"""What the report to DPR and the President calls its tables, and what each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.domain.own_initiative import Intake
from complaints.domain.periodic import Outcome

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: Name of each table, what its first column holds, and what is counted in it.
TABLES: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "by_channel": (
        _("Laporan yang diterima menurut cara masuk"),
        _("Cara laporan masuk"),
        _(
            "Laporan yang masuk dalam periode ini, menurut hari di zona kantornya. "
            "Konsultasi dan data impor tidak ikut."
        ),
    ),
    "by_kind": (
        _("Laporan yang diterima menurut jenis"),
        _("Jenis"),
        _(
            "Laporan yang sama menurut jenis: laporan masyarakat, yang ditangani dengan "
            "respons cepat, dan prakarsa sendiri."
        ),
    ),
    "by_province": (
        _("Laporan yang diterima menurut provinsi"),
        _("Provinsi"),
        _(
            "Laporan yang sama menurut provinsi kejadiannya; bila tidak disebut, "
            "provinsi instansinya."
        ),
    ),
    "by_class": (
        _("Laporan yang diregistrasi menurut klasifikasi"),
        _("Klasifikasi"),
        _(
            "Laporan yang mendapat nomor register dalam periode ini, menurut "
            "klasifikasinya waktu laporan ini disusun."
        ),
    ),
    "by_reason": (
        _("Laporan yang ditutup menurut alasan"),
        _("Alasan"),
        _(
            "Laporan yang ditutup dalam periode ini dan masih tertutup waktu laporan ini "
            "disusun. Konsultasi yang dijawab tidak ikut."
        ),
    ),
    "orders": (
        _("Tindakan korektif yang diperintahkan"),
        _("Keadaan pada hari terakhir periode"),
        _(
            "Tindakan korektif yang diterima instansi dalam periode ini, menurut "
            "keadaannya pada hari terakhir periode. Saran tidak dihitung."
        ),
    ),
}
#: How an order stands.
OUTCOMES_OF_ORDERS: dict[str, str | Promise] = {
    Outcome.ON_TIME: _("Dilaksanakan tepat waktu"),
    Outcome.LATE: _("Dilaksanakan terlambat"),
    Outcome.RUNNING: _("Belum selesai, batas waktu belum lewat"),
    Outcome.OVERDUE: _("Belum selesai, batas waktu lewat"),
    Outcome.CLIMBED: _("Menjadi butir Rekomendasi"),
    Outcome.FREED: _("Dikecualikan atau dibatalkan"),
}
INTAKE_KINDS: dict[str, str | Promise] = {
    Intake.REPORT: _("Laporan masyarakat"),
    Intake.FAST: _("Respons cepat"),
    Intake.OWN: _("Prakarsa sendiri"),
}
OTHERS = _("Lainnya (masing-masing kurang dari 5, atau digabung)")
UNKNOWN_PLACE = _("Provinsi tidak disebut")
NOT_ASSESSED = _("Belum ditetapkan")
#: Why small numbers stand together.
SMALL = _(
    "Angka tentang laporan orang yang kurang dari 5 digabung, supaya tidak menunjuk "
    "pelapor. Tabel setahun hanya memuat baris yang ada di keempat triwulannya."
)

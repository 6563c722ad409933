"""Words of a file of orders from another register, as our own tables of orders have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.domain import events
from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.orders_file import Column

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: What each column is called, in the order in which the sample has them.
HEADINGS: dict[Column, str | Promise] = {
    Column.NUMBER: _("Nomor"),
    Column.AGENCY: _("Instansi"),
    Column.UNIT: _("Unit"),
    Column.SUBSTANCE: _("Substansi"),
    Column.FORMS: _("Bentuk maladministrasi"),
    Column.SUMMARY: _("Ringkasan"),
    Column.LHP_NUMBER: _("Nomor LHP"),
    Column.LHP_ON: _("LHP"),
    Column.RECEIVED_ON: _("Diterima instansi"),
    Column.ORDER: _("Tindakan"),
    Column.TEXT: _("Yang diminta"),
    Column.DUE_ON: _("Batas"),
    Column.DUE_REASON: _("Alasan batas"),
    Column.STATUS: _("Status"),
    Column.DONE_ON: _("Hari pelaksanaan"),
    Column.OFFICER: _("Petugas"),
    Column.OFFICE: _("Kantor"),
}
#: Columns of our own tables that follow from the others.
FOLLOWING: tuple[str | Promise, ...] = (
    pgettext_lazy("tabel", "Tenggat"),
    _("Giliran"),
    _("Ketepatan"),
    _("Tahap perkara"),
)
#: What is said of each column before somebody fills it in.
MEANINGS: dict[Column, str | Promise] = {
    Column.NUMBER: _(
        "Nomor perkara di daftar lama. Baris dengan nomor yang sama menjadi satu "
        "perkara; kolom perkaranya harus sama."
    ),
    Column.AGENCY: _("Kode instansi, atau namanya persis seperti di daftar instansi."),
    Column.UNIT: _("Nama unit yang harus melaksanakan, bila ada."),
    Column.SUBSTANCE: _("Kode atau nama substansi."),
    Column.FORMS: _("Kode atau nama; beberapa dipisah dengan koma."),
    Column.SUMMARY: _("Temuan dalam satu kalimat, tanpa nama atau data orang."),
    Column.LHP_NUMBER: _("Nomor surat LHP di atas kertas."),
    Column.LHP_ON: _("Tanggal LHP ditandatangani."),
    Column.RECEIVED_ON: _("Tanggal LHP diterima instansi; batas dihitung dari sini."),
    Column.ORDER: _(
        "Tindakan korektif atau Saran, boleh dengan nomornya: Saran 2. Kosong: tindakan "
        "korektif, bernomor menurut urutan baris."
    ),
    Column.TEXT: _("Apa yang harus dilakukan instansi, tanpa nama atau data orang."),
    Column.DUE_ON: _(
        "Kosong: dihitung dari tanggal terima menurut aturan pada hari LHP itu. Tanggal "
        "lain perlu alasan."
    ),
    Column.DUE_REASON: _("Misalnya perpanjangan yang sudah diberikan, dan dasarnya."),
    Column.STATUS: _(
        "belum, sebagian, atau dilaksanakan. Kosong: belum. Yang dibatalkan atau "
        "dikecualikan tidak dibawa."
    ),
    Column.DONE_ON: _("Hari dilaksanakan menurut putusan Anda, bila sudah."),
    Column.OFFICER: _("Nama pemeriksa di kantor ini. Kosong: belum ada pemegangnya."),
    Column.OFFICE: _("Boleh kosong. Perkara kantor lain tidak masuk."),
}
#: Nobody holds it, as our own tables say it.
NOBODY = _("Belum ada")
INSTRUMENT_WORDS: tuple[tuple[Instrument, str | Promise], ...] = (
    (Instrument.TK, _("Tindakan korektif")),
    (Instrument.SARAN, _("Saran")),
    (Instrument.REKOMENDASI, _("Rekomendasi")),
)
#: None: nothing is owed under it any more.
STATUS_WORDS: tuple[tuple[ActionStatus | None, str | Promise], ...] = (
    (ActionStatus.BELUM, _("Belum dilaksanakan")),
    (ActionStatus.BELUM, _("Tidak dilaksanakan")),
    (ActionStatus.BELUM, _("Saran, belum dilaksanakan")),
    (ActionStatus.DIAJUKAN, _("Bukti sedang kami periksa")),
    (ActionStatus.SEBAGIAN, _("Dilaksanakan sebagian")),
    (ActionStatus.DILAKSANAKAN, _("Dilaksanakan")),
    (None, _("Dibatalkan")),
    (None, _("Dikecualikan")),
    (None, _("Menjadi Rekomendasi")),
)
#: A case that an office brought along.
OF_FORMER = {events.BROUGHT_IN: _("Perkara dibawa masuk dari daftar sebelumnya")}

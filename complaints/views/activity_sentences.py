"""What a page says when an activity of the examination cannot be done so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.activities import ACTIVITY_DAY, UNFIT

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_ACTIVITIES: dict[str, str | _StrPromise] = {
    "not_in_examination": _("Perkara ini tidak sedang diperiksa."),
    "not_in_review": _("LHP hanya disusun setelah hasil diberitahukan kepada pelapor."),
    "names_witness": _(
        "Tulisan ini menyebut saksi yang namanya dirahasiakan. Hapus bagian itu; "
        "tidak ada yang dapat mengizinkannya."
    ),
    "activity_day": ACTIVITY_DAY,
    "proof_unknown": _("Temuan atau bukti itu tidak ada dalam perkara ini."),
    "activity_outcome": UNFIT,
    "activity_nobody": _("Sebutkan siapa yang dipanggil atau didengar."),
    "activity_no_papers": _("Sebutkan dokumen yang diminta."),
    "activity_no_call": _(
        "Tidak ada panggilan yang tidak dipenuhi, atau sudah tiga kali, atau sudah "
        "dipanggil lagi."
    ),
    "activity_over": _("Kegiatan ini sudah selesai."),
    "activity_ahead": _("Harinya belum tiba."),
    "activity_papers_due": _("Instansi masih punya waktu untuk mengirim dokumennya."),
    "activity_unproved": _(
        "Suratnya belum terbukti diterima sebelum harinya. Panggilan ini tidak dihitung; "
        "catat sebagai tidak dipenuhi dengan alasan yang sah."
    ),
    "still_open": _("Masih ada yang terbuka dalam perkara ini."),
}

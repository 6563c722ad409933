"""What a page says when a step of an objection cannot be taken so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.objecting import CHANGE_UNSAID, DAY_HELP, NO_GROUND

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_OBJECTIONS: dict[str, str | _StrPromise] = {
    "objection_no_report": _("Tidak ada LHP yang berlaku dan sudah diterima instansi."),
    "objection_waits": _("Keberatan Anda sudah kami terima dan belum diputus."),
    "objection_was_decided": _(
        "Keberatan atas LHP ini sudah diputus, dan putusan itu tetap."
    ),
    "objection_twice": _(
        "Keberatan atas LHP ini sudah dua kali diajukan dan ditarik. Keberatan ketiga "
        "tidak dapat diajukan."
    ),
    "objection_late": _(
        "Keberatan diajukan selama masa tindakan korektif. Masa itu sudah lewat, atau "
        "tidak ada tindakan yang masih harus dilaksanakan."
    ),
    "objection_no_ground": NO_GROUND,
    "objection_order": _(
        "Salah satu tindakan tidak bisa lagi ditolak: batas waktunya lewat atau sudah "
        "selesai. Buka lagi halaman ini."
    ),
    "objection_over": _("Keberatan ini sudah diputus atau ditarik."),
    "no_objection": _("Tidak ada keberatan yang menunggu putusan."),
    "objection_reviewers": _("Pilih satu sampai lima penelaah."),
    "objection_proposed": _("Putusannya sudah diusulkan dan menunggu pimpinan."),
    "objection_unproposed": _("Penelaah belum mengusulkan putusan."),
    "objection_orders_differ": _(
        "Tindakan yang masih berlaku berubah sejak halaman ini dibuka. Usulkan lagi."
    ),
    "objection_change_unsaid": CHANGE_UNSAID,
    "objection_day": DAY_HELP,
    "objection_order_over": _(
        "Satu tindakan yang hendak diubah sudah selesai. Kembalikan kepada penelaah."
    ),
    "objection_day_over": _(
        "Satu tanggal baru sudah terlalu dekat. Kembalikan kepada penelaah."
    ),
    "objection_first": _(
        "Keberatan instansi belum diputus. Rekomendasi menunggu putusan itu."
    ),
}

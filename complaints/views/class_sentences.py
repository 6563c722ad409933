"""What a refusal says about the class of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_CLASSES: dict[str, str | _StrPromise] = {
    "class_settled": _(
        "Klasifikasi hanya berubah sesudah registrasi dan sebelum LHP ditandatangani."
    ),
    "class_same": _("Itu sudah klasifikasi perkara ini."),
    "class_over": _("Batas klasifikasi itu sudah lewat. Pilih yang lebih panjang."),
    "class_missing": _("Pilih klasifikasi: laporan ini sekaligus diregistrasi."),
    "class_late": _(
        "Batas pemeriksaan sudah lewat: klasifikasi yang lebih panjang tidak bisa lagi "
        "dipilih, dan perpanjangan tidak bisa diminta. Keterlambatan ini tetap tercatat."
    ),
}

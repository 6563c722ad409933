"""Why a report was not split, and why a case does not become part of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TWO_CASES: dict[str, _StrPromise] = {
    "merge_not_proposed": _("Penggabungan perkara ini tidak sedang diusulkan."),
    "gather_closed": _("Perkara yang sudah ditutup tidak menjadi bagian perkara lain."),
    "gathered_already": _("Perkara ini sudah menjadi bagian perkara lain."),
    "gather_levels": _(
        "Induk dan bagian hanya dua tingkat: yang punya bagian tidak menjadi bagian, dan "
        "sebaliknya."
    ),
    "not_gathered": _("Perkara ini bukan bagian perkara lain."),
    "no_such_part": _(
        "Perkara itu bukan bagian perkara ini, atau tidak terbuka bagi Anda."
    ),
    "part_unstated": _(
        "Perkara bagian itu terbatas. Buka dulu dan tulis alasannya, lalu lepaskan."
    ),
    "recurrence_judged": _("Perbandingan ini sudah diputuskan."),
    "recurrence_not_reopenable": _(
        "Perkara lama tidak dapat dibuka kembali: masih terbuka, atau lewat satu tahun "
        "sejak ditutup."
    ),
    "split_late": _("Pada tahap ini laporan tidak bisa dipisah lagi."),
    "split_again": _(
        "Perkara ini sendiri dipisah dari laporan lain. Pisahkan laporan asalnya."
    ),
    "split_full": _("Satu laporan menjadi paling banyak lima perkara."),
    "split_parts": _("Pilih bagian cerita dan berkas yang ada di laporan ini."),
}

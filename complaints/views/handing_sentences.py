"""Why a case was not given to somebody else, as its head reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HANDING: dict[str, _StrPromise] = {
    "as_deputy": _(
        "Identitas pelapor, berkas asli, dan kode baru tidak terbuka bagi wakil. Tunggu "
        "pemegang perkara kembali, atau minta kepala menyerahkan perkara ini kepada Anda."
    ),
    "no_colleague": _("Orang ini tidak mengerjakan perkara di kantor ini."),
    "nobody_missing": _("Perkara ini tidak kekurangan pemeriksa."),
    "not_in_hand": _(
        "Pada tahap ini perkara belum punya petugas. Petugas penerimaan mengambilnya "
        "sendiri dari antrean."
    ),
    "holds_already": _("Orang ini sudah memegang perkara ini."),
    "no_successor": _("Pilih kepada siapa perkara ini diserahkan."),
    "unseen": _("Perkara ini tidak terbuka bagi Anda."),
}

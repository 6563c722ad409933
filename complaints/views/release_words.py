"""What the pages about letting a file go say, by the side that it goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.correspondence import Addressee

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: Addressee -> the names of the page and of its pictures.
PAGE = {
    Addressee.AGENCY: "work:blacken",
    Addressee.REPORTER: "work:release_reporter",
}
SHEET = {
    Addressee.AGENCY: "work:blacken_sheet",
    Addressee.REPORTER: "work:release_reporter_sheet",
}


@dataclass(frozen=True, slots=True)
class Words:
    """One page, for one side."""

    let_go: Promise
    let_sound_go: Promise
    go: Promise
    take_back: Promise
    the_copy: Promise
    as_it_comes: Promise
    only_this: Promise
    only_sound: Promise
    sees: Promise
    hears: Promise
    done: Promise


WORDS = {
    Addressee.AGENCY: Words(
        let_go=_("Lepas berkas kepada instansi"),
        let_sound_go=_("Lepas rekaman kepada instansi"),
        go=_("Lepas kepada instansi"),
        take_back=_("Tarik dari instansi"),
        the_copy=_("Salinan untuk instansi"),
        as_it_comes=_("Tepat seperti inilah yang diterima instansi."),
        only_this=_(
            "Instansi hanya menerima salinan yang Anda lepas di sini: halaman sebagai "
            "gambar, dengan warna hitam yang menyatu. Berkas asli tidak berubah dan "
            "tidak pernah diperlihatkan."
        ),
        only_sound=_(
            "Instansi hanya menerima salinan yang Anda lepas di sini: suaranya saja, "
            "tanpa nama, tempat, dan tanggal yang tersimpan di dalam berkas. Berkas asli "
            "tidak berubah dan tidak pernah diperdengarkan."
        ),
        sees=_("Instansi melihat salinan ini, bukan berkas aslinya."),
        hears=_("Instansi mendengar salinan ini, bukan berkas aslinya."),
        done=_("Salinan dilepas. Instansi dapat mengunduhnya sekarang."),
    ),
    Addressee.REPORTER: Words(
        let_go=_("Lepas berkas kepada pelapor"),
        let_sound_go=_("Lepas rekaman kepada pelapor"),
        go=_("Lepas kepada pelapor"),
        take_back=_("Tarik dari pelapor"),
        the_copy=_("Salinan untuk pelapor"),
        as_it_comes=_("Tepat seperti inilah yang diterima pelapor."),
        only_this=_(
            "Pelapor hanya menerima salinan yang Anda lepas di sini: halaman sebagai "
            "gambar, dengan warna hitam yang menyatu. Hitamkan data orang lain. Berkas "
            "asli tidak berubah dan tidak pernah diperlihatkan."
        ),
        only_sound=_(
            "Pelapor hanya menerima salinan yang Anda lepas di sini: suaranya saja, "
            "tanpa nama, tempat, dan tanggal yang tersimpan di dalam berkas. Berkas asli "
            "tidak berubah dan tidak pernah diperdengarkan."
        ),
        sees=_("Pelapor melihat salinan ini, bukan berkas aslinya."),
        hears=_("Pelapor mendengar salinan ini, bukan berkas aslinya."),
        done=_("Salinan dilepas. Pelapor dapat mengunduhnya sekarang."),
    ),
}


def around(to: Addressee) -> dict[str, Any]:
    """For the templates: the words, and the address of a picture."""
    return {"words": WORDS[to], "sheet_page": SHEET[to]}

"""Forms about what is blacked out of a file before an agency gets it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.spoken import SpokenForm
from documents.domain.marks import WHOLE, Mark

PERCENT = WHOLE // 100


class BlackenForm(SpokenForm):
    """Base: the version of what is prepared that the page shows."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WordsForm(BlackenForm):
    """Words to be found on all pages. They are not kept."""

    words = forms.CharField(
        label=_("Cari kata di semua halaman"),
        help_text=_(
            "Misalnya nama, alamat, atau nomor. Besar kecil huruf sama saja. Kata yang "
            "dicari tidak disimpan."
        ),
        min_length=3,
        max_length=100,
    )


def _edge(label: Any) -> forms.DecimalField:
    field = forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    field.widget.attrs.update(inputmode="decimal", step="0.01")
    return field


class PlaceForm(BlackenForm):
    """A rectangle on the sheet that is shown, in percent of its width and height."""

    left = _edge(_("Tepi kiri (%)"))
    top = _edge(_("Tepi atas (%)"))
    right = _edge(_("Tepi kanan (%)"))
    bottom = _edge(_("Tepi bawah (%)"))

    def mark(self, sheet: int) -> Mark:
        """What was filled in, on this sheet."""
        data = self.cleaned_data
        edges = ("top", "left", "bottom", "right")
        return Mark(sheet, *(int(data[edge] * PERCENT) for edge in edges))


class SoundForm(BlackenForm):
    """What an officer states before the agency gets a recording."""

    looked = forms.BooleanField(
        label=_(
            "Saya sudah mendengarkan seluruh salinan ini, dan tidak ada lagi yang tidak "
            "boleh diketahui instansi"
        ),
        error_messages={
            "required": _("Dengarkan seluruh salinan rekaman, lalu nyatakan.")
        },
    )
    voices = forms.BooleanField(
        label=_(
            "Saya paham suara dapat mengenali orang, dan siapa pun yang terdengar di sini "
            "boleh dikenali instansi, termasuk pelapor"
        ),
        error_messages={
            "required": _(
                "Nyatakan dulu bahwa siapa pun yang terdengar boleh dikenali instansi."
            )
        },
    )


class ReleaseForm(BlackenForm):
    """What an officer states before the agency gets the copy."""

    looked = forms.BooleanField(
        label=_(
            "Saya sudah memeriksa setiap halaman salinan ini, dan tidak ada lagi yang "
            "tidak boleh diketahui instansi"
        ),
        error_messages={"required": _("Periksa semua halaman salinan, lalu nyatakan.")},
    )
    names_nobody = forms.BooleanField(
        label=_(
            "Saya menyatakan berkas ini tidak menyebut pelapor atau orang lain, dan "
            "tidak dapat dikenali dari isinya siapa yang melapor"
        ),
        required=False,
    )

    def __init__(self, *args: Any, unblacked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unblacked:
            del self.fields["names_nobody"]

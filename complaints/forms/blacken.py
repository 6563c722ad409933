"""Forms about what is blacked out of a file before a side gets it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.correspondence import Addressee
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


#: What an officer states: that he looked, that he listened, that voices may be known.
STATED = {
    Addressee.AGENCY: (
        _(
            "Saya sudah memeriksa setiap halaman salinan ini, dan tidak ada lagi yang "
            "tidak boleh diketahui instansi"
        ),
        _(
            "Saya sudah mendengarkan seluruh salinan ini, dan tidak ada lagi yang tidak "
            "boleh diketahui instansi"
        ),
        _(
            "Saya paham suara dapat mengenali orang, dan siapa pun yang terdengar di sini "
            "boleh dikenali instansi, termasuk pelapor"
        ),
    ),
    Addressee.REPORTER: (
        _(
            "Saya sudah memeriksa setiap halaman salinan ini, dan tidak ada lagi yang "
            "tidak boleh diketahui pelapor"
        ),
        _(
            "Saya sudah mendengarkan seluruh salinan ini, dan tidak ada lagi yang tidak "
            "boleh diketahui pelapor"
        ),
        _(
            "Saya paham suara dapat mengenali orang, dan siapa pun yang terdengar di sini "
            "boleh dikenali pelapor"
        ),
    ),
}


class SoundForm(BlackenForm):
    """What an officer states before a side gets a recording."""

    looked = forms.BooleanField(
        error_messages={
            "required": _("Dengarkan seluruh salinan rekaman, lalu nyatakan.")
        },
    )
    voices = forms.BooleanField(
        error_messages={
            "required": _(
                "Nyatakan dulu bahwa siapa pun yang terdengar boleh dikenali."
            )
        },
    )

    def __init__(self, *args: Any, to: Addressee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _looked, self.fields["looked"].label, self.fields["voices"].label = STATED[to]


class ReleaseForm(BlackenForm):
    """What an officer states before a side gets the copy."""

    looked = forms.BooleanField(
        error_messages={"required": _("Periksa semua halaman salinan, lalu nyatakan.")},
    )
    names_nobody = forms.BooleanField(
        label=_(
            "Saya menyatakan berkas ini tidak menyebut pelapor atau orang lain, dan "
            "tidak dapat dikenali dari isinya siapa yang melapor"
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, unblacked: bool, to: Addressee, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["looked"].label = STATED[to][0]
        if not unblacked:
            del self.fields["names_nobody"]

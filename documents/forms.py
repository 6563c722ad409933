"""The two questions of the verification page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.domain.numbers import is_guessable

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST_NUMBER = 80
BY_CODE = _(
    "Untuk rekomendasi, pindai kode QR pada suratnya atau tulis kode di sampingnya. Yang "
    "sudah diumumkan ada di Register publik Rekomendasi."
)


class NumberForm(forms.Form):
    """Which letter?"""

    nomor = forms.CharField(
        label=_("Nomor surat"),
        help_text=_("Contoh: B/113/LM.11-64/005355.2026/VIII/2026."),
        max_length=LONGEST_NUMBER,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Tuliskan nomor surat."),
            "max_length": _("Nomor surat tidak sepanjang itu."),
        },
    )

    def clean_nomor(self) -> str:
        """That a recommendation exists is told to nobody who only counts on."""
        typed: str = self.cleaned_data["nomor"]
        if is_guessable(typed):
            raise forms.ValidationError(BY_CODE)
        return typed


class CompareForm(forms.Form):
    """Is this file what we issued?"""

    berkas = forms.FileField(
        label=_("Berkas PDF surat"),
        help_text=_("Berkasnya hanya kami bandingkan, tidak kami simpan."),
        error_messages={
            "required": _("Pilih berkas PDF surat."),
            "empty": _("Berkas ini kosong. Pilih berkas lain."),
        },
    )

    @property
    def picked(self) -> UploadedFile[bytes]:
        """The file of a valid form."""
        file: UploadedFile[bytes] = self.cleaned_data["berkas"]
        return file

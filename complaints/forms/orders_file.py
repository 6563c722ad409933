"""A file of orders that an office brings along, and the word that it shall come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.orders_file import MOST_BYTES
from complaints.forms.spoken import SpokenForm
from complaints.models.former_sentences import LIMITS, TOO_LARGE


class OrdersFileForm(SpokenForm):
    """One CSV file."""

    file = forms.FileField(
        label=_("Berkas CSV"),
        help_text=_(
            "Dari lembar kerja: Simpan sebagai CSV UTF-8. Pemisahnya koma atau titik koma."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"empty": _("Berkas ini kosong.")},
        allow_empty_file=False,
    )

    def clean_file(self) -> Any:
        """Too large a file is not read at all."""
        found = self.cleaned_data["file"]
        if found.size > MOST_BYTES:
            raise forms.ValidationError(str(TOO_LARGE) % LIMITS, "too_large")
        return found


class BringInForm(SpokenForm):
    """That somebody looked, and answers for it."""

    nameless = forms.BooleanField(
        label=_(
            "Saya sudah memeriksa: tidak ada nama, NIK, alamat, atau nomor telepon "
            "pelapor atau orang lain dalam berkas ini. Instansi membaca isinya."
        ),
        error_messages={
            "required": _("Periksa dahulu, lalu centang bahwa tidak ada data orang.")
        },
    )

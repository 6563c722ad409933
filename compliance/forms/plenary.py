"""What is typed when results are set by the plenary."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.forms.rounds import VersionForm


class MinutesForm(VersionForm):
    """The minutes as a file, with their number and day."""

    number = forms.CharField(
        label=_("Nomor berita acara"),
        max_length=120,
        error_messages={"required": _("Tuliskan nomor berita acara.")},
    )
    held_on = forms.DateField(
        label=_("Tanggal pleno"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Tuliskan tanggal pleno.")},
    )
    minutes = forms.FileField(
        label=_("Berita acara yang ditandatangani"),
        help_text=_("PDF atau foto, paling besar 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
        error_messages={
            "required": _("Pilih berkas berita acara."),
            "empty": _("Berkas ini kosong. Pilih berkas lain."),
        },
    )

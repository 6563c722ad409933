"""Forms of the agency's liaison."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.spoken import SpokenForm


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files, possibly none. Their contents are checked later."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file]


class AnswerForm(SpokenForm):
    """The agency's explanation."""

    answer = forms.CharField(
        label=_("Penjelasan instansi"),
        help_text=_("Jawab satu per satu menurut nomor pertanyaan."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20000,
    )
    attachments = FilesField(
        label=_("Lampiran"),
        help_text=_("PDF, foto, atau dokumen. Paling besar 10 MB per berkas."),
        required=False,
    )


class EvidenceForm(SpokenForm):
    """What was done, when, and what shows it."""

    text = forms.CharField(
        label=_("Apa yang sudah dilakukan?"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
        max_length=10000,
    )
    done_on = forms.DateField(
        label=_("Tanggal dilaksanakan"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    attachments = FilesField(
        label=_("Bukti"),
        help_text=_(
            "Foto, surat keputusan, kuitansi, berita acara. Paling besar 10 MB."
        ),
        required=False,
    )

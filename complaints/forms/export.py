"""In which form the queue is taken along, and for what."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.exports import Form, Purpose
from complaints.forms.spoken import SpokenForm

FORMS = [
    (Form.XLSX, _("Lembar kerja (XLSX)")),
    (Form.CSV, _("Teks dengan koma (CSV)")),
]
PURPOSES = [
    (Purpose.WORK, _("Mengerjakan perkara")),
    (Purpose.MEETING, _("Bahan rapat atau pleno")),
    (Purpose.FIGURES, _("Angka dan statistik")),
    (Purpose.SUPERVISION, _("Pengawasan")),
]


class ExportForm(SpokenForm):
    """Both are asked; neither is guessed."""

    form = forms.ChoiceField(
        label=_("Bentuk berkas"), choices=FORMS, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=_("Untuk apa"),
        choices=PURPOSES,
        widget=forms.RadioSelect,
        help_text=_("Jawaban ini tercatat bersama nama Anda."),
    )

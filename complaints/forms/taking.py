"""What an officer says before he writes down somebody's report or question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.arrival import may_have_come
from complaints.forms.sending import AdmittedForm
from complaints.forms.spoken import SpokenForm
from complaints.forms.who import ContactForm
from complaints.models.choices import CHANNELS, TAKEN_IN, Channel

if TYPE_CHECKING:
    from datetime import date

TAKEN = [(code, name) for code, name in CHANNELS if code in TAKEN_IN]


class _LetterDay(forms.DateField):
    needed_when = _("hanya untuk surat")


class TakeForm(SpokenForm):
    """By which way it came; of a letter, when."""

    channel = forms.ChoiceField(
        label=_("Lewat apa laporan ini datang?"),
        error_messages={"required": _("Pilih lewat apa laporan ini datang.")},
        choices=TAKEN,
        widget=forms.RadioSelect,
    )
    received_on = _LetterDay(
        label=_("Tanggal surat kami terima"),
        help_text=_("Batas waktu dihitung sejak hari itu."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        by_letter = told.get("channel") == Channel.LETTER
        day = told.get("received_on")
        if not by_letter:
            told["received_on"] = None
        elif day is None and "received_on" not in self.errors:
            self.add_error("received_on", _("Isi tanggal surat kami terima."))
        elif day is not None and day > self.today:
            self.add_error("received_on", _("Tanggalnya belum tiba. Periksa lagi."))
        elif day is not None and not may_have_come(day, self.today):
            self.add_error(
                "received_on", _("Lebih dari 60 hari yang lalu. Periksa lagi.")
            )
        return told


class HandOverForm(forms.Form):
    """Which receipt was given away: of two tabs, the one whose button was pressed."""

    draft = forms.UUIDField()


class ConsultForm(ContactForm, AdmittedForm):
    """A question to us, and how to reach who asks. ``taken``: an officer writes it."""

    story = forms.CharField(
        label=_("Apa yang ingin Anda tanyakan?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Tuliskan pertanyaan Anda.")},
    )
    region_code = forms.ChoiceField(label=_("Provinsi Anda"), required=False)
    name = forms.CharField(
        label=_("Nama Anda"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    taken = forms.ChoiceField(
        label=_("Lewat apa pertanyaan ini datang?"),
        choices=[pair for pair in TAKEN if pair[0] != Channel.LETTER],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih lewat apa pertanyaan ini datang.")},
    )

    def __init__(
        self, *args: Any, provinces: list[tuple[str, str]], taken: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Tidak tahu atau di luar negeri")), *provinces]
        self.fields["region_code"] = forms.ChoiceField(
            label=self.fields["region_code"].label, choices=choices, required=False
        )
        if not taken:
            del self.fields["taken"]

"""What the holder of number and code fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.once import OnceForm
from complaints.forms.papers import more_papers


class CodeForm(forms.Form):
    """Number and code. One sentence for every way in which they may not match."""

    number = forms.CharField(
        label=_("Nomor laporan"),
        help_text=_("Delapan huruf dan angka di tanda terima Anda."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Tuliskan nomor laporan Anda.")},
    )
    code = forms.CharField(
        label=_("Kode rahasia"),
        help_text=_("Dua belas huruf dan angka. Boleh ditempel."),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Tuliskan kode rahasia Anda.")},
    )


class _Words(forms.CharField):
    """What papers may stand for."""

    needed_when = _("bila tanpa berkas")


class MessageForm(OnceForm):
    """Words to the officer, papers, or both."""

    #: The name under which the page sends the files that came before it.
    CAME = "sent"
    NOTHING = _("Tuliskan pesan Anda, atau lampirkan berkas.")

    text = _Words(
        label=_("Tulis pesan Anda"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
    )
    papers = more_papers()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        came = told.get("papers") or self.data.get(self.CAME)
        if not self.says(told) and not came and "papers" not in self.errors:
            self.add_error("text", self.NOTHING)
        return told

    def says(self, told: dict[str, Any]) -> bool:
        """Whether something is sent also without papers."""
        return bool(told.get("text"))


class ReplyForm(OnceForm):
    """The answer to one question of the officer."""

    text = forms.CharField(
        label=_("Jawaban Anda"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
    )
    papers = more_papers()


class ResultForm(OnceForm):
    """The answer to the notice of result: agreed, or something is missing."""

    answer = forms.ChoiceField(
        label=_("Apa tanggapan Anda?"),
        choices=[
            ("accept", _("Saya setuju, lanjutkan")),
            ("contest", _("Ada yang kurang atau keliru")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu tanggapan.")},
    )
    text = forms.CharField(
        label=_("Apa yang kurang atau keliru?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
    )
    papers = more_papers()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("answer") == "contest" and not told.get("text"):
            self.add_error("text", _("Tuliskan apa yang kurang atau keliru."))
        return told

"""The code that stands behind the # of a link of ours."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LinkCodeForm(forms.Form):
    """The code alone, or the whole link pasted."""

    code = forms.CharField(
        label=_("Kode dari tautan"),
        help_text=_(
            "Enam belas huruf dan angka di ujung tautan. Boleh tempel semuanya."
        ),
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        return typed.rpartition("#")[2]

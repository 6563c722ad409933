"""The last page of filing: what was said is true, and no machine says it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.forms.once import KeyedForm


class AdmittedForm(KeyedForm):
    """What is let in once: ``key`` is made when the form opens.

    ``site`` is a trap for machines; question and answer are accounts.work's.
    """

    site = forms.CharField(
        label=_("Biarkan kolom ini kosong"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    question = forms.CharField(required=False, max_length=300)
    answer = forms.CharField(required=False, max_length=10)

    def clean_site(self) -> str:
        """People do not see this field; what filled it in may be their browser."""
        if self.cleaned_data["site"]:
            raise ValidationError(
                _("Kosongkan kolom “Biarkan kolom ini kosong”, lalu kirim lagi.")
            )
        return ""


class SendForm(AdmittedForm):
    """The report is sent, and true."""

    true = forms.BooleanField(
        label=_("Cerita saya benar menurut yang saya ketahui."),
        error_messages={
            "required": _("Centang bahwa cerita Anda benar menurut yang Anda ketahui.")
        },
    )

"""The form that says which parts of a report become a case of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import ActForm

if TYPE_CHECKING:
    from collections.abc import Sequence


class SplitForm(ActForm):
    """What it is called, and what of the story and of the files belongs to it."""

    title = forms.CharField(
        label=_("Judul perkara baru"),
        help_text=_("Dibaca pelapor. Jangan menyebut nama orang."),
        max_length=160,
    )

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[str, str]],
        files: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"] = forms.MultipleChoiceField(
            label=_("Bagian cerita yang menjadi perkara baru"),
            choices=parts,
            widget=forms.CheckboxSelectMultiple,
        )
        if files:
            self.fields["files"] = forms.MultipleChoiceField(
                label=_("Berkas yang menyertainya"),
                help_text=_("Berkas itu tetap ada di laporan ini juga."),
                choices=files,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

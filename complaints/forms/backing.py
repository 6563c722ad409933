"""The form that names for each finding of a draft what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import ActForm

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So much of a finding stands above its evidence.
SHOWN = 160
NOTHING = _(
    "Perkara ini belum memuat berkas, jawaban instansi, atau kegiatan yang selesai."
)


class BackingForm(ActForm):
    """One list of evidence for each finding."""

    def __init__(
        self,
        *args: Any,
        findings: Sequence[tuple[int, str]],
        proofs: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [n for n, _text in findings]
        for n, text in findings:
            self.fields[f"proofs_{n}"] = forms.MultipleChoiceField(
                label=_("Bukti temuan %(n)s") % {"n": n},
                help_text=Truncator(text).chars(SHOWN) if proofs else NOTHING,
                choices=proofs,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def backing(self) -> dict[int, list[str]]:
        """The number of each finding to what was chosen for it."""
        return {n: self.cleaned_data[f"proofs_{n}"] for n in self.numbers}

"""Forms of the plenary: what it decides on a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.states import Reason
from complaints.forms.office import SHORT, ActForm


class RefuseForm(ActForm):
    """On which ground of the law a report is refused, and what its reporter is told."""

    ground = forms.ChoiceField(label=_("Dasar penolakan"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        help_text=_(
            "Surat sudah menyebut dasar hukum, artinya, dan ke mana ia bisa pergi. "
            "Tambahkan apa yang khusus pada laporan ini. Jangan menyebut orang lain."
        ),
        required=False,
        widget=SHORT,
        max_length=2000,
    )

    def __init__(
        self,
        *args: Any,
        grounds: list[tuple[str, Any]],
        found: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"] = forms.ChoiceField(
            label=_("Dasar penolakan"), choices=grounds, widget=forms.RadioSelect
        )
        if found:
            field.help_text = _("Verifikasi materiil menemukan: %(found)s.") % {
                "found": found
            }

    def clean_ground(self) -> Reason:
        return Reason(self.cleaned_data["ground"])

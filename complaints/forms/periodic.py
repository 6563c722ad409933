"""Forms of the report to DPR and the President: which period, and what was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.periodic import Period
from complaints.forms.spoken import SpokenForm

if TYPE_CHECKING:
    from collections.abc import Sequence

PERIODS = [
    ("1", _("Triwulan I: Januari sampai Maret")),
    ("2", _("Triwulan II: April sampai Juni")),
    ("3", _("Triwulan III: Juli sampai September")),
    ("4", _("Triwulan IV: Oktober sampai Desember")),
    ("0", _("Setahun: jumlah keempat triwulannya")),
]


class PeriodForm(SpokenForm):
    """The period of which a report is drawn up."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    quarter = forms.TypedChoiceField(label=_("Periode"), coerce=int, choices=PERIODS)
    why = forms.CharField(
        label=_("Apa yang diperbaiki"),
        help_text=_(
            "Hanya bila laporan periode ini sudah terbit. DPR dan Presiden membacanya; "
            "jangan menyebut orang."
        ),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(year, str(year)) for year in years]

    def period(self) -> Period:
        """What was chosen."""
        return Period(self.cleaned_data["year"], self.cleaned_data["quarter"])

"""The administrator's page of a year: every day off, and empty rows for more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import labels
from agencies.domain.days_off import DayOffRow
from complaints.forms.questioning import IfUsed

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Empty rows below those that are there, and as many as a year could have.
MORE, MOST = 4, 60


class IfUsedDay(forms.DateField):
    """Asked of every row that holds a day off."""

    needed_when = IfUsed.needed_when


class DayForm(forms.Form):
    """One day off. A row in which neither a day nor a name is written is none."""

    date = IfUsedDay(
        label=gettext_lazy("Tanggal"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=labels.choices(labels.HOLIDAY_KINDS)
    )
    name_id = IfUsed(
        label=gettext_lazy("Nama, bahasa Indonesia"), required=False, max_length=160
    )
    name_en = IfUsed(
        label=gettext_lazy("Nama, bahasa Inggris"), required=False, max_length=160
    )
    estimated = forms.BooleanField(
        label=gettext_lazy("Masih perkiraan"), required=False
    )
    remove = forms.BooleanField(label=gettext_lazy("Hapus hari ini"), required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.is_left_out():
            return told
        day = told.get("date")
        if day is None and "date" not in self.errors:
            self.add_error("date", _("Isi tanggalnya."))
        elif day and day.year != self.year:
            said = _("Tanggal ini bukan dalam tahun %(year)s.") % {"year": self.year}
            self.add_error("date", said)
        for name in ("name_id", "name_en"):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("Tulis namanya dalam kedua bahasa."))
        return told

    def is_left_out(self) -> bool:
        """Taken out by hand, or never filled in."""
        told = self.cleaned_data
        written = any(told.get(name) for name in ("date", "name_id", "name_en"))
        return bool(told.get("remove")) or not (written or "date" in self.errors)

    def row(self) -> DayOffRow:
        """The day of a valid row."""
        told = self.cleaned_data
        return DayOffRow(
            date=told["date"],
            kind=told["kind"],
            name_id=told["name_id"],
            name_en=told["name_en"],
            estimated=told["estimated"],
        )


Rows = formset_factory(DayForm, extra=MORE, max_num=MOST, absolute_max=MOST + 20)


def rows_of(year: int, days: Iterable[DayOffRow], data: Any = None) -> BaseFormSet[Any]:
    """The rows of a year, and a few more; or what was typed."""
    return Rows(data, initial=list(days), prefix="d", form_kwargs={"year": year})


def days_of(rows: BaseFormSet[Any]) -> list[DayOffRow]:
    """The days of valid rows in their order."""
    kept = [row.row() for row in rows if not row.is_left_out()]
    return sorted(kept, key=lambda row: row["date"])

"""What somebody types about being away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(attrs={"type": "date"})


class AbsenceForm(forms.Form):
    """Who, from when until when, and who acts meanwhile."""

    person = forms.TypedChoiceField(
        label=_("Siapa yang tidak masuk"),
        coerce=int,
        error_messages={"required": _("Pilih siapa yang tidak masuk.")},
    )
    first = forms.DateField(
        label=_("Hari pertama"),
        widget=DAY,
        error_messages={"required": _("Isi hari pertama.")},
    )
    last = forms.DateField(
        label=_("Hari terakhir"),
        widget=DAY,
        error_messages={"required": _("Isi hari terakhir.")},
    )
    deputy = forms.TypedChoiceField(
        label=_("Wakil"),
        help_text=_(
            "Rekan di kantor yang sama dengan peran yang sama, atau kepala. Tugas, kabar, "
            "dan langkah dalam perkara beralih kepadanya. Bila ia juga tidak masuk, kepada "
            "wakilnya."
        ),
        coerce=int,
        error_messages={"required": _("Pilih wakil.")},
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]],
        deputies: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person", people), ("deputy", deputies)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("Pilih")), *choices]

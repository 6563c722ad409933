"""Which deliveries shall try again. Shape only; who may is the use case's to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

ONE, MANY = "satu", "kiriman"


class Numbers(forms.Field):
    """Several ids, or the one whose own button was pressed."""

    def clean(self, value: Any) -> list[int]:
        texts = [text for text in value or [] if text.isdecimal() and len(text) < 18]
        if not texts:
            raise forms.ValidationError(_("Pilih kiriman yang akan dicoba lagi."))
        return [int(text) for text in texts]


class Boxes(forms.Widget):
    """The table draws the boxes; this only reads them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [data[ONE]] if data.get(ONE) else list(data.getlist(name))


class ReplayForm(forms.Form):
    """The chosen deliveries, and that arriving twice does no harm."""

    kiriman = Numbers(widget=Boxes)
    dua_kali = forms.BooleanField(required=False)

    def chosen(self) -> set[int]:
        """What was ticked, to show it again."""
        texts = self["kiriman"].value() if self.is_bound else []
        return {int(text) for text in texts or [] if text.isdecimal()}

    def doubt(self) -> None:
        """Say what is missing for those that may have arrived."""
        self.add_error(
            "dua_kali",
            _(
                "Ada kiriman yang mungkin sudah sampai. Pastikan dulu, lalu centang "
                "bahwa sampai dua kali tidak merugikan."
            ),
        )

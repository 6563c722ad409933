"""The administrator's page of a substance: its names, its place, the words to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.domain.substances import UNKNOWN, code_of, words_of
from complaints.forms.spoken import SpokenForm
from complaints.forms.steps import day_field
from complaints.services.substance_editing import Content

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from complaints.selectors.substances import Edited

#: The code under which a substance is written that is not there yet.
NEW = "baru"


class SubstanceVersionForm(SpokenForm):
    """One version of a substance."""

    name_id = forms.CharField(
        label=gettext_lazy("Nama, bahasa Indonesia"), max_length=80
    )
    name_en = forms.CharField(label=gettext_lazy("Nama, bahasa Inggris"), max_length=80)
    place = forms.IntegerField(
        label=gettext_lazy("Urutan"),
        help_text=gettext_lazy("Yang lebih kecil berdiri lebih dulu dalam daftar."),
        min_value=1,
        max_value=9999,
    )
    offered = forms.BooleanField(
        label=gettext_lazy("Tawarkan kepada pelapor"),
        help_text=gettext_lazy(
            "Tanpa centang pelapor tidak dapat memilihnya lagi. Perkara yang ada tetap "
            "memakainya."
        ),
        required=False,
        initial=True,
    )
    words = forms.CharField(
        label=gettext_lazy("Kata penunjuk"),
        help_text=gettext_lazy(
            "Kata atau frasa sehari-hari, dipisahkan koma. Huruf besar, tanda baca dan "
            "akhiran -nya tidak dihitung."
        ),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    starts_on = day_field(
        gettext_lazy("Hari pertama"),
        gettext_lazy("Mulai hari itu warga melihatnya. Paling lambat setahun lagi."),
    )

    def __init__(
        self, *args: Any, code: str, taken: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.code, self.taken = code, {*taken, UNKNOWN, NEW, ""}

    def clean(self) -> dict[str, Any]:
        """A new one takes its code from its name, which must be free."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if self.code == NEW and told.get("name_id"):
            code = code_of(told["name_id"])
            if code in self.taken:
                self.add_error(
                    "name_id", _("Nama ini sudah dipakai atau tidak terbaca.")
                )
            else:
                self.code = code
        return told

    def content(self) -> Content:
        """What the use case wants."""
        told = self.cleaned_data
        return Content(
            name_id=told["name_id"],
            name_en=told["name_en"],
            place=told["place"],
            offered=told["offered"],
            words=words_of(told["words"]),
        )


def filled(found: Edited, today: date) -> dict[str, Any]:
    """What the form holds when it opens: the draft, or what was published last."""
    shown, draft = found.shown, found.draft
    day = {"starts_on": draft.starts_on if draft else today}
    if shown is None:
        return day
    return day | {
        "name_id": shown.name_id,
        "name_en": shown.name_en,
        "place": shown.place,
        "offered": shown.offered,
        "words": ", ".join(shown.words),
    }

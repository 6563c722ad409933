"""What is typed for a self-assessment: the day, and the answers about one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.domain.answering import Told
from compliance.forms.rounds import VersionForm
from compliance.forms.sheets import ANSWER, OF, AnswersOfForm, initial_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from compliance.domain.answering import Question
    from compliance.domain.sheet import Row

ABSENT = "tidak-"


class SelfInviteForm(VersionForm):
    """The last day on which agencies hand in what they say of themselves."""

    until = forms.DateField(
        label=_("Diserahkan paling lambat"),
        help_text=_("Paling sedikit 7 hari lagi."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Tuliskan tanggal penyerahan."),
            "invalid": _("Pilih tanggal, contoh 2026-10-31."),
        },
    )


class SelfUnitForm(AnswersOfForm):
    """All indicators of one unit on one page; every answer may stay empty or go again.

    ``mark`` says which answers the page showed.
    """

    mark = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, asked: Mapping[str, tuple[Question, str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        order = []
        for code, (question, label, _hint) in asked.items():
            field = self.fields[f"{ANSWER}{code}"]
            if isinstance(field, forms.TypedChoiceField):
                offered: list[tuple[object, object]] = list(field.choices)  # type: ignore[arg-type]  # the stubs allow a callable
                field.choices = [("", _("Belum dijawab")), *offered]
            if f"{OF}{code}" in self.fields:
                self.fields[f"{OF}{code}"].label = _("%(name)s: dari berapa") % {
                    "name": label
                }
            if question.may_be_absent:
                self.fields[f"{ABSENT}{code}"] = forms.BooleanField(
                    label=_("%(name)s: tidak berlaku di sini") % {"name": label},
                    required=False,
                )
            order += [f"{kind}{code}" for kind in (ANSWER, OF, ABSENT)]
        self.order_fields(order)

    def clean(self) -> None:
        super().clean()
        for code in self.absent:
            if self.of(code) is not None:
                self.add_error(
                    f"{ABSENT}{code}",
                    _("Pilih satu: jawaban, atau tidak berlaku di sini."),
                )

    @property
    def absent(self) -> frozenset[str]:
        """The codes of what does not apply there."""
        return frozenset(
            code for code in self.asked if self.cleaned_data.get(f"{ABSENT}{code}")
        )


def initial_of_unit(rows: Collection[Row], mark: str) -> dict[str, Any]:
    """What the form starts with, from what is kept."""
    told = {row.code: Told(row.value, row.of) for row in rows if row.value is not None}
    absent = {f"{ABSENT}{row.code}": True for row in rows if row.absent}
    return initial_of(told) | absent | {"mark": mark}

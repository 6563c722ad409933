"""Forms of the plenary of the commissioners: what it decides on a matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.plenary import DECISIONS as OF_BENCH
from complaints.domain.plenary import Bench, Decision
from complaints.forms.needed import needed
from complaints.forms.office import SHORT
from complaints.forms.spoken import SpokenForm
from complaints.forms.steps import day_field
from complaints.models.labels import DECISIONS
from complaints.services.members_plenary import Ruled


class MeetingForm(SpokenForm):
    """When the commissioners sat, who of them, and what they had before them."""

    held_on = day_field(_("Tanggal rapat"))

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]],
        matters: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label, choices in (
            ("present", _("Yang hadir"), people),
            ("matters", _("Yang dibahas"), matters),
        ):
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=choices, widget=forms.CheckboxSelectMultiple
            )


class RulingForm(SpokenForm):
    """What was decided on one matter; empty where it is not decided yet."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[
            ("", _("Belum diputus")),
            *((one, DECISIONS[one]) for one in OF_BENCH[Bench.MEMBERS]),
        ],
        required=False,
    )
    words = needed(
        forms.CharField(
            label=_("Yang perlu diperbaiki"),
            required=False,
            widget=SHORT,
            max_length=2000,
        ),
        _("bila dikembalikan"),
    )

    def __init__(self, *args: Any, item_id: int, **kwargs: Any) -> None:
        kwargs["prefix"] = f"l{item_id}"
        super().__init__(*args, **kwargs)
        self.item_id = item_id

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("decision") == Decision.RETURN and not told.get("words"):
            self.add_error("words", _("Tulis apa yang perlu diperbaiki."))
        return told

    def ruled(self) -> Ruled | None:
        """The decision for the use case; None where there is none yet."""
        told = self.cleaned_data
        if not told["decision"]:
            return None
        return Ruled(
            item_id=self.item_id,
            version=told["version"],
            decision=Decision(told["decision"]),
            words=told["words"],
        )

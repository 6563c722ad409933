"""Forms of the plenary: what it decides on a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.plenary import DECISIONS as OF_BENCH
from complaints.domain.plenary import Bench, Decision
from complaints.domain.states import Reason
from complaints.forms.needed import needed
from complaints.forms.office import SHORT, ActForm
from complaints.forms.spoken import SpokenForm
from complaints.forms.steps import day_field
from complaints.models.choices import CLASSES
from complaints.models.labels import DECISIONS
from complaints.services.plenary import Decided


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


class AgendaForm(SpokenForm):
    """When a plenary sat, who was there, and which reports it had before it."""

    held_on = day_field(_("Tanggal rapat"))

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]],
        cases: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label, choices in (
            ("present", _("Yang hadir"), people),
            ("cases", _("Laporan yang dibahas"), cases),
        ):
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=choices, widget=forms.CheckboxSelectMultiple
            )


class DecisionForm(SpokenForm):
    """What a plenary decided on one report; empty where it has not decided yet."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[
            ("", _("Belum diputus")),
            *((one, DECISIONS[one]) for one in OF_BENCH[Bench.OFFICE]),
        ],
        required=False,
    )
    case_class = needed(
        forms.ChoiceField(
            label=_("Klasifikasi"), choices=[("", "—"), *CLASSES], required=False
        ),
        _("bila diregistrasi"),
    )
    words = needed(
        forms.CharField(
            label=_("Penjelasan untuk pelapor"),
            required=False,
            widget=SHORT,
            max_length=2000,
        ),
        _("bila tidak dapat diterima"),
    )
    field_order = ("version", "decision", "case_class", "ground", "words")

    def __init__(
        self, *args: Any, item_id: int, grounds: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        kwargs["prefix"] = f"l{item_id}"
        super().__init__(*args, **kwargs)
        self.item_id = item_id
        ground = forms.ChoiceField(
            label=_("Dasar penolakan"), choices=[("", "—"), *grounds], required=False
        )
        self.fields["ground"] = needed(ground, _("bila tidak dapat diterima"))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        decision = told.get("decision")
        if decision == Decision.REGISTER and not told.get("case_class"):
            self.add_error("case_class", _("Pilih klasifikasi."))
        if decision == Decision.REFUSE and not told.get("ground"):
            self.add_error("ground", _("Pilih dasar penolakan."))
        return told

    def decided(self) -> Decided | None:
        """The decision for the use case; None where there is none yet."""
        told = self.cleaned_data
        if not told["decision"]:
            return None
        return Decided(
            item_id=self.item_id,
            version=told["version"],
            decision=Decision(told["decision"]),
            case_class=told["case_class"],
            ground=told["ground"],
            words=told["words"],
        )

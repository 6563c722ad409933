"""The form in which the Ombudsman judges a piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.corrective import ActionStatus, may_be_done_on
from complaints.forms.agency import DAY_OUTSIDE, day_limits
from complaints.forms.spoken import SpokenForm
from complaints.models.choices import Verdict

if TYPE_CHECKING:
    from datetime import date


class VerdictForm(SpokenForm):
    """What we say of one piece of evidence."""

    CHOICES = [
        ("done", _("Terima: dilaksanakan")),
        ("partly", _("Terima: dilaksanakan sebagian")),
        ("more", _("Minta bukti tambahan")),
        ("rejected", _("Tolak bukti")),
    ]
    #: What the agency would read of somebody, once the use case said so.
    named: Any = None
    decision = forms.ChoiceField(
        label=_("Putusan"), choices=CHOICES, widget=forms.RadioSelect
    )
    executed_on = forms.DateField(
        label=_("Tanggal dilaksanakan menurut pemeriksaan"),
        help_text=_(
            "Bila bukti diterima: menentukan tepat waktu atau terlambat, dan dihitung "
            "paling lambat hari bukti pertama masuk. Antara LHP diterima dan bukti "
            "dikirim."
        ),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca oleh instansi."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
        max_length=2000,
    )

    OUTCOMES = {
        "done": (Verdict.ACCEPTED, ActionStatus.DILAKSANAKAN),
        "partly": (Verdict.ACCEPTED, ActionStatus.SEBAGIAN),
        "more": (Verdict.MORE, None),
        "rejected": (Verdict.REJECTED, None),
    }

    def __init__(
        self, *args: Any, received_on: date | None, sent_on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = received_on, sent_on
        self.fields["executed_on"].widget.attrs |= day_limits(received_on, sent_on)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        day, field = data.get("executed_on"), self.fields["executed_on"]
        if data.get("decision") not in {"done", "partly"}:
            data["executed_on"] = None
        elif day is None and "executed_on" not in self.errors:
            self.add_error("executed_on", field.error_messages["required"])
        elif day is not None and not may_be_done_on(day, *self.bounds):
            self.add_error("executed_on", DAY_OUTSIDE)
        return data

    def outcome(self) -> tuple[Verdict, ActionStatus | None]:
        """The verdict and, for an acceptance, the status it sets."""
        return self.OUTCOMES[self.cleaned_data["decision"]]


class ProgressVerdictForm(SpokenForm):
    """What we say of what an agency told of a milestone."""

    CHOICES = [
        (Verdict.ACCEPTED.value, _("Terima: tonggak tercapai")),
        (Verdict.MORE.value, _("Minta tambahan")),
        (Verdict.REJECTED.value, _("Tolak laporan")),
    ]
    #: What the agency would read of somebody, once the use case said so.
    named: Any = None
    decision = forms.ChoiceField(
        label=_("Putusan"), choices=CHOICES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca oleh instansi."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
        max_length=2000,
    )

"""Forms about who may look: consent, limits on a case, recusal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import SHORT, ActForm
from complaints.forms.spoken import SpokenForm
from complaints.models.labels import (
    BASIS_LABELS,
    PURPOSE_LABELS,
    RESTRICTION_LABELS,
    VISIT_LABELS,
)

NOTE = forms.Textarea(attrs={"rows": 4, "class": "short"})


class ConsentForm(SpokenForm):
    """What a custodian is asked to agree to."""

    purpose = forms.ChoiceField(
        label=_("Tujuan"), choices=[*PURPOSE_LABELS.items()], widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(
        label=_("Dasar hukum"),
        choices=[*BASIS_LABELS.items()],
        widget=forms.RadioSelect,
    )


class DecisionForm(SpokenForm):
    """The custodian's answer."""

    CHOICES = [("grant", _("Setujui selama 4 jam")), ("refuse", _("Tolak"))]
    decision = forms.ChoiceField(
        label=_("Putusan"), choices=CHOICES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Wajib bila ditolak. Dibaca oleh petugas yang meminta."),
        widget=NOTE,
        required=False,
        max_length=300,
    )


class RestrictForm(ActForm):
    """Why a case is closed to all but a few."""

    reason = forms.ChoiceField(
        label=_("Alasan pembatasan"),
        choices=[*RESTRICTION_LABELS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Catatan"), widget=NOTE, required=False, max_length=300
    )


class LiftForm(ActForm):
    """Why it may be open to the office again."""

    note = forms.CharField(
        label=_("Alasan pembatasan dicabut"), widget=NOTE, max_length=300
    )


class VisitForm(SpokenForm):
    """Why somebody opens a restricted case."""

    reason = forms.ChoiceField(
        label=_("Alasan membuka"),
        choices=[*VISIT_LABELS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Catatan"),
        help_text=_("Tidak masuk riwayat. Jangan menyebut nama pelapor."),
        widget=NOTE,
        required=False,
        max_length=300,
    )


class RecuseForm(SpokenForm):
    """Why an officer keeps out of a case."""

    reason = forms.CharField(
        label=_("Alasan benturan kepentingan"), max_length=200, widget=SHORT
    )
    employed = forms.BooleanField(
        label=_("Saya bekerja atau pernah bekerja di instansi ini"),
        help_text=_("Anda tidak lagi melihat perkara apa pun terhadapnya."),
        required=False,
    )


class ExcludeForm(SpokenForm):
    """Whom the head keeps out, and why; the choices are set by the view."""

    person = forms.ChoiceField(label=_("Petugas"))
    reason = forms.CharField(
        label=_("Alasan benturan kepentingan"), max_length=200, widget=SHORT
    )

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(label=_("Petugas"), choices=people)

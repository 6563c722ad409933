"""Forms of conciliation and mediation: the invitation, the minutes, the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.talking import may_be_signed, may_meet
from complaints.forms.agency import FilesField, day_limits
from complaints.forms.limits import with_limit
from complaints.forms.office import SHORT, ActForm
from complaints.forms.steps import day_field
from complaints.models.labels import ATTENDANCES, MANNERS

if TYPE_CHECKING:
    from datetime import date

MEETING_DAY = _("Pilih hari sesudah hari ini, sebelum waktu musyawarah berakhir.")
SIGNED_DAY = _("Kesepakatan ditandatangani pada hari musyawarah atau sesudahnya.")
NAMELESS = _("Dibaca kedua pihak. Jangan menyebut nama pelapor.")


class InvitationForm(ActForm):
    """How, when, where, about what; ``today`` and ``last`` bound the day."""

    manner = forms.ChoiceField(
        label=_("Cara"), choices=list(MANNERS.items()), widget=forms.RadioSelect
    )
    day = day_field(_("Hari musyawarah"))
    time = forms.TimeField(
        label=_("Pukul"),
        help_text=_("Waktu kantor ini, misalnya 10:00."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial="10:00",
    )
    place = forms.CharField(
        label=_("Tempat"),
        help_text=_("Alamat dan ruangan, atau tautan rapat daring."),
        max_length=300,
    )
    summary = forms.CharField(
        label=_("Yang dimusyawarahkan"),
        help_text=NAMELESS,
        widget=SHORT,
        max_length=3000,
    )

    def __init__(self, *args: Any, today: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = today, last
        self.fields["day"].widget.attrs |= day_limits(None, last)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        today, last = self.bounds
        if not may_meet(day, today=today, last=last):
            raise forms.ValidationError(MEETING_DAY)
        return day


class MinutesForm(ActForm):
    """Who came, and what was said."""

    attended = forms.ChoiceField(
        label=_("Yang hadir"),
        choices=list(ATTENDANCES.items()),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Risalah"),
        help_text=_("Dibaca petugas saja: apa yang disampaikan dan ditawarkan."),
        widget=SHORT,
        max_length=20000,
    )


class SettlementForm(ActForm):
    """What both signed, on which day, and the paper."""

    agreement = forms.CharField(
        label=_("Isi kesepakatan"),
        help_text=NAMELESS,
        widget=SHORT,
        max_length=10000,
    )
    signed_on = day_field(_("Tanggal ditandatangani"))
    attachments = FilesField(
        label=_("Kesepakatan yang ditandatangani"),
        help_text=with_limit(
            _(
                "Foto atau PDF dari kertas dengan tanda tangan kedua pihak. Dibaca "
                "petugas saja. Paling besar %(limit)s MB per berkas."
            )
        ),
    )

    def __init__(self, *args: Any, met: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = met, today
        self.fields["signed_on"].initial = today
        self.fields["signed_on"].widget.attrs |= day_limits(met, today)

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        met, today = self.bounds
        if not may_be_signed(day, met=met, today=today):
            raise forms.ValidationError(SIGNED_DAY)
        return day


class EndTalksForm(ActForm):
    """Why they did not agree."""

    reason = forms.CharField(
        label=_("Mengapa tanpa kesepakatan"),
        help_text=_(
            "Untuk rekan Anda. Kedua pihak membaca bahwa pemeriksaan berlanjut."
        ),
        widget=SHORT,
        max_length=2000,
    )

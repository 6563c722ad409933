"""What is typed when agencies are heard."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.forms.rounds import VersionForm

LONGEST = 4000


class AnnounceForm(VersionForm):
    """The last day on which agencies may object."""

    until = forms.DateField(
        label=_("Sanggahan paling lambat"),
        help_text=_("Paling sedikit 7 hari lagi; kebiasaannya 14 hari."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Tuliskan tanggal terakhir sanggahan.")},
    )


class ObjectionForm(forms.Form):
    """What an agency holds against its result; ``about`` is one answer, or nothing."""

    about = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)
    text = forms.CharField(
        label=_("Isi sanggahan"),
        help_text=_("Sebutkan yang keliru dan buktinya. Jangan menulis nama pelapor."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tuliskan isi sanggahan.")},
    )


class AnswerForm(forms.Form):
    """Our answer to an objection."""

    upheld = forms.TypedChoiceField(
        label=_("Putusan"),
        choices=[("ya", _("Sanggahan diterima")), ("tidak", _("Sanggahan ditolak"))],
        coerce=lambda told: told == "ya",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih putusannya.")},
    )
    answer = forms.CharField(
        label=_("Jawaban kepada instansi"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tuliskan jawabannya.")},
    )


class ReplyForm(forms.Form):
    """An agency's words beside its score."""

    text = forms.CharField(
        label=_("Tanggapan instansi"),
        help_text=_(
            "Tampil di samping nilai setelah kami periksa. Jangan menulis nama orang."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tuliskan tanggapannya.")},
    )


class JudgeForm(forms.Form):
    """Whether a reply is shown; a reason holds it back."""

    at = forms.CharField(widget=forms.HiddenInput)
    held_why = forms.CharField(
        label=_("Alasan tidak ditampilkan"),
        help_text=_("Kosongkan untuk menampilkan. Alasan dibaca instansi."),
        required=False,
        max_length=300,
    )

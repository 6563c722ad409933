"""Before the story: can we take it, does it hurry, and why go on all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dateformat import format as day_format
from django.utils.translation import gettext_lazy as _

from complaints.domain.mandate import (
    Body,
    Court,
    Question,
    Urgency,
    earliest_day,
    urgency,
)

if TYPE_CHECKING:
    from datetime import date

NOT_URGENT = "no"
URGENT = [
    (NOT_URGENT, _("Tidak, bisa menunggu")),
    (Urgency.EMERGENCY, _("Ya, ada bencana, wabah, atau kelaparan")),
    (Urgency.LIFE, _("Ya, jiwa seseorang terancam")),
    (Urgency.LIVELIHOOD, _("Ya, penghidupan seseorang terancam")),
]
COURTS = [
    (Court.NO, _("Tidak")),
    (Court.YES, _("Ya, hakim memeriksa atau sudah memutus masalah ini")),
    (Court.SERVICE, _("Yang saya laporkan cara pengadilan melayani saya")),
]
BODIES = [
    (
        Body.STATE,
        _(
            "Kantor pemerintah, sekolah atau rumah sakit negeri, polisi, kejaksaan, "
            "pengadilan, atau TNI"
        ),
    ),
    (Body.ENTERPRISE, _("BUMN atau BUMD, seperti PLN, PDAM, atau bank milik negara")),
    (Body.FUNDED, _("Swasta yang melayani umum dengan uang negara")),
    (Body.PRIVATE, _("Perusahaan lain, atau perorangan")),
    (Body.UNKNOWN, _("Saya tidak tahu")),
]


def _radios(label: Any, choices: list[Any], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
    )


class MandateForm(forms.Form):
    """Plain questions. Of an urgent report only the first is asked."""

    urgency = forms.ChoiceField(
        label=_("Apakah ini mendesak?"),
        help_text=_(
            "Laporan yang mendesak kami baca lebih dulu, dari mana pun asalnya."
        ),
        choices=URGENT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apakah ini mendesak.")},
    )
    told_agency = _radios(
        _("Apakah Anda sudah mengeluh ke instansinya?"),
        [("yes", _("Ya, sudah")), ("no", _("Belum"))],
        _("Lewat loket, surat, telepon, aplikasi, atau pesan."),
    )
    recent = _radios(
        "", [("yes", _("Ya")), ("no", _("Tidak")), ("unknown", _("Saya tidak ingat"))]
    )
    court = _radios(_("Apakah masalah ini ada di pengadilan?"), COURTS)
    settled = _radios(
        _("Apakah masalahnya sudah diselesaikan?"),
        [("no", _("Belum, atau baru sebagian")), ("yes", _("Ya, sudah selesai"))],
    )
    body = _radios(_("Siapa yang Anda laporkan?"), BODIES)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since = day_format(earliest_day(today), "j F Y")
        self.fields["recent"].label = _(
            "Apakah kejadiannya pada %(day)s atau sesudahnya?"
        ) % {"day": since}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if urgency(told) is None and "urgency" not in self.errors:
            for question in Question:
                if not told.get(question) and question not in self.errors:
                    self.add_error(
                        question,
                        _("Pilih jawaban untuk “%(question)s”")
                        % {"question": self.fields[question].label},
                    )
        return told


class AnywayForm(forms.Form):
    """Why it is reported all the same."""

    why_anyway = forms.CharField(
        label=_("Mengapa Anda tetap melapor ke sini?"),
        help_text=_("Satu atau dua kalimat. Petugas membacanya bersama laporan Anda."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
        error_messages={"required": _("Tuliskan alasan Anda, dengan kata sendiri.")},
    )

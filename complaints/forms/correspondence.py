"""Forms of letters on paper: ours was handed over, somebody else's came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.correspondence import Side
from complaints.forms.activities import chosen
from complaints.forms.agency import FilesField, day_limits
from complaints.forms.limits import with_limit
from complaints.forms.office import SHORT, ActForm
from complaints.forms.steps import day_field
from complaints.models.labels import SIDES, WAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

SIGNED_DAY = _("Pilih hari sejak surat dikirim sampai hari ini.")
NONE_WAITS = _("Tidak ada surat yang menunggu bukti terima.")
ARRIVED_DAY = _("Pilih hari sejak laporan masuk sampai hari ini.")


class ProofForm(ActForm):
    """Which letter, on which day, how; a number or a picture proves it."""

    letter = forms.ChoiceField(label=_("Surat"))
    signed_on = day_field(_("Tanggal diterima"))
    way = forms.ChoiceField(
        label=_("Cara"), choices=list(WAYS.items()), widget=forms.RadioSelect
    )
    number = forms.CharField(
        label=_("Nomor kiriman (jika lewat pos)"), required=False, max_length=80
    )
    attachments = FilesField(
        label=_("Tanda terima yang ditandatangani"),
        help_text=with_limit(
            _(
                "Foto atau PDF. Dibaca petugas saja. Paling besar %(limit)s MB per berkas."
            )
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        letters: Sequence[tuple[str, str]],
        letter: str,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"] = chosen(_("Surat"), letters)
        if not letters:
            self.fields["letter"].help_text = NONE_WAITS
        if letter in dict(letters):
            self.fields["letter"].initial = letter
        self.fields["signed_on"].initial = today
        self.fields["signed_on"].widget.attrs |= day_limits(None, today)


class CorrectionForm(ActForm):
    """Which letter, what is right of it, and why; what is written now stands beside it."""

    none_waits: Any = ""

    letter = forms.ChoiceField(label=_("Surat"))
    reason = forms.CharField(
        label=_("Mengapa dibetulkan"),
        help_text=_("Dibaca petugas saja. Catatan lama tetap terbaca di bawah surat."),
        widget=SHORT,
        max_length=1000,
    )

    def __init__(
        self,
        *args: Any,
        letters: Sequence[tuple[str, str]],
        letter: str,
        written: dict[str, Any],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"] = chosen(_("Surat"), letters)
        if not letters:
            self.fields["letter"].help_text = self.none_waits
        for name, value in written.items():
            self.fields[name].initial = value
        if letter in dict(letters):
            self.fields["letter"].initial = letter
        self.fields["day"].widget.attrs |= day_limits(None, today)


class RightProofForm(CorrectionForm):
    """On which day a letter of ours was handed over."""

    none_waits = _("Tidak ada surat dengan tanda terima di atas kertas.")
    field_order = ["version", "letter", "day", "reason"]

    day = day_field(_("Tanggal diterima yang benar"))


class RightPaperForm(CorrectionForm):
    """On which day a letter arrived, and from whom it was."""

    none_waits = _("Belum ada surat yang masuk di atas kertas.")
    field_order = ["version", "letter", "day", "side", "reason"]

    day = day_field(_("Tanggal sampai yang benar"))
    side = forms.ChoiceField(
        label=_("Dari siapa"),
        help_text=_(
            "Pindaian surat instansi dapat dibaca instansi; pindaian surat lain tidak."
        ),
        choices=list(SIDES.items()),
        widget=forms.RadioSelect,
    )


class IncomingForm(ActForm):
    """From whom, when, what it says, and which request it answers."""

    side = forms.ChoiceField(
        label=_("Dari siapa"), choices=list(SIDES.items()), widget=forms.RadioSelect
    )
    arrived_on = day_field(_("Tanggal sampai di kantor"))
    number = forms.CharField(
        label=_("Nomor surat pengirim (jika ada)"), required=False, max_length=80
    )
    text = forms.CharField(
        label=_("Isi singkat"),
        help_text=_(
            "Bila menjawab permintaan, ini menjadi jawaban instansi di perkara: tulis "
            "lengkap. Jangan menyebut nama pelapor."
        ),
        widget=SHORT,
        max_length=20000,
    )
    attachments = FilesField(
        label=_("Foto atau pindaian surat"),
        help_text=with_limit(_("Paling besar %(limit)s MB per berkas.")),
    )

    def __init__(
        self,
        *args: Any,
        requests: Sequence[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if requests:
            self.fields["answers"] = forms.ChoiceField(
                label=_("Menjawab permintaan"),
                required=False,
                choices=[("", _("Tidak menjawab permintaan kami")), *requests],
                widget=forms.RadioSelect,
                initial="",
            )
            self.order_fields(["side", "arrived_on", "number", "answers"])
        self.fields["arrived_on"].initial = today
        self.fields["arrived_on"].widget.attrs |= day_limits(None, today)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("answers") and told.get("side") != Side.AGENCY:
            self.add_error("side", _("Hanya surat instansi menjawab permintaan kami."))
        return told

"""Forms of what an examination does: asked for, visited, called, heard, written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.activities import RULES, Kind, Outcome
from complaints.forms.agency import FilesField, day_limits
from complaints.forms.limits import with_limit
from complaints.forms.office import SHORT, ActForm
from complaints.forms.steps import day_field
from complaints.models.labels import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ACTIVITY_DAY = _(
    "Hari itu tidak mungkin. Surat panggilan harus sudah dianggap diterima sebelumnya; "
    "yang lain paling lama 14 hari yang lalu."
)
UNFIT = _("Hasil ini tidak cocok dengan kegiatannya.")
NAMELESS = _("Dibaca instansi dalam surat. Jangan menyebut nama pelapor.")
INSIDE = _("Dibaca petugas saja.")


class SealedField(forms.CharField):
    """A name that may go into the vault: what is typed here is not kept unsent."""

    sealed = True


class DocumentsForm(ActForm):
    """Which papers, and for what."""

    about = forms.CharField(
        label=_("Untuk apa dokumen itu"),
        help_text=NAMELESS,
        widget=SHORT,
        max_length=3000,
    )
    asked = forms.CharField(
        label=_("Dokumen yang diminta"),
        help_text=_("Satu dokumen satu baris; nomornya kami beri."),
        widget=SHORT,
        max_length=5000,
    )


class MeetingForm(ActForm):
    """A day between two, an hour, a place."""

    day = day_field(_("Hari"))
    time = forms.TimeField(
        label=_("Pukul"),
        help_text=_("Waktu kantor ini, misalnya 10:00."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial="10:00",
    )
    place = forms.CharField(label=_("Tempat"), max_length=300)

    def __init__(self, *args: Any, days: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        self.fields["day"].widget.attrs |= day_limits(*days)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        first, last = self.days
        if not first <= day <= last:
            raise forms.ValidationError(ACTIVITY_DAY)
        return day


class VisitForm(MeetingForm):
    """Where we look, and at what."""

    about = forms.CharField(
        label=_("Yang diperiksa di sana"),
        help_text=_("Dibaca petugas saja. Instansi tidak diberi tahu lebih dulu."),
        widget=SHORT,
        max_length=3000,
    )
    field_order = ("about", "place", "day", "time")


class SummonsForm(MeetingForm):
    """Who is called by letter, and what he will be asked."""

    person = forms.CharField(
        label=_("Yang dipanggil"),
        help_text=_("Jabatannya, misalnya: Kepala Dinas Kependudukan."),
        max_length=160,
    )
    about = forms.CharField(
        label=_("Yang kami tanyakan"),
        help_text=NAMELESS,
        widget=SHORT,
        max_length=3000,
    )
    field_order = ("person", "about", "day", "time", "place")


class AgainForm(MeetingForm):
    """The next call of who did not come."""

    call = forms.ChoiceField(label=_("Panggilan yang tidak dipenuhi"))
    field_order = ("call", "day", "time", "place")

    def __init__(
        self, *args: Any, calls: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"] = chosen(_("Panggilan yang tidak dipenuhi"), calls)


class HearingForm(MeetingForm):
    """A witness or an expert, and whether anybody may read who it is."""

    sort = forms.ChoiceField(
        label=_("Sebagai"),
        choices=[
            (Kind.WITNESS.value, _("Saksi")),
            (Kind.EXPERT.value, _("Ahli")),
        ],
        widget=forms.RadioSelect,
    )
    person = SealedField(
        label=_("Namanya"),
        help_text=_("Belum tersimpan sebelum formulir ini dikirim."),
        max_length=160,
    )
    sealed = forms.BooleanField(
        label=_("Ia minta namanya dirahasiakan"),
        help_text=_(
            "Disimpan tersegel seperti identitas pelapor: setiap pembukaan dicatat."
        ),
        required=False,
    )
    about = forms.CharField(
        label=_("Yang ditanyakan"), help_text=INSIDE, widget=SHORT, max_length=3000
    )
    field_order = ("sort", "person", "sealed", "about", "day", "time", "place")


class SuperiorForm(MeetingForm):
    """Which superior is invited, and to talk about what."""

    person = forms.CharField(
        label=_("Atasan yang diundang"),
        help_text=_("Jabatannya, misalnya: Wali Kota."),
        max_length=160,
    )
    about = forms.CharField(
        label=_("Yang dibicarakan"),
        help_text=_("Dibaca atasan dalam surat. Jangan menyebut nama pelapor."),
        widget=SHORT,
        max_length=3000,
    )
    field_order = ("person", "about", "day", "time", "place")


class PersuasionForm(MeetingForm):
    """With whom we talk, when, and to bring him to what."""

    person = forms.CharField(
        label=_("Dengan siapa"),
        help_text=_("Jabatannya, misalnya: Sekretaris Daerah."),
        max_length=160,
    )
    about = forms.CharField(
        label=_("Yang dibicarakan"), help_text=INSIDE, widget=SHORT, max_length=3000
    )
    place = forms.CharField(
        label=_("Tempat atau cara"),
        help_text=_("Misalnya: telepon, atau kantor wali kota."),
        max_length=300,
    )
    field_order = ("person", "about", "day", "time", "place")


class CameForm(ActForm):
    """What came of one that is open."""

    activity = forms.ChoiceField(label=_("Kegiatan"))
    outcome = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    present = forms.CharField(
        label=_("Yang hadir"),
        help_text=_("Satu orang satu baris. Jangan menulis nama yang dirahasiakan."),
        widget=SHORT,
        required=False,
        max_length=3000,
    )
    minutes = forms.CharField(
        label=_("Berita acara"), help_text=INSIDE, widget=SHORT, max_length=20000
    )
    attachments = FilesField(
        label=_("Lampiran"),
        help_text=with_limit(
            _(
                "Berita acara yang ditandatangani, foto, atau dokumen yang diterima di "
                "kertas. Paling besar %(limit)s MB per berkas."
            )
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, rows: Sequence[tuple[str, str, Kind]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {ref: kind for ref, _name, kind in rows}
        self.fields["activity"] = chosen(
            _("Kegiatan"), [(ref, name) for ref, name, _kind in rows]
        )
        fit = {out for kind in self.kinds.values() for out in RULES[kind].outcomes}
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Hasil"),
            choices=[(out.value, OUTCOMES[out]) for out in Outcome if out in fit],
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind = self.kinds.get(data.get("activity", ""))
        outcome = data.get("outcome")
        if kind and outcome and outcome not in RULES[kind].outcomes:
            self.add_error("outcome", UNFIT)
        return data


class TakeBackForm(ActForm):
    """Which, and why."""

    activity = forms.ChoiceField(label=_("Yang ditarik"))
    reason = forms.CharField(
        label=_("Mengapa ditarik"), help_text=INSIDE, widget=SHORT, max_length=2000
    )

    def __init__(
        self, *args: Any, rows: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"] = chosen(_("Yang ditarik"), rows)


def chosen(label: Any, rows: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """One of these; the only one is chosen already."""
    return forms.ChoiceField(
        label=label,
        choices=rows,
        widget=forms.RadioSelect,
        initial=rows[0][0] if len(rows) == 1 else None,
    )

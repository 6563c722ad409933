"""What a citizen fills in: shape only. Each page asks one thing."""

from __future__ import annotations

from datetime import MAXYEAR
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from complaints.domain.approximate import approximate
from complaints.forms.limits import with_limit
from complaints.forms.needed import needed
from complaints.forms.papers import VoiceField, papers
from complaints.selectors.choosing import body

if TYPE_CHECKING:
    from datetime import date

UNKNOWN = "unknown"
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d %m %Y"]
YES_NO = [("yes", _("Ya, sudah")), ("no", _("Belum"))]
FIRST_YEAR = 1945


def area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "short", **attrs})


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Tuliskan tanggal, contoh 9 3 2026.")},
    )


def _number(sentence: Any) -> dict[str, Any]:
    """One sentence for every way in which a number can be wrong."""
    return dict.fromkeys(("invalid", "min_value", "max_value"), sentence)


class DatedForm(forms.Form):
    """A form in which no day lies ahead of us."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def not_ahead(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise ValidationError(_("Tanggal ini belum terjadi. Periksa tahunnya."))
        return day


class StoryForm(DatedForm):
    """What happened. Words or a recording, and what the reporter hopes for."""

    field_order = (
        "story",
        "voice",
        "title",
        "happened_day",
        "happened_month",
        "happened_year",
        "hope",
    )

    title = forms.CharField(
        label=_("Dalam satu kalimat, apa masalahnya?"),
        help_text=_("Contoh: Akta kelahiran belum terbit. Paling banyak 160 huruf."),
        max_length=160,
        error_messages={"required": _("Tuliskan masalahnya dalam satu kalimat.")},
    )
    story = forms.CharField(
        label=_("Apa yang terjadi?"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 9, "aria-describedby": "story-hint"}),
    )
    voice = VoiceField(
        label=_("Atau rekam suara Anda"),
        help_text=_(
            "Boleh memakai bahasa daerah. Di ponsel, tombol ini membuka perekam."
        ),
        required=False,
    )
    happened_day = forms.IntegerField(
        label=_("Hari"),
        required=False,
        min_value=1,
        max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages=_number(_("Tuliskan hari dengan angka 1 sampai 31.")),
    )
    happened_month = forms.TypedChoiceField(
        label=_("Bulan"),
        required=False,
        choices=[("", _("Tidak ingat")), *MONTHS.items()],
        coerce=int,
        empty_value=None,
    )
    happened_year = forms.IntegerField(
        label=_("Tahun"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=MAXYEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages=_number(_("Tuliskan tahun dengan empat angka, contoh 2026.")),
    )
    hope = forms.CharField(
        label=_("Apa yang Anda harapkan?"),
        help_text=_("Contoh: Akta terbit, uang kembali."),
        max_length=1000,
        widget=area(3),
        error_messages={"required": _("Tuliskan apa yang Anda harapkan.")},
    )

    def __init__(self, *args: Any, has_voice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_voice = has_voice

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        heard = told.get("voice") or self.has_voice
        if not told.get("story") and not heard and "story" not in self.errors:
            self.add_error(
                "story", _("Ceritakan kejadiannya, dengan tulisan atau suara.")
            )
        told |= {"happened_on": None, "happened_precision": "day"}
        if not self.errors.keys() & {"happened_day", "happened_month", "happened_year"}:
            told |= self._since(
                told["happened_year"], told["happened_month"], told["happened_day"]
            )
        return told

    def _since(
        self, year: int | None, month: int | None, day: int | None
    ) -> dict[str, Any]:
        if year is None:
            if month or day:
                self.add_error("happened_year", _("Tuliskan juga tahunnya."))
            return {}
        if day and not month:
            self.add_error("happened_month", _("Pilih juga bulannya."))
            return {}
        try:
            found = approximate(year, month, day)
        except ValueError:
            self.add_error("happened_day", _("Tanggal ini tidak ada. Periksa harinya."))
            return {}
        if found.day > self.today:
            self.add_error(
                "happened_year", _("Tanggal ini belum terjadi. Periksa tahunnya.")
            )
            return {}
        return {"happened_on": found.day, "happened_precision": found.precision.value}


class AgencyForm(forms.Form):
    """Who is reported."""

    search = forms.CharField(
        label=_("Cari instansinya"), required=False, max_length=120
    )
    choice = forms.CharField(required=False, max_length=40)
    agency_label = needed(
        forms.CharField(
            label=_("Ceritakan kantornya"),
            help_text=_("Contoh: kantor di sebelah pasar yang mengurus izin usaha."),
            required=False,
            max_length=200,
        ),
        _("bila tidak tahu namanya"),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("choice") and told.get("agency_label"):
            told["choice"] = UNKNOWN  # whoever describes it does not know its name
        choice = told.get("choice")
        if not choice or (choice != UNKNOWN and body(choice) is None):
            self.add_error(
                "search", _("Pilih instansi, atau pilih “tidak tahu namanya”.")
            )
        elif choice == UNKNOWN and not told.get("agency_label"):
            self.add_error("agency_label", _("Ceritakan kantornya dengan kata Anda."))
        return told


class TriedForm(DatedForm):
    """Whether the agency was told first (UU 37/2008 art. 24(1)c)."""

    tried_before = forms.ChoiceField(
        label=_("Apakah Anda sudah mengeluh ke instansinya?"),
        help_text=_("Lewat loket, surat, telepon, aplikasi, atau pesan."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih sudah atau belum.")},
    )
    tried = needed(
        forms.CharField(
            label=_("Bagaimana caranya?"),
            help_text=_("Contoh: lewat loket, lalu surat kepada kepala dinas."),
            required=False,
            max_length=2000,
            widget=area(3),
        ),
        _("bila sudah mengeluh"),
    )
    tried_on = day_field(_("Kapan terakhir?"))
    tried_answer = forms.CharField(
        label=_("Apa jawaban mereka?"),
        required=False,
        max_length=2000,
        widget=area(3),
    )

    def clean_tried_on(self) -> date | None:
        return self.not_ahead("tried_on")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("tried_before") == "yes" and not told.get("tried"):
            self.add_error("tried", _("Tuliskan bagaimana Anda mengeluh."))
        return told


class EvidenceForm(forms.Form):
    """Pictures and papers. None at all is a valid answer."""

    papers = papers(
        _("Unggah bukti"),
        with_limit(_("Foto, PDF, atau rekaman. Paling besar %(limit)s MB per berkas.")),
    )


class ResumeForm(forms.Form):
    """The code of a draft that was left."""

    code = forms.CharField(
        label=_("Kode draf"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Tuliskan kode draf Anda.")},
    )

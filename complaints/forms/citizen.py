"""What a citizen fills in: shape only. Each page asks one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.domain import nik, phone
from complaints.forms.agency import FilesField
from complaints.models.choices import Secrecy

if TYPE_CHECKING:
    from datetime import date

UNKNOWN = "unknown"
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d %m %Y"]
YES_NO = [("yes", _("Ya, sudah")), ("no", _("Belum"))]
MARITAL = [
    ("", _("Pilih")),
    ("belum_kawin", _("Belum kawin")),
    ("kawin", _("Kawin")),
    ("cerai_hidup", _("Cerai hidup")),
    ("cerai_mati", _("Cerai mati")),
]


def _area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "short", **attrs})


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Tuliskan tanggal, contoh 9 3 2026.")},
    )


class DatedForm(forms.Form):
    """A form in which no day lies ahead of us."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def _not_ahead(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise ValidationError(_("Tanggal ini belum terjadi. Periksa tahunnya."))
        return day


class StoryForm(DatedForm):
    """What happened. Words or a recording, and what the reporter hopes for."""

    field_order = ("story", "voice", "title", "happened_on", "hope")

    title = forms.CharField(
        label=_("Dalam satu kalimat, apa masalahnya?"),
        help_text=_("Contoh: Akta kelahiran belum terbit."),
        max_length=160,
        error_messages={"required": _("Tuliskan masalahnya dalam satu kalimat.")},
    )
    story = forms.CharField(
        label=_("Apa yang terjadi?"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 9, "aria-describedby": "story-hint"}),
    )
    voice = forms.FileField(
        label=_("Atau rekam suara Anda"),
        help_text=_(
            "Boleh memakai bahasa daerah. Di ponsel, tombol ini membuka perekam."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )
    happened_on = _day(
        _("Kira-kira kapan mulai terjadi?"),
        _("Jika tidak ingat harinya, pilih tanggal 1 bulan itu."),
    )
    hope = forms.CharField(
        label=_("Apa yang Anda harapkan?"),
        help_text=_("Contoh: Akta terbit, uang kembali."),
        max_length=1000,
        widget=_area(3),
        error_messages={"required": _("Tuliskan apa yang Anda harapkan.")},
    )

    def __init__(self, *args: Any, has_voice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_voice = has_voice

    def clean_happened_on(self) -> date | None:
        return self._not_ahead("happened_on")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        heard = told.get("voice") or self.has_voice
        if not told.get("story") and not heard and "story" not in self.errors:
            self.add_error(
                "story", _("Ceritakan kejadiannya, dengan tulisan atau suara.")
            )
        return told


class AgencyForm(forms.Form):
    """Who is reported."""

    search = forms.CharField(
        label=_("Cari instansinya"), required=False, max_length=120
    )
    choice = forms.CharField(required=False, max_length=40)
    agency_label = forms.CharField(
        label=_("Ceritakan kantornya"),
        help_text=_("Contoh: kantor di sebelah pasar yang mengurus izin usaha."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        choice = told.get("choice")
        if not choice:
            self.add_error(
                "search", _("Pilih instansi, atau pilih “tidak tahu namanya”.")
            )
        elif choice == UNKNOWN and not told.get("agency_label"):
            self.add_error("agency_label", _("Ceritakan kantornya dengan kata Anda."))
        return told


class ToldIfTried(forms.CharField):
    """Asked of those who complained to the agency; the page says so beside it."""

    needed_when = _("bila sudah mengeluh")


class TriedForm(DatedForm):
    """Whether the agency was told first (UU 37/2008 art. 24(1)c)."""

    tried_before = forms.ChoiceField(
        label=_("Apakah Anda sudah mengeluh ke instansinya?"),
        help_text=_("Lewat loket, surat, telepon, aplikasi, atau pesan."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih sudah atau belum.")},
    )
    tried = ToldIfTried(
        label=_("Bagaimana caranya?"),
        help_text=_("Contoh: lewat loket, lalu surat kepada kepala dinas."),
        required=False,
        max_length=2000,
        widget=_area(3),
    )
    tried_on = _day(_("Kapan terakhir?"))
    tried_answer = forms.CharField(
        label=_("Apa jawaban mereka?"),
        required=False,
        max_length=2000,
        widget=_area(3),
    )

    def clean_tried_on(self) -> date | None:
        return self._not_ahead("tried_on")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("tried_before") == "yes" and not told.get("tried"):
            self.add_error("tried", _("Tuliskan bagaimana Anda mengeluh."))
        return told


class PersonForm(DatedForm):
    """Who reports: what the law asks for, the NIK last, and whether it stays secret."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        error_messages={"required": _("Tuliskan nama lengkap Anda.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Nomor ponsel"),
        help_text=_("Petugas menelepon jika ada yang perlu ditanyakan."),
        required=False,
        max_length=25,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Email"),
        help_text=_(
            "Untuk kabar dari kami. Isinya tidak menyebut masalah Anda. Tidak punya "
            "ponsel dan email? Kosongkan saja keduanya."
        ),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Tuliskan email, contoh nama@contoh.id.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Alamat"),
        max_length=300,
        widget=_area(2),
        error_messages={"required": _("Tuliskan alamat Anda.")},
    )
    birth_place = forms.CharField(
        label=_("Tempat lahir"), required=False, max_length=80
    )
    birth_date = _day(_("Tanggal lahir"))
    marital_status = forms.ChoiceField(
        label=_("Status perkawinan"), choices=MARITAL, required=False
    )
    occupation = forms.CharField(label=_("Pekerjaan"), required=False, max_length=80)
    nik = forms.CharField(
        label=_("NIK"),
        help_text=_(
            "16 angka di KTP. Undang-undang meminta kami memastikan siapa yang melapor."
        ),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Tuliskan 16 angka NIK Anda.")},
    )
    secrecy = forms.ChoiceField(
        choices=[(Secrecy.CONFIDENTIAL, ""), (Secrecy.OPEN, "")],
        error_messages={"required": _("Pilih apakah nama Anda dirahasiakan.")},
    )

    def clean_birth_date(self) -> date | None:
        return self._not_ahead("birth_date")

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        number = phone.normalise(typed) if typed else ""
        if number is None:
            raise ValidationError(_("Tuliskan nomor Indonesia, contoh 0812 3456 7890."))
        return number

    def clean_nik(self) -> str:
        typed: str = self.cleaned_data["nik"]
        if not nik.is_valid(typed, synthetic_allowed=settings.DEMO):
            raise ValidationError(_("NIK terdiri dari 16 angka. Periksa di KTP Anda."))
        return nik.normalise(typed)


class EvidenceForm(forms.Form):
    """Pictures and papers. None at all is a valid answer."""

    papers = FilesField(
        label=_("Unggah bukti"),
        help_text=_("Foto, PDF, atau rekaman. Paling besar 10 MB per berkas."),
        required=False,
    )


class ResumeForm(forms.Form):
    """The code of a draft that was left."""

    code = forms.CharField(
        label=_("Kode draf"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Tuliskan kode draf Anda.")},
    )

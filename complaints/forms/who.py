"""Who reports, for whom, how secret, and how to reach him: one thing a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.domain import phone
from complaints.domain import nik, papers_of_identity
from complaints.domain.papers_of_identity import Paper
from complaints.forms.citizen import DatedForm, area, day_field
from complaints.forms.limits import with_limit
from complaints.forms.needed import needed
from complaints.forms.papers import papers
from complaints.models.choices import (
    NEWS_CHANNELS,
    RELATIONS,
    SEXES,
    NewsChannel,
    Secrecy,
)

if TYPE_CHECKING:
    from datetime import date

MARITAL = [
    ("", _("Pilih")),
    ("belum_kawin", _("Belum kawin")),
    ("kawin", _("Kawin")),
    ("cerai_hidup", _("Cerai hidup")),
    ("cerai_mati", _("Cerai mati")),
]
PAPERS = [
    (Paper.NIK, _("NIK (warga negara Indonesia)")),
    (Paper.PASSPORT, _("Paspor (warga negara asing)")),
    (Paper.KITAS, _("KITAS (warga negara asing)")),
]
#: What Article 24(1)a asks for and does not hold a report up.
MAY_FOLLOW = _("diminta UU 37/2008 Pasal 24; boleh menyusul")
FOR_WHOM = [
    ("no", _("Untuk diri saya sendiri")),
    ("yes", _("Untuk orang lain, atas namanya")),
]


#: What is asked of a person beside the number of a paper.
WHO = (
    "name",
    "address",
    "birth_place",
    "birth_date",
    "sex",
    "marital_status",
    "occupation",
)


class WhoForm(DatedForm):
    """What the law asks for of who reports, the number of his paper last."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        error_messages={"required": _("Tuliskan nama lengkap Anda.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Alamat"),
        max_length=300,
        widget=area(2),
        error_messages={"required": _("Tuliskan alamat Anda.")},
    )
    birth_place = needed(
        forms.CharField(label=_("Tempat lahir"), required=False, max_length=80),
        MAY_FOLLOW,
    )
    birth_date = needed(day_field(_("Tanggal lahir")), MAY_FOLLOW)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"), choices=[("", _("Pilih")), *SEXES], required=False
    )
    marital_status = needed(
        forms.ChoiceField(
            label=_("Status perkawinan"), choices=MARITAL, required=False
        ),
        MAY_FOLLOW,
    )
    occupation = needed(
        forms.CharField(label=_("Pekerjaan"), required=False, max_length=80),
        MAY_FOLLOW,
    )
    on_behalf = forms.ChoiceField(
        label=_("Untuk siapa Anda melapor?"),
        choices=FOR_WHOM,
        widget=forms.RadioSelect,
        initial="no",
        error_messages={"required": _("Pilih untuk siapa Anda melapor.")},
    )
    paper = forms.ChoiceField(
        label=_("Nomor apa yang Anda punya?"),
        choices=PAPERS,
        widget=forms.RadioSelect,
        initial=Paper.NIK,
        error_messages={"required": _("Pilih NIK, paspor, atau KITAS.")},
    )
    number = forms.CharField(
        label=_("Nomornya"),
        help_text=_(
            "NIK: 16 angka di KTP. Undang-undang meminta kami memastikan siapa yang "
            "melapor."
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Tuliskan nomor NIK, paspor, atau KITAS Anda.")},
    )
    seen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def clean_birth_date(self) -> date | None:
        return self.not_ahead("birth_date")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        number, paper = told.get("number"), told.get("paper")
        if number and paper:
            wrong = WRONG[paper](number)
            if wrong:
                self.add_error("number", wrong)
            clean = (
                nik.normalise if paper == Paper.NIK else papers_of_identity.normalise
            )
            told["number"] = clean(number)
        return told


def _wrong_nik(number: str) -> Any:
    right = nik.is_valid(number, synthetic_allowed=settings.DEMO)
    return "" if right else _("NIK terdiri dari 16 angka. Periksa di KTP Anda.")


def _wrong_passport(number: str) -> Any:
    right = papers_of_identity.is_passport(number)
    return "" if right else _("Nomor paspor terdiri dari 5 sampai 15 huruf dan angka.")


def _wrong_kitas(number: str) -> Any:
    right = papers_of_identity.is_kitas(number)
    return "" if right else _("Nomor KITAS terdiri dari 5 sampai 20 huruf dan angka.")


WRONG = {
    Paper.NIK: _wrong_nik,
    Paper.PASSPORT: _wrong_passport,
    Paper.KITAS: _wrong_kitas,
}


class BehalfForm(forms.Form):
    """For whom; the power of attorney may come later."""

    represented_name = forms.CharField(
        label=_("Nama orang yang Anda wakili"),
        max_length=120,
        error_messages={"required": _("Tuliskan nama orang yang Anda wakili.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    represented_relation = forms.ChoiceField(
        label=_("Apa hubungan Anda dengannya?"),
        choices=RELATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hubungan Anda dengannya.")},
    )
    proxy = papers(
        _("Surat kuasa"),
        with_limit(
            _(
                "Foto atau PDF, paling besar %(limit)s MB. Belum ada? Lanjut saja, dan "
                "kirim nanti dari halaman laporan Anda."
            )
        ),
    )


class SecrecyForm(forms.Form):
    """Whether the agency may learn who reports."""

    secrecy = forms.ChoiceField(
        choices=[(Secrecy.CONFIDENTIAL, ""), (Secrecy.OPEN, "")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apakah nama Anda dirahasiakan.")},
    )


class ContactForm(forms.Form):
    """How to reach the reporter. Nothing at all is an answer too."""

    phone = forms.CharField(
        label=_("Nomor ponsel"),
        help_text=_("Petugas menelepon jika ada yang perlu ditanyakan."),
        required=False,
        max_length=25,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Tuliskan email, contoh nama@contoh.id.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    channel = forms.ChoiceField(
        label=_("Lewat apa kami memberi kabar?"),
        help_text=_(
            "Kabarnya hanya bahwa ada berita, tanpa isi dan tanpa nama. Bila tidak "
            "dipilih, kami memakai kontak yang Anda isi."
        ),
        choices=NEWS_CHANNELS,
        widget=forms.RadioSelect,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Bahasa kabarnya"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih bahasanya.")},
    )

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        number = phone.normalise(typed) if typed else ""
        if number is None:
            raise ValidationError(_("Tuliskan nomor Indonesia, contoh 0812 3456 7890."))
        return number

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("channel") and not self.errors:
            self._follow(told)
        channel, number = told.get("channel"), told.get("phone")
        if channel == NewsChannel.EMAIL and told.get("email") == "":
            self.add_error("email", _("Tuliskan email, atau pilih cara lain."))
        mobile = phone.is_mobile(number or "")
        by_phone = channel in {NewsChannel.SMS, NewsChannel.WHATSAPP}
        if by_phone and not mobile and "phone" not in self.errors:
            self.add_error("phone", _("Tuliskan nomor ponsel, atau pilih cara lain."))
        return told

    def _follow(self, told: dict[str, Any]) -> None:
        """News goes to the contact that was given; of two, its owner says which."""
        mobile = phone.is_mobile(told["phone"])
        if mobile and told["email"]:
            self.add_error("channel", _("Pilih lewat apa kami memberi kabar."))
        elif mobile:
            told["channel"] = NewsChannel.SMS
        else:
            told["channel"] = NewsChannel.EMAIL if told["email"] else NewsChannel.NONE


class DigitsForm(forms.Form):
    """The code that came to the telephone or the mailbox."""

    code = forms.CharField(
        label=_("Kode 6 angka"),
        help_text=_(
            "Berlaku 10 menit dan untuk 5 kali mencoba; sesudah itu minta kode baru. "
            "Belum tiba? Periksa juga folder spam, atau minta lagi sesudah satu menit."
        ),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
        error_messages={"required": _("Tuliskan 6 angka dari pesan kami.")},
    )

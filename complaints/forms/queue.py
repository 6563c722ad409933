"""The filters of the queue, as its address carries them. What is refused is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from complaints.domain.own_initiative import Intake
from complaints.domain.queueing import (
    Column,
    Density,
    Due,
    Holder,
    Shut,
    Sort,
    View,
    Whose,
)
from complaints.forms.addressed import AddressForm
from complaints.models.choices import CLASSES, STATES
from complaints.selectors.keyset import read
from complaints.selectors.narrowing import Filters

if TYPE_CHECKING:
    from complaints.selectors.desk import Desk

VIEWS = [
    (View.LATE, _("Lewat batas")),
    (View.SOON, _("Segera")),
    (View.MINE, _("Tugas saya")),
    (View.UNASSIGNED, _("Belum ada petugas")),
    (View.SIGN, _("Menunggu keputusan Anda")),
    (View.AGENCY, _("Menunggu instansi")),
    (View.ALL, _("Semua terbuka")),
    (View.HOLD, _("Menunggu pihak lain")),
    (View.CONSULT, _("Konsultasi")),
    (View.BACK, _("Minta dibuka kembali")),
    (View.CLOSED, _("Ditutup")),
]
SORTS = [
    (Sort.DUE, _("Batas waktu terdekat")),
    (Sort.NEWEST, _("Terbaru masuk")),
    (Sort.UNTOUCHED, _("Terlama tanpa perubahan")),
    (Sort.NUMBER, _("Nomor")),
]
DUES = [
    (Due.LATE, _("Lewat batas")),
    (Due.SOON, _("Tiga hari kerja lagi")),
    (Due.NONE, _("Tanpa batas waktu")),
]
TURNS = [
    (Whose.OMBUDSMAN, _("Ombudsman")),
    (Whose.AGENCY, _("Instansi")),
    (Whose.REPORTER, _("Pelapor")),
]
SECRECY = [
    (Shut.OPEN, _("Terbuka")),
    (Shut.CONFIDENTIAL, _("Nama dirahasiakan")),
    (Shut.RESTRICTED, _("Perkara terbatas")),
]
KINDS = [
    (Intake.REPORT, _("Laporan masyarakat")),
    (Intake.FAST, _("Respons cepat")),
    (Intake.OWN, _("Prakarsa sendiri")),
]
COLUMNS = [
    (Column.SUBSTANCE, _("Substansi")),
    (Column.STAGE, _("Tahap")),
    (Column.TURN, _("Giliran")),
    (Column.OFFICER, _("Petugas")),
    (Column.CLASS, _("Kelas")),
    (Column.OFFICE, _("Kantor")),
    (Column.FILED, _("Masuk pada")),
    (Column.UPDATED, _("Diperbarui")),
]
DENSITIES = [(Density.LOOSE, _("Lega")), (Density.TIGHT, _("Rapat"))]


class FilterForm(AddressForm):
    """All of it may be empty; :meth:`filters` has what was understood."""

    FIRST = ("q", "tahap", "tenggat", "giliran", "urut")

    view = forms.ChoiceField(choices=VIEWS, required=False, widget=forms.HiddenInput)
    q = forms.CharField(
        label=_("Cari"),
        max_length=200,
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "size": 30,
                "placeholder": _("Nomor, instansi, kata dalam laporan"),
            }
        ),
    )
    tahap = forms.ChoiceField(label=_("Tahap"), required=False)
    tenggat = forms.ChoiceField(label=_("Tenggat"), required=False)
    giliran = forms.ChoiceField(label=_("Giliran"), required=False)
    substansi = forms.ChoiceField(label=_("Substansi"), required=False)
    kelas = forms.ChoiceField(label=_("Kelas"), required=False)
    instansi = forms.CharField(label=_("Instansi"), max_length=100, required=False)
    kantor = forms.ChoiceField(label=_("Kantor"), required=False)
    pemegang = forms.ChoiceField(label=_("Petugas"), required=False)
    mendesak = forms.ChoiceField(label=_("Mendesak"), required=False)
    kerahasiaan = forms.ChoiceField(label=_("Kerahasiaan"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    dari = forms.DateField(label=_("Masuk sejak"), required=False)
    sampai = forms.DateField(label=_("Masuk sampai"), required=False)
    urut = forms.ChoiceField(label=_("Urutkan"), choices=SORTS, required=False)

    def __init__(self, data: QueryDict, *, desk: Desk) -> None:
        super().__init__(data)
        me = [(Holder.ME.value, _("Saya")), (Holder.NOBODY.value, _("Belum ada"))]
        self.offer("tahap", STATES)
        self.offer("tenggat", DUES)
        self.offer("giliran", TURNS)
        self.offer("substansi", desk.substances)
        self.offer("kelas", CLASSES)
        self.offer("kantor", desk.offices)
        self.offer("pemegang", [*me, *desk.colleagues])
        self.offer("mendesak", [("1", _("Hanya yang mendesak"))])
        self.offer("kerahasiaan", SECRECY)
        self.offer("jenis", KINDS)
        self.ask_days()
        if len(desk.offices) <= 1:
            del self.fields["kantor"]

    def filters(self) -> Filters:
        """The same for the selector, with the place where the page begins."""
        self.is_valid()
        data = self.cleaned_data
        sort = Sort(data.get("urut") or Sort.DUE)
        office = data.get("kantor")
        return Filters(
            view=data.get("view") or View.ALL,
            q=data.get("q", ""),
            state=data.get("tahap", ""),
            case_class=data.get("kelas", ""),
            substance=data.get("substansi", ""),
            agency=data.get("instansi", ""),
            office=int(office) if office else None,
            holder=data.get("pemegang", ""),
            turn=data.get("giliran", ""),
            due=data.get("tenggat", ""),
            urgent=bool(data.get("mendesak")),
            secrecy=data.get("kerahasiaan", ""),
            kind=data.get("jenis", ""),
            since=data.get("dari"),
            until=data.get("sampai"),
            sort=sort,
            after=read(self.data.get("sesudah", ""), sort),
        )


def filters_of(query: str, desk: Desk) -> Filters:
    """The filters that an address carries, as far as they are understood."""
    return FilterForm(QueryDict(query), desk=desk).filters()


class NameForm(forms.Form):
    """Under which name a filter is kept."""

    name = forms.CharField(label=_("Nama saringan"), max_length=40)


class LookForm(forms.Form):
    """Columns of one's choice, and how close the rows stand."""

    columns = forms.MultipleChoiceField(
        label=_("Kolom"),
        choices=COLUMNS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    density = forms.ChoiceField(
        label=_("Kerapatan"), choices=DENSITIES, widget=forms.RadioSelect
    )

"""The filters of the list of actions, as its address carries them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from complaints.domain.corrective import Instrument
from complaints.domain.queueing import Holder
from complaints.domain.tracker import ENDED, Group, Sort, Status, View
from complaints.forms.addressed import AddressForm
from complaints.models.choices import STATES
from complaints.models.labels import FORMS
from complaints.selectors.tracker_narrowing import Filters

if TYPE_CHECKING:
    from complaints.selectors.tracker_desk import TrackerDesk

VIEWS = [
    (View.OPEN, _("Belum selesai")),
    (View.LATE, _("Lewat batas")),
    (View.VERY_LATE, _("Lewat lebih dari 30 hari kerja")),
    (View.SOON, _("Lima hari kerja lagi")),
    (View.RUNNING, _("Masih ada waktu")),
    (View.OURS, _("Menunggu putusan kami")),
    (View.UNRECEIVED, _("Belum diterima instansi")),
    (View.DONE, _("Selesai")),
    (View.ALL, _("Semua")),
]
#: Told of where somebody asks for it, and no tab of the list.
ASKED_FOR = [(View.IN_TIME, _("Bukti tepat waktu, sedang kami periksa"))]
STATUSES = [
    (Status.BELUM, _("Belum dilaksanakan")),
    (Status.DIAJUKAN, _("Bukti sedang kami periksa")),
    (Status.SEBAGIAN, _("Dilaksanakan sebagian")),
    (Status.DILAKSANAKAN, _("Dilaksanakan")),
    (Status.ANNULLED, _("Dibatalkan")),
    (Status.EXCUSED, _("Dikecualikan")),
    (Status.SUPERSEDED, _("Menjadi Rekomendasi")),
]
INSTRUMENTS = [
    (Instrument.TK, _("Tindakan korektif")),
    (Instrument.SARAN, _("Saran")),
    (Instrument.REKOMENDASI, _("Rekomendasi")),
]
SORTS = [
    (Sort.DUE, _("Batas waktu terdekat")),
    (Sort.AGE, _("LHP tertua")),
    (Sort.AGENCY, _("Instansi")),
]
GROUPS = [
    (Group.AGENCY, _("Instansi")),
    (Group.UNIT, _("Unit")),
    (Group.REGION, _("Wilayah")),
    (Group.OFFICER, _("Petugas")),
    (Group.INSTRUMENT, _("Instrumen")),
    (Group.SUBSTANCE, _("Bidang")),
    (Group.FORM, _("Bentuk maladministrasi")),
]
HIDDEN = forms.HiddenInput
_REGENCY = re.compile(r"\d\d\.\d\d", re.ASCII)


class _RegencyField(forms.ChoiceField):
    """Offers those of one province; an address that was kept may name any."""

    def valid_value(self, value: Any) -> bool:
        return _REGENCY.fullmatch(value) is not None


class TrackerForm(AddressForm):
    """All of it may be empty; :meth:`filters` has what was understood.

    ``badan`` and ``unit`` name one body by its ref: links bring them, nobody types them.
    """

    FIRST = ("instansi", "status", "instrumen", "pemegang", "urut")
    HOW = ("view", "urut", "per")
    SPANS = (("dari", "sampai"), ("batas_dari", "batas_sampai"))

    view = forms.ChoiceField(
        choices=[*VIEWS, *ASKED_FOR], required=False, widget=HIDDEN
    )
    per = forms.ChoiceField(choices=GROUPS, required=False, widget=HIDDEN)
    badan = forms.UUIDField(label=_("Instansi"), required=False, widget=HIDDEN)
    unit = forms.UUIDField(label=_("Unit"), required=False, widget=HIDDEN)
    instansi = forms.CharField(
        label=_("Nama instansi atau unit"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = forms.ChoiceField(label=_("Status"), required=False)
    instrumen = forms.ChoiceField(label=_("Instrumen"), required=False)
    pemegang = forms.ChoiceField(label=_("Petugas"), required=False)
    provinsi = forms.ChoiceField(label=_("Provinsi"), required=False)
    daerah = _RegencyField(label=_("Kabupaten atau kota"), required=False)
    substansi = forms.ChoiceField(label=_("Bidang"), required=False)
    bentuk = forms.ChoiceField(label=_("Bentuk maladministrasi"), required=False)
    tahap = forms.ChoiceField(label=_("Tahap perkara"), required=False)
    kantor = forms.ChoiceField(label=_("Kantor"), required=False)
    dari = forms.DateField(label=_("LHP sejak"), required=False)
    sampai = forms.DateField(label=_("LHP sampai"), required=False)
    batas_dari = forms.DateField(label=_("Batas sejak"), required=False)
    batas_sampai = forms.DateField(label=_("Batas sampai"), required=False)
    urut = forms.ChoiceField(label=_("Urutkan"), choices=SORTS, required=False)

    def __init__(self, data: QueryDict, *, desk: TrackerDesk) -> None:
        super().__init__(data)
        me = [(Holder.ME.value, _("Saya")), (Holder.NOBODY.value, _("Belum ada"))]
        self.names = {"badan": desk.body, "unit": desk.unit}
        self.offer("status", STATUSES)
        self.offer("instrumen", INSTRUMENTS)
        self.offer("pemegang", [*me, *desk.desk.colleagues])
        self.offer("provinsi", desk.provinces)
        self.offer("daerah", desk.regions)
        self.offer("substansi", desk.desk.substances)
        self.offer("bentuk", [(code, name) for code, (name, _plain) in FORMS.items()])
        self.offer("tahap", STATES)
        self.offer("kantor", desk.desk.offices)
        self.ask_days()
        if len(desk.desk.offices) <= 1:
            del self.fields["kantor"]
        if not desk.regions:
            self.fields["daerah"].widget = HIDDEN()

    def said(self, name: str, value: str) -> Any:
        return self.names.get(name) or super().said(name, value)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        region, around = data.get("daerah", ""), data.get("provinsi", "")
        if region and not region.startswith(f"{around}."):
            self.add_error("daerah", _("Daerah itu tidak ada di provinsi ini."))
        return data

    def filters(self) -> Filters:
        """The same for the selector, with the action behind which the page begins.

        Who asks for what is ended, and names no view, does not mean what is owed.
        """
        self.is_valid()
        data = self.cleaned_data
        ended = data.get("status") in ENDED
        office = data.get("kantor")
        return Filters(
            view=View(data.get("view") or (View.ALL if ended else View.OPEN)),
            about=data.get("instansi", ""),
            body=data.get("badan"),
            unit=data.get("unit"),
            region=data.get("daerah") or data.get("provinsi", ""),
            status=data.get("status", ""),
            instrument=data.get("instrumen", ""),
            holder=data.get("pemegang", ""),
            substance=data.get("substansi", ""),
            form=data.get("bentuk", ""),
            state=data.get("tahap", ""),
            office=int(office) if office else None,
            since=data.get("dari"),
            until=data.get("sampai"),
            due_since=data.get("batas_dari"),
            due_until=data.get("batas_sampai"),
            sort=Sort(data.get("urut") or Sort.DUE),
            after=_ref(self.data.get("sesudah", "")),
            language=get_language() or "id",
        )

    def group(self) -> Group:
        """By what the overview counts."""
        self.is_valid()
        return Group(self.cleaned_data.get("per") or Group.AGENCY)


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def filters_of(query: str, desk: TrackerDesk) -> Filters:
    """The filters that an address carries, as far as they are understood."""
    return TrackerForm(QueryDict(query), desk=desk).filters()

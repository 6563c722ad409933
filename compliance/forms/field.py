"""What is typed for the field: the draw, who is sent, what a reviewer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.domain.frame_table import LONGEST, MOST_PRODUCTS
from compliance.forms.rounds import VersionForm
from compliance.models.field import FIRST, MOST_DRAWN, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from compliance.models import Place

PRODUCTS = "produk-"


class SeedForm(VersionForm):
    """From what the seed will be taken, and when it is known."""

    source = forms.CharField(
        label=_("Asal benih"),
        help_text=_(
            "Sesuatu yang terbuka dan belum diketahui siapa pun, misalnya: angka IHSG"
            " penutupan hari itu."
        ),
        max_length=200,
        error_messages={"required": _("Tuliskan asal benih.")},
    )
    on = forms.DateField(
        label=_("Diketahui pada"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Tuliskan tanggalnya.")},
    )


class TableForm(VersionForm):
    """The table of products."""

    table = forms.FileField(
        label=_("Tabel unit dan produk (CSV)"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Pilih tabelnya."),
            "empty": _("Tabel ini kosong. Pilih tabel lain."),
        },
    )


class DrawForm(VersionForm):
    """The seed and the sizes of the sample."""

    seed = forms.CharField(
        label=_("Benih undian"),
        help_text=_(
            "Persis seperti yang keluar dari asal yang diumumkan. Benih yang sama memberi"
            " sampel yang sama, jadi siapa pun bisa memeriksanya."
        ),
        max_length=64,
        error_messages={"required": _("Tuliskan benih undian.")},
    )
    units = forms.IntegerField(
        label=_("Unit per instansi"),
        min_value=1,
        max_value=MOST_DRAWN,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4"}),
    )
    products = forms.IntegerField(
        label=_("Produk per unit"),
        help_text=_("Hanya dipakai bila metode menanyakan tiap produk."),
        min_value=1,
        max_value=MOST_DRAWN,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4"}),
    )


class ProductsForm(VersionForm):
    """The products of each unit of one agency, a line each."""

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in places:
            self.fields[f"{PRODUCTS}{place.ref}"] = forms.CharField(
                label=place.unit.name_id,
                required=False,
                initial="\n".join(place.products),
                max_length=MOST_PRODUCTS * (LONGEST + 2),
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    @property
    def products(self) -> Mapping[str, list[str]]:
        """The lines by the ref of their place, as text."""
        return {
            name.removeprefix(PRODUCTS): [
                line.strip() for line in told.splitlines() if line.strip()
            ]
            for name, told in self.cleaned_data.items()
            if name.startswith(PRODUCTS)
        }

    def clean(self) -> None:
        super().clean()
        for name in list(self.cleaned_data):
            if name.startswith(PRODUCTS):
                lines = [one.strip() for one in self.cleaned_data[name].splitlines()]
                if len(lines) > MOST_PRODUCTS or any(len(x) > LONGEST for x in lines):
                    self.add_error(
                        name,
                        _(
                            "Paling banyak 60 baris, satu baris paling panjang 160 huruf."
                        ),
                    )


class SendForm(forms.Form):
    """Who goes to a place, and until when he hands in."""

    turn = forms.TypedChoiceField(
        choices=[(FIRST, FIRST), (SECOND, SECOND)],
        coerce=int,
        widget=forms.HiddenInput,
    )
    assessor = forms.TypedChoiceField(
        label=_("Penilai"),
        coerce=str,
        error_messages={"required": _("Pilih penilai.")},
    )
    due_on = forms.DateField(
        label=_("Diserahkan paling lambat"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Tuliskan tanggal penyerahan.")},
    )

    def __init__(
        self, *args: Any, assessors: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Pilih penilai")), *((str(r), n) for r, n in assessors)]
        self.fields["assessor"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField


class SettleForm(forms.Form):
    """Whose answer counts, and why."""

    turn = forms.TypedChoiceField(
        label=_("Yang dipakai"),
        choices=[(FIRST, _("Penilai pertama")), (SECOND, _("Penilai kedua"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jawaban yang dipakai.")},
    )
    why = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        error_messages={"required": _("Tuliskan alasannya.")},
    )


class GiveBackForm(forms.Form):
    """What is to be done again, in words that the assessor reads."""

    turn = forms.TypedChoiceField(
        choices=[(FIRST, FIRST), (SECOND, SECOND)],
        coerce=int,
        widget=forms.HiddenInput,
    )
    why = forms.CharField(
        label=_("Yang perlu diperbaiki"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan yang perlu diperbaiki.")},
    )


class SignForm(VersionForm):
    """The reviewer's signature, with what he says of odd figures."""

    note = forms.CharField(
        label=_("Hasil pemeriksaan angka janggal"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConflictForm(forms.Form):
    """Why an assessor is not to assess an agency."""

    why = forms.CharField(
        label=_("Kaitan Anda dengan instansi ini"),
        help_text=_("Hanya dibaca pengelola penilaian."),
        max_length=300,
        error_messages={"required": _("Tuliskan kaitan Anda.")},
    )

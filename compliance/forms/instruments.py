"""The forms of a version of the method: the whole, its scale, its weights."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.domain.methodology import MOST_SHARE, Mode
from compliance.domain.places import OfUnits
from compliance.domain.scales import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.models import MethodologyNode

#: More intervals than any scale here had, and room for one.
BANDS = 8
WEIGHT = "bobot-"
YEAR = forms.IntegerField(
    label=_("Tahun berlaku"),
    min_value=2000,
    max_value=2100,
    error_messages={"required": _("Tuliskan tahun, contoh 2027.")},
)
_NAMES = {"required": _("Tuliskan nama dalam kedua bahasa.")}
_ZONES = [
    ("", _("tanpa zona")),
    (Zone.GREEN.value, _("Hijau")),
    (Zone.YELLOW.value, _("Kuning")),
    (Zone.RED.value, _("Merah")),
]


class EditionForm(forms.Form):
    """A button that changes a draft: it says which edition the page showed."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class CopyForm(forms.Form):
    """The names of a copy; ``ref`` makes sending it twice the same as once."""

    ref = forms.UUIDField(widget=forms.HiddenInput)
    name_id = forms.CharField(
        label=_("Nama dalam bahasa Indonesia"), max_length=120, error_messages=_NAMES
    )
    name_en = forms.CharField(
        label=_("Nama dalam bahasa Inggris"), max_length=120, error_messages=_NAMES
    )
    year = YEAR


class WholeForm(EditionForm):
    """What holds for the whole version."""

    name_id = forms.CharField(
        label=_("Nama dalam bahasa Indonesia"), max_length=120, error_messages=_NAMES
    )
    name_en = forms.CharField(
        label=_("Nama dalam bahasa Inggris"), max_length=120, error_messages=_NAMES
    )
    year = YEAR
    note_id = forms.CharField(
        label=_("Penjelasan dalam bahasa Indonesia"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    note_en = forms.CharField(
        label=_("Penjelasan dalam bahasa Inggris"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    source = forms.CharField(
        label=_("Sumber"),
        help_text=_("Peraturan, keputusan, atau alamat tempat metode ini ditulis."),
        max_length=400,
    )
    assumed_weights = forms.BooleanField(
        label=_("Bobotnya asumsi"),
        help_text=_("Tanda “bobot asumsi” tampil di setiap halaman yang memuatnya."),
        required=False,
    )
    share = forms.DecimalField(
        label=_("Pengaruh KTK (L)"),
        help_text=_("Bagian nilai yang paling banyak diturunkan KTK: 0 sampai 0,30."),
        localize=True,
        min_value=Decimal(0),
        max_value=MOST_SHARE,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "6"}),
    )
    mode = forms.ChoiceField(
        label=_("Cara KTK dipakai"),
        choices=[
            (Mode.FACTOR.value, _("menurunkan nilai paling banyak sebesar L")),
            (Mode.MATRIX.value, _("nilai tetap, menambah “Tanpa Maladministrasi”")),
        ],
    )
    of_units = forms.ChoiceField(
        label=_("Dari unit menjadi instansi"),
        choices=[
            (OfUnits.MEAN.value, _("tiap unit punya nilai, lalu dirata-rata")),
            (OfUnits.POOLED.value, _("tiap indikator dirata-rata, lalu diberi bobot")),
        ],
    )
    least_units = forms.IntegerField(
        label=_("Paling sedikit unit yang dinilai"),
        help_text=_("Di bawah ini instansi “tidak dinilai”, bukan nol."),
        min_value=1,
        max_value=100,
    )

    @property
    def told(self) -> dict[str, Any]:
        """By the names of the columns."""
        told = {name: v for name, v in self.cleaned_data.items() if name != "edition"}
        return told | {"first_year": told["year"]}


class ScaleForm(EditionForm):
    """The intervals of the scale, a line each; a line without its edge is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(BANDS):
            self.fields |= _band_fields(n)

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The fields of each line."""
        return [[self[f"{name}-{n}"] for name in _BAND] for n in range(BANDS)]

    def clean(self) -> None:
        super().clean()
        found = [self._line(n) for n in range(BANDS)]
        self.bands = [band for band in found if band["lower"] is not None]
        for n, band in enumerate(found):
            if band["lower"] is None:
                continue
            if not (band["opinion_id"] and band["opinion_en"]):
                self.add_error(
                    f"opinion_id-{n}", _("Tuliskan arti dalam kedua bahasa.")
                )
            marked = band["grade"] or band["zone"] or f"grade-{n}" in self.errors
            if not marked:
                self.add_error(f"grade-{n}", _("Isi huruf, zona, atau keduanya."))
        lowers = [band["lower"] for band in self.bands]
        if len(set(lowers)) < len(lowers):
            raise forms.ValidationError(_("Satu batas tertulis dua kali."))
        if lowers and min(lowers) != 0:
            raise forms.ValidationError(_("Batas terendah harus 0."))

    def _line(self, n: int) -> dict[str, Any]:
        return {name: self.cleaned_data.get(f"{name}-{n}") for name in _BAND}


_BAND = ("lower", "zone", "grade", "opinion_id", "opinion_en")


def _band_fields(n: int) -> dict[str, forms.Field]:
    told = {"n": n + 1}
    return {
        f"lower-{n}": forms.DecimalField(
            label=_("Batas bawah %(n)d") % told,
            required=False,
            localize=True,
            min_value=Decimal(0),
            max_value=Decimal(100),
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "6"}),
        ),
        f"zone-{n}": forms.ChoiceField(
            label=_("Zona %(n)d") % told, choices=_ZONES, required=False
        ),
        f"grade-{n}": forms.RegexField(
            r"[A-E]",
            label=_("Huruf %(n)d") % told,
            required=False,
            max_length=1,
            widget=forms.TextInput(attrs={"size": "2"}),
            error_messages={"invalid": _("Satu huruf besar, A sampai E.")},
        ),
        f"opinion_id-{n}": forms.CharField(
            label=_("Arti %(n)d, Indonesia") % told, required=False, max_length=60
        ),
        f"opinion_en-{n}": forms.CharField(
            label=_("Arti %(n)d, Inggris") % told, required=False, max_length=60
        ),
    }


class WeightsForm(EditionForm):
    """The weights of one level, in percent of what stands above it."""

    def __init__(
        self, *args: Any, nodes: Iterable[MethodologyNode], english: bool, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        for node in nodes:
            self.fields[f"{WEIGHT}{node.code}"] = forms.DecimalField(
                label=node.name_en if english else node.name_id,
                required=False,
                localize=True,
                min_value=Decimal("0.0001"),
                max_value=Decimal(100),
                decimal_places=4,
                widget=forms.TextInput(
                    attrs={"inputmode": "decimal", "size": "8", "data-part": ""}
                ),
                error_messages={"invalid": _("Tuliskan angka, contoh 21,85.")},
            )

    @property
    def weights(self) -> dict[str, Decimal | None]:
        """By the code of the node."""
        return {
            name.removeprefix(WEIGHT): value
            for name, value in self.cleaned_data.items()
            if name.startswith(WEIGHT)
        }

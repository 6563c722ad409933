"""The forms of a round: shape only, never rights or rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.selectors.rounds import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise

    from compliance.models import MethodologyNode
    from compliance.selectors.rounds import Group

FIGURE = "nilai-"


class OpenRoundForm(forms.Form):
    """What a round is opened with; ``ref`` makes sending it twice the same as once."""

    ref = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Nama penilaian"),
        max_length=120,
        error_messages={"required": _("Tuliskan nama penilaian.")},
    )
    group = forms.ChoiceField(
        label=_("Instansi yang dinilai"),
        error_messages={"required": _("Pilih instansi yang dinilai.")},
    )
    methodology = forms.ChoiceField(
        label=_("Metode"), error_messages={"required": _("Pilih metode.")}
    )
    year = forms.IntegerField(
        label=_("Tahun rapor"),
        min_value=2000,
        max_value=2100,
        error_messages={"required": _("Tuliskan tahun rapor, contoh 2026.")},
    )
    cutoff = forms.DateField(
        label=_("Fakta dihitung sampai"),
        help_text=_("Hari terakhir yang dihitung, sudah lewat."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Pilih tanggal terakhir yang dihitung."),
            "invalid": _("Pilih tanggal, contoh 2026-10-31."),
        },
    )

    def __init__(
        self,
        *args: Any,
        groups: Iterable[Group],
        methods: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [_group(one) for one in groups]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["methodology"].choices = list(methods)  # type: ignore[attr-defined]  # a ChoiceField


class AnswersForm(forms.Form):
    """One figure for each question, empty for no data; both 95,57 and 95.57."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    left_out = forms.BooleanField(label=_("Tidak dinilai tahun ini"), required=False)

    def __init__(
        self, *args: Any, questions: Iterable[MethodologyNode], english: bool, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        for node in questions:
            self.fields[f"{FIGURE}{node.code}"] = forms.DecimalField(
                label=node.name_en if english else node.name_id,
                help_text=node.hint_en if english else node.hint_id,
                required=False,
                localize=True,
                min_value=Decimal(0),
                max_value=Decimal(100),
                max_digits=7,
                decimal_places=4,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "8"}),
                error_messages={"invalid": _("Tuliskan angka 0 sampai 100.")},
            )
        self.order_fields([*self.figure_names, "left_out"])

    @property
    def figure_names(self) -> list[str]:
        """The names of the fields that hold figures."""
        return [name for name in self.fields if name.startswith(FIGURE)]

    @property
    def answers(self) -> Mapping[str, Decimal | None]:
        """The cleaned figures by the code of their question."""
        return {
            name.removeprefix(FIGURE): self.cleaned_data[name]
            for name in self.figure_names
        }


class VersionForm(forms.Form):
    """A button that changes a round: it says which version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def looked_at_now(self, version: int) -> None:
        """After a refusal the page shows what is there now, so it may be sent again."""
        sent: Any = self.data  # a QueryDict, once something was sent
        typed = sent.copy()
        typed["version"] = str(version)
        self.data = typed


class PublishForm(VersionForm):
    """The last step: the decree that sets the results."""

    decree = forms.CharField(
        label=_("Nomor keputusan"),
        help_text=_("Keputusan yang menetapkan hasil ini. Tampil di setiap rapor."),
        max_length=120,
        error_messages={"required": _("Tuliskan nomor keputusan.")},
    )


def _day(label: _StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ScheduleForm(VersionForm):
    """On which days the stages of a round are planned to be over."""

    field_until = _day(_("Ambil data sampai"))
    review_until = _day(_("Periksa mutu sampai"))
    plenary_on = _day(_("Pleno"))
    publish_on = _day(_("Terbit"))


class JumpForm(forms.Form):
    """Why a figure is far from that of the year before."""

    note = forms.CharField(
        label=_("Penjelasan"),
        help_text=_(
            "Yang diperiksa dan hasilnya. Hanya dibaca pengelola dan pengawas."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tuliskan penjelasannya.")},
    )


def reason_field() -> forms.CharField:
    """Why a published score is corrected, for everybody to read."""
    return forms.CharField(
        label=_("Alasan koreksi"),
        help_text=_("Tampil untuk umum selamanya. Jangan menulis nama orang."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        error_messages={"required": _("Tuliskan alasan koreksi.")},
    )


class CorrectionForm(AnswersForm):
    """The figures as they should have been, and why, for everybody to read."""

    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["left_out"]


def figure(value: Decimal | None) -> Decimal | None:
    """A stored figure for a field: no more places than it needs, two at least."""
    if value is None:
        return None
    short = value.quantize(Decimal("0.01"))
    return short if short == value else value.normalize()


def suggested(year: int, cutoff: date, ref: object) -> dict[str, object]:
    """What the form of a new round starts with."""
    return {"ref": ref, "year": year, "cutoff": cutoff}


def _group(group: Group) -> tuple[str, object]:
    if group.code == EXAMPLES:
        label = _("Kota rekaan, data contoh (%(n)d)") % {"n": group.n}
    else:
        label = f"{group.label} ({group.n})"
    return group.code, label

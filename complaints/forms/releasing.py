"""Forms of the public register: what everybody will read, and why it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.releasing import LATER, Release
from complaints.forms.office import SHORT, TEXT, ActForm
from complaints.forms.spoken import SpokenForm
from complaints.models.ladder_labels import RELEASES
from complaints.services.releasing import PublicText

if TYPE_CHECKING:
    from collections.abc import Sequence

FOR_ALL = _(
    "Dibaca semua orang. Jangan menyebut orang, nomor laporan, atau tanggalnya."
)


class ReleaseForm(ActForm):
    """What the public reads of a recommendation."""

    kind = forms.ChoiceField(
        label=_("Apa yang baru"),
        choices=[(kind.value, RELEASES[kind]) for kind in LATER],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Apa yang diperbarui atau diperbaiki"),
        help_text=_("Satu kalimat. Umum membacanya di samping tanggalnya."),
        max_length=500,
    )
    summary = forms.CharField(
        label=_("Yang kami temukan, dalam kata umum"),
        help_text=FOR_ALL,
        widget=TEXT,
        max_length=5000,
    )
    official = forms.CharField(
        label=_("Terlapor"),
        help_text=_("Jabatan, bukan nama orang."),
        max_length=200,
    )
    superior = forms.CharField(
        label=_("Atasan terlapor"),
        help_text=_("Jabatan, bukan nama orang."),
        max_length=200,
    )
    theme = forms.ChoiceField(
        label=_("Bidang"),
        help_text=_(
            "Hanya bila bidang itu, bersama instansi dan tanggalnya, tidak menunjuk orang."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        first: bool,
        numbers: Sequence[int],
        themes: Sequence[tuple[str, str]],
        replies: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = tuple(numbers)
        if first:
            del self.fields["kind"], self.fields["why"]
        theme = self.fields["theme"]
        if isinstance(theme, forms.ChoiceField):
            theme.choices = [("", _("Tidak disebut")), *themes]
        for n in self.numbers:
            self.fields[f"item_{n}"] = forms.CharField(
                label=_("Butir %(n)s, dalam kata umum") % {"n": n},
                help_text=FOR_ALL,
                required=False,
                widget=SHORT,
                max_length=2000,
            )
        if replies:
            self.fields["replies"] = forms.MultipleChoiceField(
                label=_("Tanggapan instansi yang ikut dibaca"),
                help_text=_(
                    "Kata-kata instansi sendiri, tidak diubah. Baca sampai selesai: "
                    "bila menyebut orang, jangan pilih."
                ),
                choices=replies,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def public_text(self) -> PublicText:
        """What the use case wants."""
        data = self.cleaned_data
        return PublicText(
            kind=Release(data.get("kind") or Release.FIRST),
            why=data.get("why", ""),
            summary=data["summary"],
            official=data["official"],
            superior=data["superior"],
            theme=data["theme"],
            items={n: data[f"item_{n}"] for n in self.numbers},
            replies=frozenset(UUID(ref) for ref in data.get("replies", ())),
        )


class TakeBackForm(SpokenForm):
    """Why an entry is taken back."""

    why = forms.CharField(
        label=_("Alasan menarik"),
        help_text=_("Umum membacanya. Jangan mengulang apa yang salah disebut."),
        max_length=500,
    )


class WithdrawForm(TakeBackForm, ActForm):
    """The same on the page of its case."""

"""What stands beside one order in the form of a report: its milestones, and its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.domain.corrective import Instrument
from complaints.domain.milestones import LONGEST, MOST, Step, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import Milestone

HELP = gettext_lazy(
    "Satu baris satu tonggak: hari kerja ke berapa sejak LHP diterima, lalu apa yang "
    "terlihat. Contoh: 10 Surat edaran terbit. Paling banyak %(most)s."
)


class MilestonesField(forms.CharField):
    """Typed as lines; cleaned it is the steps by their days."""

    def __init__(self, n: int) -> None:
        super().__init__(
            label=_("Tonggak tindakan %(n)s") % {"n": n},
            help_text=HELP % {"most": MOST},
            required=False,
            max_length=MOST * (LONGEST + 10),
            widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
        )

    def clean(self, value: str | None) -> tuple[Step, ...]:
        """Raises ValidationError for a line that is no milestone."""
        typed = super().clean(value)
        try:
            return read(typed)
        except Unreadable as error:
            said = _("Tulis hari kerjanya dulu, lalu tonggaknya: “%(line)s”.")
            raise forms.ValidationError(said % {"line": error.line[:80]}) from error


def typed(rows: Iterable[Milestone]) -> str:
    """Written milestones, as the field takes them."""
    return "\n".join(f"{row.day} {row.text}" for row in rows)


def instrument_field(n: int) -> forms.ChoiceField:
    """Whether it is ordered or suggested; what is not said is ordered."""
    return forms.ChoiceField(
        label=_("Jenis tindakan %(n)s") % {"n": n},
        help_text=_("Saran tidak mengikat dan tidak dihitung dalam rapor."),
        choices=[
            (Instrument.TK.value, _("Tindakan korektif")),
            (Instrument.SARAN.value, _("Saran")),
        ],
        required=False,
        initial=Instrument.TK.value,
    )

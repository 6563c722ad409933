"""The agencies beside the one to which an order goes, as lines of names."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.selectors.register import agencies_called
from agencies.selectors.search import search_agencies

MOST, LONGEST, NEAR = 5, 160, 3
HELP = gettext_lazy(
    "Satu baris satu instansi, dengan nama atau singkatannya di daftar instansi. Paling "
    "banyak %(most)s. Tanpa isi: instansi terlapor sendiri."
)


class RelatedField(forms.CharField):
    """Typed as lines; cleaned it is the official names, each once."""

    def __init__(self, n: int) -> None:
        super().__init__(
            label=_("Instansi lain yang terkait tindakan %(n)s") % {"n": n},
            help_text=HELP % {"most": MOST},
            required=False,
            max_length=MOST * (LONGEST + 2),
            widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        )

    def clean(self, value: str | None) -> tuple[str, ...]:
        """Raises ValidationError for a name that no agency bears, or two bear."""
        typed = super().clean(value)
        lines = [line.strip() for line in typed.splitlines() if line.strip()]
        if len(lines) > MOST:
            said = _("Paling banyak %(most)s instansi.") % {"most": MOST}
            raise forms.ValidationError(said)
        return tuple(dict.fromkeys(self._official(line) for line in lines))

    def _official(self, line: str) -> str:
        found = agencies_called(line)
        if len(found) == 1:
            name: str = found[0].name_id
            return name
        near = [one.name_id for one in found] or [
            match.agency.name_id
            for match in search_agencies(line, limit=NEAR)
            if match.unit is None
        ]
        said = _("Tidak ada instansi bernama “%(line)s”.") % {"line": line[:80]}
        if near:
            said += " " + _("Maksud Anda: %(names)s?") % {"names": "; ".join(near)}
        raise forms.ValidationError(said)

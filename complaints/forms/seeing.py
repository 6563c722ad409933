"""What a reporter said to an officer of an order that we verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.activities import chosen
from complaints.forms.office import SHORT, ActForm
from complaints.models.labels import CONTACT_WAYS
from complaints.models.ladder_labels import SEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE_WAITS = _("Tidak ada pertanyaan kepada pelapor yang menunggu jawaban.")


class HeardForm(ActForm):
    """Of which order, how he said it, whether it is so, and his words."""

    sighting = forms.ChoiceField(label=_("Perbaikan"))
    way = forms.ChoiceField(
        label=_("Cara pelapor menyampaikan"),
        choices=list(CONTACT_WAYS.items()),
        widget=forms.RadioSelect,
    )
    seen = forms.ChoiceField(
        label=_("Sesuai yang dilihat pelapor"),
        choices=list(SEEN.items()),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Kata-kata pelapor"),
        required=False,
        widget=SHORT,
        max_length=2000,
    )

    def __init__(
        self,
        *args: Any,
        sightings: Sequence[tuple[str, str]],
        sighting: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sighting"] = chosen(_("Perbaikan"), sightings)
        if not sightings:
            self.fields["sighting"].help_text = NONE_WAITS
        if sighting in dict(sightings):
            self.fields["sighting"].initial = sighting

"""A form that takes effect once, however often its button is pressed (R56)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django import forms

from complaints.forms.spoken import SpokenForm

if TYPE_CHECKING:
    from uuid import UUID


class OnceForm(SpokenForm):
    """Carries a key made with the page; the same key again is the same sending."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def renew(self) -> None:
        """Whoever sends it now means it anew."""
        self.data = {**dict(self.data.items()), "key": str(uuid4())}

    def sent_as(self) -> UUID | None:
        """The key of this form; none where it did not come from a page of ours."""
        key: UUID | None = self.cleaned_data["key"]
        return key

"""A form that takes effect once, however often its button is pressed."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms


class OnceForm(forms.Form):
    """Carries a key made with the page; the same key again is the same sending (R56)."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def clean_key(self) -> UUID:
        """A page from before the key, or a program without one: each sending counts."""
        key: UUID | None = self.cleaned_data["key"]
        return key or uuid4()

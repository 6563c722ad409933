"""A form that takes effect once, however often its button is pressed (R56)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms

from complaints.forms.spoken import SpokenForm

if TYPE_CHECKING:
    from uuid import UUID


class KeyedForm(forms.Form):
    """Carries a key made with the page; the same key again is the same sending."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def renew(self) -> None:
        """Whoever sends it now, after a refusal, means it anew."""
        sent: Any = self.data
        data = sent.copy()  # many values of one name stay many
        data["key"] = str(uuid4())
        self.data = data


class OnceForm(KeyedForm, SpokenForm):
    """The same, of a page of ours or of none."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def sent_as(self) -> UUID | None:
        """The key of this form; none where it did not come from a page of ours."""
        key: UUID | None = self.cleaned_data["key"]
        return key


class SharedDraftForm(OnceForm):
    """A draft that colleagues write too: it carries the mark of what it was opened on."""

    basis = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def overtaken(self, mark: str) -> bool:
        """Whether it was opened on another draft than the one with this mark."""
        sent: Any = self.data
        return bool(mark) and self.is_bound and sent.get("basis", "") != mark

    def rebase(self, mark: str) -> None:
        """Whoever sends it now has seen the draft with this mark."""
        sent: Any = self.data
        data = sent.copy()
        data["basis"] = mark
        self.data = data

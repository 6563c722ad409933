"""A form whose whole state stands in the address. What is refused is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

ANY = _("Semua")
EARLIER = _("Hari terakhir lebih awal daripada hari pertama.")


class AddressForm(forms.Form):
    """All of it may be empty; what was understood is what it carries on."""

    #: What stands on the page; the rest is one step away.
    FIRST: ClassVar[tuple[str, ...]] = ()
    #: What says how to look, and filters nothing.
    HOW: ClassVar[tuple[str, ...]] = ("view", "urut")
    #: Fields that are first and last days of the same thing.
    SPANS: ClassVar[tuple[tuple[str, str], ...]] = (("dari", "sampai"),)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Let one of these be chosen, or none."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
        field.choices = [("", ANY), *choices]

    def choices(self, name: str) -> list[tuple[str, Any]]:
        """What may be chosen there, by its code."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
        listed: Any = field.choices
        return [(str(code), label) for code, label in listed]

    def ask_days(self) -> None:
        """Ask for first and last days as days."""
        for name in (name for span in self.SPANS for name in span):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"})

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that most people need."""
        return [self[name] for name in self.FIRST]

    @property
    def others(self) -> list[forms.BoundField]:
        """The rest of them, as far as they are seen."""
        return [
            self[name]
            for name, field in self.fields.items()
            if name not in self.FIRST and not field.widget.is_hidden
        ]

    @property
    def kept(self) -> list[forms.BoundField]:
        """What goes along unseen, but the view, which each page names itself."""
        hidden = [name for name, one in self.fields.items() if one.widget.is_hidden]
        return [self[name] for name in hidden if name != "view"]

    def said(self, name: str, value: str) -> Any:
        """What was asked for by this field, as people read it."""
        field = self.fields[name]
        if isinstance(field, forms.DateField):
            return self.cleaned_data[name]
        if not isinstance(field, forms.ChoiceField):
            return value
        return dict(self.choices(name)).get(value, value)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for first, last in self.SPANS:
            since, until = data.get(first), data.get(last)
            if since and until and since > until:
                self.add_error(last, EARLIER)
        return data

    def refused(self) -> list[str]:
        """A sentence about each thing that the address asked for in vain."""
        words = _("%(label)s: isian itu tidak kami kenal, jadi tidak dipakai.")
        return [
            words % {"label": self.fields[name].label or _("Tampilan")}
            for name in self.errors
            if name in self.fields
        ]

    def asked(self) -> dict[str, str]:
        """What was understood, as the address carries it."""
        self.is_valid()
        told = {name: self.data.get(name, "").strip() for name in self.cleaned_data}
        return {name: value for name, value in told.items() if value}

    def narrows(self) -> dict[str, str]:
        """The part of it that filters."""
        return {n: value for n, value in self.asked().items() if n not in self.HOW}

    def address(self, **changed: str) -> str:
        """The same address with something changed; "" takes it out."""
        told = {**self.asked(), **changed}
        return urlencode({name: value for name, value in told.items() if value})

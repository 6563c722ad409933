"""What a token of the API is to be for, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.labels import SCOPE_LABELS, TOKEN_KIND_CHOICES
from accounts.scopes import DAYS, Scope, TokenKind, offered

if TYPE_CHECKING:
    from accounts.actor import Actor

USUAL = 90


def _so_many(days: int) -> str:
    return ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days}


so_many = lazy(_so_many, str)


class TokenForm(forms.Form):
    """A name to know it by, what it may, and until when."""

    name = forms.CharField(
        label=_("Nama token"),
        max_length=80,
        help_text=_("Nama program atau sistem yang memakainya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis nama token.")},
    )
    kind = forms.ChoiceField(
        label=_("Siapa yang memakainya?"),
        choices=TOKEN_KIND_CHOICES,
        initial=TokenKind.PERSONAL.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih siapa yang memakainya.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("Boleh apa?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tidak pernah lebih dari peran Anda pada saat dipakai."),
        error_messages={"required": _("Pilih paling sedikit satu.")},
    )
    days = forms.TypedChoiceField(
        label=_("Berlaku berapa lama?"),
        coerce=int,
        choices=[(days, so_many(days)) for days in DAYS],
        initial=USUAL,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so
        field.choices = [
            (scope.value, SCOPE_LABELS[scope]) for scope in offered(actor.roles)
        ]

    def wish(self) -> dict[str, Any]:
        """The same for the use case."""
        told = self.cleaned_data
        return {
            "kind": TokenKind(told["kind"]),
            "name": told["name"],
            "scopes": [Scope(code) for code in told["scopes"]],
            "days": told["days"],
        }

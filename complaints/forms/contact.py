"""A lost code, and another contact for a report that is under way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.domain import phone
from complaints import vault
from complaints.forms.link_code import LinkCodeForm
from complaints.forms.once import OnceForm
from complaints.models.choices import NEWS_CHANNELS, ContactKind, NewsChannel

EXAMPLE = _("Contoh: nama@contoh.id, atau 0812 3456 7890.")


def contact_field(label: Any, help_text: Any = EXAMPLE, **more: Any) -> forms.CharField:
    """A mailbox or a telephone, in one field: who writes knows which it is."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=254,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        **more,
    )


def read(typed: str) -> tuple[ContactKind, str]:
    """The kind, and the value as it is kept. Raises ValidationError for neither."""
    kind = vault.kind_of(typed)
    if kind is ContactKind.EMAIL:
        forms.EmailField().clean(typed)
        return kind, typed
    number = vault.normalised(kind, typed)
    if not number:
        raise ValidationError(NEITHER)
    return kind, number


NEITHER = _(
    "Tuliskan email, contoh nama@contoh.id, atau nomor Indonesia, contoh "
    "0812 3456 7890."
)


class LostForm(forms.Form):
    """By which contact somebody is known; question and answer are accounts.work's."""

    contact = contact_field(
        _("Email atau nomor ponsel Anda"), error_messages={"required": NEITHER}
    )
    question = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    answer = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def clean_contact(self) -> str:
        typed: str = self.cleaned_data["contact"]
        try:
            return read(typed)[1]
        except ValidationError:
            raise ValidationError(NEITHER) from None


class LinkForm(LinkCodeForm, OnceForm):
    """What a reporter's link carries, sent once."""


class WhichForm(LinkForm):
    """For which of the reports behind one contact a new code is wanted."""

    code = forms.CharField(max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, numbers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["numbers"] = forms.MultipleChoiceField(
            label=_("Untuk laporan yang mana?"),
            choices=numbers,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def clean_numbers(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["numbers"]
        if not chosen:
            raise ValidationError(_("Pilih sedikitnya satu laporan."))
        return chosen


class ChangeForm(forms.Form):
    """Another contact, or only another way; the channels are those that can be."""

    contact = contact_field(
        _("Email atau nomor ponsel baru"),
        _(
            "Kosongkan bila Anda hanya ingin mengganti cara kami memberi kabar. "
            "Contoh: nama@contoh.id, atau 0812 3456 7890."
        ),
        required=False,
    )
    channel = forms.ChoiceField(
        label=_("Lewat apa kami memberi kabar?"),
        help_text=_("Kabarnya hanya bahwa ada berita, tanpa isi dan tanpa nama."),
        choices=NEWS_CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih lewat apa kami memberi kabar.")},
    )

    def clean_contact(self) -> tuple[ContactKind, str] | None:
        typed: str = self.cleaned_data["contact"]
        if not typed:
            return None
        try:
            kind, value = read(typed)
        except ValidationError:
            raise ValidationError(NEITHER) from None
        if kind is ContactKind.PHONE and not phone.is_mobile(value):
            raise ValidationError(
                _("Nomor ini tidak bisa menerima pesan. Tuliskan nomor ponsel.")
            )
        return kind, value

    def clean_channel(self) -> NewsChannel:
        return NewsChannel(self.cleaned_data["channel"])

"""What reporters type about an account of their own."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.digits import DIGITS
from accounts.forms.doors import (
    CONTACT_ATTRS,
    CONTACT_MOST,
)
from accounts.pseudonym import Contact, Kind, contact_of, is_one
from agencies.domain import phone

NEITHER = _(
    "Tuliskan email, contoh nama@contoh.id, atau nomor Indonesia, contoh "
    "0812 3456 7890."
)


class ContactForm(forms.Form):
    """The mailbox or the mobile telephone that an account is opened with."""

    contact = forms.CharField(
        label=_("Email atau nomor ponsel"),
        help_text=_("Contoh: nama@contoh.id, atau 0812 3456 7890."),
        max_length=CONTACT_MOST,
        widget=forms.TextInput(attrs=CONTACT_ATTRS),
        error_messages={"required": NEITHER},
    )

    def clean_contact(self) -> Contact:
        contact = contact_of(self.cleaned_data["contact"])
        if contact.kind is Kind.EMAIL:
            try:
                forms.EmailField().clean(contact.value)
            except ValidationError:
                raise ValidationError(NEITHER) from None
            if is_one(contact.value):
                raise ValidationError(NEITHER)
        elif phone.normalise(contact.value) is None:
            raise ValidationError(NEITHER)
        elif not phone.is_mobile(contact.value):
            raise ValidationError(
                _("Nomor ini tidak bisa menerima pesan. Tuliskan nomor ponsel.")
            )
        return contact


class DigitsForm(forms.Form):
    """The six digits that were sent to the contact."""

    code = forms.CharField(
        label=_("Kode 6 angka"),
        help_text=_(
            "Ada di pesan dari kami. Berlaku 10 menit dan untuk 5 kali mencoba; sesudah "
            "itu minta kode baru. Belum tiba? Minta lagi sesudah satu menit."
        ),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "maxlength": DIGITS * 2,
            }
        ),
    )

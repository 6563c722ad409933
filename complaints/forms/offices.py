"""The administrator's page of an office: what is published of it, and whom it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies import labels
from agencies.domain.phone import is_printed
from agencies.services.offices import Content
from complaints.forms.spoken import SpokenForm

if TYPE_CHECKING:
    from agencies.models import Office, OfficeVersion, Region

PHONE = _("Tulis nomor telepon dengan angka, misalnya (0541) 123456 atau 137.")


class OfficeForm(SpokenForm):
    """One office. What it serves already stays; more is taken over from others."""

    name_id = forms.CharField(label=_("Nama, bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=_("Nama, bahasa Inggris"), max_length=120)
    zone = forms.ChoiceField(
        label=_("Zona waktu"),
        choices=labels.choices(labels.ZONES),
        widget=forms.RadioSelect,
        help_text=_("Hari pada batas waktu yang baru dihitung menurut zona ini."),
    )
    address = forms.CharField(
        label=_("Alamat"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
    )
    phone = forms.CharField(label=_("Telepon"), required=False, max_length=40)
    email = forms.EmailField(label=_("Email"), required=False, max_length=254)
    more = forms.MultipleChoiceField(
        label=_("Ambil alih provinsi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Laporan baru dari provinsi ini masuk ke kantor ini. Perkara yang ada tetap "
            "di kantor lamanya."
        ),
    )

    def __init__(
        self, *args: Any, office: Office, provinces: list[Region], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = [row.code for row in provinces if row.office_id == office.pk]
        if office.central:
            del self.fields["more"]
        else:
            field = self.fields["more"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so above
            field.choices = [
                (row.code, row.name) for row in provinces if row.code not in self.own
            ]

    def clean_phone(self) -> str:
        number: str = self.cleaned_data["phone"]
        if number and not is_printed(number):
            raise forms.ValidationError(PHONE)
        return number

    def content(self) -> Content:
        """What the use case wants."""
        told = self.cleaned_data
        return Content(
            name_id=told["name_id"],
            name_en=told["name_en"],
            zone=told["zone"],
            address=" ".join(told["address"].split()),
            phone=told["phone"],
            email=told["email"],
            provinces=sorted([*self.own, *told.get("more", [])]),
        )


def filled(office: Office, draft: OfficeVersion | None) -> dict[str, Any]:
    """What the form holds when it opens: the draft, or what counts now."""
    shown = draft or office
    names = ("name_id", "name_en", "zone", "address", "phone", "email")
    found: dict[str, Any] = {name: getattr(shown, name) for name in names}
    return found | {"more": draft.provinces if draft else []}

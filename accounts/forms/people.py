"""What administrators and heads type about people, and the invited about himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.doors import NEW_PASSWORD_HINT, dress_new_password
from accounts.labels import ROLE_LABELS, WHY_LABELS
from accounts.models import User
from accounts.roles import AGENCY_ROLES, Role, Why
from accounts.selectors import arrangeable_roles, offices_for, units_of

if TYPE_CHECKING:
    from accounts.actor import Actor
    from agencies.models import Agency

CHOOSE = ("", _("Pilih"))
CHAIR = "chair"
NO_ROLE = {"required": _("Pilih peran.")}
NO_NAME = {"required": _("Tulis nama lengkap.")}


class PlaceForm(forms.Form):
    """Which role, and where: in an office, or for the agency that was picked."""

    def __init__(
        self, *args: Any, actor: Actor, agency: Agency | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        if agency is None:
            self._in_the_house(actor)
        else:
            self._for(agency)
        self.order_fields(["email", "name", "role", "office", "units", "reason"])

    def _in_the_house(self, actor: Actor) -> None:
        self.fields["role"] = forms.ChoiceField(
            label=_("Peran"),
            choices=[CHOOSE, *_choices(arrangeable_roles(actor))],
            error_messages=NO_ROLE,
        )
        offices = offices_for(actor)
        self.fields["office"] = forms.ModelChoiceField(
            label=_("Kantor"),
            queryset=offices,
            empty_label=str(CHOOSE[1]),
            error_messages={"required": _("Pilih kantor.")},
            initial=offices.first() if offices.count() == 1 else None,
        )

    def _for(self, agency: Agency) -> None:
        roles = [role for role in Role if role in AGENCY_ROLES]
        self.fields["role"] = forms.ChoiceField(
            label=_("Peran"), choices=_choices(roles), initial=Role.LIAISON.value
        )
        units = units_of(agency)
        if units.exists():
            self.fields["units"] = forms.ModelMultipleChoiceField(
                label=_("Unit layanan"),
                queryset=units,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Tidak memilih berarti seluruh instansi."),
            )

    def place(self) -> dict[str, Any]:
        """The role and its place, as the use cases want them."""
        chosen = self.cleaned_data
        return {
            "role": Role(chosen["role"]),
            "office": chosen.get("office"),
            "agency": self.agency,
            "units": chosen.get("units", ()),
        }


class InviteForm(PlaceForm):
    """Whom to invite, and to which role."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis alamat email.")},
    )
    name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, error_messages=NO_NAME
    )


def a_reason() -> forms.CharField:
    """Why, in words for the second person."""
    return forms.CharField(
        label=_("Dasar atau alasan"),
        max_length=300,
        help_text=_("Misalnya nomor surat tugas. Dibaca oleh orang kedua."),
        error_messages={"required": _("Tulis dasar atau alasannya.")},
    )


class ProposeForm(PlaceForm):
    """A role for somebody who has an account."""

    reason = a_reason()

    def _in_the_house(self, actor: Actor) -> None:
        super()._in_the_house(actor)
        roles = arrangeable_roles(actor)
        chair = [(CHAIR, ROLE_LABELS[Role.CHAIR])]
        self.fields["role"] = forms.ChoiceField(
            label=_("Peran"),
            choices=[
                CHOOSE,
                *_choices(roles),
                *(chair if Role.COMMISSIONER in roles else []),
            ],
            error_messages=NO_ROLE,
        )

    def place(self) -> dict[str, Any]:
        chair = self.cleaned_data["role"] == CHAIR
        if chair:
            self.cleaned_data["role"] = Role.COMMISSIONER.value
        return {**super().place(), "is_chair": chair}


class ReasonForm(forms.Form):
    """Why a role ends, or an account opens again."""

    reason = a_reason()


class SuspendForm(forms.Form):
    """Why an account closes at once."""

    why = forms.ChoiceField(
        label=_("Mengapa?"),
        choices=[(why.value, WHY_LABELS[why]) for why in Why],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasannya.")},
    )


class NewAccountForm(forms.Form):
    """A first password, twice. An over-long one is never hashed."""

    password1 = forms.CharField(strip=False, widget=forms.PasswordInput)
    password2 = forms.CharField(strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        dress_new_password(self.fields["password1"], _("Kata sandi"))
        dress_new_password(self.fields["password2"], _("Kata sandi sekali lagi"))
        self.fields["password1"].help_text = NEW_PASSWORD_HINT

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if not first or not second:
            return data
        if first != second:
            self.add_error("password2", _("Kedua kata sandi tidak sama."))
            return data
        try:
            validate_password(first, User(email=self.email, name=data.get("name", "")))
        except ValidationError as error:
            self.add_error("password1", error)
        return data


class JoinForm(NewAccountForm):
    """The invited one's name and password."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=NO_NAME,
    )
    field_order = ("name", "password1", "password2")


def _choices(roles: list[Role]) -> list[tuple[str, Any]]:
    return [(role.value, ROLE_LABELS[role]) for role in roles]

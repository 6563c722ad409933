"""What people type at the doors; allauth's forms with our words and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account_forms
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django import forms
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts import lockout, passkeys
from accounts.actor import STRANGER
from accounts.adapters import AccountAdapter, MFAAdapter
from accounts.passwords import MOST as PASSWORD_MOST
from accounts.pseudonym import contact_of
from accounts.reporters import address_of, people_called
from accounts.second_factor import PASSWORD as PASSWORD_SHOWN
from accounts.services import ask_password_reset, change_password
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

CODE_MOST = 16
CONTACT_MOST = 254
CONTACT_ATTRS = {
    "autocomplete": "username",
    "autocapitalize": "none",
    "spellcheck": "false",
}
#: A code is good for its own half minute and the ones beside it; remember longer.
CODE_REMEMBERED = 120


class SignInForm(account_forms.LoginForm):
    """E-mail or number, and password.

    An over-long password is refused before any hashing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Email atau nomor ponsel"),
            max_length=CONTACT_MOST,
            widget=forms.TextInput(attrs=CONTACT_ATTRS),
        )
        self.fields["password"] = forms.CharField(
            label=_("Kata sandi"),
            max_length=PASSWORD_MOST,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )

    def user_credentials(self) -> dict[str, str]:
        """What was typed becomes the name of an account, whether there is one or not."""
        return {
            "email": address_of(self.cleaned_data["login"]),
            "password": self.cleaned_data["password"],
        }


class EnterForm(forms.Form):
    """A passkey in place of name and password: for reporters alone."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_credential(self) -> str:
        if not lockout.admit_network(self.request):
            raise AccountAdapter().validation_error("too_many_login_attempts")
        answer = str(self.cleaned_data["credential"])
        try:
            self.authenticator = passkeys.enter(self.request, answer)
        except passkeys.NoPasskey:
            raise forms.ValidationError(ENTRY_REFUSED) from None
        return answer

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        """Let him in; the device has verified the person already."""
        login = Login(user=self.authenticator.user, redirect_url=redirect_url)
        return perform_passwordless_login(request, self.authenticator, login)


class AskPasswordForm(account_forms.ResetPasswordForm):
    """Asks for a link to a new password; the answer never tells who has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.CharField(
            label=_("Email atau nomor ponsel"),
            max_length=CONTACT_MOST,
            widget=forms.TextInput(attrs=CONTACT_ATTRS),
        )

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        self.users = people_called(typed)
        return contact_of(typed).value

    def save(self, request: Any, **kwargs: Any) -> str:
        for user in self.users:
            ask_password_reset(user=user, actor=STRANGER, now=request.now)
        return str(self.cleaned_data["email"])


NEW_PASSWORD_HINT = _(
    "Paling sedikit 12 huruf atau angka. Beberapa kata yang mudah Anda ingat "
    "lebih kuat daripada satu kata dengan tanda aneh."
)


def dress_new_password(field: forms.Field, label: Any) -> None:
    """A field for a new password: over-long ones are refused before any hashing."""
    field.label = label
    field.validators.append(MaxLengthValidator(PASSWORD_MOST))
    field.widget.attrs = {"autocomplete": "new-password"}


class NewPasswordForm(account_forms.ResetPasswordKeyForm):
    """The new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_new_password(self.fields["password1"], _("Kata sandi baru"))
        dress_new_password(self.fields["password2"], _("Kata sandi baru sekali lagi"))
        self.fields["password1"].help_text = NEW_PASSWORD_HINT

    def save(self) -> None:
        change_password(
            user=self.user,
            password=self.cleaned_data["password1"],
            actor=STRANGER,
            now=getattr(context.request, "now", None) or wall_now(),
        )


def _dress_code(field: forms.Field) -> None:
    field.label = _("Kode 6 angka")
    field.help_text = _("Buka aplikasi autentikator Anda. Kode berganti tiap 30 detik.")
    field.validators.append(MaxLengthValidator(CODE_MOST))
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class _CodeOnce(mfa_forms.BaseAuthenticateForm):
    """A code that was accepted is dead, also for somebody who read it over a shoulder.

    The memory is the shared cache in PostgreSQL, so it holds over all processes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"])

    def clean_code(self) -> str:
        code = str(super().clean_code())
        if self.authenticator.type == Authenticator.Type.TOTP:
            spend(self.authenticator.pk, code)
        return code


def spend(authenticator_id: int, code: str) -> None:
    """Use a code up; raises the form's error when it was used before."""
    digits = "".join(filter(str.isdigit, code))
    if not cache.add(f"code:{authenticator_id}:{digits}", 1, CODE_REMEMBERED):
        raise MFAAdapter().validation_error("incorrect_code")


class CodeForm(_CodeOnce, mfa_forms.AuthenticateForm):
    """The second factor at sign-in: a code of the app or a recovery code."""


class StepUpForm(_CodeOnce, mfa_forms.ReauthenticateForm):
    """The second factor once more."""


class PasswordAgainForm(forms.Form):
    """The password once more, for a reporter who has nothing else to show."""

    password = forms.CharField(
        label=_("Kata sandi"),
        max_length=PASSWORD_MOST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise forms.ValidationError(_("Kata sandi tidak cocok."))
        return password

    def save(self) -> None:
        record_authentication(
            context.request, self.user, PASSWORD_SHOWN, reauthenticated=True
        )


class SetUpForm(totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator proves that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"])


class PasskeyForm(forms.Form):
    """What the device answered, as JSON; our script fills it in."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)


class ShowPasskeyForm(PasskeyForm):
    """A passkey as the second factor, at sign-in or (``again``) at the step-up."""

    def __init__(
        self,
        *args: Any,
        user: User,
        request: HttpRequest,
        again: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.request, self.again = user, request, again

    def clean_credential(self) -> str:
        forgive = check_rate_limit(self.user)
        answer = str(self.cleaned_data["credential"])
        try:
            self.authenticator = passkeys.show(self.request, self.user, answer)
        except passkeys.NoPasskey:
            raise forms.ValidationError(PASSKEY_REFUSED) from None
        forgive()
        return answer

    def save(self) -> None:
        self.authenticator.user = self.user
        post_authentication(
            self.request, self.authenticator, reauthenticated=self.again
        )


class NamedPasskeyForm(forms.Form):
    """How a passkey is called in the list of its owner."""

    name = forms.CharField(
        label=_("Nama kunci sandi"),
        max_length=passkeys.NAME_MOST,
        help_text=_("Misalnya: laptop kantor, atau ponsel."),
    )


class AddPasskeyForm(NamedPasskeyForm, PasskeyForm):
    """A new passkey: its name, and what the device answered."""


ENTRY_REFUSED = _(
    "Kunci sandi tidak diterima. Coba lagi, atau masuk dengan kata sandi."
)
PASSKEY_REFUSED = _(
    "Kunci sandi tidak diterima. Coba sekali lagi, atau pakai kode dari aplikasi."
)

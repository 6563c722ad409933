"""Where allauth asks us: words, limits, seals, and where to go afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import devices, lockout
from accounts.actor_of import member
from accounts.models import User
from accounts.network import client_address
from accounts.seal import seal, unseal
from accounts.stepup import MAX_AGE
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest, HttpResponse


def home_of(user: User, *, now: datetime) -> str:
    """The address of a person's own room."""
    actor = member(user, now=now)
    if actor.is_staff:
        return str(settings.HOME_OF_STAFF)
    if actor.is_liaison:
        return str(settings.HOME_OF_LIAISONS)
    return str(settings.HOME_OF_REPORTERS)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Email, nomor, atau kata sandi tidak cocok."),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan. Coba lagi beberapa menit lagi."
        ),
        "rate_limited": _("Terlalu banyak percobaan. Coba lagi beberapa menit lagi."),
        "incorrect_code": _(
            "Kode tidak cocok. Tunggu kode berikutnya, lalu coba lagi."
        ),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account by himself."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The right-most hop that is not ours; never what the client claims."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before the password is looked at (``accounts.lockout``)."""
        if not lockout.admit(request, str(credentials.get("email", ""))):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """The right password makes the wrong ones from the same place forgotten."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            lockout.forgive(request, str(credentials.get("email", "")))
        return user

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """From now on this browser is known to be his."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, User):
            devices.remember(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Everybody's own room."""
        user = request.user
        now = getattr(request, "now", None) or wall_now()
        return home_of(user, now=now) if isinstance(user, User) else "/"

    def is_reauthentication_required(
        self,
        *,
        app: str,
        **kwargs: Any,
    ) -> bool:
        """Only what was shown within five minutes counts; a first set-up needs none.

        Before his first second factor somebody can do nothing but set it up, so
        there is nothing yet that showing it again would protect.
        """
        if not is_mfa_enabled(self.request.user):
            return False
        oldest = wall_now().timestamp() - MAX_AGE.total_seconds()
        return not any(
            record["at"] >= oldest
            for record in get_authentication_records(self.request, self.request.user)
        )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """One door only: the second factor."""
        if not user.is_authenticated:
            return []
        url = reverse("step_up")
        return [{"id": "mfa_reauthenticate", "description": _("Kode"), "url": url}]


class MFAAdapter(DefaultMFAAdapter):
    """The second factor: sealed at rest, named for the portal."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Kode tidak cocok. Tunggu kode berikutnya, lalu coba lagi."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a seed before it is stored."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored seed."""
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """How the entry is called in the authenticator app."""
        return "Ombudsman RI"

    def build_totp_svg(self, url: str) -> str:
        """The QR as a drawing without inline style, which our CSP would refuse."""
        return segno.make(url, error="m").svg_inline(
            scale=5, light="#fff", svgclass=None, lineclass=None
        )

"""What several tests of the doors need."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from accounts.models import User
from tests import people

PASSWORD = "kuda hijau di tepi kali"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

WithPassword = Callable[[str], User]


@pytest.fixture
def with_password() -> WithPassword:
    """Gives one of the cast the password ``PASSWORD``."""

    def give(key: str) -> User:
        user = people.person(key)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        return user

    return give


@pytest.fixture
def with_app(with_password: WithPassword) -> WithPassword:
    """The same with an authenticator app (seed ``SEED``) and recovery codes."""

    def give(key: str) -> User:
        user = with_password(key)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, SEED)
            RecoveryCodes.activate(user)
        return user

    return give


def code(steps: int = 0, seed: str = SEED) -> str:
    """What the app of ``seed`` shows now, or so many half minutes away."""
    return format_hotp_value(hotp_value(seed, int(time.time()) // 30 + steps))

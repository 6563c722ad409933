"""Seeds of second factors are unreadable at rest and cannot be altered."""

from __future__ import annotations

import base64
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from pytest_django import Settings

from accounts.seal import SealBroken, seal, unseal
from tests.accounts.conftest import SEED, WithPassword

OLD = base64.urlsafe_b64encode(bytes(32)).decode()
NEW = base64.urlsafe_b64encode(bytes(range(32))).decode()


def test_what_was_sealed_opens_again_and_shows_nothing() -> None:
    sealed = seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_the_same_seed_never_looks_the_same() -> None:
    assert seal("same") != seal("same")


def test_every_altered_byte_is_noticed() -> None:
    version, _, text = seal("seed").partition(":")
    raw = bytearray(base64.urlsafe_b64decode(text))
    for place in range(len(raw)):
        altered = bytearray(raw)
        altered[place] ^= 1
        with pytest.raises(SealBroken):
            unseal(f"{version}:{base64.urlsafe_b64encode(bytes(altered)).decode()}")


@pytest.mark.parametrize("broken", ["", "9:AAAA", "1:", "1:***", "no version"])
def test_what_was_never_sealed_does_not_open(broken: str) -> None:
    with pytest.raises(SealBroken):
        unseal(broken)


def test_an_older_key_still_opens_while_the_newest_seals(
    settings: Settings,
) -> None:
    settings.VAULT_KEYS = f"1:{OLD}"
    old = seal("seed")
    settings.VAULT_KEYS = f"2:{NEW}, 1:{OLD}"
    assert unseal(old) == "seed"
    assert seal("seed").startswith("2:")
    settings.VAULT_KEYS = f"2:{NEW}"
    with pytest.raises(SealBroken):
        unseal(old)


@pytest.mark.django_db
def test_after_resealing_the_old_key_can_go(
    settings: Settings, with_app: WithPassword
) -> None:
    settings.VAULT_KEYS = f"1:{OLD}"
    with_app("examiner")
    settings.VAULT_KEYS = f"2:{NEW},1:{OLD}"
    for expected in ("2 of 2", "0 of 2"):
        out = StringIO()
        call_command("reseal_seeds", stdout=out)
        assert expected in out.getvalue()
    settings.VAULT_KEYS = f"2:{NEW}"
    app = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert unseal(app.data["secret"]) == SEED
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert len(codes.wrap().get_unused_codes()) == 10

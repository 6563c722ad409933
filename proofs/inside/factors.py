"""``python -m proofs.inside.factors``: an officer with a password and a second factor.

Prints what only he may know, as one JSON object.
"""

from __future__ import annotations

import json
import secrets

import django

django.setup()

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.models import User
from ombudsman.demo.cast import BY_KEY


def main() -> None:
    """Give the auditor of the cast all three."""
    user = User.objects.get(email=BY_KEY["auditor"].email)
    password, seed = secrets.token_hex(12), generate_totp_secret()
    user.set_password(password)
    user.save()
    user.authenticator_set.all().delete()
    TOTP.activate(user, seed)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    told = {"email": user.email, "password": password, "TOTP seed": seed}
    print(json.dumps({**told, "recovery codes": codes}))


if __name__ == "__main__":
    main()

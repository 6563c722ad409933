"""Passkeys (WebAuthn) as a second factor, with every check that makes them one.

allauth keeps the rows and asks for the factor; the ceremony is ours, because its own
leaves a challenge alive after a failure, takes the name of the site from the request
and does not look at the counter. Here a challenge lives five minutes, for one
purpose and one person, and dies with the first answer, right or wrong (cf.
CVE-2022-42731). Site and origin come from ``BASE_URL``; the person must have been
verified by the device; a counter that does not grow is a copied key.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts import reporters
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

NAME_MOST = 60
#: More than anybody carries; a list without an end would be a way to fill the table.
MOST = 10
LIFETIME_SECONDS = 300
_STATE = "passkey_challenge"
_REGISTER, _SHOW, _ENTER = "register", "show", "enter"


class NoPasskey(Exception):
    """The answer of the device proves nothing; why is nobody's business."""


def rows(user: User) -> list[Authenticator]:
    """This person's passkeys, the oldest first; none before he has an account."""
    if user.pk is None:
        return []
    kind = Authenticator.Type.WEBAUTHN
    return list(Authenticator.objects.filter(user=user, type=kind).order_by("pk"))


def begin_registering(request: HttpRequest, user: User, *, shown: str = "") -> str:
    """Options for ``navigator.credentials.create``, as JSON; starts a challenge.

    ``shown``: under which name the device keeps the passkey of a reporter, which it
    must find by itself: it opens alone (``begin_entering``).
    """
    found_by_itself = ResidentKeyRequirement.REQUIRED
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=str(user.ref).encode(),
            name=shown or user.email,
            display_name=shown or user.name,
        ),
        credentials=[_stored(row) for row in rows(user)],
        resident_key_requirement=(
            found_by_itself if shown else ResidentKeyRequirement.DISCOURAGED
        ),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _start(request, user.pk, _REGISTER, state)
    return json.dumps(dict(options)["publicKey"])


def register(request: HttpRequest, user: User, answer: str, name: str) -> Authenticator:
    """The passkey that the device just made, not stored yet. Raises ``NoPasskey``."""
    state = _spend(request, user.pk, _REGISTER)
    credential = _parsed(answer)
    try:
        response = RegistrationResponse.from_dict(credential)
        _same_window(response.response.client_data)
        made = _server().register_complete(state, response)
    except (ValueError, TypeError, KeyError) as error:
        raise NoPasskey from error
    known = made.credential_data
    if known is None or len(rows(user)) >= MOST or _taken(known.credential_id):
        raise NoPasskey
    data = {
        "name": name,
        "credential": credential,
        "credential_id": known.credential_id.hex(),
        "sign_count": made.counter,
    }
    return Authenticator(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def begin_showing(request: HttpRequest, user: User) -> str:
    """Options for ``navigator.credentials.get``, as JSON; starts a challenge."""
    options, state = _server().authenticate_begin(
        credentials=[_stored(row) for row in rows(user)],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _start(request, user.pk, _SHOW, state)
    return json.dumps(dict(options)["publicKey"])


def show(request: HttpRequest, user: User, answer: str) -> Authenticator:
    """The passkey that the answer proves to be in his hands. Raises ``NoPasskey``."""
    state = _spend(request, user.pk, _SHOW)
    mine = {_stored(row).credential_id: row for row in rows(user)}
    try:
        response = AuthenticationResponse.from_dict(_parsed(answer))
        _same_window(response.response.client_data)
        proven = _server().authenticate_complete(
            state, [_stored(row) for row in mine.values()], response
        )
    except (ValueError, TypeError, KeyError) as error:
        raise NoPasskey from error
    row = mine[proven.credential_id]
    return _counted(row.pk, response.response.authenticator_data.counter)


def begin_entering(request: HttpRequest) -> str:
    """Options for a passkey that opens alone: the device says whose it is."""
    options, state = _server().authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    _start(request, None, _ENTER, state)
    return json.dumps(dict(options)["publicKey"])


def enter(request: HttpRequest, answer: str) -> Authenticator:
    """The passkey of a reporter that the answer proves. Raises ``NoPasskey``.

    Whoever has or had a role is not found here, like somebody without an account: at
    work a passkey stands beside the password, never in its place.
    """
    state = _spend(request, None, _ENTER)
    try:
        response = AuthenticationResponse.from_dict(_parsed(answer))
        _same_window(response.response.client_data)
        row = Authenticator.objects.get(
            reporters.opened_by_passkey(),
            type=Authenticator.Type.WEBAUTHN,
            data__credential_id=response.raw_id.hex(),
        )
        _server().authenticate_complete(state, [_stored(row)], response)
    except (Authenticator.DoesNotExist, ValueError, TypeError, KeyError) as error:
        raise NoPasskey from error
    return _counted(row.pk, response.response.authenticator_data.counter)


@transaction.atomic
def _counted(pk: int, counter: int) -> Authenticator:
    """Devices without a counter send 0 for ever; any other must grow."""
    row: Authenticator = Authenticator.objects.select_for_update().get(pk=pk)
    last = row.data.get("sign_count", 0)
    if (counter or last) and counter <= last:
        raise NoPasskey
    row.data["sign_count"] = counter
    row.save(update_fields=["data"])
    return row


def _server() -> Fido2Server:
    host = urlsplit(settings.BASE_URL).hostname or ""
    site = PublicKeyCredentialRpEntity(id=host, name="Ombudsman RI")
    return Fido2Server(site, verify_origin=lambda origin: origin == settings.BASE_URL)


def _same_window(client_data: Any) -> None:
    if client_data.cross_origin:
        raise NoPasskey


def _start(request: HttpRequest, user: int | None, purpose: str, state: Any) -> None:
    request.session[_STATE] = {
        "purpose": purpose,
        "user": user,
        "at": wall_now().timestamp(),
        "challenge": state["challenge"],
    }


def _spend(request: HttpRequest, user: int | None, purpose: str) -> dict[str, Any]:
    """The challenge, which dies here whatever the answer is worth.

    The session forgets it when the response is written; the shared cache knows at
    once that it is used up, so that two answers on their way together are one.
    """
    started = request.session.pop(_STATE, None)
    if started is None or (started["purpose"], started["user"]) != (purpose, user):
        raise NoPasskey
    if wall_now().timestamp() - started["at"] > LIFETIME_SECONDS:
        raise NoPasskey
    if not cache.add(f"passkey:{started['challenge']}", 1, LIFETIME_SECONDS):
        raise NoPasskey
    return {
        "challenge": started["challenge"],
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def _parsed(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError as error:
        raise NoPasskey from error
    if not isinstance(found, dict):
        raise NoPasskey
    return found


def _stored(row: Authenticator) -> AttestedCredentialData:
    made = RegistrationResponse.from_dict(row.data["credential"])
    data: AuthenticatorData = made.response.attestation_object.auth_data
    if data.credential_data is None:
        raise NoPasskey
    return data.credential_data


def _taken(credential_id: bytes) -> bool:
    return Authenticator.objects.filter(
        type=Authenticator.Type.WEBAUTHN, data__credential_id=credential_id.hex()
    ).exists()

"""A passkey in software, which can also misbehave."""

from __future__ import annotations

import hashlib
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(encoded: str) -> bytes:
    return urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


@dataclass
class Device:
    """Signs for one site; every attribute can be set to a lie."""

    origin: str = "http://localhost:8000"
    site: str = "localhost"
    verified: bool = True
    counter: int = 1
    cross_origin: bool = False
    credential_id: bytes = b"k" * 32
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def register(self, options: dict[str, Any]) -> str:
        """The answer to ``navigator.credentials.create``."""
        make: Any = ES256.from_cryptography_key
        public = dict(make(self.key.public_key()))
        attested = (
            b"\0" * 16
            + struct.pack(">H", len(self.credential_id))
            + self.credential_id
            + cbor.encode(public)
        )
        data = self._data(ATTESTED) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(attestationObject=text(made), clientDataJSON=text(client))

    def show(self, options: dict[str, Any]) -> str:
        """The answer to ``navigator.credentials.get``."""
        self.counter += 1 if self.counter else 0
        return self.sign(options["challenge"])

    def sign(self, challenge: str) -> str:
        """The same for any challenge, without counting."""
        client = self._client("webauthn.get", challenge)
        data = self._data(0)
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            authenticatorData=text(data),
            clientDataJSON=text(client),
            signature=text(self.key.sign(signed, ec.ECDSA(SHA256()))),
        )

    def _data(self, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        site = hashlib.sha256(self.site.encode()).digest()
        return site + bytes([flags]) + struct.pack(">I", self.counter)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {
                "type": kind,
                "challenge": challenge,
                "origin": self.origin,
                "crossOrigin": self.cross_origin,
            }
        ).encode()

    def _answer(self, **response: str) -> str:
        name = text(self.credential_id)
        answer = {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
        return json.dumps(answer)

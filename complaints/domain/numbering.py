"""Numbers and codes: the register's, and those that the reporter holds."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

from complaints.domain.own_initiative import LETTERS, Intake

#: Crockford's alphabet: no I, L, O, U, so that a code can be read out aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOCATOR_LENGTH = 8
CODE_LENGTH = 12
#: A QR secret is longer than any typed code.
QR_MIN_LENGTH = 20
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class TrackingSecret:
    """What the reporter gets once: a code to type, and the secret of the QR."""

    code: str
    qr: str


def _base32(data: bytes, length: int) -> str:
    number = int.from_bytes(data)
    digits = []
    for _ in range(length):
        number, rest = divmod(number, 32)
        digits.append(ALPHABET[rest])
    return "".join(digits)


def locator(random: bytes) -> str:
    """The public number of a report, 8 characters of 40 random bits."""
    return _base32(random, LOCATOR_LENGTH)


def derive(server_key: bytes, idempotency_key: bytes) -> TrackingSecret:
    """Code (60 bits) and QR secret (128 bits) of one filing.

    The same filing always gives the same, so that a replay shows them again while
    the database keeps only their hashes.
    """
    typed = hmac.digest(server_key, b"code:" + idempotency_key, hashlib.sha256)
    scanned = hmac.digest(server_key, b"qr:" + idempotency_key, hashlib.sha256)
    text = _base32(typed, CODE_LENGTH)
    groups = "-".join(text[i : i + 4] for i in range(0, CODE_LENGTH, 4))
    return TrackingSecret(groups, _base32(scanned, 26))


def _normalise(text: str) -> str:
    kept = "".join(char for char in text.upper() if char.isalnum())
    return kept.translate(_LOOKALIKES)


def normalise_code(text: str) -> str:
    """A typed code without spaces and dashes, look-alikes read as meant."""
    return _normalise(text)


def normalise_locator(text: str) -> str:
    """A typed number, likewise."""
    return _normalise(text)


def register_number(n: int, year: int) -> str:
    """The register number NNNNNN.YYYY; no secret."""
    return f"{n:06d}.{year:04d}"


def display_number(
    n: int, day: date, office_code: str, kind: Intake = Intake.REPORT
) -> str:
    """The number on paper, as 0001/LM/III/2022/64; of what we began ourselves with IN."""
    month = ROMAN[day.month - 1]
    return f"{n:04d}/{LETTERS[kind]}/{month}/{day.year}/{office_code}"

"""Six digits that prove a contact: derived from what they are for, written nowhere."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.errors import Refused
from accounts.limits import allow

if TYPE_CHECKING:
    from datetime import datetime

GOOD_FOR = timedelta(minutes=10)
TRIES = 5
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: In an hour from one network, to whatever contacts.
PER_NETWORK = 20
#: To one contact from one network, in an hour and in a day: a stranger spends his own.
ASKER_HOUR, ASKER_DAY = 5, 10
#: To one contact whoever asks, in a minute and in a day: nobody's telephone is flooded.
A_MINUTE, A_DAY = 1, 30
DIGITS = 6


class WrongDigits(Refused):
    """Not the digits that were sent, or not any more; ``left``: tries with these."""

    def __init__(self, left: int = 0) -> None:
        super().__init__(left)
        self.sentence = GONE
        if left:
            self.sentence = ngettext(
                "Kode tidak cocok. Anda bisa mencoba %(n)d kali lagi; sesudah itu minta "
                "kode baru.",
                "Kode tidak cocok. Anda bisa mencoba %(n)d kali lagi; sesudah itu minta "
                "kode baru.",
                left,
            ) % {"n": left}


#: One sentence for digits that are over, whatever ended them.
GONE = _(
    "Kode tidak cocok, sudah lewat 10 menit, atau sudah dicoba 5 kali. Minta kode baru."
)


class TooManyCodes(Refused):
    """Digits were asked for too often, by one draft, report or network."""

    sentence = _("Terlalu banyak kode diminta. Tunggu satu jam, atau telepon 137.")


def may_go(purse: str, digest: bytes, *, network: str, moment: datetime) -> bool:
    """Count one asking for digits; whether they may go to this contact.

    What a network asks for beyond its own share costs the contact nothing: so a
    stranger does not keep its owner from digits. The same rows are written whatever
    was asked before. ``purse``: for what; one does not keep another from digits.
    """
    to = f"{purse}:{digest.hex()}"
    own = [
        allow(f"{to}:{network}", most, window, moment)
        for most, window in ((ASKER_HOUR, HOUR), (ASKER_DAY, DAY))
    ]
    paid = all(own)
    soon = allow(to, A_MINUTE, MINUTE, moment, weight=int(paid))
    today = allow(to, A_DAY, DAY, moment, weight=int(paid and soon))
    return paid and soon and today


def digits_of(said: str, nonce: bytes, digest: bytes) -> str:
    """Six digits, derived from what they are for."""
    key = urlsafe_b64decode(settings.TRACKING_KEY)
    made = hmac.digest(key, said.encode() + nonce + digest, hashlib.sha256)
    return f"{int.from_bytes(made) % 10**DIGITS:0{DIGITS}}"


def same_digits(right: str, typed: str) -> bool:
    """Whether the digits were typed, with whatever stands between them.

    Digits of other scripts are none: the comparison knows ASCII alone.
    """
    found = "".join(one for one in typed if one.isascii() and one.isdigit())
    return hmac.compare_digest(right, found)

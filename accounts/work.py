"""Proof of work: a question that costs a machine a second or two, and us nothing.

The question is a fingerprint; the answer is the number below ``MOST`` that it was made
of, found by trying. It is signed for one action and one moment of expiry, and it is
answered once: the use is a row in PostgreSQL. ``static/js/work.js`` answers it in a
browser.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from accounts import single_use

#: Fingerprints at most: under two seconds on a cheap phone (docs/measured.md).
MOST = 20_000
LIVES = timedelta(minutes=10)


def pose(action: str, *, now: datetime) -> str:
    """A question for this action, good for ten minutes of real time."""
    expires = int((now + LIVES).timestamp())
    salt = secrets.token_hex(12)
    print_ = fingerprint(salt, secrets.randbelow(MOST))
    return _signer(action).sign(f"{MOST}.{expires}.{salt}.{print_}")


def is_done(action: str, question: str, answer: str, *, now: datetime) -> bool:
    """Whether our question for this action is answered, in time, for the first time."""
    try:
        _, expires, salt, print_ = _signer(action).unsign(question).split(".")
    except BadSignature:
        return False
    until = datetime.fromtimestamp(int(expires), tz=UTC)
    if now >= until or not (answer.isascii() and answer.isdigit()):
        return False
    if fingerprint(salt, int(answer[:9])) != print_:
        return False
    return single_use.use(f"work:{question}", until=until)


def fingerprint(salt: str, number: int) -> str:
    """What is shown of a number; the browser computes the same."""
    return hashlib.sha256(f"{salt}.{number}".encode()).hexdigest()


def _signer(action: str) -> Signer:
    return Signer(salt=f"accounts.work:{action}")

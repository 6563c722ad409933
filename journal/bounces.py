"""Letters that come back hours later, and how one is known to be a letter of ours.

A mail server may take a letter and say only later that nobody is there: with a report
of its own (RFC 3464) to the address that stood on the envelope. That address names the
delivery, enciphered, so that it tells nothing to who reads it and nobody makes one up:
without it anybody could have a reporter's contact marked as dead.
"""

from __future__ import annotations

import base64
import binascii
import email
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

#: A report has its reason at the top; whatever is longer is cut, not read.
LONGEST = 256 * 1024
_BLOCK = 16
_MARK = bytes(8)
_ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
#: For good, and about the mailbox: 5.7 is policy, 5.3 and 5.5 speak of systems.
_NOBODY = re.compile(r"5\.[124]\.\d{1,3}")


def envelope_sender(delivery: int) -> str:
    """Where reports about this delivery go; the usual sender without a setting.

    ``MAIL_RETURN_PATH`` is a mailbox that takes addresses with "+" (RFC 5233) and hands
    them to ``manage.py take_bounce``.
    """
    sender: str = settings.MAIL_RETURN_PATH or settings.DEFAULT_FROM_EMAIL
    if not settings.MAIL_RETURN_PATH:
        return sender
    box, _at, host = sender.rpartition("@")
    block = _cipher().encryptor().update(_MARK + delivery.to_bytes(8, "big"))
    return f"{box}+{base64.b32encode(block).decode().rstrip('=').lower()}@{host}"


def delivery_of_return(raw: bytes) -> int | None:
    """The id of the delivery whose mailbox does not exist, by a report; else None.

    None for what is no report, for reports of a delay or of a refusal that is about us,
    and for addresses that we never wrote.
    """
    letter = email.message_from_bytes(raw[:LONGEST])
    if not any(_NOBODY.match(status) for status in _failures(letter)):
        return None
    return next(_deliveries(letter), None)


def _failures(letter: Message) -> Iterator[str]:
    """The statuses of the recipients that a report names as failed."""
    for part in letter.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for group in part.walk():
            if str(group.get("Action", "")).strip().lower() == "failed":
                yield str(group.get("Status", "")).strip()


def _deliveries(letter: Message) -> Iterator[int]:
    box, _at, host = settings.MAIL_RETURN_PATH.rpartition("@")
    ours = re.compile(
        rf"{re.escape(box)}\+([a-z2-7]{{26}})@{re.escape(host)}", re.ASCII | re.I
    )
    for header in _ADDRESSED:
        for value in letter.get_all(header, []):
            for written in ours.findall(str(value)):
                with suppress(ValueError, binascii.Error):
                    yield _deciphered(written)


def _deciphered(written: str) -> int:
    block = base64.b32decode(f"{written.upper()}======")
    clear = _cipher().decryptor().update(block)
    if clear[: len(_MARK)] != _MARK:
        raise ValueError("not written by us")
    return int.from_bytes(clear[len(_MARK) :], "big")


def _cipher() -> Cipher[modes.ECB]:
    # One block, half of it known: enciphered it is secret, and made up it does not
    # decipher to that half but once in 2^64. Two blocks would want another mode.
    key = salted_hmac("journal.bounces", "", algorithm="sha256").digest()
    return Cipher(algorithms.AES256(key), modes.ECB())  # noqa: S305 - one block

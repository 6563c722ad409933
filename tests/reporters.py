"""Reporters with accounts of their own, and what was sent to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from django.core import mail
from django.test import Client

from accounts.actor import STRANGER
from accounts.models import ContactProof, RateCounter
from accounts.pseudonym import contact_of
from accounts.services import reporters
from accounts.wall_clock import wall_now
from journal.ids import uuid7
from journal.messages import Gateway, Message
from journal.testing import drain

if TYPE_CHECKING:
    from accounts.models import User

MAIL, PHONE = "kenari.biru@contoh.test", "0812 5555 0101"
NUMBER = "+6281255550101"
PASSWORD = "perahu di atas awan"
NET = "192.0.2.0/24"


class Memory(Gateway):
    """A gateway that remembers."""

    sent: ClassVar[list[Message]] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)


def deliver() -> None:
    """Let everything leave that waits."""
    drain()


def proved(contact: str = MAIL) -> ContactProof:
    """A contact whose owner has shown the digits; a minute after and before others."""
    RateCounter.objects.all().delete()
    proof = reporters.ask(
        contact=contact_of(contact),
        language="id",
        network=NET,
        actor=STRANGER,
        now=wall_now(),
    )
    RateCounter.objects.all().delete()
    return reporters.prove(pk=proof.pk, code=reporters.code_of(proof))


def reporter(contact: str = MAIL, password: str | None = PASSWORD) -> User:
    """Somebody with an account, opened as he would open it."""
    return reporters.open_account(
        proof=proved(contact).pk,
        ref=uuid7(),
        password=password,
        actor=STRANGER,
        now=wall_now(),
    )


def sent_to(contact: str) -> list[str]:
    """What went there, the latest last, by mail or as a text message."""
    letters = [str(one.body) for one in mail.outbox if one.to == [contact]]
    return letters + [one.text for one in Memory.sent if one.to == contact]


def digits_in(words: str) -> str:
    """The six digits of a message."""
    (found,) = re.findall(r"\b\d{6}\b", words)
    return str(found)


def enter(client: Client, login: str = MAIL, password: str = PASSWORD) -> Client:
    """Sign in as anybody does."""
    client.post("/masuk/", {"login": login, "password": password})
    return client


def again(client: Client, password: str = PASSWORD) -> Client:
    """Show the password once more, for what changes the account."""
    client.post("/masuk/ulang/", {"password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session

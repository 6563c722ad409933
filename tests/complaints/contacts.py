"""Contacts of a reporter in tests: those that were checked, and what was sent to them."""

from __future__ import annotations

from typing import Any, ClassVar

from complaints.models.choices import NewsChannel
from complaints.vault import Contact
from journal import relay
from journal.messages import Gateway, Message
from tests.factories.complaints import FILED


class Memory(Gateway):
    """A gateway that remembers."""

    sent: ClassVar[list[Message]] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)


def remembering(settings: Any) -> type[Memory]:
    """For a fixture: what goes to telephones is remembered, from nothing on."""
    Memory.sent.clear()
    settings.MESSAGES_GATEWAY = f"{Memory.__module__}.Memory"
    return Memory


def deliver() -> None:
    """Send all that is due."""
    while relay.run_once():
        pass


def checked(email: str, phone: str = "") -> Contact:
    """A contact whose owner showed the codes; news goes by mail."""
    return Contact(
        email=email,
        phone=phone,
        channel=NewsChannel.EMAIL,
        email_verified=FILED.isoformat(),
        phone_verified=FILED.isoformat() if phone else "",
    )

"""SMS and WhatsApp, through whatever gateway this house has: one small interface.

A gateway gets a number, a text and an id, and says by its errors what became of it.
The default one has no line out: it writes into the log that there was a message, with
neither number nor text (R74), so that a trial needs no contract with anybody.
"""

from __future__ import annotations

import json
import re
import time
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from journal import leases
from journal.errors import NobodyThere, Undeliverable
from journal.mail import message_id

if TYPE_CHECKING:
    from journal.models import Delivery

log = structlog.stdlib.get_logger("ombudsman.messages")
_NUMBER = re.compile(r"\+[0-9]{8,15}", re.ASCII)
#: Two joined SMS at most; what is longer is no news.
LONGEST = 300


class Line(StrEnum):
    """How a message travels."""

    SMS = "sms"
    WHATSAPP = "whatsapp"


@dataclass(frozen=True, slots=True)
class Message:
    """What a gateway is given. ``ref`` is the same for every attempt at one delivery."""

    line: Line
    to: str
    text: str
    ref: str


class Gateway(ABC):
    """Somebody who carries messages to telephones.

    ``send`` raises NotSent when it is certain that nothing left, Undeliverable when it
    never will, NobodyThere when that is because of the number, and anything else when
    nobody knows.
    """

    @abstractmethod
    def send(self, message: Message) -> None:
        """Hand over one message."""


class LogGateway(Gateway):
    """Carries nothing, and says that there was something to carry."""

    def send(self, message: Message) -> None:
        log.info(
            "message written to the log only", line=message.line.value, ref=message.ref
        )


class FileGateway(Gateway):
    """Puts each message into a file, for a trial: ``MESSAGES_PATH`` (never production)."""

    def send(self, message: Message) -> None:
        folder = Path(settings.MESSAGES_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        told = json.dumps(asdict(message), ensure_ascii=False, indent=1)
        (folder / f"{time.time_ns()}.json").write_text(told, encoding="utf-8")


def send(delivery: Delivery, *, line: Line, to: str, text: str) -> None:
    """Send a few words; to be called by a handler ``outside``.

    Raises Undeliverable for what is no number or no short text, LeaseLost, and what the
    gateway raises.
    """
    if not _NUMBER.fullmatch(to):
        raise NobodyThere("no number")
    if len(text) > LONGEST or not text.isprintable():
        raise Undeliverable("no message of ours")
    gateway: Gateway = import_string(settings.MESSAGES_GATEWAY)()
    leases.begin_sending(delivery, line.value)
    gateway.send(Message(line, to, text, message_id(delivery).strip("<>")))


def send_news(
    delivery: Delivery, *, line: Line, to: str, path: str, language: str = "id"
) -> None:
    """Send "there is news" and where to read it: the same words as by e-mail."""
    send(delivery, line=line, to=to, text=message_words(path, language))


def message_words(path: str, language: str) -> str:
    """The words of such a message, as it is sent and as a page shows it before."""
    with translation.override(language):
        said = _("Ada kabar tentang laporan Anda di Ombudsman RI.")
    return f"{said} {settings.BASE_URL}{path}"

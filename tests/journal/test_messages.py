"""The gateway for SMS and WhatsApp, and what it may be given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import structlog

from journal import leases, messages
from journal.errors import NotSent, Undeliverable
from journal.messages import Line, LogGateway, Message

TO, WORDS = "+6281299990000", "Kode Anda 123456"


class Delivered:
    """Stands for a delivery; the lease is another test's matter."""

    entry_id, subscriber, recipient = 1, "x", ""

    class entry:  # noqa: N801 - as the row has it
        hash = b"h"


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    begun: list[Any] = []
    monkeypatch.setattr(leases, "begin_sending", lambda one, _line: begun.append(one))
    return begun


def send(to: str = TO, text: str = WORDS) -> None:
    messages.send(Delivered(), line=Line.SMS, to=to, text=text)  # type: ignore[arg-type]  # what a delivery has of it


def test_the_log_tells_that_there_was_a_message_and_neither_number_nor_words(
    held: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A logger of its own: one that was used before keeps the words of its first use.
    kept = structlog.testing.LogCapture()
    log = structlog.wrap_logger(structlog.PrintLogger(), processors=[kept])
    monkeypatch.setattr(messages, "log", log)
    send()
    lines = kept.entries
    (line,) = lines
    assert line["line"] == "sms"
    assert TO[3:] not in str(lines)
    assert "123456" not in str(lines)
    assert len(held) == 1


def test_the_gateway_is_chosen_by_a_setting(settings: Any, tmp_path: Path) -> None:
    settings.MESSAGES_GATEWAY = "journal.messages.FileGateway"
    settings.MESSAGES_PATH = str(tmp_path / "pesan")
    send()
    (file,) = (tmp_path / "pesan").iterdir()
    told = json.loads(file.read_text())
    assert (told["line"], told["to"], told["text"]) == ("sms", TO, WORDS)


@pytest.mark.parametrize("to", ["", "0812", "+62812\n", "tel:+6281299990000"])
def test_what_is_no_number_leaves_by_no_line(to: str, held: list[Any]) -> None:
    with pytest.raises(Undeliverable):
        send(to=to)
    assert held == []


@pytest.mark.parametrize("text", ["x" * 301, "dua\nbaris", "\x1b[31m"])
def test_what_is_no_short_line_leaves_by_no_line(text: str, held: list[Any]) -> None:
    with pytest.raises(Undeliverable):
        send(text=text)
    assert held == []


def test_a_gateway_says_by_its_error_what_became_of_it(settings: Any) -> None:
    settings.MESSAGES_GATEWAY = f"{__name__}.Broken"
    with pytest.raises(NotSent):
        send()


class Broken(LogGateway):
    """A line that is down."""

    def send(self, message: Message) -> None:
        raise NotSent

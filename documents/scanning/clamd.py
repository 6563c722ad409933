"""The language of clamd: a file goes out in pieces, one line comes back (R39).

Only one answer means clean, to the byte. Whatever else happens (nobody listens, it
takes too long, the connection breaks, the line is another) means that we do not know,
and the file stays where it is.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from documents.domain.kinds import Hold
from documents.scanning.address import Place

if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK = 1 << 16
LONGEST_ANSWER = 4096
SOON = 3.0  # seconds
_CLEAN = b"stream: OK\0"
_FOUND = re.compile(rb"stream: ([\x21-\x7e]{1,200}) FOUND\0")
_TOO_LARGE = b"INSTREAM size limit exceeded. ERROR\0"
_VERSION = re.compile(
    rb"ClamAV [0-9A-Za-z.+~-]{1,40}(?:/[0-9]+/(?P<day>[A-Za-z0-9: ]{20,30}))?\0"
)
#: Alerts that name no virus: the scanner says how far it could look.
_HELD = {
    "Heuristics.Limits.Exceeded": Hold.LIMIT,
    "Heuristics.Encrypted": Hold.ENCRYPTED,
}
# In two pieces, or every scanner of a developer's machine would find this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Unknown(Exception):
    """The scanner did not say; ``hold`` is why."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(hold.value)
        self.hold = hold


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd at a place, with so many seconds for one file."""

    place: Place
    seconds: float

    def look(self, content: bytes) -> str:
        """The name of what is in it, or "" where it is clean. Raises Unknown."""
        return meaning(
            self._hear(lambda connection, until: _ask(connection, content, until))
        )

    def _hear(self, talk: Callable[[socket.socket, float], bytes]) -> bytes:
        until = time.monotonic() + self.seconds
        try:
            with socket.socket(self.place.family, socket.SOCK_STREAM) as connection:
                _wait(connection, until)
                connection.connect(self.place.target)
                answer = talk(connection, until)
        except TimeoutError:
            raise Unknown(Hold.TIMEOUT) from None
        except OSError:
            raise Unknown(Hold.DOWN) from None
        return answer

    def signed_at(self) -> datetime | None:
        """When its daily signatures were made; None where it has none. Raises Unknown."""

        def talk(connection: socket.socket, until: float) -> bytes:
            _send(connection, b"zVERSION\0", until)
            return _hear(connection, until)

        return made_at(self._hear(talk))

    def sees(self) -> bool:
        """Whether it finds the sample that every scanner must find.

        One with an empty database calls everything clean. It answers so small a
        question soon or not at all: whoever waits has letters to send meanwhile.
        """
        quick = replace(self, seconds=min(self.seconds, SOON))
        try:
            return bool(quick.look(EICAR))
        except Unknown:
            return False


def meaning(answer: bytes) -> str:
    """What a line of clamd says. Raises Unknown for all that is not clean or found."""
    if answer == _CLEAN:
        return ""
    if answer == _TOO_LARGE:
        raise Unknown(Hold.LIMIT)
    found = _FOUND.fullmatch(answer)
    if found is None:
        raise Unknown(Hold.GARBLED if answer else Hold.DOWN)
    name = found[1].decode("ascii")
    for start, hold in _HELD.items():
        if name.startswith(start):
            raise Unknown(hold)
    return name


def made_at(answer: bytes) -> datetime | None:
    """The day in clamd's answer to VERSION, which names no zone: taken as UTC.

    Raises Unknown for what is no such answer.
    """
    told = _VERSION.fullmatch(answer)
    if told is None:
        raise Unknown(Hold.GARBLED if answer else Hold.DOWN)
    if told["day"] is None:
        return None
    try:
        made = datetime.strptime(told["day"].decode(), "%a %b %d %H:%M:%S %Y")  # noqa: DTZ007 - clamd names no zone; UTC is put on it below
    except ValueError:
        raise Unknown(Hold.GARBLED) from None
    return made.replace(tzinfo=UTC)


def _ask(connection: socket.socket, content: bytes, until: float) -> bytes:
    try:
        _send(connection, b"zINSTREAM\0", until)
        for at in range(0, len(content), CHUNK):
            piece = content[at : at + CHUNK]
            _send(connection, struct.pack(">I", len(piece)) + piece, until)
        _send(connection, bytes(4), until)
    except (BrokenPipeError, ConnectionResetError):
        # It has stopped listening, perhaps after saying why.
        return _hear(connection, until)
    return _hear(connection, until)


def _send(connection: socket.socket, piece: bytes, until: float) -> None:
    _wait(connection, until)
    connection.sendall(piece)


def _hear(connection: socket.socket, until: float) -> bytes:
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        _wait(connection, until)
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _wait(connection: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)

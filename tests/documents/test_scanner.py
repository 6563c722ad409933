"""R39: one answer means clean, to the byte; whatever else happens means unknown."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.domain.kinds import Hold
from documents.scanning.address import Place, place_of
from documents.scanning.clamd import EICAR, Scanner, Unknown, meaning
from tests.documents import clamd, samples

FILE = samples.OURS["pdf"]
LARGE = bytes(3_000_000)


def scanner(address: str, seconds: float = 5) -> Scanner:
    return Scanner(place_of(address), seconds)


def why(address: str, content: bytes = FILE, seconds: float = 5) -> Hold:
    with pytest.raises(Unknown) as unknown:
        scanner(address, seconds).look(content)
    return unknown.value.hold


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamd.running(tmp_path_factory.mktemp("clamd")) as address:
        yield address


def test_only_one_answer_means_clean() -> None:
    assert meaning(b"stream: OK\0") == ""
    assert meaning(b"stream: Eicar-Test-Signature FOUND\0") == "Eicar-Test-Signature"


@pytest.mark.parametrize(
    ("answer", "hold"),
    [
        (b"", Hold.DOWN),
        (b"stream: OK", Hold.GARBLED),
        (b"stream: OK\n", Hold.GARBLED),
        (b"OK\0", Hold.GARBLED),
        (b"stream: ok\0", Hold.GARBLED),
        (b" stream: OK\0", Hold.GARBLED),
        (b"stream: OK\0stream: OK\0", Hold.GARBLED),
        (b"stream: OK\0stream: X FOUND\0", Hold.GARBLED),
        (b"stream: FOUND\0", Hold.GARBLED),
        (b"stream: \xff FOUND\0", Hold.GARBLED),
        (b"stream: Can't allocate memory ERROR\0", Hold.GARBLED),
        (b"UNKNOWN COMMAND\0", Hold.GARBLED),
        (b"PONG\0", Hold.GARBLED),
        (b"INSTREAM size limit exceeded. ERROR\0", Hold.LIMIT),
        (b"stream: Heuristics.Limits.Exceeded FOUND\0", Hold.LIMIT),
        (b"stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND\0", Hold.LIMIT),
        (b"stream: Heuristics.Encrypted.Zip FOUND\0", Hold.ENCRYPTED),
        (b"stream: Heuristics.Encrypted.PDF FOUND\0", Hold.ENCRYPTED),
    ],
)
def test_every_other_answer_means_that_we_do_not_know(
    answer: bytes, hold: Hold
) -> None:
    with pytest.raises(Unknown) as unknown:
        meaning(answer)
    assert unknown.value.hold is hold


def test_a_file_arrives_whole_in_pieces() -> None:
    heard = []

    def talk(caller: socket.socket) -> None:
        heard.append(clamd.hear(caller))
        caller.sendall(b"stream: OK\0")

    with clamd.pretending(talk) as address:
        assert scanner(address).look(LARGE) == ""
        assert scanner(address).look(FILE) == ""
    assert heard == [LARGE, FILE]


def test_an_answer_may_come_in_pieces() -> None:
    def talk(caller: socket.socket) -> None:
        clamd.hear(caller)
        for byte in b"stream: OK\0":
            caller.sendall(bytes([byte]))
            time.sleep(0.01)

    with clamd.pretending(talk) as address:
        assert scanner(address).look(FILE) == ""


@pytest.mark.parametrize(
    ("talk", "content", "hold"),
    [
        (clamd.reset, LARGE, Hold.DOWN),
        (clamd.too_large, LARGE, Hold.LIMIT),
        (clamd.answering(b""), FILE, Hold.DOWN),
        (clamd.answering(b"\x00"), FILE, Hold.GARBLED),
        (clamd.answering(b"x" * 10_000), FILE, Hold.GARBLED),
    ],
)
def test_a_scanner_that_breaks_off_or_babbles_says_nothing(
    talk: clamd.Talk, content: bytes, hold: Hold
) -> None:
    with clamd.pretending(talk) as address:
        assert why(address, content) in {hold, Hold.DOWN}


def test_a_scanner_that_hangs_is_left_after_its_seconds() -> None:
    with clamd.pretending(clamd.hang) as address:
        began = time.monotonic()
        assert why(address, FILE, seconds=0.3) is Hold.TIMEOUT
        assert time.monotonic() - began < 3


def test_whether_it_sees_is_known_soon_whatever_it_may_take_for_a_file() -> None:
    with clamd.pretending(clamd.hang) as address:
        began = time.monotonic()
        assert not scanner(address, seconds=60).sees()
        assert time.monotonic() - began < 10


def test_a_scanner_that_drips_does_not_get_more_time_for_it() -> None:
    def drip(caller: socket.socket) -> None:
        clamd.hear(caller)
        try:
            for _ in range(50):
                caller.sendall(b"s")
                time.sleep(0.1)
        except OSError:
            return

    with clamd.pretending(drip) as address:
        began = time.monotonic()
        assert why(address, FILE, seconds=0.5) is Hold.TIMEOUT
        assert time.monotonic() - began < 3


def test_nobody_listening_means_down(tmp_path: Path) -> None:
    assert why(str(tmp_path / "none.sock")) is Hold.DOWN
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert why(f"127.0.0.1:{port}") is Hold.DOWN


def test_a_scanner_that_calls_everything_clean_is_blind() -> None:
    with clamd.pretending(clamd.answering(b"stream: OK\0")) as address:
        assert not scanner(address).sees()
    with clamd.pretending(clamd.honest_but(b"stream: OK\0")) as address:
        assert scanner(address).sees()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/run/clamav/clamd.ctl", Place(socket.AF_UNIX, "/run/clamav/clamd.ctl")),
        ("127.0.0.1:3310", Place(socket.AF_INET, ("127.0.0.1", 3310))),
        ("localhost:3310", Place(socket.AF_INET, ("127.0.0.1", 3310))),
        ("[::1]:3310", Place(socket.AF_INET6, ("::1", 3310))),
    ],
)
def test_a_scanner_listens_on_this_machine(address: str, place: Place) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3:3310", "scanner.contoh:3310", "127.0.0.1", "127.0.0.1:0", ":3310", ""],
)
def test_a_scanner_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        place_of(address)


@pytest.mark.clamd
def test_the_real_one_finds_the_sample_and_passes_what_people_send(
    address: str,
) -> None:
    assert scanner(address).sees()
    assert scanner(address).look(EICAR) == "Eicar-Test-Signature.UNOFFICIAL"
    assert {
        scanner(address, 20).look(content) for content in samples.OURS.values()
    } == {""}


@pytest.mark.clamd
def test_the_real_one_says_when_a_file_is_too_large_for_it(address: str) -> None:
    assert why(address, bytes(13_000_000), seconds=20) is Hold.LIMIT

"""Servers for these tests, apart from every other, gone when the test ends."""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ombudsman.launch import binaries, places, postgres
from ombudsman.launch.postgres import Server

MakeServer = Callable[..., Server]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout under a 0700 folder, as under ``/root``, and a store beside it."""
    folder = Path(tempfile.mkdtemp(prefix="portal-", dir="/var/tmp"))
    folder.chmod(0o755)
    (folder / "home").mkdir(mode=0o700)
    (folder / "home" / "portal").mkdir()
    monkeypatch.setattr(places, "CHECKOUT", folder / "home" / "portal")
    monkeypatch.setattr(places, "VAR", folder / "home" / "portal" / "var")
    monkeypatch.setattr(places, "ROOT_STORE", folder / "lib")
    monkeypatch.setattr(binaries, "VENV", Path(sys.prefix))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def known() -> dict[str, str]:
    return {
        "INSTALLATION": secrets.token_hex(8),
        "DB_OWNER_PASSWORD": secrets.token_urlsafe(24),
        "DB_APP_PASSWORD": secrets.token_urlsafe(24),
    }


@pytest.fixture
def make_server(store: Path, known: dict[str, str]) -> Iterator[MakeServer]:
    """Makes handles on one and the same server; stops it in the end."""
    made: list[Server] = []

    def make(*, loose: bool = True) -> Server:
        made.append(postgres.server("test", known, loose=loose))
        return made[-1]

    yield make
    sockets = {server.sockets for server in made}
    for server in made:
        server.stop()
    for server in made:  # one whose user was killed on purpose
        if server.answer() is not postgres.Answer.NOTHING:
            server._stop_now()
        if server.child is not None:
            server.child.wait(timeout=10)
    for folder in sockets:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def as_uid() -> Callable[[int, Callable[[], str]], str]:
    """Runs a function in a process of that user and returns what it returned."""

    def run(uid: int, function: Callable[[], str]) -> str:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            said = "no answer"
            try:
                os.setgroups([])
                os.setgid(uid)
                os.setuid(uid)
                said = function()
            except BaseException as error:
                said = f"{type(error).__name__}: {error}"
            finally:
                os.write(writer, said.encode())
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as answer:
            said = answer.read().decode()
        os.waitpid(child, 0)
        return said

    return run

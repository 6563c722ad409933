"""The environment variables, the server and the secrets behind each command."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ombudsman.launch import environment, keys, places, postgres
from ombudsman.launch.refusal import Refusal

URLS = ("DATABASE_URL", "DATABASE_OWNER_URL")


@dataclass(frozen=True)
class Surroundings:
    """What our programs get. ``stamps`` dies with the data; None: the data is foreign."""

    env: Mapping[str, str]
    stamps: Path | None


def development(port: int) -> dict[str, str]:
    """`make run`: a demonstration on this machine only; what you set yourself stays."""
    chosen = {
        "DEMO": "1",
        "BASE_URL": f"http://localhost:{port}",
        "VAR_DIR": str(places.VAR),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "MESSAGES_GATEWAY": "journal.messages.FileGateway",
    }
    mine = environment.child_environment()
    return {**chosen, **mine, "OMBUDSMAN_ENV": "development", "PORT": str(port)}


def test() -> dict[str, str]:
    """`make test`: nothing of it comes from the outside but the databases."""
    mine = environment.child_environment()
    return mine | {
        "OMBUDSMAN_ENV": "test",
        "DEMO": "1",
        "CLAMD_ADDRESS": "",
        "BASE_URL": "http://localhost:8000",
        "VAR_DIR": str(places.VAR / "test"),
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    }


@contextmanager
def database(name: str, env: dict[str, str], folder: Path) -> Iterator[Surroundings]:
    """Secrets, and the database of ``DATABASE_URL`` or an embedded one while in here."""
    secrets = keys.read_or_make(folder)
    made = {k: v for k, v in secrets.items() if not k.startswith(("DB_", "INST"))}
    env = {**made, **env}
    given = [name for name in URLS if env.get(name)]
    if given:
        if len(given) < len(URLS):
            missing = next(name for name in URLS if name not in given)
            raise Refusal(
                f"{given[0]} is set and {missing} is not: set both or neither."
            )
        yield Surroundings(env, None)
        return
    server = postgres.server(name, secrets, loose=name == "test")
    try:
        server.ensure()
        env |= {
            "DATABASE_URL": server.url(postgres.RUNTIME),
            "DATABASE_OWNER_URL": server.url(postgres.OWNER),
        }
        yield Surroundings(env, server.base / f"stamps-{server.binaries.major}.json")
    finally:
        server.stop()


def port() -> int:
    """``PORT``, 8000 unless said otherwise."""
    told = os.environ.get("PORT") or "8000"
    if not told.isdigit() or not 0 < int(told) < 65536:
        raise Refusal(f"PORT={told} is no port: give a number from 1 to 65535.")
    return int(told)

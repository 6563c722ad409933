"""The copies that a running portal makes of things: all that a thief could carry off."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from ombudsman.launch import postgres
from proofs.parts import NotReady
from proofs.reporting import REPORTER, Seen, jpeg, pdf
from proofs.tokens import Token, word

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from proofs.asking import Answer
    from proofs.r20_canary import Sweep
    from proofs.rig import Rig
    from proofs.working import House

DUMP, REDIS, MONITOR, FILES, LOGS = "dump", "redis", "redis monitor", "files", "logs"
MAIL, STATEMENTS, PROCESSES = "mail", "statements", "processes"


def dump(rig: Rig) -> bytes:
    """``pg_dump`` of all of it, as the owner takes it for a backup."""
    url = urlsplit(rig.server.url(postgres.OWNER))
    done = subprocess.run(
        [str(rig.server.binaries.folder / "pg_dump"), "--no-owner"],
        env={
            "PGHOST": str(rig.server.sockets),
            "PGUSER": postgres.OWNER,
            "PGPASSWORD": url.password or "",
            "PGDATABASE": postgres.DATABASE,
            "PATH": os.environ["PATH"],
        },
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise NotReady(f"pg_dump: {done.stderr.decode()[-500:]}")
    return done.stdout


class Redis:
    """The rig's Redis, through its own client."""

    def __init__(self, rig: Rig) -> None:
        url = urlsplit(rig.env["REDIS_URL"])
        self.command = ["redis-cli", "-h", str(url.hostname), "-p", str(url.port)]
        self.env = {**os.environ, "REDISCLI_AUTH": url.password or ""}

    def ask(self, *words: str, raw: bool = True) -> bytes:
        """What it answers."""
        command = [*self.command, *(["--raw"] if raw else []), *words]
        return subprocess.run(
            command, env=self.env, capture_output=True, check=True
        ).stdout

    def everything(self) -> bytes:
        """Every key with its value, as ``DUMP`` and as it reads."""
        lines = []
        for key in self.ask("--scan").decode().splitlines():
            kind = self.ask("TYPE", key).decode().strip()
            read = {
                "string": ("GET", key),
                "list": ("LRANGE", key, "0", "-1"),
                "set": ("SMEMBERS", key),
                "hash": ("HGETALL", key),
                "zset": ("ZRANGE", key, "0", "-1"),
            }.get(kind, ("DUMP", key))
            lines += [key.encode(), self.ask(*read)]
        return b"\n".join(lines)


class Monitor:
    """Every command that Redis is given while the portal works."""

    def __init__(self, rig: Rig) -> None:
        self.redis = Redis(rig)
        self.path = rig.private / "monitor"
        self.file = self.path.open("wb")
        self.child = subprocess.Popen(
            [*self.redis.command, "MONITOR"], env=self.redis.env, stdout=self.file
        )

    def stop(self) -> bytes:
        """What it heard."""
        self.child.terminate()
        self.child.wait()
        self.file.close()
        return self.path.read_bytes()


def everywhere(rig: Rig, sweep: Sweep, house: House, heard: bytes) -> None:
    """Search all places."""
    sweep.look(DUMP, dump(rig))
    sweep.look(REDIS, Redis(rig).everything())
    sweep.look(MONITOR, heard)
    for path in _files(Path(rig.env["VAR_DIR"])):
        sweep.look(FILES, path.name.encode() + b"\n" + path.read_bytes())
    for path in (*rig.logs.iterdir(), rig.server.log):
        sweep.look(LOGS, path.read_bytes())
    for letter in rig.letters():
        sweep.look(MAIL, json.dumps(letter).encode() + letter["words"].encode())
    sweep.look(STATEMENTS, statements(rig))
    sweep.look(PROCESSES, b"\n".join(processes(rig)))
    for one in house.seen:
        if one.who != REPORTER:
            sweep.look(f"pages of {one.who}", answered(one.answer))


def answered(answer: Answer) -> bytes:
    """An answer as it travelled, without the cookie that is meant for this browser."""
    heads = [f"{k}: {v}" for k, v in answer.headers.items() if k != "set-cookie"]
    return answer.body + b"\n" + "\n".join(heads).encode()


def statements(rig: Rig) -> bytes:
    """What each connection asked last, as its own role is shown it."""
    rows = [
        row
        for role in (postgres.OWNER, postgres.RUNTIME)
        for row in rig.sql("SELECT query FROM pg_stat_activity", role=role)
    ]
    return "\n".join(str(query) for (query,) in rows).encode()


def processes(rig: Rig) -> Iterator[bytes]:
    """The command line of every program of the rig."""
    for part in rig.parts.values():
        for pid in (part.pid, *part.children()):
            with suppress(OSError):
                yield Path(f"/proc/{pid}/cmdline").read_bytes()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "static" not in path.relative_to(folder).parts:
            yield path


def plant(rig: Rig, house: House, chance: random.Random) -> dict[str, Token]:
    """One secret of each kind of place, in a spelling that is usual there."""
    made = {
        place: Token(f"planted in {place}", word(chance, 14))
        for place in (DUMP, REDIS, FILES, LOGS, MAIL, "pages of planter")
    }
    packed = zlib.compress(b'{"name": "' + made[DUMP].value.encode() + b'"}')
    rig.sql(
        "INSERT INTO accounts_storedsession"
        " (session_key, session_data, expire_date, made_at, used_at)"
        " VALUES ('planted', %s, now(), now(), now())",
        "." + base64.urlsafe_b64encode(packed).decode().rstrip("="),
    )
    Redis(rig).ask("SET", "planted", made[REDIS].value.encode().hex())
    folder = Path(rig.env["VAR_DIR"])
    (folder / "planted").write_bytes(jpeg(made[FILES].value))
    with (rig.logs / "planted.log").open("w") as log:
        log.write(f"GET /?q={quote(made[LOGS].value.upper())}\n")
    run = base64.b64encode(b"ab" + made[MAIL].value.encode()).decode()
    with (rig.private / "mail.jsonl").open("a") as file:
        file.write(json.dumps({"id": "<planted@x>", "words": run}) + "\n")
    paper = house.seen[0].answer.__class__(
        200, 0.0, pdf(made["pages of planter"].value)
    )
    house.seen.append(Seen("planter", "/", paper))
    return made

"""A PostgreSQL server of our own, for trial, development and tests.

Every rule here answers a trap that was met (docs/decisions/0001): a server is up only
when it answers a connection, never because a pid file says so.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import IO
from urllib.parse import quote

from ombudsman.launch import binaries, places, processes
from ombudsman.launch.binaries import Binaries
from ombudsman.launch.places import Account
from ombudsman.launch.refusal import Refusal

OWNER, RUNTIME, DATABASE = "portal_owner", "portal_app", "portal"
PATIENCE = 15.0  # seconds for a dead server's remains to go
RECOVERY = 120.0  # seconds for a server that says it is starting up
FAST_AND_LOOSE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
#: Tests empty their tables row by row, past triggers and keys: see tests/database.py.
_WITHOUT_TRIGGERS = (f"GRANT SET ON PARAMETER session_replication_role TO {OWNER};",)


class Answer(Enum):
    """What a connection to the socket got."""

    READY = "ready"
    STARTING = "starting"
    NOTHING = "nothing"


@dataclass
class Server:
    """One data folder with its server. ``loose`` is for tests: no fsync."""

    base: Path
    account: Account
    binaries: Binaries
    passwords: dict[str, str]
    loose: bool = False
    child: subprocess.Popen[bytes] | None = None
    users: IO[str] | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        return self.base / f"data-{self.binaries.major}"

    @property
    def log(self) -> Path:
        return self.base / "server.log"

    @property
    def sockets(self) -> Path:
        return places.socket_folder(self.base, self.account)

    def url(self, role: str) -> str:
        """The address for ``dj-database-url``: the socket folder stands for the host."""
        host = quote(str(self.sockets), safe="")
        return f"postgres://{role}:{self.passwords[role]}@{host}/{DATABASE}"

    def ensure(self) -> None:
        """Make the data folder if it is missing and start the server if it is down.

        Of two starters at once the second waits, then finds the server up.
        Raises Refusal with the last line of the server's log.
        """
        with places.locked(self.base / "lock"):
            if not self.data.is_dir():
                self._create()
            self._start()
            self.users = (self.base / "users").open("a")
            fcntl.flock(self.users, fcntl.LOCK_SH)

    def stop(self) -> None:
        """Stop the server, unless somebody else still uses it."""
        if self.users is None:
            return
        with places.locked(self.base / "lock"), self.users, suppress(BlockingIOError):
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._stop_now()
            with suppress(OSError):
                self.sockets.rmdir()
        self.users = None

    # --- making it ----------------------------------------------------------
    def _create(self) -> None:
        """Fill a new folder and rename it: half a server is never left behind."""
        others = sorted(d.name for d in self.base.glob("data-*[0-9]"))
        if others:
            print(
                f"PostgreSQL {self.binaries.major} starts empty; "
                f"{', '.join(others)} in {self.base} stays as it is."
            )
        part = self.base / f"data-{self.binaries.major}.part"
        shutil.rmtree(part, ignore_errors=True)
        secret = self.base / "superuser"
        secret.unlink(missing_ok=True)
        # --pwfile=/dev/stdin cannot be opened once root's rights are gone.
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, os.urandom(24).hex().encode())
        os.close(handle)
        os.chown(secret, self.account.uid, self.account.gid)
        try:
            self._run(
                [
                    *(self._tool("initdb"), f"--pgdata={part}", f"--pwfile={secret}"),
                    *("--username=postgres", "--auth=scram-sha-256"),
                    *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
                ]
            )
        finally:
            secret.unlink()
        # Needs no client: neither psql nor a driver is installed yet.
        single = [self._tool("postgres"), "--single", "-D", str(part)]
        self._run([*single, "-c", "exit_on_error=on", "postgres"], self._roles())
        part.rename(self.data)

    def _roles(self) -> str:
        """The owner of the tables, the runtime role and the database, a line each."""
        return "\n".join(
            [
                f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '{self.passwords[OWNER]}';",
                f"CREATE ROLE {RUNTIME} LOGIN PASSWORD '{self.passwords[RUNTIME]}';",
                f"CREATE DATABASE {DATABASE} OWNER {OWNER};",
                f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;",
                f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {RUNTIME};",
                *(_WITHOUT_TRIGGERS if self.loose else ()),
                "",
            ]
        )

    # --- starting and stopping it -------------------------------------------
    def _start(self) -> None:
        """Start until a connection is answered.

        A killed server leaves a zombie, backends on their way out and a pid
        file; all three pass, so failure is final only after ``PATIENCE``.
        """
        began = time.monotonic()
        while (answer := self.answer()) is not Answer.READY:
            waited = time.monotonic() - began
            if waited > (RECOVERY if answer is Answer.STARTING else PATIENCE):
                raise Refusal(f"PostgreSQL does not start: {self._last_words()}")
            if answer is Answer.NOTHING and not self._child_runs():
                self._start_or_clear(lost=waited > 2)
            time.sleep(0.05)

    def _start_or_clear(self, *, lost: bool) -> None:
        occupants = processes.working_in(self.data)
        if not occupants:
            # Both name the dead server's pid, which a zombie or a stranger holds.
            lock = self.sockets / f"{places.SOCKET_FILE}.lock"
            for left_over in (self.data / "postmaster.pid", lock):
                left_over.unlink(missing_ok=True)
            self._spawn()
        elif lost:  # it lives but its socket is gone, say with a cleaned /tmp
            self._stop_now()

    def _spawn(self) -> None:
        settings = [
            "listen_addresses=",
            "port=5432",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            *(FAST_AND_LOOSE if self.loose else ()),
        ]
        options = [part for setting in settings for part in ("-c", setting)]
        with self.log.open("ab") as log:
            command = [self._tool("postgres"), "-D", str(self.data), *options]
            self.child = self._popen(command, subprocess.DEVNULL, log)

    def _child_runs(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def _stop_now(self) -> None:
        command = [self._tool("pg_ctl"), "stop", "-D", str(self.data), "-m", "fast"]
        with suppress(Refusal):  # nothing there to stop any more
            self._run([*command, "-w", "-t", "30", "-s"])
        if self.child is not None:
            with suppress(subprocess.TimeoutExpired):
                self.child.wait(timeout=5)

    def answer(self) -> Answer:
        """Knock: send a start-up message and see what the server says."""
        words = f"user\0{RUNTIME}\0database\0{DATABASE}\0\0".encode()
        message = (8 + len(words)).to_bytes(4) + (196608).to_bytes(4) + words
        with socket.socket(socket.AF_UNIX) as knock:
            knock.settimeout(2)
            try:
                knock.connect(str(self.sockets / places.SOCKET_FILE))
                knock.sendall(message)
                said = knock.recv(1)
            except OSError:
                return Answer.NOTHING
        return {b"R": Answer.READY, b"E": Answer.STARTING}.get(said, Answer.NOTHING)

    # --- running its programs -----------------------------------------------
    def _tool(self, name: str) -> str:
        return str(self.binaries.folder / name)

    def _popen(
        self, command: list[str], stdin: int, output: int | IO[bytes]
    ) -> subprocess.Popen[bytes]:
        """As the server's account, from a folder that anybody may enter.

        None of our ``PG*`` variables; a session of its own, because Ctrl-C is for
        us, who stop things in order.
        """
        drop = self.account.drop
        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.defpath},
            umask=0o077,
            start_new_session=True,
            user=self.account.uid if drop else None,
            group=self.account.gid if drop else None,
            extra_groups=[] if drop else None,
        )

    def _run(self, command: list[str], text: str = "") -> None:
        program = self._popen(command, subprocess.PIPE, subprocess.PIPE)
        said, _ = program.communicate(text.encode())
        if program.returncode:
            lines = said.decode(errors="replace").strip().splitlines() or ["no word"]
            told = [line for line in lines if "error:" in line or "FATAL" in line]
            raise Refusal(f"{Path(command[0]).name} failed: {(told or lines)[-1]}")

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        told = [line for line in lines[-20:] if "FATAL" in line or "ERROR" in line]
        return f"{(told or lines or ['no word in its log'])[-1]} ({self.log})"


def server(
    name: str, secrets: dict[str, str], *, loose: bool = False, base: Path | None = None
) -> Server:
    """The server called ``name`` ("run" or "test"), not started yet."""
    account = places.server_account()
    base = base or places.server_base(name, account, secrets["INSTALLATION"])
    passwords = {
        OWNER: secrets["DB_OWNER_PASSWORD"],
        RUNTIME: secrets["DB_APP_PASSWORD"],
    }
    return Server(base, account, binaries.find(account, base), passwords, loose)

"""A whole portal of its own: database, web, worker, mail, Redis; each may be broken.

    with make_rig("F1", webs=1, workers=1) as rig:
        load = rig.load(seed=1)
        load.begin(rate=8)
        rig.restart_postgres("immediate")
        load.end()
        result.ledgers |= reconcile(rig, load.ledger)

Everything has ports and folders of its own and is gone at the end; what is not is
counted in ``left_over``.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg2

from ombudsman.launch import binaries, places, postgres
from ombudsman.launch.processes import is_alive, working_in
from ombudsman.launch.run import MANAGE, web_server
from proofs import stage as staging
from proofs.asking import ask
from proofs.driver import Load
from proofs.parts import NotReady, Part, wait_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from proofs.stage import Stage

MAIL, DATABASE, REDIS = "mail", "database", "redis"
MARK = "PROOF_RIG"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


class Rig:
    """Starts what it was asked for when entered; more can be added while it runs."""

    def __init__(
        self,
        stage: Stage,
        name: str,
        *,
        webs: int = 1,
        workers: int = 1,
        celery: int = 0,
        redis: bool = False,
        proxied: bool = False,
        env: dict[str, str] | None = None,
    ) -> None:
        self.stage, self.name = stage, name
        self.wanted = (webs, workers, celery, redis or celery > 0, proxied)
        self.folder = Path(tempfile.mkdtemp(prefix="ombudsman-proof-", dir="/var/tmp"))
        self.folder.chmod(0o711)
        self.private = self.folder / "private"
        self.private.mkdir(mode=0o700)
        self.logs = self.private / "logs"
        self.logs.mkdir()
        self.parts: dict[str, Part] = {}
        self.proxies: dict[str, int] = {}
        self.left_over = 0
        self.urls: list[str] = []
        self.server = self._server()
        self.env = self._environment() | (env or {})
        self.baseline: dict[str, int] = {}

    # --- coming and going ---------------------------------------------------
    def __enter__(self) -> Self:
        webs, workers, celery, redis, proxied = self.wanted
        try:
            self.server.ensure()
            self._settle_baseline()
            self.start_sink()
            if proxied:
                self._proxy_database()
            if redis:
                self.start_redis()
            for number in range(webs):
                self.add_web(number)
            for number in range(workers):
                self.add_worker(number)
            for number in range(celery):
                self.add_celery(number)
            self.await_webs()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop all of it, then count what did not stop."""
        for part in reversed(self.parts.values()):
            part.thaw()
            part.stop()
        self.server.stop()
        found = [*self._marked(), *working_in(self.server.data)]
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.left_over = len(found) + sum(map(_answers, self.ports()))
        self._keep_logs()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep_logs(self) -> None:
        """The logs of the last run of each proof stay, to see what went wrong."""
        kept = staging.FOLDER / "logs" / self.name
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.logs, kept)
        shutil.copy(self.server.log, kept / "postgres.log")

    # --- parts ----------------------------------------------------------------
    def add(self, name: str, command: Sequence[str], **env: str) -> Part:
        """Start one more program of ours under this name."""
        part = Part(name, list(command), {**self.env, **env}, self.logs / f"{name}.log")
        self.parts[name] = part
        part.start()
        return part

    def add_web(self, number: int, **env: str) -> Part:
        """A web server as ``make run`` starts it: two processes of many threads."""
        port = free_port()
        self.urls.append(f"http://127.0.0.1:{port}")
        return self.add(f"web-{number}", web_server(port), **env)

    def add_worker(self, number: int, **env: str) -> Part:
        """``manage.py worker``."""
        return self.add(f"worker-{number}", [*MANAGE, "worker"], **env)

    def add_celery(self, number: int, **env: str) -> Part:
        """A Celery worker; the first one has the beat."""
        command = [staging.PYTHON, "-m", "celery", "-A", "ombudsman", "worker"]
        command += ["-c", "2", "-l", "warning", "-n", f"proof-{number}@localhost"]
        if number == 0:
            command += ["-B", "-s", str(self.private / "beat")]
        return self.add(f"celery-{number}", command, **env)

    def manage(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """One ``manage.py`` command, to its end."""
        return subprocess.run(
            [*MANAGE, *command],
            cwd=places.CHECKOUT,
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def start_sink(self) -> None:
        """The mail server; ``self.mail(...)`` says how it behaves."""
        for name in ("mail.crt", "mail.key"):
            shutil.copy(self.stage.certificate.with_name(name), self.private / name)
        port = int(self.env["EMAIL_PORT"])
        command = [staging.PYTHON, "-m", "proofs.sink", str(port), str(self.private)]
        self.add(MAIL, command)
        wait_for(lambda: _answers(port), "The mail server answers")

    def mail(self, **behaviour: Any) -> None:
        """See ``proofs.sink``; without words it behaves well again."""
        _replace(self.private / "mail.json", behaviour)

    def letters(self) -> list[dict[str, Any]]:
        """Every message that the mail server accepted."""
        path = self.private / "mail.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    def start_redis(self, **options: str) -> Part:
        """A Redis of its own, with the same address at every start."""
        if "REDIS_URL" not in self.env:
            port, password = free_port(), secrets.token_urlsafe(24)
            self.env["REDIS_URL"] = f"redis://:{password}@127.0.0.1:{port}/0"
            lines = {"bind": "127.0.0.1", "port": str(port), "requirepass": password}
            lines |= {"dir": str(self.private), "save": "''", "appendonly": "no"}
            text = "".join(f"{key} {value}\n" for key, value in lines.items())
            (self.private / "redis.conf").write_text(text)
            self.proxies[REDIS] = port
        program = shutil.which("redis-server")
        if program is None:
            raise NotReady("There is no redis-server on this machine")
        extra = [word for key, value in options.items() for word in (f"--{key}", value)]
        part = self.add(REDIS, [program, str(self.private / "redis.conf"), *extra])
        wait_for(lambda: _answers(self.proxies[REDIS]), "Redis answers")
        return part

    def await_webs(self) -> None:
        """Until each web server answers that it and its database are there."""
        for url in self.urls:
            self.await_url(url)

    def await_url(self, url: str) -> None:
        """Until this web server answers."""
        wait_for(partial(_ready, url), f"{url} answers", seconds=120)

    # --- the database -----------------------------------------------------------
    def sql(self, query: str, *values: Any, role: str = postgres.OWNER) -> list[Any]:
        """The rows of a query, as the owner of the tables; committed."""
        url = self.server.url(role)
        line = psycopg2.connect(url, connect_timeout=5)
        with closing(line), line, line.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []

    def number(self, query: str, *values: Any, role: str = postgres.OWNER) -> int:
        """The one number that a query gives."""
        return int(self.sql(query, *values, role=role)[0][0] or 0)

    def stop_postgres(self, how: str) -> None:
        """``fast``, ``immediate``, or ``kill`` (SIGKILL to the postmaster alone)."""
        signals = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
        child = self.server.child
        if child is None:
            raise NotReady("The database was not started")
        os.kill(child.pid, signals.get(how, signal.SIGKILL))
        child.wait(timeout=60)

    def start_postgres(self) -> None:
        """Start it again, through recovery if need be; returns when it answers."""
        self.server.ensure()

    def bend_database(self, **behaviour: Any) -> None:
        """How the line to the database behaves (``proxied=True``); see proofs.proxy."""
        _replace(self.private / "database.json", behaviour)

    # --- load and quiet -----------------------------------------------------------
    def load(self, *, seed: int, threads: int = 6, name: str = "load") -> Load:
        """A driver of requests with its own ledger."""
        return Load(self.urls, self.private / f"{name}.jsonl", seed, threads)

    def due(self) -> int:
        """Deliveries that could go out now, or that somebody holds."""
        return self.number(
            "SELECT count(*) FROM journal_delivery WHERE state IN ('claimed', 'sending')"
            " OR (state = 'waiting' AND not_before <= clock_timestamp())"
        )

    def hurry(self) -> None:
        """Let the pauses between tries be over."""
        self.sql(
            "UPDATE journal_delivery SET not_before = clock_timestamp()"
            " WHERE state = 'waiting' AND not_before > clock_timestamp() AND attempts > 0"
        )

    def quiet(self, *, seconds: float = 60) -> float:
        """Wait until nothing is due; the seconds that it took, or -1."""
        try:
            return wait_for(
                lambda: self.due() == 0, "Quiet", seconds=seconds, pause=0.3
            )
        except NotReady:
            return -1.0

    # --- inside -----------------------------------------------------------------
    def _server(self) -> postgres.Server:
        account = places.server_account()
        base = places.own_folder(self.folder / "pg", account)
        known = self.stage.secrets
        passwords = {
            postgres.OWNER: known["DB_OWNER_PASSWORD"],
            postgres.RUNTIME: known["DB_APP_PASSWORD"],
        }
        found = binaries.find(account, self.stage.data.parent)
        server = postgres.Server(base, account, found, passwords)
        subprocess.run(["cp", "-a", str(self.stage.data), str(server.data)], check=True)
        return server

    def _environment(self) -> dict[str, str]:
        var = self.private / "var"
        var.mkdir()
        (var / "static").symlink_to(self.stage.static)
        shutil.copytree(self.stage.files, var / "files")
        env = staging.environ(self.stage.secrets, var, "http://localhost")
        return env | {
            MARK: self.folder.name,
            "DATABASE_URL": self.server.url(postgres.RUNTIME),
            "DATABASE_OWNER_URL": self.server.url(postgres.OWNER),
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "localhost",
            "EMAIL_PORT": str(free_port()),
            "SSL_CERT_FILE": str(self.private / "mail.crt"),
            "REPORTS_PER_NETWORK": "1000000",  # all reports come from this machine
            "MAILS_PER_MINUTE": "60000",  # F12 sets its own
        }

    def _proxy_database(self) -> None:
        port = free_port()
        control = self.private / "database.json"
        upstream = self.server.sockets / places.SOCKET_FILE
        command = [staging.PYTHON, "-m", "proofs.proxy"]
        self.add("line", [*command, str(port), str(upstream), str(control)])
        wait_for(lambda: _answers(port), "The line to the database answers")
        password = self.stage.secrets["DB_APP_PASSWORD"]
        self.env["DATABASE_URL"] = (
            f"postgres://{postgres.RUNTIME}:{password}@127.0.0.1:{port}"
            f"/{postgres.DATABASE}?sslmode=disable"
        )
        self.proxies[DATABASE] = port

    def _settle_baseline(self) -> None:
        """What was there before: the ledgers count from here."""
        for table in ("complaints_case", "journal_entry", "journal_delivery"):
            self.baseline[table] = self.number(f"SELECT max(id) FROM {table}")

    def ports(self) -> list[int]:
        """Every port that this rig listened on."""
        webs = [int(url.rpartition(":")[2]) for url in self.urls]
        return [*webs, *self.proxies.values(), int(self.env["EMAIL_PORT"])]

    def _marked(self) -> list[int]:
        """Living processes that carry this rig's mark in their environment."""
        mark = f"{MARK}={self.folder.name}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
        return [pid for pid in found if is_alive(pid)]


def _answers(port: int) -> bool:
    with socket.socket() as trial:
        trial.settimeout(2)
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _ready(url: str) -> bool:
    return ask(url, "GET", "/healthz/ready", timeout=5).status == 200


def _replace(path: Path, told: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps(told))
    part.replace(path)

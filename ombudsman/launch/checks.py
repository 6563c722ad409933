"""`make test`: the tests, and beside them the style, the types and the migrations.

With ``LONG=1`` it also takes the long tests, and with ``COVERAGE=1`` it measures what the
others reach, and holds the floors; measuring makes every test a third slower, and the long
ones need not carry a floor. CI does both; whoever waits for the tests does without.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from ombudsman.launch import environment, places, surroundings
from ombudsman.launch.children import Children
from ombudsman.launch.refusal import Refusal

PYTHON = str(environment.PYTHON)
IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
STATIC = {
    "ruff check": ["-m", "ruff", "check", "-q", "."],
    "ruff format": ["-m", "ruff", "format", "-q", "--check", "."],
    "import-linter": ["-c", IMPORTS],
    "mypy": ["-m", "mypy", "."],
    "djlint": ["-m", "djlint", "templates", "--lint", "--quiet"],
    "check": ["manage.py", "check", "--fail-level", "WARNING"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SCANNER = Path("/usr/sbin/clamd")  # not on an ordinary user's PATH
FLOOR = 95  # per cent of lines and branches over all
# Rules and rights are covered to the last branch.
RULES = "*/domain/*,*policies.py"


def test(arguments: list[str]) -> int:
    """Everything; with arguments (for pytest) only the tests, without the floors."""
    places.VAR.mkdir(mode=0o700, exist_ok=True)
    with places.locked(places.VAR / "environment.lock"):
        environment.ensure(environment.RUNTIME_LOCK, environment.DEV_LOCK)
    folder = places.VAR / "test"
    with (
        surroundings.database("test", surroundings.test(), folder) as around,
        _redis() as found,
    ):
        env = {**around.env, **found}
        if arguments:
            return _pytest(env, arguments)
        # Beside the tests, which now and then wait for a browser or a server.
        with ThreadPoolExecutor(1) as beside:
            static = beside.submit(_static, around.env)
            status = _pytest(env, [])
            failed = static.result()
    return status or len(failed)


def missing() -> dict[str, str]:
    """Marker -> what this machine lacks for it."""
    lacks = {}
    if not shutil.which("chromedriver") or not any(map(shutil.which, CHROMIUM)):
        lacks["browser"] = "Chromium with its driver"
    if not shutil.which("redis-server"):
        lacks["redis"] = "redis-server"
    if not shutil.which("clamd") and not SCANNER.exists():
        lacks["clamd"] = "the scanner clamd (clamav-daemon)"
    if os.geteuid() != 0:
        lacks["root"] = "the rights of root"
    return lacks


def _static(env: Mapping[str, str]) -> list[str]:
    """The names of those that fail; all are tried, to tell all at once."""
    began = time.monotonic()
    failed = []
    for name, command in STATIC.items():
        done = _python(env, command, quiet=True)
        if done.returncode:
            failed.append(name)
            print(f"\n{name} fails:\n{done.stdout}{done.stderr}", flush=True)
    told = f"fail: {', '.join(failed)}" if failed else f"hold: {', '.join(STATIC)}"
    print(f"\nStatic checks {told} ({time.monotonic() - began:.0f} s)", flush=True)
    return failed


def _pytest(env: Mapping[str, str], arguments: list[str]) -> int:
    lacks = missing()
    command, left_out = ["-m", "pytest"], list(lacks)
    if lacks:
        print(f"Left out, this machine lacks: {', '.join(lacks.values())}.", flush=True)
    if arguments:
        return _python(env, [*command, *_only(left_out), *arguments]).returncode
    # A file of tests stays in one process: what it sets up once is set up once. One
    # process more than processors, because the tests of browser and servers wait.
    command += ["-n", str(min(os.cpu_count() or 1, 4) + 1), "--dist", "loadfile"]
    command += ["--no-loadscope-reorder"]  # the longest files have the fewest tests
    # A process that hangs is ended; what it still had to do would be waited for in vain.
    command += ["--max-worker-restart", "0"]
    measured, long = (os.environ.get(word) == "1" for word in ("COVERAGE", "LONG"))
    if not long:
        print("Left out, taken with LONG=1: the tests marked long.", flush=True)
    if not measured:
        kept_out = left_out if long else [*left_out, "long"]
        return _python(env, [*command, *_only(kept_out)]).returncode
    floor = ["--cov", "--cov-report=", f"--cov-fail-under={FLOOR}"]
    status = _python(env, [*command, *_only([*left_out, "long"]), *floor]).returncode
    status = status or _rules_covered(env)
    if long:
        status = _python(env, [*command, *_only(left_out, "long")]).returncode or status
    return status


def _only(left_out: list[str], *wanted: str) -> list[str]:
    """Pytest's choice by markers; none is every test."""
    words = [*wanted, *(f"not {marker}" for marker in left_out)]
    return ["-m", " and ".join(words)] if words else []


def _rules_covered(env: Mapping[str, str]) -> int:
    report = ["-m", "coverage", "report", f"--include={RULES}", "--skip-covered", "-m"]
    done = _python(env, [*report, "--fail-under=100"], quiet=True)
    if done.returncode:
        print(f"{done.stdout}{done.stderr}\nRules and rights are to be covered whole.")
    return done.returncode


def _python(
    env: Mapping[str, str], command: list[str], *, quiet: bool = False
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [PYTHON, *command],
        cwd=places.CHECKOUT,
        env=env,
        capture_output=quiet,
        text=True,
        check=False,
    )


@contextmanager
def _redis() -> Iterator[dict[str, str]]:
    """A Redis of our own for the tests, as ``TEST_REDIS_URL``, if there is a server."""
    if os.environ.get("TEST_REDIS_URL") or not shutil.which("redis-server"):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="ombudsman-redis-") as folder:
        password, port = secrets.token_urlsafe(24), _free_port()
        settings = Path(folder) / "redis.conf"
        settings.write_text(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\n"
            f"dir {folder}\nsave ''\nappendonly no\n"
        )
        children = Children(Path(folder), environment.child_environment())
        try:
            with Path(folder, "log").open("wb") as log:
                command = ["redis-server", str(settings), "--logfile", log.name]
                children.start("Redis", command)
            _await(port, children)
            yield {"TEST_REDIS_URL": f"redis://:{password}@127.0.0.1:{port}/0"}
        finally:
            children.stop()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _await(port: int, children: Children) -> None:
    for _ in range(100):
        children.require_alive()
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Refusal("The Redis of the tests does not answer.")

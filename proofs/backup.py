"""Base backup, archive and restore of a rig's database, as an operator would do them.

Everything here fails aloud: what could not be verified was not verified.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg2

from ombudsman.launch import places, postgres
from proofs.parts import NotReady, wait_for

if TYPE_CHECKING:
    from ombudsman.launch.postgres import Server
    from proofs.rig import Rig

ROLE = "portal_backup"
TARGET = "drill"


class DrillFailed(Exception):
    """The backup does not verify, or does not come back to the marker."""


@dataclass
class Backup:
    """Where the base backup and the archive of one server lie."""

    server: Server
    folder: Path
    password: str

    @property
    def base(self) -> Path:
        return self.folder / "base"

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    # --- taking it --------------------------------------------------------------
    def take(self) -> None:
        """A base backup of the running server, under its writes."""
        self._tool(
            *("pg_basebackup", "-h", str(self.server.sockets), "-U", ROLE, "-w"),
            *("-D", str(self.base), "-X", "none", "--checkpoint=fast"),
        )

    def run(self, query: str) -> str:
        """One statement as the backup's role; its first value as text."""
        address = f"host={self.server.sockets} user={ROLE} dbname={postgres.DATABASE}"
        line = psycopg2.connect(address, password=self.password)
        line.autocommit = True
        try:
            with line.cursor() as cursor:
                cursor.execute(query)
                row = cursor.fetchone() if cursor.description else None
        finally:
            line.close()
        return str(row[0]) if row else ""

    def switch(self) -> None:
        """Close the current piece of the log, and wait until it is archived."""
        name = self.run("SELECT pg_walfile_name(pg_switch_wal())")
        wait_for((self.archive / name).is_file, f"{name} in the archive")

    # --- checking it ------------------------------------------------------------
    def verify(self) -> None:
        """Every byte of the base backup, and the log that it needs. Raises DrillFailed."""
        try:
            self._tool(
                *("pg_verifybackup", "-e", "-w", str(self.archive), str(self.base))
            )
        except NotReady as error:
            raise DrillFailed(str(error)) from error

    # --- bringing it back -------------------------------------------------------
    def restore(self, base: Path) -> Server:
        """Verify, then start a server of its own at the marker. Raises DrillFailed."""
        self.verify()
        account = self.server.account
        home = replace(self.server, base=places.own_folder(base, account), child=None)
        home.users = None
        subprocess.run(["cp", "-a", str(self.base), str(home.data)], check=True)
        settings = {
            "restore_command": f'cp "{self.archive}/%f" "%p"',
            "recovery_target_name": TARGET,
            "recovery_target_action": "promote",
            "hot_standby": "off",  # an answer means that the marker is reached
            "archive_mode": "off",
        }
        write_settings(home.data, settings)
        (home.data / "recovery.signal").touch()
        try:
            home.ensure()
        except Exception as error:
            with suppress(Exception):
                home.stop()
            raise DrillFailed(str(error)) from error
        return home

    def _tool(self, name: str, *options: str) -> None:
        """A program of the server, as the account that owns its files."""
        account = self.server.account
        done = subprocess.run(
            [str(self.server.binaries.folder / name), *options],
            env={"PATH": os.defpath, "PGPASSWORD": self.password},
            cwd="/",
            umask=0o077,
            user=account.uid if account.drop else None,
            group=account.gid if account.drop else None,
            extra_groups=[] if account.drop else None,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines() or ["no word"]
            raise NotReady(f"{name}: {said[0]}")


def prepare(rig: Rig) -> Backup:
    """Switch the archive of a rig's server on; it is restarted for that."""
    account = rig.server.account
    folder = places.own_folder(rig.folder / "backup", account)
    backup = Backup(rig.server, folder, secrets.token_urlsafe(24))
    places.own_folder(backup.archive, account)
    rig.stop_postgres("fast")
    make = f"CREATE ROLE {ROLE} SUPERUSER LOGIN PASSWORD '{backup.password}';\n"
    command = [str(rig.server.binaries.folder / "postgres"), "--single", "-D"]
    subprocess.run(
        [*command, str(rig.server.data), "-c", "exit_on_error=on", "postgres"],
        input=make.encode(),
        env={"PATH": os.defpath},
        cwd="/",
        user=account.uid if account.drop else None,
        group=account.gid if account.drop else None,
        extra_groups=[] if account.drop else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    copy = f'test ! -f "{backup.archive}/%f" && cp "%p" "{backup.archive}/%f"'
    write_settings(
        rig.server.data,
        {"archive_mode": "on", "archive_command": copy, "archive_timeout": "10"},
    )
    rig.start_postgres()
    return backup


def write_settings(data: Path, settings: dict[str, str]) -> None:
    """Into the file that the server reads last."""
    with (data / "postgresql.auto.conf").open("a") as file:
        for name, value in settings.items():
            file.write(f"{name} = '{value}'\n")


def flip_a_byte(folder: Path) -> None:
    """Change one byte in the middle of the largest file."""
    largest = max(
        (path for path in (folder / "base").rglob("*") if path.is_file()),
        key=lambda path: path.stat().st_size,
    )
    with largest.open("r+b") as file:
        file.seek(largest.stat().st_size // 2)
        (byte,) = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def remove(folder: Path) -> None:
    """Make room."""
    shutil.rmtree(folder, ignore_errors=True)

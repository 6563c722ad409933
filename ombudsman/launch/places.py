"""Where the two commands keep things, and whom they run the server as."""

import fcntl
import hashlib
import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ombudsman.launch.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parent.parent.parent
VAR = CHECKOUT / "var"
VENV = CHECKOUT / ".venv"
ROOT_STORE = Path("/var/lib/ombudsman-portal")
# Production refuses a database whose socket lies in a folder of this name.
SOCKET_PREFIX = "ombudsman-pg-"
SOCKET_FILE = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107  # bytes, sun_path without its closing zero


@dataclass(frozen=True)
class Account:
    """An account of this machine; ``drop`` says that we must become it first."""

    name: str
    uid: int
    gid: int
    drop: bool


def server_account() -> Account:
    """Who runs the server: this user, or ``nobody`` when this user is root.

    PostgreSQL refuses to run as root, and looks its user up by number.
    """
    uid = os.geteuid()
    try:
        entry = pwd.getpwnam("nobody") if uid == 0 else pwd.getpwuid(uid)
    except KeyError:
        who = "no account named nobody" if uid == 0 else f"no name for user id {uid}"
        raise Refusal(
            f"PostgreSQL cannot start, /etc/passwd has {who}: add it, "
            "or set DATABASE_URL and DATABASE_OWNER_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, drop=uid == 0)


def own_folder(path: Path, account: Account, mode: int = 0o700) -> Path:
    """Make one folder of ours; a folder that is there already is only checked.

    Parents are never opened up: a 0700 home stays a 0700 home.
    """
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        _check_ours(path, account)
        return path
    os.chown(path, account.uid, account.gid)
    path.chmod(mode)
    return path


def _check_ours(path: Path, account: Account) -> None:
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
        raise Refusal(f"{path} is in the way: it belongs to somebody else; remove it.")
    if found.st_mode & 0o022:
        raise Refusal(f"{path} is writable for others: remove it.")


def server_base(name: str, account: Account, installation: str) -> Path:
    """The folder of one server's data: ``var/pg`` or, as root, under ``/var/lib``.

    As root the server runs as ``nobody``, who cannot enter a checkout under
    ``/root``. The installation's own id is part of the folder's name, so a new
    clone at an old place never meets data whose keys are gone.
    """
    if not account.drop:
        VAR.mkdir(mode=0o700, exist_ok=True)
        return own_folder(own_folder(VAR / "pg", account) / name, account)
    root = Account("root", 0, 0, drop=False)
    store = root_store(CHECKOUT, installation)
    own_folder(ROOT_STORE, root, 0o755)
    own_folder(store, root, 0o755)
    return own_folder(store / name, account)


def root_store(checkout: Path, installation: str) -> Path:
    """The folder of one installation's servers when root starts them."""
    key = hashlib.sha256(f"{checkout}\0{installation}".encode()).hexdigest()[:16]
    return ROOT_STORE / key


def socket_folder(base: Path, account: Account) -> Path:
    """A short 0700 folder for the server's socket: a path has room for 107 bytes."""
    name = SOCKET_PREFIX + hashlib.sha256(str(base).encode()).hexdigest()[:12]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and not account.drop and _usable(Path(runtime), name):
        return own_folder(Path(runtime) / name, account)
    return own_folder(Path("/tmp") / name, account)  # noqa: S108 - 0700, owner checked


def _usable(runtime: Path, name: str) -> bool:
    fits = len(os.fsencode(runtime / name / SOCKET_FILE)) <= SOCKET_PATH_LIMIT
    return fits and runtime.is_dir() and os.access(runtime, os.W_OK | os.X_OK)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file's lock: of two starters the second waits for the first."""
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

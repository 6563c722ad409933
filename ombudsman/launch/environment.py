"""Python, its virtual environment and what is installed there."""

import hashlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from ombudsman.launch import places
from ombudsman.launch.refusal import Refusal

RUNTIME_LOCK = places.CHECKOUT / "requirements.txt"
DEV_LOCK = places.CHECKOUT / "requirements" / "dev.txt"  # holds the runtime's pins too
STAMP = places.VENV / "installed.json"
PYTHON = places.VENV / "bin" / "python"


def require_free_port(port: int) -> None:
    """Refuse a port on which somebody already listens."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refusal(
                f"Port {port} is not yours to open: choose one above 1023, "
                "for example PORT=8001 make run."
            ) from None
        except (OSError, OverflowError):
            raise Refusal(
                f"Port {port} is taken: choose another, for example "
                f"PORT={port + 1} make run."
            ) from None


def ensure(*locks: Path) -> None:
    """Install exactly what the lock files pin; a stamp tells that they are installed.

    Every file is checked against its hash. uv does it when it is on the PATH.
    """
    wanted = {lock.name: _fingerprint(lock) for lock in locks}
    if wanted.items() <= _installed().items():
        return
    if not STAMP.exists() or not _works():
        _make()
    STAMP.unlink(missing_ok=True)
    print(f"Installing {locks[-1].relative_to(places.CHECKOUT)} ...", flush=True)
    _install(locks[-1])
    STAMP.write_text(json.dumps(wanted))


def child_environment() -> dict[str, str]:
    """This process's environment without what would lead our Python astray.

    Or make it slow: each of our many starts would compile everything anew.
    """
    astray = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"}
    astray |= {"PYTHONDONTWRITEBYTECODE"}
    return {k: v for k, v in os.environ.items() if k not in astray} | {"PIP_USER": "0"}


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def _installed() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found if PYTHON.exists() else {}


def _works() -> bool:
    """A Python upgrade of the system leaves an environment that cannot start."""
    ask = [str(PYTHON), "-c", "import sys; print(sys.version)"]
    try:
        told = subprocess.run(ask, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return told.stdout.strip() == sys.version


def _make() -> None:
    if uv := shutil.which("uv"):
        command = [uv, "venv", "-q", "--clear", "--python", sys.executable]
    elif importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        command = [sys.executable, "-m", "venv", "--clear"]
    else:
        raise Refusal(
            "Python's venv is missing on this machine: apt-get install python3-venv."
        )
    _run([*command, str(places.VENV)], "The environment .venv could not be made")


def _install(lock: Path) -> None:
    if uv := shutil.which("uv"):
        command = [uv, "pip", "install", "-q", "--python", str(PYTHON)]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "-q", "--no-input"]
        # Bytecode comes as modules are imported: most never are.
        command += ["--no-compile", "--disable-pip-version-check"]
    command += ["--require-hashes", "-r", str(lock)]
    _run(command, f"{lock.name} could not be installed")


def _run(command: list[str], sentence: str) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=child_environment()
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise Refusal(f"{sentence}:\n{said[-2000:]}")

"""Remembers which steps were done with which inputs, to skip them next time."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from ombudsman.launch import places

APPS = ("journal", "agencies", "accounts", "documents", "complaints", "compliance")
SOURCES = (*APPS, "ombudsman", "templates", "locale")


def fingerprint(folders: Iterable[str], *, root: Path = places.CHECKOUT) -> str:
    """A hash over the name, size and time of every file in the folders."""
    seen = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                told = path.stat()
                line = f"{path}\0{told.st_size}\0{told.st_mtime_ns}\n"
                seen.update(line.encode())
    seen.update((root / "requirements.txt").read_bytes())
    return seen.hexdigest()


class Stamps:
    """Stamps in one file; without a file nothing is remembered."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def holds(self, step: str, value: str) -> bool:
        """Whether the step was done with exactly these inputs."""
        return self._read().get(step) == value

    def put(self, step: str, value: str) -> None:
        """Remember that the step is done."""
        if self.path is not None:
            self.path.write_text(json.dumps(self._read() | {step: value}))

    def _read(self) -> dict[str, str]:
        if self.path is None or not self.path.exists():
            return {}
        found: dict[str, str] = json.loads(self.path.read_text())
        return found

"""The two ends of a child process that opens what a stranger sent.

Pictures, office packages and PDF are read by large libraries. They get a process
of their own with little memory and time, no secrets in its environment and no
connection to the database: when a file breaks the reader, only the reader dies.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from documents.domain.kinds import MediaType
from documents.inspection.faults import Fault, Refused

ROOT = Path(__file__).resolve().parent.parent.parent
MEMORY = 1 << 30  # bytes of address space; libraries alone map about a third
CPU_SECONDS = 10
WALL_SECONDS = 15
Inspection = Callable[[bytes], MediaType]


def ask(module: str, content: bytes) -> MediaType:
    """Have ``documents.inspection.<module>`` look at the content.

    Raises Refused; a child that dies, hangs or says nothing means ``COMPLEX``:
    what cannot be looked at is never taken in.
    """
    try:
        child = subprocess.run(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-m", f"documents.inspection.{module}"],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Fault.COMPLEX) from None
    verdict, _, value = child.stdout.decode("ascii", "replace").strip().partition(" ")
    if child.returncode != 0 or verdict not in {"type", "fault"}:
        raise Refused(Fault.COMPLEX)
    if verdict == "fault":
        raise Refused(Fault(value))
    return MediaType(value)


class NothingMade(Exception):
    """The child died, hung, or wrote nothing or too much."""


def make(words: Sequence[str], sent: bytes, *, seconds: float, most: int) -> bytes:
    """What ``python -m`` these words writes of what is sent. Raises NothingMade.

    It is written into memory alone: what is kept sealed never lies on a disk in clear.
    """
    with os.fdopen(os.memfd_create("made"), "w+b") as out:
        try:
            child = subprocess.run(  # noqa: S603 -- our own interpreter and modules
                [sys.executable, "-m", *words],
                input=sent,
                stdout=out,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={},
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NothingMade from None
        size = out.tell()
        if child.returncode != 0 or not 0 < size <= most:
            raise NothingMade
        out.seek(0)
        return out.read()


def serve(inspect: Inspection) -> None:
    """The child's side: limits first, then one file from standard input."""
    limit(memory=MEMORY, seconds=CPU_SECONDS)
    sys.stdout.write(answer(inspect, sys.stdin.buffer.read()))


def limit(*, memory: int, seconds: int) -> None:
    """Take from this process what one file never needs."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(inspect: Inspection, content: bytes) -> str:
    """One line for the parent: the type, or the fault."""
    try:
        return f"type {inspect(content).value}"
    except Refused as refused:
        return f"fault {refused.fault.value}"
    except MemoryError:
        return f"fault {Fault.COMPLEX.value}"
    except Exception:  # whatever a reader raises, the file is what is wrong
        return f"fault {Fault.DAMAGED.value}"

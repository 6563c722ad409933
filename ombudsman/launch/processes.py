"""Looks at processes through ``/proc``: who is alive, and where."""

from pathlib import Path

PROC = Path("/proc")


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that was killed but not yet reaped does not.

    ``kill(pid, 0)`` succeeds on such a zombie, which is why PostgreSQL's own
    tools take a dead server for a living one.
    """
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[0] not in {"Z", "X"}


def working_in(folder: Path) -> list[int]:
    """The living processes whose working directory is this folder.

    Every process of a PostgreSQL server works in its data folder, so an empty
    answer means that a ``postmaster.pid`` there is left over.
    """
    found = []
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            inside = (entry / "cwd").readlink() == folder
        except OSError:
            continue
        if inside and is_alive(int(entry.name)):
            found.append(int(entry.name))
    return found

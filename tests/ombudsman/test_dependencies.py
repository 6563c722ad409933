"""Every package is pinned, hashed, recent enough and worth its line (R79)."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = tuple(
    ROOT / path
    for path in ("requirements.txt", "requirements/dev.txt", "requirements/s3.txt")
)
CHOSEN = tuple(
    ROOT / "requirements" / name for name in ("runtime.in", "s3.in", "dev.in")
)
# Older ones have known faults.
FLOORS = {
    "django": (5, 2, 19),
    "djangorestframework": (3, 18, 3),
    "celery": (5, 7, 0),
    "kombu": (5, 7, 0),
    "pillow": (13, 0, 0),
    "cryptography": (50, 0, 2),
}


def pins(lock: Path) -> dict[str, str]:
    """Name -> version, of every package in the lock."""
    found = re.findall(r"^([a-z0-9.-]+)(?:\[.+\])?==([^ ]+) ", lock.read_text(), re.M)
    return dict(found)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_pin_has_its_hashes_and_names_no_host(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", lock.read_text().strip())
    assert len(entries) == len(pins(lock)) > 50
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock.read_text()
    assert "index-url" not in lock.read_text()


def test_the_tests_run_with_the_portal_s_own_pins() -> None:
    runtime, dev, with_s3 = map(pins, LOCKS)
    assert runtime.items() <= with_s3.items() <= dev.items()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_the_locks_hold_for_every_python_from_3_11_on(lock: Path) -> None:
    assert "async-timeout==5.0.1 ; python_full_version < '3.11.3'" in lock.read_text()


def test_what_is_asked_for_with_extras_is_pinned_with_them() -> None:
    # An old pip takes the newest coverage[toml] where the lock says coverage alone.
    pinned = dict(re.findall(r"^([a-z0-9.-]+)\[(.+)\]==", LOCKS[1].read_text(), re.M))
    asked: dict[str, set[str]] = {}
    for distribution in metadata.distributions():
        for line in distribution.requires or []:
            need = Requirement(line)
            if need.extras and (need.marker is None or need.marker.evaluate()):
                asked.setdefault(need.name, set()).update(need.extras)
    assert "coverage" in asked
    for name, extras in asked.items():
        assert extras <= set(pinned[name].split(",")), name


def test_no_package_is_older_than_its_last_known_fault() -> None:
    runtime = pins(LOCKS[0])
    for name, floor in FLOORS.items():
        assert tuple(map(int, runtime[name].split("."))) >= floor, name


def test_every_package_that_we_chose_says_why() -> None:
    chosen = {
        line.partition("==")[0]
        for file in CHOSEN
        for line in file.read_text().splitlines()
        if line and not line.startswith(("-", "#"))
    }
    told = (ROOT / "docs" / "dependencies.md").read_text()
    assert set(re.findall(r"^\| ([a-z][^ |]*) \| .+\. \|$", told, re.M)) == chosen


def test_every_variable_that_the_settings_read_is_in_the_readme() -> None:
    source = (ROOT / "ombudsman" / "settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    internal = {"OMBUDSMAN_DB_ROLE", "TEST_DB_NAME", "EMAIL_FILE_PATH"}
    told = (ROOT / "README.md").read_text()
    assert {name for name in read - internal if f"`{name}`" not in told} == set()

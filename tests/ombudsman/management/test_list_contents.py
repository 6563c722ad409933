"""R79: the list of what a release is made of is whole, and says the same each time."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from ombudsman import contents
from tests.ombudsman.test_dependencies import LOCKS, pins


def printed() -> str:
    out = StringIO()
    call_command("list_contents", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed())
    return found


def packages(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in told["components"] if one["type"] == "library"}


def test_it_is_a_list_that_other_programs_read(told: dict[str, Any]) -> None:
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["serialNumber"].startswith("urn:uuid:")
    for one in packages(told).values():
        assert (
            one["purl"] == one["bom-ref"] == f"pkg:pypi/{one['name']}@{one['version']}"
        )


def test_every_pin_of_the_lock_is_on_it_with_all_its_hashes(
    told: dict[str, Any],
) -> None:
    found = {name: one["version"] for name, one in packages(told).items()}
    assert found == pins(LOCKS[0])
    hashes = [h["content"] for one in packages(told).values() for h in one["hashes"]]
    assert len(hashes) == LOCKS[0].read_text().count("--hash=sha256:")
    assert all(one["hashes"] for one in told["components"])


def test_what_runs_here_is_what_the_list_says(told: dict[str, Any]) -> None:
    here = {
        one.metadata["Name"].lower(): one.version for one in metadata.distributions()
    }
    listed = {name: one["version"] for name, one in packages(told).items()}
    both = here.keys() & listed.keys()
    assert len(both) > 50
    assert {name: here[name] for name in both} == {name: listed[name] for name in both}


def test_every_package_that_is_here_says_its_licence(told: dict[str, Any]) -> None:
    here = {one.metadata["Name"].lower() for one in metadata.distributions()}
    silent = {
        name
        for name, one in packages(told).items()
        if name in here and contents.UNKNOWN in str(one["licenses"])
    }
    assert silent == set()


def test_files_of_others_that_we_carry_are_on_it(told: dict[str, Any]) -> None:
    files = {one["name"]: one for one in told["components"] if one["type"] == "file"}
    there = (settings.BASE_DIR / contents.CARRIED).rglob("*.*")
    assert set(files) == {
        path.relative_to(settings.BASE_DIR).as_posix() for path in there
    }
    for name, one in files.items():
        content = (settings.BASE_DIR / name).read_bytes()
        assert one["hashes"][0]["content"] == hashlib.sha256(content).hexdigest()


def test_nothing_is_on_it_that_nobody_asked_for(told: dict[str, Any]) -> None:
    """Everything that is installed hangs on something that we chose."""
    needs = {one["ref"]: set(one["dependsOn"]) for one in told["dependencies"]}
    refs = {one["bom-ref"] for one in packages(told).values()}
    assert needs.keys() - {contents.US} == refs
    assert set().union(*needs.values()) <= refs
    reached, ahead = set(), set(needs[contents.US])
    while ahead:
        reached |= ahead
        ahead = set().union(*(needs[ref] for ref in ahead)) - reached
    here = {one.metadata["Name"].lower() for one in metadata.distributions()}
    apart = {
        one["name"] for one in packages(told).values() if one["bom-ref"] not in reached
    }
    assert apart & here == set()


def test_the_same_lock_gives_the_same_list_and_another_one_another(
    told: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(printed()) == told
    assert printed() == printed()
    monkeypatch.setattr(contents, "LOCK", "requirements/dev.txt")
    assert json.loads(printed())["serialNumber"] != told["serialNumber"]


def test_a_line_that_is_no_pin_stops_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    loose = tmp_path / "loose.txt"
    loose.write_text("django>=5 \\\n    --hash=sha256:" + "0" * 64)
    monkeypatch.setattr(contents, "LOCK", str(loose))
    with pytest.raises(ValueError, match="no pin"):
        contents.listed()

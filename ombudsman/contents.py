"""What a release is made of, as a CycloneDX list: for whoever must know (R79).

From the lock come names, versions and hashes; from what is installed come licences and
who needs whom; fonts that we carry along are hashed where they lie. The same lock gives
the same list, to the byte, so that two releases can be compared.
"""

from __future__ import annotations

import hashlib
import re
from importlib import metadata
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK, CARRIED = "requirements.txt", "static/vendor"
US = "ombudsman-portal"
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[([^]]+)\])?==(\S+)", re.M)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
UNKNOWN = "see the package"


def listed() -> dict[str, Any]:
    """The list, ready for JSON."""
    lock = settings.BASE_DIR / LOCK
    text = lock.read_text(encoding="utf-8")
    packages = list(_packages(text))
    carried = list(_carried(settings.BASE_DIR / CARRIED))
    refs = {one["name"]: one["bom-ref"] for one in packages}
    extras = {pin[1]: (pin[2] or "").split(",") for pin in PIN.finditer(text)}
    seen = "".join(one["bom-ref"] + str(one["hashes"]) for one in packages + carried)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, seen)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": US, "name": US},
        },
        "components": [*packages, *carried],
        "dependencies": [
            {"ref": US, "dependsOn": sorted(_chosen(refs))},
            *(
                {"ref": ref, "dependsOn": _needs(name, extras[name], refs)}
                for name, ref in refs.items()
            ),
        ],
    }


def _packages(lock: str) -> Iterator[dict[str, Any]]:
    for entry in re.split(r"\n(?=[a-z])", lock.strip()):
        pin = PIN.match(entry)
        if pin is None:
            raise ValueError(f"{LOCK} has a line that is no pin: {entry[:60]}")
        name, version = canonicalize_name(pin[1]), pin[3]
        yield {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [_sha256(one) for one in HASH.findall(entry)],
            "licenses": [_licence(name)],
        }


def _carried(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*.*")):
        name = path.relative_to(settings.BASE_DIR).as_posix()
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        yield {
            "type": "file",
            "bom-ref": name,
            "name": name,
            "hashes": [_sha256(content)],
        }


def _sha256(content: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": content}


def _licence(name: str) -> dict[str, Any]:
    """As the package says it: an expression, or the words of its older field."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:  # of another platform
        return {"license": {"name": UNKNOWN}}
    if told["License-Expression"]:
        return {"expression": told["License-Expression"]}
    classed = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    words = ", ".join(classed) or (told["License"] or UNKNOWN).splitlines()[0]
    return {"license": {"name": words}}


def _chosen(refs: dict[str, str]) -> Iterator[str]:
    """What we asked for ourselves."""
    lines = (settings.BASE_DIR / "requirements" / "runtime.in").read_text()
    for line in filter(None, map(str.strip, lines.splitlines())):
        yield refs[canonicalize_name(Requirement(line).name)]


def _needs(name: str, extras: list[str], refs: dict[str, str]) -> list[str]:
    """Which of the list it asks for here, with the extras that the lock names."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    names = {
        canonicalize_name(need.name)
        for need in map(Requirement, lines)
        if need.marker is None
        or any(need.marker.evaluate({"extra": extra}) for extra in ["", *extras])
    }
    return sorted(refs[other] for other in names & refs.keys())

"""Writes the last column of the table of requirements from what runs reported.

    make test ARGS="--junitxml=var/results.xml"
    python3 docs/results.py var/results.xml

Of several reports a later one has the last word on a test. A row gets the day on which
the oldest of its tests last ran, and ``green`` if all of them passed, ``red`` if one did
not. A row of which a test is in no report keeps what it says. Results of proofs stand in
measured.md, with their counts; nothing is dated here that was not read from a report.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as Tree

PAGE = Path(__file__).with_name("security.md")
ROW = re.compile(r"^\| (?:R|F)\d+ \|.*\|$", re.M)
TEST = re.compile(r"`([a-z_/]+)::(test_[a-z0-9_]+)`")
WRONG = {"failure", "error", "skipped"}
#: A test -> the day on which it ran, and whether all of its cases passed.
Found = dict[str, tuple[str, bool]]


def reported(path: Path) -> Found:
    """Every test of one report."""
    root = Tree.parse(path).getroot()  # noqa: S314 - our own report
    day = next(suite.attrib["timestamp"] for suite in root.iter("testsuite"))[:10]
    found: Found = {}
    for case in root.iter("testcase"):
        module = re.sub(r"\.[A-Z]\w*$", "", case.attrib["classname"])
        place = module.removeprefix("tests.").replace(".", "/")
        name = f"{place}::{case.attrib['name'].partition('[')[0]}"
        passed = not any(child.tag in WRONG for child in case)
        found[name] = day, passed and found.get(name, (day, True))[1]
    return found


def dated(row: str, found: Found) -> str:
    """The row with its last cell, where the reports know all of its tests."""
    named = ["::".join(one) for one in TEST.findall(row.split("|")[4])]
    if not named or not all(name in found for name in named):
        return row
    day = min(found[name][0] for name in named)
    verdict = "green" if all(found[name][1] for name in named) else "red"
    return f"{row.rpartition(' | ')[0]} | {day} {verdict} |"


def main() -> None:
    """Read the reports, rewrite the column, say what was left as it was."""
    found: Found = {}
    for path in sys.argv[1:]:
        found |= reported(Path(path))
    page = PAGE.read_text(encoding="utf-8")
    rows = ROW.findall(page)
    new = [dated(row, found) for row in rows]
    for row, after in zip(rows, new, strict=True):
        page = page.replace(row, after)
    PAGE.write_text(page, encoding="utf-8")
    left = [row.split(" ")[1] for row in new if row.endswith("| - |")]
    print(f"{len(rows)} rows, without a result: {', '.join(left) or 'none'}")  # noqa: T201 - for whoever runs it


if __name__ == "__main__":
    main()

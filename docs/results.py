"""Writes the last column of the table of requirements from what a run reported.

    make test ARGS="--junitxml=var/results.xml"
    python3 docs/results.py var/results.xml

A row gets the day of the run, and ``green`` if every test that it names ran and passed,
``red`` if one failed. A row of which a test did not run keeps what it says. Results of
proofs stand in measured.md, with their counts; nothing is dated here that was not read
from a report.
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


def reported(path: Path) -> tuple[str, dict[str, bool]]:
    """The day of the run, and every test with whether all of its cases passed."""
    root = Tree.parse(path).getroot()  # noqa: S314 - our own report
    day = next(suite.attrib["timestamp"] for suite in root.iter("testsuite"))[:10]
    found: dict[str, bool] = {}
    for case in root.iter("testcase"):
        module = case.attrib["classname"].removeprefix("tests.").split(".Test")[0]
        name = f"{module.replace('.', '/')}::{case.attrib['name'].partition('[')[0]}"
        passed = not any(child.tag in WRONG for child in case)
        found[name] = found.get(name, True) and passed
    return day, found


def dated(row: str, day: str, found: dict[str, bool]) -> str:
    """The row with its last cell, where the report knows all of its tests."""
    named = ["::".join(one) for one in TEST.findall(row.split("|")[4])]
    if not named or not all(name in found for name in named):
        return row
    verdict = "green" if all(found[name] for name in named) else "red"
    return f"{row.rpartition(' | ')[0]} | {day} {verdict} |"


def main() -> None:
    """Read the report, rewrite the column, say what was left as it was."""
    day, found = reported(Path(sys.argv[1]))
    page = PAGE.read_text(encoding="utf-8")
    rows = ROW.findall(page)
    new = [dated(row, day, found) for row in rows]
    for row, after in zip(rows, new, strict=True):
        page = page.replace(row, after)
    PAGE.write_text(page, encoding="utf-8")
    count = sum(day in row.split("|")[6] for row in new)
    print(f"{count} of {len(rows)} rows are of {day}")  # noqa: T201 - for whoever runs it


if __name__ == "__main__":
    main()

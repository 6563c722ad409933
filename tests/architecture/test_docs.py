"""The documents speak of the product, and what they point at is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ombudsman.demo.walk import WALK
from tests.architecture import sources

ROOT = sources.CHECKOUT
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
TEST = re.compile(r"`([a-z_/]+)::(test_[a-z0-9_]+)`")
#: The last result of a row, as docs/results.py writes it.
LAST = r"20\d\d-\d\d-\d\d (green|red)|\[measured\.md\]\(measured\.md\)|-"
#: What people read or run. Data, locks, pictures and other people's files are not ours.
OURS = frozenset(
    "css html in json md py sh toml txt typ yaml yml po js svg".split()  # noqa: SIM905 - reads as a list
)
#: In pieces, so that this file does not hold what it looks for.
FOREIGN = tuple(
    "".join(pieces)
    for pieces in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("index", "-url http"),
        ("/wo", "rk/"),
        ("/ho", "me/"),
        ("/opt", "/venv"),
        ("/Us", "ers/"),
        ("/tm", "p/claude"),
    )
)


def written_by_us() -> list[Path]:
    """Text files of the repository, without what commands leave behind."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not _left_behind(path.relative_to(ROOT).parts)
        and (path.suffix[1:] in OURS or path.parent.name == ".ci" or not path.suffix)
    ]


def _left_behind(parts: tuple[str, ...]) -> bool:
    hidden = any(part.startswith(".") and part != ".ci" for part in parts)
    return hidden or not {"var", "vendor", "__pycache__", "htmlcov"}.isdisjoint(parts)


@pytest.mark.parametrize("page", PAGES, ids=sources.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [one for one in LINK.findall(page.read_text()) if "://" not in one]
    assert [one for one in links if not (page.parent / one).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=sources.name)
def test_the_tests_that_a_page_names_exist(page: Path) -> None:
    named = TEST.findall(page.read_text())
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(
            rf"^\s*def {test}\(", (ROOT / "tests" / f"{file}.py").read_text(), re.M
        )
    ]
    assert missing == []


def test_claims_on_security_name_their_tests() -> None:
    assert len(TEST.findall((ROOT / "docs" / "security.md").read_text())) > 50


def requirements() -> list[list[str]]:
    """The rows of the table of requirements, cell by cell."""
    page = (ROOT / "docs" / "security.md").read_text()
    found = re.findall(r"^\| ((?:R|F)\d+ \|.*) \|$", page, re.M)
    return [[cell.strip() for cell in row.split("|")] for row in found]


def test_every_requirement_says_where_how_whether_and_when() -> None:
    rows = requirements()
    assert len(rows) > 100
    assert len({row[0] for row in rows}) == len(rows)
    for number, what, where, tests, state, last in rows:
        assert what
        assert where
        assert re.fullmatch(r"holds|(partly|open): .+", state), number
        assert re.fullmatch(LAST, last), number
        assert (tests == "none") <= (last == "-"), number
        if state == "holds":
            assert last.endswith(("green", ")")), number


def test_the_sentences_above_the_table_count_its_rows() -> None:
    page = " ".join((ROOT / "docs" / "security.md").read_text().split())
    states = Counter(row[4].partition(":")[0] for row in requirements())
    told = (
        f"Of {states.total()} rows {states['holds']} hold, {states['partly']} hold "
        f"partly, {states['open']} are open."
    )
    assert told in page


def test_every_decision_is_in_the_index() -> None:
    index = (DECISIONS / "README.md").read_text()
    pages = {path.name for path in DECISIONS.glob("[0-9]*.md")}
    assert set(LINK.findall(index)) == pages
    assert len({name[:4] for name in pages}) == len(pages)


def test_the_readme_walks_the_ten_lines_of_the_demonstration() -> None:
    told = (ROOT / "README.md").read_text()
    lines = re.findall(r"^\d+\. .+$", told, re.M)
    assert len(lines) == len(WALK) == 10


def test_what_the_readme_says_to_press_stands_on_a_page() -> None:
    told = (ROOT / "README.md").read_text()
    start, end = told.index("## The walk"), told.index("## Configuration")
    buttons = {
        " ".join(one.split())
        for one in re.findall(r"\*\*(.+?)\*\*", told[start:end], re.S)
    }
    shown = "\n".join(
        path.read_text()
        for folder, kind in (("templates", "*.html"), ("complaints", "*.py"))
        for path in sorted((ROOT / folder).rglob(kind))
    )
    assert len(buttons) > 15
    assert {one for one in buttons if f'"{one}"' not in shown} == set()


def test_pictures_are_small() -> None:
    for path in (ROOT / "docs" / "pictures").glob("*.png"):
        assert path.stat().st_size < 150_000, path.name


def test_no_file_names_a_package_host_or_a_place_of_work() -> None:
    found = {
        f"{sources.name(path)}: {word}"
        for path in written_by_us()
        for word in FOREIGN
        if word in path.read_text(encoding="utf-8", errors="ignore")
    }
    assert found == set()


def test_there_is_something_to_look_at() -> None:
    names = {sources.name(path) for path in written_by_us()}
    assert {"Makefile", ".ci/run", "README.md", "requirements.txt"} <= names

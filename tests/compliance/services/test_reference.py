"""What was published gets in whole, twice the same, and computes as published."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from accounts.actor import SYSTEM
from agencies.domain.names import search_key
from agencies.services.loading import Loader, Report, run_all
from compliance.domain.methodology import Methodology
from compliance.models import (
    Methodology as MethodologyRow,
)
from compliance.models import (
    MethodologyNode,
    PublishedRank,
    PublishedResult,
    ZoneCount,
)
from compliance.notifications import METHODOLOGY_LOADED
from compliance.services import reference
from compliance.services.method import methodology_of
from journal.models import Entry
from tests.factories.agencies import AgencyAliasFactory, AgencyFactory

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FILES = (reference.SCORES, reference.OPINIONS, reference.RANKS)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def methods() -> list[tuple[int, int, bool, Methodology]]:
    return [
        (entry["first_year"], entry["year"], entry["official"], methodology_of(entry))
        for entry in json.loads(reference.METHODS.read_text(encoding="utf-8"))
    ]


def method_of(year: int) -> Methodology:
    return next(
        method
        for first, last, official, method in methods()
        if official and first <= year <= last
    )


GOLDEN = [row for row in rows(reference.SCORES) if row["zone"] or row["grade"]]


@pytest.mark.parametrize("row", GOLDEN, ids=lambda r: f"{r['year']} {r['agency']}")
def test_every_published_score_falls_into_its_published_zone_and_grade(
    row: dict[str, str],
) -> None:
    band = method_of(int(row["year"])).scale.classify(Decimal(row["score"]))
    assert row["zone"] in {"", band.zone.value}
    assert row["grade"] in {"", band.grade}


def test_the_golden_cases_are_all_there() -> None:
    assert len(rows(reference.SCORES)) == 164
    assert sum(bool(row["zone"]) for row in GOLDEN) == 141
    assert sum(bool(row["grade"]) for row in GOLDEN) == 74


def test_no_official_method_deducts_and_the_proposal_takes_a_tenth() -> None:
    shares = {method.code: method.share for _, _, _, method in methods()}
    assert {code for code, share in shares.items() if share} == {"2023-ktk"}
    assert shares["2023-ktk"] == Decimal("0.10")


def test_only_sourced_weights_carry_no_badge() -> None:
    entries = json.loads(reference.METHODS.read_text(encoding="utf-8"))
    badged = {entry["code"] for entry in entries if entry["assumed_weights"]}
    assert badged == {"2019", "2022", "2024", "2025"}


@pytest.fixture
def register(db: None) -> None:
    """The agencies that the files name, under the names that people use."""
    named = {(r["category"], r["agency"]) for path in FILES for r in rows(path)}
    for place, (category, name) in enumerate(sorted(named)):
        agency = AgencyFactory(
            code=f"X{place}", category=category, short_name=name, region=None
        )
        AgencyAliasFactory(agency=agency, name=name, key=search_key(name))


def load(*, dry_run: bool = False) -> list[Report]:
    return run_all(reference.LOADERS, actor=SYSTEM, now=NOW, dry_run=dry_run)


@pytest.mark.usefixtures("register")
def test_every_row_is_stored_and_a_second_load_stores_nothing() -> None:
    first = load()
    assert [report.errors for report in first] == [()] * 5
    assert PublishedResult.objects.count() == 164 + 13
    assert ZoneCount.objects.count() == 14
    assert {(r.name, r.created, r.updated) for r in load()} == {
        (r.name, 0, 0) for r in first
    }


@pytest.mark.usefixtures("register")
def test_a_dry_run_says_what_it_would_store_and_stores_nothing() -> None:
    assert {r.name: r.created for r in load(dry_run=True)}["published_scores"] == 164
    assert not PublishedResult.objects.exists()
    assert not MethodologyRow.objects.exists()


@pytest.mark.usefixtures("register")
def test_balikpapan_was_first_of_98_in_2021() -> None:
    load()
    rank = PublishedRank.objects.get()
    result = PublishedResult.objects.get(agency=rank.agency, year=2021)
    assert (rank.label, rank.rank, rank.of) == ("Kota Balikpapan", 1, 98)
    assert result.score == Decimal("99.25")
    assert rank.source.startswith("https://web.balikpapan.go.id/")


@pytest.mark.usefixtures("register")
def test_a_method_is_stored_as_it_computes_and_its_chain_says_so() -> None:
    load()
    row = MethodologyRow.objects.get(code="2023-ktk")
    weights = [node.weight for node in row.nodes.all()]
    assert weights == [Decimal(w) for w in ("21.85", "32.37", "24.24", "21.54")]
    assert row.bands.count() == 5
    entry = Entry.objects.get(kind=METHODOLOGY_LOADED, subject_id=row.pk)
    assert len(entry.data["sha256"]) == 64


@pytest.mark.usefixtures("register")
def test_a_file_that_changes_a_published_method_is_refused_and_the_rest_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    methods_ = json.loads(reference.METHODS.read_text(encoding="utf-8"))
    methods_[-1]["nodes"][0]["name_id"] = "Masukan lain"
    changed = tmp_path / "methodologies.json"
    changed.write_text(json.dumps(methods_), encoding="utf-8")
    monkeypatch.setattr(reference, "METHODS", changed)
    loader = next(one for one in reference.LOADERS if one.name == "methodologies")
    report = one(replace(loader, files=(changed,)))
    assert [error.message for error in report.errors] == [
        "Metode yang terbit tidak berubah. Beri kode baru."
    ]
    assert not MethodologyNode.objects.filter(name_id="Masukan lain").exists()


def one(loader: Loader) -> Report:
    return run_all([loader], actor=SYSTEM, now=NOW)[0]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the tester's own in the place of each of ours."""
    path = tmp_path / "rows.csv"
    for name in ("METHODS", "SCORES", "RANKS", "ZONES"):
        monkeypatch.setattr(reference, name, path)
    return path


def test_an_agency_that_the_register_does_not_know_is_named_by_its_line(
    db: None, file: Path
) -> None:
    file.write_text("year,category,agency,rank,of,source\n2021,kota,Kota X,1,98,s\n")
    report = one(Loader("t", (file,), reference._store_ranks))
    assert [str(error) for error in report.errors] == [
        "rows.csv:2: Instansi tidak ada di daftar: Kota X"
    ]


@pytest.mark.parametrize("score", ["101", "seratus"])
def test_a_score_that_is_none_is_refused(db: None, file: Path, score: str) -> None:
    AgencyAliasFactory(name="Kota X", key=search_key("Kota X"))
    file.write_text(f"year,category,agency,score,source\n2021,kota,Kota X,{score},s\n")
    loader = Loader("t", (file,), lambda load: reference._store_results(load, file, ()))
    assert len(one(loader).errors) == 1
    assert not PublishedResult.objects.exists()


def test_zones_that_do_not_add_up_are_refused(db: None, file: Path) -> None:
    file.write_text(
        "year,category,assessed,hijau,kuning,merah,source\n2021,kota,98,1,1,1,s\n"
    )
    assert len(one(Loader("t", (file,), reference._store_zones)).errors) == 1
    assert not ZoneCount.objects.exists()


def test_a_method_whose_weights_do_not_add_up_is_refused(db: None, file: Path) -> None:
    entries = json.loads((reference.DATA / "methodologies.json").read_text())
    entries[-1]["nodes"][0]["weight"] = "20"
    file.write_text(json.dumps(entries))
    assert len(one(Loader("t", (file,), reference._store_methods)).errors) == 1
    assert not MethodologyRow.objects.exists()


def test_a_deeper_tree_is_stored_with_its_parents(db: None, file: Path) -> None:
    entries = json.loads((reference.DATA / "methodologies.json").read_text())[-1:]
    child = entries[0]["nodes"][0] | {"code": "i1", "kind": "variable", "weight": "100"}
    entries[0]["nodes"][0] = entries[0]["nodes"][0] | {"children": [child]}
    file.write_text(json.dumps(entries))
    assert one(Loader("t", (file,), reference._store_methods)).errors == ()
    node = MethodologyNode.objects.get(code="i1")
    assert node.parent is not None
    assert node.parent.code == "input"

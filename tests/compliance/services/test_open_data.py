"""Data are released in versions that stay, and nobody is found in them."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM
from complaints.domain.states import Reason
from complaints.models import Case
from compliance import notifications
from compliance.domain.open_data import Key
from compliance.models import DataRelease
from compliance.services.open_data import (
    NotApart,
    correct,
    release,
    release_all,
    rows_of,
)
from journal.models import Entry
from tests.complaints.register import obeyed, released
from tests.compliance import rounds
from tests.compliance.closings import STORY, TOLD_ON, TOO_EARLY, a_year, closed
from tests.compliance.rounds import NOW, city, published
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
)
from tests.factories.compliance import PublishedRankFactory, PublishedResultFactory

pytestmark = pytest.mark.django_db


def scores() -> DataRelease | None:
    return release(key=Key.SCORES, actor=SYSTEM, now=NOW)


def closings(now: Any = TOLD_ON) -> DataRelease | None:
    return release(key=Key.CLOSINGS, actor=SYSTEM, now=now)


def made(found: DataRelease | None) -> DataRelease:
    assert found is not None
    return DataRelease.objects.get(pk=found.pk)


def lines(row: DataRelease) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(bytes(row.csv).decode("utf-8-sig"))))


def figures(row: DataRelease, level: str, by: str = "semua") -> dict[str, int]:
    return {
        f"{one['area'] or one['code']}/{one['quarter']}": int(one["n"])
        for one in lines(row)
        if (one["level"], one["by"]) == (level, by)
    }


def test_a_version_has_both_files_with_their_hashes_and_stands_in_the_history() -> None:
    PublishedResultFactory()
    row = made(scores())
    assert row.version == 1
    assert row.csv_sha256 == hashlib.sha256(bytes(row.csv)).hexdigest()
    assert row.json_sha256 == hashlib.sha256(bytes(row.json)).hexdigest()
    assert (row.csv_size, row.json_size) == (len(row.csv), len(row.json))
    entry = Entry.objects.get(kind=notifications.DATA_RELEASED)
    assert entry.data["csv"] == row.csv_sha256
    assert (entry.subject_kind, entry.subject_id) == ("data_set", row.data_set_id)


def test_both_files_hold_the_same_rows() -> None:
    PublishedResultFactory()
    published({city(1): "80", city(2): None})
    row = made(scores())
    assert lines(row) == rows_of(row)
    assert row.rows == 3
    assert (row.first_year, row.last_year) == (2024, 2026)
    told = json.loads(bytes(row.json))
    assert [one["name"] for one in told["columns"]] == row.columns
    assert all(one["says_id"] and one["says_en"] for one in told["columns"])
    assert told["licence"] == "CC-BY-4.0"


def test_a_published_score_has_its_source_and_one_of_ours_its_hash() -> None:
    rank = PublishedRankFactory(label="Kota Uji")
    PublishedResultFactory(year=2021, label="Kota Uji", agency=rank.agency)
    round_ = published({city(1): "80", city(2): None})
    first, *own = lines(made(scores()))
    assert (first["origin"], first["rank"], first["ranked"]) == ("terbit", "1", "98")
    assert first["source"] == "https://contoh.test/berita"
    assert first["example"] == ""
    assert [one["example"] for one in own] == ["ya", "ya"]
    assert [one["score"] for one in own][1] == ""
    assert own[0]["sha256"] == round_.snapshots.order_by("agency_id")[0].sha256


def test_the_day_of_a_score_is_the_legal_day(monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past six in Jakarta
    monkeypatch.setattr(rounds, "NOW", late)
    published({city(1): "80"})
    (row,) = lines(made(scores()))
    assert row["published_on"] == "2026-11-25"


def test_an_older_file_is_read_only_where_its_figures_are_told_again() -> None:
    PublishedResultFactory()
    a_year()
    assert scores()
    assert closings()
    read = {}
    for key in (Key.SCORES, Key.CLOSINGS):
        with CaptureQueriesContext(connection) as asked:
            assert release(key=key, actor=SYSTEM, now=TOLD_ON) is None
        read[key] = [one for one in asked if '"datarelease"."json"' in _plain(one)]
        assert not [one for one in asked if '"datarelease"."csv"' in _plain(one)]
    assert [len(one) for one in read.values()] == [0, 1]


def _plain(asked: dict[str, str]) -> str:
    return asked["sql"].replace("compliance_", "")


def test_without_anything_new_there_is_no_new_version() -> None:
    PublishedResultFactory()
    assert scores()
    assert scores() is None
    assert release_all(actor=SYSTEM, now=NOW) == []


def test_what_is_new_is_a_further_version_and_the_older_one_stays() -> None:
    PublishedResultFactory()
    first = made(scores())
    PublishedResultFactory()
    second = made(scores())
    assert (first.version, second.version) == (1, 2)
    assert first.csv_sha256 == made(first).csv_sha256 != second.csv_sha256


def test_where_there_is_nothing_nothing_is_released() -> None:
    assert release_all(actor=SYSTEM, now=NOW) == []


def test_closed_reports_of_a_year_are_told_when_it_is_long_over() -> None:
    a_year()
    assert closings(TOO_EARLY) is None
    row = made(closings())
    assert figures(row, "provinsi") == {"64/1": 25, "64/2": 22, "64/3": 22, "64/4": 22}
    assert figures(row, "provinsi_lain") == {
        "/": 34,
        "/1": 10,
        "/2": 8,
        "/3": 8,
        "/4": 8,
    }
    assert figures(row, "kabupaten_kota") == {"64.71/": 64}
    assert figures(row, "kabupaten_kota_lain") == {"64/": 27}
    assert figures(row, "nasional", "bidang")["air/1"] == 35
    assert {int(one["n"]) for one in lines(row)}.isdisjoint(range(5))
    assert {one["area_name"] for one in lines(row) if one["area"] == "64"} == {
        "Provinsi 64"
    }


def test_a_year_that_was_told_stays_whatever_happens_to_its_reports() -> None:
    a_year()
    before = lines(made(closings()))
    Case.objects.filter(region_code="64.71", closing_reason=Reason.DAMAI).update(
        substance="pajak"
    )
    closed(1)
    assert closings() is None
    a_year(2027)
    after = lines(made(closings(TOLD_ON.replace(year=2028))))
    assert [one for one in after if one["year"] == "2026"] == before
    assert {one["year"] for one in after} == {"2026", "2027"}


def test_a_year_is_corrected_by_many_reports_and_never_by_few() -> None:
    a_year()
    closings()
    assert correct(year=2026, actor=SYSTEM, now=TOLD_ON) is None
    closed(2)
    with pytest.raises(NotApart):
        correct(year=2026, actor=SYSTEM, now=TOLD_ON)
    closed(4)
    row = made(correct(year=2026, actor=SYSTEM, now=TOLD_ON))
    assert (row.version, figures(row, "provinsi")["64/1"]) == (2, 31)


def test_a_year_that_was_not_told_is_not_corrected() -> None:
    a_year()
    with pytest.raises(NotApart):
        correct(year=2026, actor=SYSTEM, now=TOLD_ON)


def test_the_command_releases_what_is_new_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    PublishedResultFactory()
    call_command("release_data")
    assert "nilai v1: 1 rows" in capsys.readouterr().out
    call_command("release_data")
    assert "Nothing new." in capsys.readouterr().out
    with pytest.raises(CommandError, match="stays as it was told"):
        call_command("release_data", correct=2026)
    a_year(2020)
    call_command("release_data")
    call_command("release_data", correct=2020)
    assert capsys.readouterr().out.endswith("Nothing new.\n")


def test_no_word_of_a_report_and_nobody_who_reported_is_in_any_file() -> None:
    """R20, R76: in no version of no data set."""
    walk = obeyed()
    released(walk)
    a_year()
    published({city(1): "80"})
    assert len(release_all(actor=SYSTEM, now=TOLD_ON)) == 3
    held = [bytes(b) for row in DataRelease.objects.all() for b in (row.csv, row.json)]
    case = walk.again()
    secrets = [CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE, STORY]
    secrets += [case.locator, case.display_number, case.title, case.story, "Kenari"]
    for secret in filter(None, secrets):
        assert not [one for one in held if secret.encode() in one], secret

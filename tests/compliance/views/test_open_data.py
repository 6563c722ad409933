"""The pages of open data and their files, as everybody reads them."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import SYSTEM
from compliance.domain.open_data import Key
from compliance.models import DataRelease
from compliance.selectors.dictionary import ABOUT
from compliance.services.open_data import release, release_all
from tests.complaints.register import obeyed, released, withdrawn
from tests.compliance.closings import TOLD_ON, a_year
from tests.compliance.rounds import NOW
from tests.factories.compliance import PublishedResultFactory

pytestmark = pytest.mark.django_db
HEAVIEST = 60_000


def get(client: Client, route: str, *args: Any, **more: Any) -> Any:
    return client.get(reverse(f"data:{route}", args=args), **more)


def page(client: Client, route: str, *args: Any, language: str = "id") -> str:
    answer = get(client, route, *args, query_params={"bahasa": language})
    assert answer.status_code == 200
    assert len(answer.content) < HEAVIEST
    return " ".join(answer.content.decode().split())


def everything() -> None:
    PublishedResultFactory()
    released(obeyed())
    a_year()
    release_all(actor=SYSTEM, now=TOLD_ON)


def test_the_catalogue_has_every_data_set_with_its_files(client: Client) -> None:
    everything()
    said = page(client, "catalogue")
    for key, about in ABOUT.items():
        assert str(about.title) in said
        for kind in ("csv", "json"):
            assert reverse(f"data:{kind}", args=[key.value, 1]) in said
    assert "usulan lisensi" in said
    assert "CC-BY-4.0" in said
    assert "2026." in said
    english = page(client, "catalogue", language="en")
    assert "proposed licence" in english
    assert "Closed reports of citizens" in english


def test_before_the_first_release_it_says_when_there_will_be_one(
    client: Client,
) -> None:
    said = page(client, "catalogue")
    assert "terbit 90 hari setelah tahun itu berakhir" in said
    assert "Unduh CSV" not in said


@pytest.mark.parametrize("key", list(Key))
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_column_is_explained_in_both_languages(
    client: Client, key: Key, language: str
) -> None:
    said = page(client, "set", key.value, language=language)
    for column in ABOUT[key].columns:
        assert f"<code>{column.name}</code>" in said


def test_of_what_counts_people_it_is_said_why_numbers_are_put_together(
    client: Client,
) -> None:
    assert "Mengapa ada angka yang digabung" in page(client, "set", "penutupan")
    assert "Tidak ditemukan maladministrasi" in page(client, "set", "penutupan")
    assert "Mengapa ada angka yang digabung" not in page(client, "set", "nilai")


def test_all_versions_are_listed_with_their_hashes(client: Client) -> None:
    for _ in range(2):
        PublishedResultFactory()
        release(key=Key.SCORES, actor=SYSTEM, now=NOW)
    said = page(client, "set", "nilai")
    for row in DataRelease.objects.all():
        assert row.csv_sha256 in said
        assert row.json_sha256 in said
        assert reverse("data:json", args=["nilai", row.version]) in said


@pytest.mark.parametrize(
    ("kind", "mime"), [("csv", "text/csv; charset=utf-8"), ("json", "application/json")]
)
def test_a_file_comes_as_it_was_released_with_its_hash(
    client: Client, kind: str, mime: str
) -> None:
    PublishedResultFactory()
    release(key=Key.SCORES, actor=SYSTEM, now=NOW)
    answer = get(client, kind, "nilai", 1)
    digest = hashlib.sha256(answer.content)
    assert answer["ETag"] == f'"{digest.hexdigest()}"'
    told = base64.b64encode(digest.digest()).decode()
    assert answer["Repr-Digest"] == f"sha-256=:{told}:"
    assert answer["Content-Type"] == mime
    assert answer["Content-Disposition"] == (
        f'attachment; filename="ombudsman-nilai-v1.{kind}"'
    )
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies
    assert "Vary" not in answer


def test_who_has_it_already_is_told_so(client: Client) -> None:
    PublishedResultFactory()
    release(key=Key.SCORES, actor=SYSTEM, now=NOW)
    tag = get(client, "csv", "nilai", 1)["ETag"]
    again = get(client, "csv", "nilai", 1, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", [("nilai", 7), ("orang", 1)])
def test_what_there_is_not_is_not_found(client: Client, address: Any) -> None:
    assert get(client, "csv", *address).status_code == 404
    assert get(client, "set", "orang").status_code == 404


def test_a_version_that_holds_a_withdrawn_recommendation_is_closed(
    client: Client,
) -> None:
    walk = obeyed()
    released(walk)
    first = release(key=Key.RECOMMENDATIONS, actor=SYSTEM, now=walk.now)
    assert first is not None
    assert get(client, "csv", "rekomendasi", 1)["Cache-Control"] == (
        "public, max-age=300"
    )
    walk.now += timedelta(days=1)
    withdrawn(walk)
    gone = get(client, "csv", "rekomendasi", 1)
    assert gone.status_code == 410
    assert gone["Cache-Control"] == "no-store"
    assert "baru saja ditarik" in page(client, "catalogue")
    later = walk.now + timedelta(minutes=10)
    second = release(key=Key.RECOMMENDATIONS, actor=SYSTEM, now=later)
    assert second is not None
    assert get(client, "json", "rekomendasi", 2).status_code == 200
    said = page(client, "set", "rekomendasi")
    assert "Ditutup: memuat Rekomendasi yang kemudian ditarik." in said
    assert reverse("data:csv", args=["rekomendasi", 1]) not in said


def test_programs_find_every_file_in_the_catalogue(client: Client) -> None:
    everything()
    answer = get(client, "catalogue_json")
    assert answer["Cache-Control"] == "public, max-age=300"
    told = json.loads(answer.content)
    assert [one["identifier"] for one in told["dataset"]] == [k.value for k in Key]
    for one in told["dataset"]:
        assert one["title_id"] != one["title_en"]
        for way in one["distribution"]:
            file = client.get(urlsplit(way["downloadURL"]).path)
            assert hashlib.sha256(file.content).hexdigest() == way["sha256"]
            assert len(file.content) == way["byteSize"]


def test_pages_ask_the_same_number_of_questions_however_much_there_is(
    client: Client,
) -> None:
    counts = []
    for _ in range(2):
        PublishedResultFactory()
        release(key=Key.SCORES, actor=SYSTEM, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            page(client, "catalogue")
            page(client, "set", "nilai")
            get(client, "csv", "nilai", 1)
        counts.append(len(asked))
    assert counts == [7, 7]


def test_the_scoreboard_and_the_foot_lead_to_the_data(client: Client) -> None:
    board = client.get(reverse("rapor:board")).content.decode()
    assert board.count(f'href="{reverse("data:catalogue")}"') == 2

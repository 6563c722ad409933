"""The pages of open data and their files, as everybody reads them."""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import SYSTEM
from complaints.domain.releasing import Release
from compliance.domain.open_data import Key
from compliance.models import DataRelease
from compliance.selectors.dictionary import ABOUT
from compliance.services.open_data import release, release_all
from tests.complaints.register import obeyed, released, withdrawn
from tests.compliance.closings import TOLD_ON, a_year
from tests.compliance.rounds import NOW
from tests.factories.compliance import PublishedResultFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
HEAVIEST = 60_000


def get(client: Client, route: str, *args: Any, **more: Any) -> Any:
    return client.get(reverse(f"data:{route}", args=args), **more)


def page(client: Client, route: str, *args: Any, language: str = "id") -> str:
    answer = get(client, route, *args, query_params={"bahasa": language})
    assert answer.status_code == 200
    assert len(answer.content) < HEAVIEST
    return " ".join(answer.content.decode().split())


def recommendations(now: Any) -> DataRelease | None:
    return release(key=Key.RECOMMENDATIONS, actor=SYSTEM, now=now)


def versions(count: int) -> None:
    """So many of one data set, as if it had grown."""
    PublishedResultFactory()
    first = release(key=Key.SCORES, actor=SYSTEM, now=NOW)
    assert first is not None
    rows = [copy(first) for _ in range(count - 1)]
    for n, row in enumerate(rows, start=2):
        row.pk, row.version = None, n
    DataRelease.objects.bulk_create(rows)


@contextmanager
def loaded() -> Iterator[list[DataRelease]]:
    """The versions that are read from the database meanwhile."""
    rows: list[DataRelease] = []

    def heard(instance: DataRelease, **_more: Any) -> None:
        rows.append(instance)

    post_init.connect(heard, sender=DataRelease)
    try:
        yield rows
    finally:
        post_init.disconnect(heard, sender=DataRelease)


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


def test_a_release_that_began_before_a_withdrawal_and_saw_it_is_open(
    client: Client,
) -> None:
    walk = obeyed()
    released(walk)
    recommendations(walk.now)
    began = walk.now + timedelta(hours=1)
    walk.now += timedelta(hours=2)
    withdrawn(walk)
    assert recommendations(began) is not None
    assert get(client, "csv", "rekomendasi", 2).status_code == 200
    assert recommendations(walk.now + timedelta(hours=1)) is None
    assert "baru saja ditarik" not in page(client, "catalogue")
    assert get(client, "csv", "rekomendasi", 1).status_code == 410


def test_a_release_that_did_not_see_a_withdrawal_begun_before_it_is_closed(
    client: Client,
) -> None:
    walk = obeyed()
    released(walk)
    recommendations(walk.now + timedelta(hours=1))
    withdrawn(walk)  # as of an hour ago
    assert get(client, "json", "rekomendasi", 1).status_code == 410
    assert recommendations(walk.now + timedelta(hours=2)) is not None
    assert get(client, "json", "rekomendasi", 2).status_code == 200


def test_what_was_withdrawn_stays_closed_when_it_comes_out_anew(client: Client) -> None:
    walk = obeyed()
    released(walk)
    recommendations(walk.now)
    withdrawn(walk)
    released(walk, kind=Release.CORRECTION, why="Instansinya dibetulkan.")
    assert recommendations(walk.now + timedelta(hours=1)) is not None
    assert get(client, "csv", "rekomendasi", 1).status_code == 410
    assert get(client, "csv", "rekomendasi", 2).status_code == 200


def test_a_version_before_a_correction_stays(client: Client) -> None:
    walk = obeyed()
    released(walk)
    recommendations(walk.now)
    released(walk, kind=Release.CORRECTION, why="Nama kantor dibetulkan.")
    assert get(client, "csv", "rekomendasi", 1).status_code == 200


def test_pages_of_recommendations_ask_as_much_with_many_versions_and_withdrawals(
    client: Client,
) -> None:
    walk = obeyed()
    released(walk)
    counts = []
    for n in (1, 2):
        recommendations(walk.now + timedelta(hours=n))
        withdrawn(walk)
        released(walk, kind=Release.CORRECTION, why="Instansinya dibetulkan.")
        with CaptureQueriesContext(connection) as asked:
            page(client, "catalogue")
            page(client, "set", "rekomendasi")
            get(client, "csv", "rekomendasi", 1)
        counts.append(len(asked))
    assert counts == [11, 11]


def test_the_catalogue_reads_the_newest_version_of_each_data_set_alone(
    client: Client,
) -> None:
    everything()
    PublishedResultFactory()
    release(key=Key.SCORES, actor=SYSTEM, now=NOW)
    for route in ("catalogue", "catalogue_json"):
        with loaded() as rows:
            get(client, route)
        assert sorted(row.version for row in rows) == [1, 1, 2]


def test_versions_are_listed_a_page_at_a_time(client: Client) -> None:
    versions(120)
    with loaded() as rows:
        said = page(client, "set", "nilai")
    assert len(rows) == 50
    assert said.count("Sidik SHA-256 CSV:") == 51  # the newest one is above as well
    assert reverse("data:csv", args=["nilai", 71]) in said
    assert reverse("data:csv", args=["nilai", 70]) not in said
    assert 'rel="next" href="?hal=2"' in said
    last = get(client, "set", "nilai", query_params={"hal": "3"}).content.decode()
    assert last.count("Sidik SHA-256 CSV:") == 21
    assert reverse("data:csv", args=["nilai", 120]) in last
    assert reverse("data:csv", args=["nilai", 1]) in last
    assert 'href="?hal=2"' in last


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
    assert counts == [5, 5]


def test_the_scoreboard_and_the_foot_lead_to_the_data(client: Client) -> None:
    board = client.get(reverse("rapor:board")).content.decode()
    assert board.count(f'href="{reverse("data:catalogue")}"') == 2

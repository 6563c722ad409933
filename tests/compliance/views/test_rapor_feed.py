"""The feed of our own rounds."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency
from compliance.models import Round, Snapshot
from compliance.services.score_corrections import correct
from tests.compliance.conftest import Complaints
from tests.compliance.people import ADMIN
from tests.compliance.rounds import NOW, city, finished, opened, published
from tests.factories.compliance import MethodologyFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, **query: str) -> ET.Element:
    response = client.get(reverse("rapor:feed"), query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own feed


def entries(root: ET.Element) -> list[dict[str, str]]:
    """What each entry says, by the name of the element."""
    return [
        {
            part.tag.removeprefix(ATOM): part.text or part.get("href") or ""
            for part in entry
        }
        for entry in root.iter(f"{ATOM}entry")
    ]


def corrected(agency: Agency, score: str) -> Snapshot:
    """A further version of the agency's score, a day later."""
    first = Snapshot.objects.get(agency=agency)
    return Snapshot.objects.create(
        round=first.round,
        agency=agency,
        version=2,
        year=first.year,
        score=score,
        data=first.data,
        sha256="1" * 64,
        formula=first.formula,
        published_at=first.published_at + timedelta(days=1),
    )


def test_it_is_an_atom_feed_also_before_anything_was_published(client: Client) -> None:
    root = read(client)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    assert entries(root) == []


def test_each_published_score_is_an_entry_with_its_method_and_its_hash(
    client: Client, complaints: Complaints
) -> None:
    one, two = city(1), city(2)
    published({one: "88", two: None})
    (entry,) = entries(read(client))
    assert (
        entry["title"]
        == "Pemerintah Kota Rekaan 1 2026: 88,00, A (terbit) [data contoh]"
    )
    assert entry["link"].endswith(f"/rapor/{one.ref}/2026/")
    snapshot = Snapshot.objects.get(agency=one)
    assert snapshot.sha256 in entry["summary"]
    assert "usulan, bukan rumus resmi" in entry["summary"]
    at = datetime.fromisoformat(entry["updated"])
    assert at.astimezone(UTC) == snapshot.published_at
    assert entry["id"].startswith("tag:")


def test_a_correction_is_an_entry_of_its_own_before_what_it_corrects(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "88"})
    corrected(one, "80")
    newest, first = entries(read(client))
    assert "80,00, B (dikoreksi)" in newest["title"]
    assert "88,00, A (terbit)" in first["title"]
    assert newest["id"] != first["id"]
    updated = read(client).findtext(f"{ATOM}updated")
    assert updated == newest["updated"]


def test_whose_rank_moved_because_another_was_corrected_is_not_told_as_corrected(
    client: Client, complaints: Complaints
) -> None:
    one, two = city(1), city(2)
    round_ = published({one: "82", two: "80"})
    correct(
        round_ref=round_.ref,
        agency_ref=two.ref,
        answers={"input": Decimal(95)},
        reason="Bukti diterima.",
        version=1,
        actor=ADMIN,
        now=NOW + timedelta(days=1),
    )
    assert Snapshot.objects.filter(agency=one).count() == 2
    told = [entry["title"] for entry in entries(read(client))]
    assert len(told) == 3
    (said,) = (title for title in told if "dikoreksi" in title)
    assert "Kota Rekaan 2 2026: 83,28" in said


def test_a_sign_that_xml_does_not_know_is_left_out_and_the_feed_stays(
    client: Client, complaints: Complaints
) -> None:
    method = MethodologyFactory(name_id="Metode\x0b 2023")
    one = city(1)
    round_ = opened(one, method=method)
    Round.objects.filter(pk=round_.pk).update(name="Penilaian\x01 contoh")
    finished(round_, {one: "88"})
    (entry,) = entries(read(client))
    assert entry["summary"].startswith("Penilaian contoh. Metode 2023. ")


def test_the_newest_fifty_are_told_with_four_questions(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "88"})
    first = Snapshot.objects.get(agency=one)
    Snapshot.objects.bulk_create(
        Snapshot(
            round=first.round,
            agency=one,
            version=n,
            year=2026,
            score="70",
            data=first.data,
            sha256=f"{n:064}",
            formula=first.formula,
            published_at=first.published_at,
        )
        for n in range(2, 60)
    )
    with CaptureQueriesContext(connection) as found:
        told = entries(read(client))
    assert len(told) == 50
    assert len({entry["id"] for entry in told}) == 50
    assert len(found) == 4


def test_it_is_kept_by_caches_sets_no_cookie_and_is_linked_from_the_board(
    client: Client,
) -> None:
    response = client.get(reverse("rapor:feed"))
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    board = client.get(reverse("rapor:board")).content.decode()
    assert board.count(f'href="{reverse("rapor:feed")}"') == 2


def test_it_speaks_the_language_of_its_address(
    client: Client, complaints: Complaints
) -> None:
    published({city(1): "88"})
    (entry,) = entries(read(client, bahasa="en"))
    assert "City Government of Rekaan 1 2026: 88.00, A (published)" in entry["title"]

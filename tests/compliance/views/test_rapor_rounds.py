"""The public scoreboard over our own rounds."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from tests.compliance import rounds
from tests.compliance.conftest import Complaints, fact
from tests.compliance.rounds import city, opened, published
from tests.factories import compliance as factories
from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import MethodologyFactory

pytestmark = pytest.mark.django_db


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def card(client: Client, agency: Agency, year: int = 2026) -> str:
    return text(client, reverse("rapor:card", kwargs={"ref": agency.ref, "year": year}))


def board(client: Client) -> str:
    return text(client, f"{reverse('rapor:board')}?tahun=2026")


def test_invented_cities_stand_apart_and_are_badged(
    client: Client, complaints: Complaints
) -> None:
    published({city(1): "90", city(2): "80"})
    page = board(client)
    assert "Kota rekaan" in page
    assert "data contoh" in page
    assert page.index("Kota Rekaan 1") < page.index("Kota Rekaan 2")


def test_a_round_that_is_not_published_is_nowhere(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    opened(one)
    assert "Kota Rekaan" not in board(client)
    assert "Nilai 2026: belum dipublikasikan." in card(client, one)


def test_an_undone_action_changes_the_card(
    client: Client, complaints: Complaints
) -> None:
    one, two = city(1), city(2)
    complaints.records[two.pk] = (
        fact("a", two.pk),
        fact(
            "b",
            two.pk,
            status="dilaksanakan",
            executed_on=date(2026, 8, 20),
            on_time_days_late=0,
        ),
        fact(
            "c",
            two.pk,
            status="dilaksanakan",
            executed_on=date(2026, 9, 15),
            on_time_days_late=10,
        ),
        fact("d", two.pk, excused=True),
    )
    published({one: "88", two: "88"})
    page = card(client, two)
    assert "Dari <b>3 tindakan korektif</b>" in page
    assert "<b>1</b> dilaksanakan tepat waktu, <b>1</b> terlambat" in page
    assert '<span class="num">60,00</span>' in page
    assert "88,00 menjadi 84,48" in page
    assert 'Nilai dasar <b class="num">88,00</b> turun menjadi' in page
    assert "Tidak dihitung: alasan diterima" in page
    assert "usulan, bukan rumus resmi" in page
    assert "data contoh" in page
    assert "peringkat 2 dari 2" in page
    assert "rata-rata 86,2" in page
    assert "bobot 21,85%" in page


def test_a_card_without_actions_keeps_its_base(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "88"})
    page = card(client, one)
    assert "KTK tidak ada dan nilai dasar tidak berubah" in page
    assert "turun menjadi" not in page
    assert "Baru satu tahun yang diketahui." in page


def test_an_agency_left_out_of_the_round_was_not_assessed(
    client: Client, complaints: Complaints
) -> None:
    one, two = city(1), city(2)
    published({one: "88", two: None})
    assert "Nilai 2026: tidak dinilai." in card(client, two)
    assert "Kota Rekaan 2" not in board(client)


def test_two_years_of_one_method_are_joined_and_compared(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "80"}, year=2025)
    published({one: "88"}, year=2026)
    page = card(client, one)
    assert "Naik 8,00 dari 2025." in page
    assert "naik 8,00" in board(client)
    assert "<polyline" in page
    assert "metode berubah" not in page


def test_two_versions_of_one_tree_and_its_weights_are_joined(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "80"}, year=2025)
    published({one: "88"}, year=2026, method=MethodologyFactory(code="2026-1"))
    assert "Naik 8,00 dari 2025." in card(client, one)
    assert "naik 8,00" in board(client)


@pytest.mark.parametrize(
    "other",
    [("lain", "21.85"), ("input", "21.86")],
    ids=["what is asked", "what it weighs"],
)
def test_versions_that_ask_or_weigh_something_else_are_not_compared(
    client: Client,
    complaints: Complaints,
    monkeypatch: pytest.MonkeyPatch,
    other: tuple[str, str],
) -> None:
    one = city(1)
    published({one: "80"}, year=2025)
    code, weight = other
    first, *more = factories.DIMENSIONS
    last = (*more[-1][:3], str(Decimal("43.39") - Decimal(weight)))
    tree = ((code, *first[1:3], weight), *more[:-1], last)
    monkeypatch.setattr(factories, "DIMENSIONS", tree)
    monkeypatch.setattr(rounds, "CODES", tuple(node[0] for node in tree))
    published({one: "88"}, year=2026, method=MethodologyFactory(code="2026-1"))
    page = card(client, one)
    assert "aik 8,00" not in page
    assert "aik 8,00" not in board(client)
    assert "<polyline" not in page
    assert "metode berubah" in page


def test_a_fall_and_no_change_have_their_words(
    client: Client, complaints: Complaints
) -> None:
    one, two = city(1), city(2)
    published({one: "80", two: "70"}, year=2025)
    published({one: "80", two: "40"}, year=2026)
    assert "Sama dengan 2025." in card(client, one)
    page = card(client, two)
    assert "Turun 30,00 dari 2025." in page
    assert "Skala mulai dari 0." in page


def test_the_newest_round_of_a_year_is_the_one_that_is_shown(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "80"})
    published({one: "90"})
    assert "90,00" in card(client, one)
    assert "90,00" in board(client)


def test_a_round_of_real_agencies_stands_with_the_real_ones(
    client: Client, complaints: Complaints
) -> None:
    real = AgencyFactory(code="64.71", fictional=False)
    published({real: "90"})
    page = board(client)
    assert "Kota rekaan" not in page
    assert "1 nilai dipublikasikan." in page

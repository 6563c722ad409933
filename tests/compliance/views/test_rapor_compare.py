"""Agencies of one kind beside each other."""

import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.domain.kinds import Category
from agencies.models import Agency
from tests.compliance.conftest import Complaints
from tests.compliance.rounds import city, published
from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import MethodologyFactory, PublishedResultFactory

pytestmark = pytest.mark.django_db
TAG = '<span class="tag warn">data contoh</span>'
#: Cities with their published scores of 2024.
CITIES = {
    "64.71": ("Balikpapan", "95.57"),
    "13.71": ("Padang", "93.67"),
    "13.74": ("Padang Panjang", "94.46"),
    "13.75": ("Bukittinggi", "89.55"),
    "13.76": ("Payakumbuh", "97.60"),
}


@pytest.fixture(autouse=True)
def _published() -> None:
    MethodologyFactory(code="2024", official=True, share=0, first_year=2024, year=2024)
    for code, (name, score) in CITIES.items():
        agency = AgencyFactory(
            code=code, name_id=f"Pemerintah Kota {name}", fictional=False
        )
        PublishedResultFactory(agency=agency, score=Decimal(score))
    AgencyFactory(
        code="64",
        category=Category.PROVINSI,
        name_id="Pemerintah Provinsi Kalimantan Timur",
        fictional=False,
    )


def of(*codes: str) -> list[str]:
    return [str(Agency.objects.get(code=code).ref) for code in codes]


def page(client: Client, *refs: str, year: int = 2024, **more: str) -> str:
    asked: dict[str, Any] = {"a": list(refs), "tahun": year, **more}
    response = client.get(reverse("rapor:compare"), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def row(text: str, name: str) -> list[str]:
    """The cells of one row, as they are read."""
    (found,) = re.findall(rf'<tr><th scope="row">{name}</th>(.*?)</tr>', text)
    cells = re.findall("<td[^>]*>(.*?)</td>", found)
    return [re.sub("<[^>]+>", "", cell).strip() for cell in cells]


def test_scores_of_one_kind_stand_in_one_table_in_the_order_asked(
    client: Client,
) -> None:
    text = page(client, *of("64.71", "13.71"))
    assert row(text, "Nilai") == ["95,57", "93,67"]
    assert row(text, "Kategori") == ["A", "A"]
    assert text.index("Kota Balikpapan") < text.index("Kota Padang")


def test_parts_are_compared_where_they_are_known(
    client: Client, complaints: Complaints
) -> None:
    one, two, three = city(1), city(2), city(3)
    published({one: "90", two: "80", three: None})
    text = page(client, str(one.ref), str(two.ref), str(three.ref), year=2026)
    assert row(text, "Masukan") == ["90,00", "80,00", "-"]
    assert row(text, "Nilai") == ["90,00", "80,00", "-"]
    assert row(text, "Kategori")[2] == "tidak dinilai"
    assert TAG in text
    assert "berbeda" not in text


def test_another_kind_is_refused_by_name_and_the_others_stay(client: Client) -> None:
    text = page(client, *of("64.71", "64"))
    assert "Tidak ikut dibandingkan: Pemerintah Provinsi Kalimantan Timur." in text
    assert row(text, "Nilai") == ["95,57"]


def test_an_invented_city_is_not_compared_with_a_real_one(
    client: Client, complaints: Complaints
) -> None:
    one = city(1)
    published({one: "90"}, year=2024)
    text = page(client, *of("64.71"), str(one.ref))
    assert "Tidak ikut dibandingkan: Pemerintah Kota Rekaan 1." in text
    assert TAG not in text


def test_a_fifth_one_is_too_many_and_one_twice_is_one(client: Client) -> None:
    codes = ("64.71", "13.71", "13.74", "13.75", "13.76")
    text = page(client, *of(*codes))
    assert len(row(text, "Nilai")) == 4
    assert "paling banyak 4" in text
    assert len(row(page(client, *of("64.71", "64.71")), "Nilai")) == 1


def test_scores_of_different_methods_are_shown_with_a_warning(
    client: Client, complaints: Complaints
) -> None:
    real = Agency.objects.get(code="13.71")
    published({real: "80"}, year=2024)
    text = page(client, *of("64.71", "13.71"))
    assert row(text, "Nilai") == ["95,57", "80,00"]
    assert "dihitung dengan metode yang berbeda" in text


def test_two_versions_on_one_scale_are_different_methods(
    client: Client, complaints: Complaints
) -> None:
    one, two = city(1), city(2)
    published({one: "90"})
    published({two: "80"}, method=MethodologyFactory(code="2026-1"))
    text = page(client, str(one.ref), str(two.ref), year=2026)
    assert "dihitung dengan metode yang berbeda" in text


def test_one_alone_chooses_among_those_of_its_kind_that_have_a_score(
    client: Client,
) -> None:
    text = page(client, *of("64.71"))
    choice = text.split('id="compare-with"')[1].split("</select>")[0]
    assert choice.count("<option") == 5
    assert "Kota Balikpapan" not in choice
    assert "Keluarkan" not in text


def test_each_one_can_be_taken_out(client: Client) -> None:
    balikpapan, padang = of("64.71", "13.71")
    text = page(client, balikpapan, padang)
    assert f'href="?tahun=2024&amp;a={padang}"' in text
    assert f'href="?tahun=2024&amp;a={balikpapan}"' in text


@pytest.mark.parametrize("nonsense", ["x", "00000000-0000-0000-0000-00000000000g"])
def test_what_is_no_agency_is_a_404(client: Client, nonsense: str) -> None:
    url = reverse("rapor:compare")
    assert client.get(url, {"a": nonsense}).status_code == 404
    assert client.get(url, {"a": [*of("64.71"), str(uuid4())]}).status_code == 404


def test_nobody_to_compare_leads_to_the_board(client: Client) -> None:
    response = client.get(reverse("rapor:compare"), {"a": ""})
    assert response.headers["Location"] == reverse("rapor:board")


def test_the_card_leads_here(client: Client) -> None:
    (ref,) = of("64.71")
    card = client.get(reverse("rapor:card", kwargs={"ref": ref, "year": 2024}))
    address = f"{reverse('rapor:compare')}?a={ref}&amp;tahun=2024"
    assert f'href="{address}"' in card.content.decode()


def test_four_are_asked_for_as_often_as_one(client: Client) -> None:
    def queries(*codes: str) -> int:
        asked: dict[str, Any] = {"a": of(*codes), "tahun": 2024}
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("rapor:compare"), asked)
        return len(found)

    assert queries("64.71") == queries("64.71", "13.71", "13.74", "13.75") <= 13


def test_nobody_without_a_score_of_that_year_is_offered(
    client: Client, complaints: Complaints
) -> None:
    one, two, three = city(1), city(2), city(3)
    published({one: "90", two: "80", three: None})
    text = page(client, str(one.ref), year=2026)
    choice = text.split('id="compare-with"')[1].split("</select>")[0]
    assert "Kota Rekaan 2" in choice
    assert choice.count("<option") == 2


def test_it_sets_no_cookie_and_takes_nothing(client: Client) -> None:
    url = f"{reverse('rapor:compare')}?a={of('64.71')[0]}"
    assert not client.get(url).cookies
    assert client.post(url).status_code == 405

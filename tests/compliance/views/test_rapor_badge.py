"""The picture of a score that agencies show on their own web sites."""

import re
from html import unescape
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency
from compliance.reports.badge import FITS, cut
from tests.compliance.rounds import city, published

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("published_facts", "complaints"),
]
SVG = "{http://www.w3.org/2000/svg}"


def address(agency: Agency) -> str:
    return reverse("rapor:badge", kwargs={"ref": agency.ref})


def balikpapan() -> Agency:
    return Agency.objects.get(code="64.71")


def lines(client: Client, agency: Agency, **asked: str) -> list[str]:
    """What the picture says, its title first."""
    response = client.get(address(agency), asked)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    named = [root.find(f"{SVG}title"), *root.iter(f"{SVG}text")]
    return ["".join(one.itertext()) for one in named if one is not None]


def test_it_says_the_newest_published_score_in_words(client: Client) -> None:
    title, *said = lines(client, balikpapan())
    assert title.startswith(
        "Ombudsman RI, rapor 2024 Pemerintah Kota Balikpapan: 95,57 dari 100, A,"
        " Zona hijau, Kualitas tertinggi"
    )
    assert "Ombudsman RI, rapor 2024" in said
    assert "A" in said
    assert "95,57dari 100" in said
    assert "Zona hijau, Kualitas tertinggi" in " ".join(said)


def test_it_speaks_english_only_where_the_address_says_so(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    assert "95,57" in lines(client, balikpapan())[0]
    english = lines(client, balikpapan(), bahasa="en")
    assert "95.57 out of 100" in english[0]
    assert "Green zone" in english[0]


def test_the_newest_year_stands_before_all_others(client: Client) -> None:
    one = city(1)
    published({one: "91.5"}, year=2026)
    published({one: "60"}, year=2027)
    title = lines(client, one)[0]
    assert "rapor 2027" in title
    assert "60,00" in title


def test_what_is_invented_and_what_is_a_proposal_says_so(client: Client) -> None:
    one = city(1)
    published({one: "91.5"})
    title, *said = lines(client, one)
    assert title.endswith("data contoh, usulan, bukan rumus resmi")
    assert said[-1] == "data contoh, usulan, bukan rumus resmi"


def test_colour_is_never_the_only_sign_of_a_class(client: Client) -> None:
    one = city(1)
    published({one: "21"})
    said = lines(client, one)
    assert "E" in said
    assert "Zona merah, Kualitas terendah" in said


def test_a_name_that_does_not_fit_is_cut_and_whole_in_the_title(
    client: Client,
) -> None:
    one = city(1)
    Agency.objects.filter(pk=one.pk).update(
        name_id="Pemerintah Kota " + "Panjang " * 9, short_name="Kota " + "Panjang " * 9
    )
    published({one: "91.5"})
    title, *said = lines(client, one)
    assert "Panjang " * 8 in title
    assert all(len(line) <= FITS for line in said[:-1])
    assert cut("Kota") == "Kota"


def test_where_nothing_is_published_there_is_no_badge(client: Client) -> None:
    one = city(1)
    assert client.get(address(one)).status_code == 404
    published({one: None, city(2): "91.5"})
    assert client.get(address(one)).status_code == 404
    nobody = reverse("rapor:badge", kwargs={"ref": uuid4()})
    assert client.get(nobody).status_code == 404


def test_other_sites_may_show_the_picture_and_nothing_else_of_ours(
    client: Client,
) -> None:
    response = client.get(address(balikpapan()))
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    missing = client.get(address(city(1)))
    assert missing["Cross-Origin-Resource-Policy"] == "same-origin"
    card = reverse("rapor:card", kwargs={"ref": balikpapan().ref, "year": 2024})
    assert client.get(card)["Cross-Origin-Resource-Policy"] == "same-origin"


def test_it_carries_no_script_no_style_and_nothing_from_elsewhere(
    client: Client,
) -> None:
    text = client.get(address(balikpapan())).content.decode()
    for never in ("<script", "<style", "style=", "href", "url(", "@import", "<image"):
        assert never not in text
    assert re.findall("https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]


def test_it_is_kept_by_caches_sets_no_cookie_and_asks_a_fixed_number(
    client: Client,
) -> None:
    picture = address(balikpapan())
    with CaptureQueriesContext(connection) as found:
        response = client.get(picture, {"bahasa": "en"})
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert "Vary" not in response
    assert len(found) <= 6
    assert client.post(picture).status_code == 405


def test_a_name_cannot_become_markup(client: Client) -> None:
    one = city(1)
    name = 'Kota <script>x</script> "&'
    Agency.objects.filter(pk=one.pk).update(name_id=name, short_name=name)
    published({one: "91.5"})
    assert name in lines(client, one)[0]
    page = client.get(reverse("rapor:card", kwargs={"ref": one.ref, "year": 2026}))
    assert "<script>x" not in page.content.decode()
    assert "<script>x" not in _snippet(page.content.decode())


def _snippet(page: str) -> str:
    found = re.search(r'<textarea id="lencana"[^>]*>([^<]*)</textarea>', page)
    assert found
    return unescape(found[1])


def test_the_card_has_the_snippet_to_copy_in_its_language(client: Client) -> None:
    agency = balikpapan()
    card = reverse("rapor:card", kwargs={"ref": agency.ref, "year": 2024})
    home = f"{settings.BASE_URL}/rapor/{agency.ref}/"
    told = _snippet(client.get(card).content.decode())
    assert told.startswith(f'<a href="{home}"><img src="{home}lencana.svg" width="300"')
    assert 'alt="Nilai kepatuhan terbaru Pemerintah Kota Balikpapan' in told
    english = _snippet(client.get(card, {"bahasa": "en"}).content.decode())
    assert f'src="{home}lencana.svg?bahasa=en"' in english
    assert "City Government of Balikpapan" in english


def test_a_card_of_whom_nothing_is_published_offers_no_snippet(client: Client) -> None:
    card = reverse("rapor:card", kwargs={"ref": city(1).ref, "year": 2024})
    assert "lencana" not in client.get(card).content.decode()

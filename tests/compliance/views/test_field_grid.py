"""The grid of a round in the field: narrowed, in pages, and never dearer for its size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.domain.kinds import Category
from agencies.models import Agency, Office, Region, Unit
from compliance.models import Round
from compliance.selectors import field_grid
from tests.compliance import field
from tests.compliance.rounds import city
from tests.factories.agencies import AgencyFactory, OfficeFactory, ProvinceFactory
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


def at(round_: Round) -> str:
    return reverse("assess:field", kwargs={"ref": round_.ref})


def text(client: Client, address: str, **asked: Any) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def units(page: str) -> list[str]:
    """The units that the page shows, in their order."""
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page)


def walked(client: Client, round_: Round, **asked: Any) -> list[list[str]]:
    """The units of every page, from one to the next by its link."""
    pages, address = [], at(round_)
    page = text(client, address, **asked)
    while True:
        pages.append(units(page))
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if onward is None:
            return pages
        page = text(client, address + onward[1].replace("&amp;", "&"))


def three_cities() -> Round:
    return field.drawn(*(city(n) for n in (1, 2, 3)), units=2)


def test_the_grid_costs_the_same_however_many_places_there_are(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queries(**asked: str) -> int:
        with CaptureQueriesContext(connection) as found:
            text(admin, at(round_), **asked)
        return len(found)

    round_ = three_cities()
    for where in round_.places.filter(drawn=True):
        field.handed_in(field.sent(where))
    many = queries(tahap="belum")
    monkeypatch.setattr(field_grid, "PAGE", 1)
    assert queries(tahap="belum") == many <= 30


def test_every_place_is_on_one_page_and_only_on_one(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = three_cities()
    (whole,) = walked(admin, round_)
    assert len(whole) == 6
    assert whole == sorted(whole, key=lambda unit: (unit.split()[-1], unit))
    for size in (1, 2, 4, 6):
        monkeypatch.setattr(field_grid, "PAGE", size)
        pages = walked(admin, round_)
        assert [unit for page in pages for unit in page] == whole
        assert all(len(page) == size for page in pages[:-1])


def test_agencies_and_units_of_one_name_are_not_lost_between_two_pages(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = three_cities()
    for number, kind in ((1, "kota"), (2, "kabupaten"), (3, "provinsi")):
        named = Agency.objects.filter(pk=city(number).pk)
        named.update(category=kind, name_id="Pemerintah Rekaan")
    for where in round_.places.filter(drawn=True):
        short = " ".join(where.unit.name_id.split()[:2])
        Unit.objects.filter(pk=where.unit_id).update(name_id=short)
    monkeypatch.setattr(field_grid, "PAGE", 1)
    assert walked(admin, round_) == [["Dinas 1"]] * 3 + [["Dinas 2"]] * 3


def test_a_later_page_leads_back_to_the_first_one(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(field_grid, "PAGE", 2)
    round_ = three_cities()
    first = text(admin, at(round_), tahap="belum")
    assert "Dari awal" not in first
    last = field_grid.grid(round_, field_grid.Wanted()).following
    later = text(admin, at(round_), tahap="belum", sesudah=str(last))
    assert 'href="?tahap=belum">Dari awal</a>' in later


def test_a_place_that_was_not_drawn_begins_the_list_anew(admin: Client) -> None:
    round_ = field.drawn(city(1), city(2))
    undrawn = round_.places.filter(drawn=False)[0]
    for nonsense in (str(uuid4()), "bukan-ref", str(undrawn.ref)):
        assert len(units(text(admin, at(round_), sesudah=nonsense))) == 2


def test_only_what_is_not_done_is_shown_where_that_is_asked_for(admin: Client) -> None:
    round_ = three_cities()
    one, two, three, *_rest = round_.places.filter(drawn=True).order_by("id")
    field.handed_in(field.sent(one))
    field.signed(one)
    field.handed_in(field.sent(two))
    field.sent(three)

    def shown(stage: str) -> set[str]:
        return set(units(text(admin, at(round_), tahap=stage)))

    everything = shown("")
    assert everything - shown("belum") == {one.unit.name_id}
    sent = {where.unit.name_id for where in (one, two, three)}
    assert shown("tanpa-penilai") == everything - sent
    assert shown("menunggu-lembar") == {three.unit.name_id}
    assert shown("nonsens") == everything


def test_the_grid_is_narrowed_to_the_provinces_of_an_office(admin: Client) -> None:
    far = ProvinceFactory(code="98", office=OfficeFactory(code="98"))
    one, two = city(1), city(2)
    Region.objects.filter(agencies=two).update(parent=far)
    OfficeFactory(code="00")
    three = AgencyFactory(
        category=Category.KEMENTERIAN, region=None, name_id="Pemerintah Rekaan 3"
    )
    round_ = field.drawn(one, two, three, units=2)

    def shown(office: str) -> set[str]:
        page = text(admin, at(round_), kantor=office)
        return {unit.split()[-1] for unit in units(page)}

    own = Office.objects.get(provinces__children__agencies=one).code
    assert shown("98") == {"2"}
    assert shown(own) == {"1"}
    assert shown("00") == {"3"}  # served by the centre, for no province has it
    assert shown("zz") == {"1", "2", "3"}
    page = text(admin, at(round_), kantor="98", tahap="belum")
    assert "2 dari 6 unit cocok dengan saringan." in page
    offered = re.findall(r'<option value="(\w+)"', page.split("</select>")[0])
    assert offered == sorted({"00", "98", own})


def test_the_provincial_government_is_served_by_its_own_office(admin: Client) -> None:
    far = ProvinceFactory(code="98", office=OfficeFactory(code="98"))
    Agency.objects.filter(pk=city(1).pk).update(region=far)
    round_ = field.drawn(Agency.objects.get(pk=city(1).pk), city(2))
    assert len(units(text(admin, at(round_), kantor="98"))) == 1


def test_where_nothing_matches_it_says_so_and_leads_back(admin: Client) -> None:
    round_ = three_cities()
    page = text(admin, at(round_), tahap="menunggu-lembar")
    assert "Tidak ada unit yang cocok." in page
    assert f'<a href="{at(round_)}">Hapus saringan</a>' in page
    assert "Unit terpilih" in page  # the figures of the whole round stay

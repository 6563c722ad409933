"""How a recommendation was carried out is read by everybody whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.corrective import ActionStatus
from complaints.selectors.releases import latest_entry
from complaints.services import publishing
from tests.complaints.ladder import (
    carried_out,
    disobeyed,
    publishable,
    recommended,
    ruled,
    told,
)
from tests.complaints.register import withdrawn
from tests.complaints.views.pages import agency_page, counted
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
WHY = "Menurut butirnya."


def own_page(client: Client, walk: Walk) -> str:
    """The report on the page of whoever made it."""
    address = reverse("tracking:case", args=[walk.case.locator])
    shown = {"number": walk.case.locator, "code": walk.receipt.code}
    assert client.post(reverse("tracking:enter"), shown).status_code == 302
    return client.get(address).content.decode()


def page_of(client: Client, walk: Walk, who: str) -> str:
    if who == "reporter":
        client.logout()
        return own_page(client, walk)
    login(client, who)
    return client.get(agency_page(walk.case)).content.decode()


READERS = ["liaison", "superior", "reporter"]


@pytest.mark.parametrize("who", READERS)
def test_the_status_and_its_reason_are_read_once_the_plenary_decided(
    client: Client, who: str
) -> None:
    walk = recommended()
    walk.pass_days(61)
    told(walk)
    before = page_of(client, walk, who)
    assert WHY not in before
    assert "Status pelaksanaan Rekomendasi:" not in before
    assert ruled(walk) == ""
    page = page_of(client, walk, who)
    for said in (
        "Status pelaksanaan Rekomendasi:",
        "Tidak dilaksanakan",
        WHY,
        "tetap wajib dilaksanakan",
    ):
        assert said in page
    assert "Ketidakpatuhan diumumkan" not in page


@pytest.mark.parametrize("who", READERS)
def test_a_part_whose_rest_is_excused_is_read_as_accepted(
    client: Client, who: str
) -> None:
    walk = recommended()
    carried_out(walk, 1)
    carried_out(walk, 2, ActionStatus.SEBAGIAN)
    walk.pass_days(61)
    told(walk, accepted=True)
    assert ruled(walk) == ""
    page = page_of(client, walk, who)
    assert "Alasan sisanya belum dilaksanakan kami terima." in page
    assert "tetap wajib dilaksanakan" not in page


@pytest.mark.parametrize("who", READERS)
def test_what_became_public_is_read_with_its_day_and_the_way_to_the_register(
    client: Client, who: str
) -> None:
    walk = publishable()
    walk.do(publishing.publish, "chair")
    assert "Ketidakpatuhan diumumkan" in page_of(client, walk, who)
    entry = latest_entry(walk.again())
    assert entry is not None
    address = reverse("recommendations:entry", args=[entry.ref])
    assert address in page_of(client, walk, who)
    withdrawn(walk)
    assert address not in page_of(client, walk, who)


def test_neither_page_asks_the_database_for_more_because_of_it(client: Client) -> None:
    walk = recommended()
    walk.pass_days(61)
    told(walk)
    counts = []
    for _turn in range(2):
        for who in ("liaison", "reporter"):
            page_of(client, walk, who)
            with counted() as queries:
                client.get(
                    agency_page(walk.case)
                    if who == "liaison"
                    else reverse("tracking:case", args=[walk.case.locator])
                )
            counts.append(len(queries))
        if not walk.case.recommendations.get().status:
            assert ruled(walk) == ""
    before, after = counts[:2], counts[2:]
    assert after[0] <= before[0]
    assert after[1] <= before[1] + 1


def test_another_agency_reads_nothing_of_it(client: Client) -> None:
    walk = disobeyed()
    login(client, "other_liaison")
    assert client.get(agency_page(walk.case)).status_code == 404

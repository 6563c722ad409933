"""What a liaison had a mail about is read in the inbox, and nothing that he may not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case
from complaints.selectors.agency_news import READ
from complaints.services import publishing
from complaints.views.agency_news import TOLD
from tests.complaints.colleagues import colleague
from tests.complaints.ladder import disobeyed, publishable, ruled
from tests.complaints.services.test_disobeyed import sanction
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.complaints.views.pages import (
    agency_page,
    counted,
    in_correction,
    in_examination,
)
from tests.factories.agencies import UnitFactory
from tests.people import agency, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
INBOX = reverse("agency:inbox")


def news(client: Client, who: str = "liaison") -> list[str]:
    """The lines, without what is markup."""
    login(client, who)
    page = client.get(INBOX).content.decode()
    block = page.partition('id="kabar"')[2].partition("</section>")[0]
    found = re.findall(r"<li>(.*?)</li>", block, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", line) for line in found]


def test_each_event_of_which_there_is_a_mail_has_a_line() -> None:
    assert set(TOLD) == set(READ)


def test_the_last_ten_stand_there_the_newest_first(client: Client) -> None:
    for _n in range(3):
        in_correction()
    walk = publishable()
    walk.do(publishing.publish, "chair")
    found = news(client)
    assert len(found) == 10
    assert found[0].startswith("Ketidakpatuhan diumumkan")
    told = " ".join(found)
    for said in (
        "Status pelaksanaan Rekomendasi ditetapkan",
        "Batas waktu melaporkan Rekomendasi lewat",
        "Rekomendasi dikirim",
    ):
        assert said in told
    assert walk.case.display_number in found[0]
    assert news(client, "superior") == found


def test_a_sanction_that_was_recommended_is_told(client: Client) -> None:
    walk = disobeyed()
    sanction(walk)
    assert ruled(walk) == ""
    assert news(client)[0].startswith("Rekomendasi penjatuhan sanksi dikirim")


def test_of_a_case_that_was_kept_from_it_the_agency_reads_nothing(
    client: Client,
) -> None:
    to_examination(Walk())
    assert news(client) == []
    walk = in_examination()
    asked(walk)
    assert [line.split(" 9 ")[0] for line in news(client)] == [
        "Permintaan penjelasan dikirim kepada Anda"
    ]
    assert news(client, "other_liaison") == []


def test_what_happened_before_the_agency_knew_of_the_case_is_not_told(
    client: Client,
) -> None:
    walk = in_examination()
    asked(walk)
    Case.objects.filter(pk=walk.case.pk).update(released_at=walk.now)
    assert len(news(client)) == 1
    later = walk.now.replace(year=walk.now.year + 1)
    Case.objects.filter(pk=walk.case.pk).update(released_at=later)
    assert news(client) == []


def test_who_speaks_for_a_unit_reads_the_news_of_that_unit(client: Client) -> None:
    walk = in_correction()
    mine, other = UnitFactory(agency=agency()), UnitFactory(agency=agency())
    login(client, colleague("Unit", [mine]))
    Case.objects.filter(pk=walk.case.pk).update(unit=other)
    assert "Kabar terakhir" not in client.get(INBOX).content.decode()
    Case.objects.filter(pk=walk.case.pk).update(unit=mine)
    assert agency_page(walk.case) in client.get(INBOX).content.decode()


def test_they_cost_the_same_for_any_number_of_cases(client: Client) -> None:
    asked(in_examination())
    news(client)
    with counted() as few:
        news(client)
    for _n in range(2):
        walk = in_examination()
        asked(walk)
        opened_by_agency(walk)
    with counted() as many:
        news(client)
    assert len(many) == len(few)

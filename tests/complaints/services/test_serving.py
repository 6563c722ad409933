"""A province is served by another office: the heads of both hear of it and read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from accounts.models import Absence, OfficeMembership, User
from accounts.wall_clock import wall_now
from journal.models import Delivery
from journal.testing import drain
from tests.complaints.services.test_office_editing import ALL, provinces, published
from tests.complaints.views.pages import counted
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED, calendar
from tests.people import login, office, person

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.test import Client

pytestmark = pytest.mark.django_db
__all__ = ["provinces"]  # the fixture
PAGE = "/kerja/kantor/"
SAID = "laporan baru dari Provinsi 63 masuk ke Perwakilan Uji."


@pytest.fixture
def former_head() -> User:
    """The head of the office that loses the province."""
    user: User = UserFactory(email="kepala.63@contoh.test")
    OfficeMembershipFactory(user=user, office=office("63"), role="head")
    return user


def told() -> set[str]:
    rows = Delivery.objects.filter(subscriber="office_news")
    return set(rows.values_list("recipient", flat=True))


def test_the_heads_of_both_offices_are_told_and_nobody_else(former_head: User) -> None:
    heads = {person("head"), person("other_head"), former_head}
    for key in ("examiner", "system_admin", "commissioner"):
        person(key)
    published(provinces=ALL)
    assert told() == {f"user:{one.pk}" for one in heads}


def test_their_mail_leads_to_the_page_of_the_office_and_says_no_more(
    former_head: User, mailoutbox: list[EmailMessage]
) -> None:
    published(provinces=ALL)
    drain()
    (mail,) = mailoutbox
    assert mail.to == [former_head.email]
    assert PAGE in str(mail.body)
    assert "63" not in str(mail.body)


def test_a_head_who_is_away_is_spoken_for_by_the_deputy(former_head: User) -> None:
    person("head")
    deputy = person("other_head")
    Absence.objects.create(
        person=person("head"),
        deputy=deputy,
        office=office("64"),
        first_day=FILED.date(),
        last_day=FILED.date(),
        entered_by=deputy,
        entered_at=FILED,
    )
    published(provinces=ALL)
    assert told() == {f"user:{deputy.pk}", f"user:{former_head.pk}"}


@pytest.mark.parametrize("how", ["suspended", "left", "no_head"])
def test_who_heads_neither_office_when_it_is_sent_is_sent_nothing(
    former_head: User, mailoutbox: list[EmailMessage], how: str
) -> None:
    person("head")
    published(provinces=ALL)
    assert f"user:{former_head.pk}" in told()
    mine = OfficeMembership.objects.filter(user=former_head)
    if how == "suspended":
        User.objects.filter(pk=former_head.pk).update(is_active=False)
    elif how == "left":
        mine.update(valid_to=wall_now() - timedelta(minutes=1))
    else:
        mine.update(role="examiner")
    drain()
    assert [mail.to for mail in mailoutbox] == [[person("head").email]]


def test_a_deputy_whose_turn_is_over_is_sent_nothing_either(
    former_head: User, mailoutbox: list[EmailMessage]
) -> None:
    person("head")
    deputy = UserFactory(email="wakil@contoh.test")
    OfficeMembershipFactory(user=deputy, office=office("64"), role="examiner")
    Absence.objects.create(
        person=person("head"),
        deputy=deputy,
        office=office("64"),
        first_day=FILED.date(),
        last_day=FILED.date(),
        entered_by=deputy,
        entered_at=FILED,
    )
    published(provinces=ALL)
    assert f"user:{deputy.pk}" in told()
    drain()  # some days later: the head is there again
    assert [mail.to for mail in mailoutbox] == [[former_head.email]]


def test_where_no_province_moves_nobody_is_told(former_head: User) -> None:
    published()
    assert told() == set()


def test_the_page_of_both_offices_says_it_for_a_month(
    client: Client, former_head: User
) -> None:
    calendar()
    published(provinces=ALL)
    for who in (former_head, "head"):
        with time_machine.travel(FILED + timedelta(days=29), tick=True):
            login(client, who)
            page = client.get(PAGE).content.decode()
            assert SAID in page
            assert "Perkara yang sudah ada tetap di Perwakilan 63." in page
        with time_machine.travel(FILED + timedelta(days=31), tick=True):
            login(client, who)
            assert SAID not in client.get(PAGE).content.decode()


def test_the_page_of_a_third_office_says_nothing(client: Client) -> None:
    calendar()
    published(provinces=ALL)
    third = UserFactory()
    OfficeMembershipFactory(user=third, office=office("61"), role="head")
    with time_machine.travel(FILED, tick=True):
        login(client, third)
        assert SAID not in client.get(PAGE).content.decode()


def test_the_page_costs_the_same_however_many_moved(client: Client) -> None:
    calendar()
    with time_machine.travel(FILED, tick=True):
        login(client, "head")
        client.get(PAGE)
        published(provinces=ALL)
        with counted() as one:
            client.get(PAGE)
        published(provinces=ALL, name_id="Perwakilan Kedua")
        with counted() as two:
            client.get(PAGE)
    assert len(one) == len(two)

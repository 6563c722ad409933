"""``/demo/``: a newcomer sees everybody, becomes anybody, and moves the clock."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import clear_url_caches

from accounts.actor import SYSTEM
from accounts.actor_of import member
from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.roles import Role
from accounts.wall_clock import wall_now
from journal.models import Entry
from ombudsman.demo.cast import BY_KEY, CAST
from ombudsman.demo.seed import seed_cast
from ombudsman.demo.services import offset
from ombudsman.demo.walk import WALK
from tests import people
from tests.factories.agencies import CalendarVersionFactory

pytestmark = pytest.mark.django_db


def become(client: Client, key: str) -> str:
    response = client.post(f"/demo/masuk/{key}/")
    assert response.status_code == 302
    return str(response.headers["Location"])


class TestSeed:
    def test_everybody_gets_the_account_and_the_roles_of_the_cast(self) -> None:
        for code in ("64", "63", "00"):
            people.office(code)
        agencies = [people.agency(0), people.agency(1)]
        now = wall_now()
        seeded = seed_cast(agencies=agencies, actor=SYSTEM, now=now)
        for key, user in seeded.items():
            expected = set(BY_KEY[key].roles) or {Role.CITIZEN}
            assert set(member(user, now=now).roles) - {Role.CHAIR} == expected
            assert not user.has_usable_password()

    def test_running_it_again_changes_nothing(self) -> None:
        for code in ("64", "63", "00"):
            people.office(code)
        CalendarVersionFactory()
        counts = before = (0, 0, 0, 0)
        for _ in range(2):
            before = counts
            out = StringIO()
            call_command("seed_demo", stdout=out)
            counts = (
                User.objects.count(),
                OfficeMembership.objects.count(),
                AgencyMembership.objects.count(),
                Entry.objects.count(),
            )
        assert counts[0] == len(CAST)
        assert counts[2] == 3
        made = Entry.objects.filter(subject_kind="user").count()
        assert made == len(CAST) + counts[1] + counts[2]
        assert before == counts
        assert "3 agencies" in out.getvalue()


class TestDoor:
    def test_the_page_lists_the_whole_cast_and_the_ten_lines(
        self, client: Client
    ) -> None:
        page = client.get("/demo/").content.decode()
        for person in CAST:
            assert person.name in page
            assert str(person.does) in page
        assert len(WALK) == 10
        assert all(str(step.what) in page for step in WALK)

    @pytest.mark.parametrize(
        ("key", "home"),
        [("citizen", "/laporan-saya/"), ("head", "/kerja/"), ("liaison", "/instansi/")],
    )
    def test_one_click_makes_a_visitor_that_person_with_both_factors(
        self, key: str, home: str, client: Client
    ) -> None:
        user = people.person(key)
        assert become(client, key) == home
        assert client.session["_auth_user_id"] == str(user.pk)
        page = client.get("/kerahasiaan/")
        assert page.status_code == 200, "the second factor counts as shown"

    def test_the_next_click_is_somebody_else_in_a_new_session(
        self, client: Client
    ) -> None:
        people.everybody()
        become(client, "head")
        first = client.session.session_key
        become(client, "liaison")
        assert client.session.session_key != first
        assert client.session["_auth_user_id"] == str(people.person("liaison").pk)

    def test_nobody_outside_the_cast_can_be_entered(self, client: Client) -> None:
        people.person("head")
        assert client.post("/demo/masuk/siapa-saja/").status_code == 404

    def test_before_the_seed_nobody_can_be_entered(self, client: Client) -> None:
        assert client.post("/demo/masuk/head/").status_code == 404

    def test_a_link_alone_signs_nobody_in(self, client: Client) -> None:
        people.person("head")
        assert client.get("/demo/masuk/head/").status_code == 405

    def test_another_site_cannot_click_for_the_visitor(self) -> None:
        people.person("head")
        client = Client(enforce_csrf_checks=True)
        assert client.post("/demo/masuk/head/").status_code == 403

    def test_even_where_the_code_lies_it_refuses_unless_this_is_a_demonstration(
        self, client: Client, settings: LazySettings
    ) -> None:
        people.person("head")
        settings.DEMO = False
        assert client.post("/demo/masuk/head/").status_code == 404
        clear_url_caches()


class TestClock:
    def test_a_click_moves_a_day_and_the_page_says_so(self, client: Client) -> None:
        response = client.post("/demo/jam/", {"sampai": "hari"}, follow=True)
        assert offset() == timedelta(days=1)
        text = response.content.decode()
        assert "Jam peragaan sekarang" in text
        assert "Jam sudah dimajukan" in text

    def test_anything_else_moves_nothing(self, client: Client) -> None:
        assert client.post("/demo/jam/", {"sampai": "kemarin"}).status_code == 400
        assert offset() == timedelta(0)

    def test_without_a_deadline_the_page_says_so(self, client: Client) -> None:
        response = client.post("/demo/jam/", {"sampai": "tenggat"}, follow=True)
        assert "Tidak ada tenggat di depan." in response.content.decode()

    def test_every_page_carries_the_ribbon_and_the_date(self, client: Client) -> None:
        for address in ("/", "/masuk/", "/demo/"):
            text = client.get(address).content.decode()
            assert "Data contoh" in text
            assert "Tanggal peragaan:" in text

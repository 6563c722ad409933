"""The pages about people: who sees whom, searching, paging, and what a refusal says."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import RoleChange, User
from accounts.roles import Act, Role
from accounts.selectors import PAGE
from accounts.wall_clock import wall_now
from tests import people
from tests.accounts.test_role_changes import admin, propose
from tests.factories.accounts import OfficeMembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/kerja/orang/"


@pytest.fixture
def administrator(client: Client) -> Client:
    """The administrator of the cast, who has just stepped up."""
    people.login(client, "system_admin")
    return client


@pytest.fixture
def head() -> Client:
    """The head of the cast's office, who has just stepped up."""
    client = Client()
    people.login(client, "head")
    return client


def names(client: Client, address: str = LIST) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'class="subj"[^>]*>([^<]+)<', page)


def test_an_administrator_sees_everybody_and_a_head_her_office(
    administrator: Client, head: Client
) -> None:
    people.everybody()
    assert len(names(administrator)) == User.objects.count()
    hers = names(head)
    assert people.described("examiner").name in hers
    assert people.described("examiner_elsewhere").name not in hers
    assert people.described("citizen").name not in hers


def test_the_search_finds_name_and_address(administrator: Client) -> None:
    people.everybody()
    examiner = people.described("examiner")
    assert names(administrator, f"{LIST}?q=arif+WICAK") == [examiner.name]
    intake = people.described("intake")
    assert names(administrator, f"{LIST}?q={intake.email}") == [intake.name]
    assert administrator.get(f"{LIST}?q=%00").status_code == 200
    page = administrator.get(f"{LIST}?q=tidak-ada").content.decode()
    assert "Tidak ada orang yang cocok" in page


def test_paging_reaches_everybody_once_even_of_one_name(
    administrator: Client,
) -> None:
    for n in range(PAGE + 5):
        UserFactory(email=f"sama{n}@contoh.test", name="Sama & Nama")
    seen, address = [], f"{LIST}?q=sama"
    while address:
        page = administrator.get(address).content.decode()
        seen += re.findall(r"sama\d+@contoh.test", page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"{LIST}{onward[1].replace('&amp;', '&')}" if onward else ""
    assert len(seen) == len(set(seen)) == PAGE + 5


@pytest.mark.parametrize("odd", ["x", "~", "a~x", "a~" + "9" * 30, "%00~1"])
def test_an_odd_address_is_a_page_like_any_other(
    odd: str, administrator: Client
) -> None:
    assert administrator.get(f"{LIST}?setelah={odd}").status_code == 200


def test_the_list_asks_no_more_for_more_people(
    administrator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(10):
        OfficeMembershipFactory(user=UserFactory(email=f"q{n}@contoh.test"))
    administrator.get(LIST)
    with django_assert_max_num_queries(10):
        administrator.get(LIST)


def test_a_persons_page_tells_roles_and_history_with_who_did_it(
    administrator: Client,
) -> None:
    user = UserFactory(name="Tono")
    propose(user)
    page = administrator.get(f"{LIST}{user.ref}/").content.decode()
    assert "Perubahan peran diusulkan" in page
    assert f"({people.described('system_admin').name})" in page
    assert "Tidak memegang peran apa pun" in page


def test_one_does_not_decide_about_oneself_on_ones_page(
    administrator: Client,
) -> None:
    mine = people.person("system_admin")
    page = administrator.get(f"{LIST}{mine.ref}/").content.decode()
    for act in ("Usulkan peran", "Usulkan berakhir", "Tangguhkan akun sekarang"):
        assert act not in page
    assert administrator.get(f"{LIST}{mine.ref}/peran/").status_code == 404
    answer = administrator.post(f"{LIST}{mine.ref}/tangguhkan/", {"why": "lost"})
    assert answer.status_code == 403


def test_a_second_click_on_a_decided_proposal_is_told_so(
    administrator: Client, head: Client
) -> None:
    change = propose(UserFactory())
    address = f"{LIST}usulan/{change.ref}/"
    assert administrator.post(address, {"decision": "approved"}).status_code == 403
    assert head.post(address, {"decision": "approved"}).status_code == 302
    again = head.post(address, {"decision": "refused"})
    assert again.status_code == 409
    assert "Sudah diputus" in again.content.decode()
    assert head.post(address, {"decision": "perhaps"}).status_code == 400


def test_a_proposal_is_taken_back_by_its_proposer(administrator: Client) -> None:
    change = propose(UserFactory())
    administrator.post(f"{LIST}usulan/{change.ref}/", {"decision": "withdrawn"})
    change.refresh_from_db()
    assert change.decision == "withdrawn"


def test_a_role_that_is_held_is_refused_beside_the_form(
    administrator: Client,
) -> None:
    body = {"role": "examiner", "office": people.office().pk, "reason": "ST-1"}
    address = f"{LIST}{people.person('examiner').ref}/peran/"
    answer = administrator.post(address, body)
    assert answer.status_code == 409
    assert "sudah memegang peran itu" in answer.content.decode()
    assert 'value="ST-1"' in answer.content.decode(), "what was typed stays"


def test_the_chair_is_proposed_and_ended_from_the_form(
    administrator: Client,
) -> None:
    user = people.person("commissioner")
    body = {"role": "chair", "office": people.office("00").pk, "reason": "Keppres"}
    administrator.post(f"{LIST}{user.ref}/peran/", body)
    assert RoleChange.objects.get().is_chair
    chair = people.person("chair")
    row = chair.office_memberships.get()
    address = f"{LIST}{chair.ref}/peran/kantor-{row.pk}/"
    assert "Hanya jabatan ketua" in administrator.get(address).content.decode()
    administrator.post(address, {"reason": "Keppres", "flag": "on"})
    assert RoleChange.objects.get(person=chair).is_chair


def test_a_liaisons_role_is_ended_from_the_form(administrator: Client) -> None:
    liaison = people.person("liaison")
    row = liaison.agency_memberships.get()
    address = f"{LIST}{liaison.ref}/peran/instansi-{row.pk}/"
    assert administrator.post(address, {"reason": ""}).status_code == 422
    assert administrator.post(address, {"reason": "Pindah"}).status_code == 302
    assert RoleChange.objects.get().agency == people.agency()


@pytest.mark.parametrize(
    "slug", ["kantor-0", "kantor-x", "lain-1", "kantor-" + "9" * 19]
)
def test_a_role_that_is_none_is_not_found(slug: str, administrator: Client) -> None:
    address = f"{LIST}{people.person('examiner').ref}/peran/{slug}/"
    assert administrator.get(address).status_code == 404


def test_a_closed_account_is_proposed_to_open_again(administrator: Client) -> None:
    user = UserFactory(is_active=False)
    address = f"{LIST}{user.ref}/aktifkan/"
    assert administrator.post(address, {"reason": ""}).status_code == 422
    assert administrator.post(address, {"reason": "Kembali"}).status_code == 302
    assert RoleChange.objects.get().act == Act.RESTORE


def test_suspending_asks_why_and_tells_when_it_was_done(
    administrator: Client,
) -> None:
    address = f"{LIST}{people.person('examiner').ref}/tangguhkan/"
    assert administrator.post(address, {"why": ""}).status_code == 422
    done = administrator.post(address, {"why": "lost"}, follow=True)
    assert "ditangguhkan" in done.content.decode()
    again = administrator.post(address, {"why": "lost"})
    assert again.status_code == 409


def test_an_agency_is_found_and_picked_without_a_script(
    administrator: Client, head: Client
) -> None:
    agency = people.agency()
    page = administrator.get("/kerja/orang/undang/?cari=zzzz").content.decode()
    assert "Tidak ada instansi dengan nama itu" in page
    picked = administrator.get(f"/kerja/orang/undang/?instansi={agency.ref}")
    assert "Narahubung instansi" in picked.content.decode()
    odd = administrator.get("/kerja/orang/undang/?instansi=x")
    assert "Kantor" in odd.content.decode()
    hers = head.get(f"/kerja/orang/undang/?instansi={agency.ref}")
    assert "Narahubung instansi" in hers.content.decode()
    given = f"{LIST}{people.person('examiner').ref}/peran/?instansi={agency.ref}"
    assert "Narahubung instansi" not in head.get(given).content.decode()


def test_a_step_up_that_is_over_is_asked_for_before_the_form() -> None:
    client = Client()
    people.login(client, "system_admin", minutes_ago=10)
    for path in ("undang/", f"{people.person('examiner').ref}/peran/"):
        where = client.get(f"{LIST}{path}").headers["Location"]
        assert where.startswith("/masuk/ulang/")


def test_a_role_that_has_ended_stays_on_the_page_with_its_end(
    administrator: Client,
) -> None:
    user = UserFactory()
    OfficeMembershipFactory(
        user=user,
        office=people.office(),
        role=Role.INTAKE.value,
        valid_to=wall_now() - timedelta(days=3),
    )
    page = administrator.get(f"{LIST}{user.ref}/").content.decode()
    assert "sampai" in page
    assert "Usulkan berakhir" not in page
    assert admin().user_id != user.pk

"""A head's page of her office: who has how much, and giving it to somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from accounts.actor_of import member
from accounts.roles import Role
from complaints.domain.states import State
from complaints.models import Case
from complaints.selectors.load import load_of
from complaints.selectors.narrowing import Days
from complaints.services import intake, recusing
from tests.complaints.services.test_handing import registered
from tests.complaints.story import Walk
from tests.complaints.views.pages import (
    case_page,
    counted,
    in_correction,
    in_examination,
)
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE, GIVE = "/kerja/kantor/", "/kerja/kantor/serahkan/"


@pytest.fixture(autouse=True)
def _day_of_filing() -> Iterator[None]:
    """The story's own day: what it starts is not late by the machine's calendar."""
    with time_machine.travel(FILED, tick=True):
        yield


def row_of(client: Client, who: str) -> str:
    """The line of one officer."""
    name = person(who).name
    page = client.get(PAGE).content.decode()
    (row,) = [row for row in page.split("<tr>") if name in row]
    return row


def links(row: str) -> list[tuple[str, int]]:
    """Each number of a line that leads to the queue, with its address."""
    found = re.findall(r'href="(/kerja/antrean/[^"]+)">(\d+)<', row)
    return [(address.replace("&amp;", "&"), int(n)) for address, n in found]


def body(*cases: Case, to: str = "", **more: Any) -> dict[str, Any]:
    """The form as the page sends it, with these cases ticked."""
    sent: dict[str, Any] = {"reason": "Beban.", "shown": [str(c.ref) for c in cases]}
    for case in cases:
        sent |= {
            f"c{case.ref}-pick": "on",
            f"c{case.ref}-version": case.version,
            f"c{case.ref}-to": person(to).pk if to else "",
        }
    return sent | more


@pytest.mark.parametrize(
    "who", ["citizen", "liaison", "intake", "examiner", "chair", "auditor"]
)
@pytest.mark.parametrize("page", [PAGE, GIVE])
def test_the_pages_are_a_heads_alone(client: Client, who: str, page: str) -> None:
    calendar()
    login(client, who)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("odd", ["x", "-1", "9" * 30, "9" * 5000])
def test_an_odd_holder_in_the_address_is_nobody(client: Client, odd: str) -> None:
    calendar()
    login(client, "head")
    assert client.get(GIVE, {"pemegang": odd}).status_code == 200


def test_each_number_is_the_number_of_cases_behind_its_link(client: Client) -> None:
    for _ in range(2):
        in_examination()
    late = in_examination()
    Case.objects.filter(pk=late.case.pk).update(due_on="2026-03-01")
    Walk().do(intake.start_formal, "intake")
    Walk()  # nobody took it
    login(client, "head")
    for who, opened in (("examiner", 3), ("intake", 1), ("other_examiner", 0)):
        found = links(row_of(client, who))
        assert [n for _, n in found[:1]] == ([opened] if opened else [])
        for address, n in found:
            queue = client.get(address).content.decode()
            shown = set(re.findall(r"/kerja/perkara/([\w-]{36})/", queue))
            assert len(shown) == n, address
            assert "tidak kami kenal" not in queue
    page = client.get(PAGE).content.decode()
    assert 'Perkara tanpa petugas: <b class="tn">1</b>' in page
    assert [
        n for address, n in links(row_of(client, "examiner")) if "lewat" in address
    ] == [1]


def test_another_offices_cases_are_not_counted_and_not_offered(client: Client) -> None:
    walk = in_examination()
    Case.objects.filter(pk=walk.case.pk).update(office=office("63"))
    login(client, "head")
    page = client.get(PAGE).content.decode()
    assert person("examiner").name in page  # she is of the office, with nothing to do
    assert links(row_of(client, "examiner")) == []
    listed = client.get(GIVE, {"pemegang": person("examiner").pk}).content.decode()
    assert case_page(walk.case) not in listed
    answer = client.post(GIVE, body(walk.again(), to="other_examiner"))
    assert answer.status_code == 409
    assert walk.again().examiner_id == person("examiner").pk


def test_who_left_the_office_still_stands_there_with_what_he_holds(
    client: Client,
) -> None:
    in_examination()
    person("examiner").office_memberships.update(valid_to=FILED)
    login(client, "head")
    row = row_of(client, "examiner")
    assert "tidak bertugas lagi" in row
    assert links(row) == []
    assert f"{GIVE}?pemegang={person('examiner').pk}" in row


def test_the_page_says_whom_it_suggests_and_why(client: Client) -> None:
    person("other_examiner")
    walk, busy = in_examination(), in_examination()
    login(client, "head")
    page = client.get(GIVE, {"pemegang": person("examiner").pk}).content.decode()
    name = person("other_examiner").name
    assert f"Usul: {name}, 0 perkara terbuka" in page
    assert f"Usul: {name}, 1 perkara terbuka" in page
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person("other_examiner").pk,
        reason="Kerabat.",
        actor=actor("other_examiner"),
        now=walk.now,
    )
    page = client.get(GIVE, {"pemegang": person("examiner").pk}).content.decode()
    assert "Tidak ada yang bisa diusulkan" in page
    assert case_page(busy.case) in page


def test_of_a_monitored_case_the_page_offers_those_who_monitor(client: Client) -> None:
    walk = in_correction()
    Case.objects.filter(pk=walk.case.pk).update(state=State.RESMON)
    examiner, monitor = person("examiner"), person("resmon")
    login(client, "head")
    page = client.get(GIVE, {"pemegang": examiner.pk}).content.decode()
    assert f"Usul: {monitor.name}, 0 perkara terbuka" in page
    sent = body(walk.again(), to="resmon")
    assert monitor.name in client.post(GIVE, sent).content.decode()
    assert walk.again().resmon_id == monitor.pk
    # It is the monitor's now: who examined it has nothing to hand over any more.
    page = client.get(GIVE, {"pemegang": examiner.pk}).content.decode()
    assert case_page(walk.case) not in page
    page = client.get(GIVE, {"pemegang": monitor.pk}).content.decode()
    assert case_page(walk.case) in page
    assert "Monitoring dipegang" in client.get(case_page(walk.case)).content.decode()


def test_several_go_at_once_each_with_what_became_of_it(client: Client) -> None:
    person("other_examiner")
    walks = [in_examination(), in_examination(), registered()]
    cases = [walk.again() for walk in walks]
    recusing.recuse(
        ref=cases[1].ref,
        user_id=person("other_examiner").pk,
        reason="Kerabat.",
        actor=actor("other_examiner"),
        now=FILED,
    )
    cases[1].refresh_from_db()
    login(client, "head")
    sent = body(*cases, everybody=person("other_examiner").pk)
    answer = client.post(GIVE, sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Diserahkan: 2. Tidak diserahkan: 1." in page
    assert "benturan kepentingan" in page.lower()
    new, old = person("other_examiner").pk, person("examiner").pk
    assert [walk.again().examiner_id for walk in walks] == [new, old, new]
    again = client.post(GIVE, sent)
    assert (again.status_code, "Diserahkan: 0" in again.content.decode()) == (409, True)


def test_without_a_reason_a_tick_or_a_successor_nothing_moves(client: Client) -> None:
    person("other_examiner")
    case = in_examination().case
    login(client, "head")
    answer = client.post(GIVE, body(case, to="other_examiner", reason=""))
    assert (answer.status_code, "Alasan belum diisi" in answer.content.decode()) == (
        422,
        True,
    )
    answer = client.post(GIVE, body(case))
    assert "Pilih kepada siapa" in answer.content.decode()
    sent = body(case, to="other_examiner")
    del sent[f"c{case.ref}-pick"]
    assert "tidak ada yang berubah" in client.post(GIVE, sent).content.decode()
    case.refresh_from_db()
    assert case.examiner_id == person("examiner").pk


def test_the_pages_ask_the_same_number_of_questions_for_any_number(
    client: Client,
) -> None:
    person("other_examiner")
    in_examination()
    login(client, "head")
    address = f"{GIVE}?pemegang={person('examiner').pk}"
    numbers = []
    for _ in range(2):
        client.get(PAGE)
        with counted() as load:
            client.get(PAGE)
        with counted() as give:
            client.get(address)
        numbers.append((len(load), len(give)))
        for _ in range(3):
            in_examination()
    assert numbers[0] == numbers[1]


def test_a_head_of_the_centre_reads_every_case_and_counts_her_own_office() -> None:
    walk, centre = in_examination(), office("00")
    type(centre).objects.filter(pk=centre.pk).update(central=True)
    head = OfficeMembershipFactory(
        user=UserFactory(), office=centre, role=Role.HEAD.value
    ).user
    who = member(head, now=FILED)
    assert Case.objects.visible_to(who).filter(pk=walk.case.pk).exists()
    found = load_of(who, Days(FILED.date(), FILED.date()), FILED)
    assert [(one.user_id, one.open) for one in found.people] == [(head.pk, 0)]

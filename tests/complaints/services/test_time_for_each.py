"""More time for several orders at once: each is asked, owed an answer and told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from complaints.domain import events
from complaints.domain.extending import answer_days
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Extension
from complaints.services import extending
from complaints.services.errors import NotReady
from journal.models import Delivery
from ombudsman import clock
from tests.complaints.objecting import in_time
from tests.complaints.services.test_relieving import order, wished
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.people import login, person

if TYPE_CHECKING:
    from complaints.models import Deadline
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
DECIDE = "putuskan-perpanjangan"
WHY = "Mesin pengganti ada di gudang."


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Walk:
    told = in_time()
    monkeypatch.setattr(clock, "now", lambda: told.now)
    return told


def wished_for(walk: Walk, n: int) -> Extension:
    row = order(walk, n)
    return wished(walk, action_ref=row.ref)


def decided(walk: Walk, row: Extension | None, *, granted: bool, **more: Any) -> None:
    walk.do(
        extending.decide_extension,
        "head",
        granted=granted,
        answer=WHY,
        request=row.ref if row else None,
        **more,
    )


def owed(walk: Walk, row: Extension) -> Deadline:
    found: Deadline = walk.case.deadlines.get(
        kind=TermKind.EXTENSION_ANSWER, subject=str(row.ref)
    )
    return found


def signed_in(who: str) -> Client:
    client = Client()
    login(client, who, minutes_ago=0)
    return client


def agency_told(walk: Walk) -> list[str]:
    rows = Delivery.objects.filter(
        entry__subject_id=walk.case.pk,
        entry__kind=events.EXTENSION_REFUSED,
        subscriber="agency_news",
    )
    return list(rows.values_list("recipient", flat=True))


def test_of_each_order_more_time_may_be_asked_while_another_waits(walk: Walk) -> None:
    wished_for(walk, 1)
    page = signed_in("liaison").get(agency_page(walk.case)).content.decode()
    assert reverse("agency:more_time", args=[order(walk, 2).ref]) in page
    assert reverse("agency:more_time", args=[order(walk, 1).ref]) not in page
    wished_for(walk, 2)
    assert Extension.objects.count() == 2


def test_the_head_says_which_of_several_he_decides(walk: Walk) -> None:
    first, second = wished_for(walk, 1), wished_for(walk, 2)
    with pytest.raises(NotReady, match="extension_which"):
        decided(walk, None, granted=True)
    decided(walk, second, granted=False)
    assert order(walk, 2).due_on == second.before
    decided(walk, None, granted=True)  # one alone is left
    assert order(walk, 1).due_on == first.until


def test_he_reads_for_which_orders_and_who_reads_his_answer(walk: Walk) -> None:
    wished_for(walk, 1)
    head = signed_in("head")
    page = head.get(act_page(walk.case, DECIDE)).content.decode()
    assert "Tindakan korektif 1: Terbitkan akta." in page
    assert "Instansi membaca kata-kata ini." in page
    assert "pelapor membaca kata-kata ini" not in page
    assert 'name="request"' not in page  # nothing to choose
    wished_for(walk, 2)
    page = head.get(act_page(walk.case, DECIDE)).content.decode()
    assert page.count('name="request"') == 2
    case = head.get(case_page(walk.case)).content.decode()
    assert "Tindakan korektif 2: Pasang papan waktu." in case


def test_the_form_takes_the_one_that_was_chosen(walk: Walk) -> None:
    first, second = wished_for(walk, 1), wished_for(walk, 2)
    body = {
        "version": walk.again().version,
        "decision": "grant",
        "answer": WHY,
        "request": str(second.ref),
    }
    answer = signed_in("head").post(act_page(walk.case, DECIDE), body)
    assert answer.status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.granted, second.granted) == (None, True)


def test_a_refusal_is_told_to_the_agency_whose_term_it_is(walk: Walk) -> None:
    decided(walk, wished_for(walk, 1), granted=False)
    assert f"user:{person('liaison').pk}" in agency_told(walk)
    page = signed_in("liaison").get(agency_page(walk.case)).content.decode()
    assert f"Perpanjangan tidak diberikan. {WHY}" in page


def test_a_request_is_owed_an_answer_by_the_head_until_he_gives_it(walk: Walk) -> None:
    row = wished_for(walk, 1)
    term = owed(walk, row)
    assert (term.holder, term.count) == (Party.HEAD, 3)
    decided(walk, row, granted=True)
    assert not owed(walk, row).is_owed


def test_undecided_until_its_term_is_over_it_waits_no_more_and_both_sides_read_so(
    walk: Walk,
) -> None:
    row = wished_for(walk, 1)
    walk.pass_days((row.before - walk.now.date()).days + 1)
    assert not owed(walk, row).is_owed
    with pytest.raises(NotReady, match="no_extension_asked"):
        decided(walk, row, granted=True)
    agency = signed_in("liaison").get(agency_page(walk.case)).content.decode()
    assert "diminta, tetapi tidak diputus sebelum batas waktu" in agency
    office = signed_in("head").get(case_page(walk.case)).content.decode()
    assert "Tidak diputus sebelum batas waktu" in office
    assert "Menunggu putusan" not in office


@pytest.mark.parametrize(("left", "days"), [(30, 3), (3, 3), (2, 2), (1, 1), (0, 1)])
def test_the_head_has_three_days_and_never_longer_than_the_term(
    left: int, days: int
) -> None:
    assert answer_days(left) == days

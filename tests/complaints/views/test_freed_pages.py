"""An agency reads why it was freed of an order, and nothing of what was said inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.relief import Relief
from complaints.domain.terms import TermKind
from tests.complaints.ladder import in_resmon
from tests.complaints.services.test_objection_ruling import terms
from tests.complaints.services.test_relieving import asked, decided, order
from tests.complaints.views.pages import agency_page, case_page, counted
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
WHY = "Akta diterbitkan pengadilan."
INSIDE = "Kami terima."


def pages(client: Client, walk: Walk, who: str = "liaison") -> list[str]:
    login(client, who)
    return [
        client.get(address).content.decode()
        for address in (agency_page(walk.case), reverse("agency:record"))
    ]


@pytest.mark.parametrize(
    ("kind", "said"), [(Relief.EXCUSE, "Dikecualikan"), (Relief.ANNUL, "Dibatalkan")]
)
@pytest.mark.parametrize("who", ["liaison", "superior"])
def test_the_agency_reads_why_it_owes_an_order_no_more(
    client: Client, who: str, kind: Relief, said: str
) -> None:
    walk = in_resmon()
    asked(walk, kind)
    for page in pages(client, walk, who):
        assert WHY not in page  # it is only proposed
    decided(walk)
    for page in pages(client, walk, who):
        assert WHY in page
        assert f"{said} 21 April 2026, dengan alasan:" in page
        assert INSIDE not in page


def test_what_was_refused_stays_inside_the_house(client: Client) -> None:
    walk = in_resmon()
    asked(walk)
    decided(walk, granted=False)
    for page in pages(client, walk):
        assert WHY not in page
        assert INSIDE not in page


def test_both_pages_cost_the_same_for_any_number_of_reliefs(client: Client) -> None:
    walk = in_resmon()
    counts = []
    for n in (1, 2):
        asked(walk, action=order(walk, n).ref)
        decided(walk)
        pages(client, walk)
        with counted() as queries:
            pages(client, walk)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_commissioner_has_ten_working_days_to_decide(client: Client) -> None:
    walk = in_resmon()
    asked(walk)
    (term,) = terms(walk, TermKind.RELIEF)
    assert (term.holder, term.count) == ("commissioner", 10)
    login(client, "commissioner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Putuskan pengecualian atau pembatalan tindakan" in page
    decided(walk, granted=False)
    assert not terms(walk, TermKind.RELIEF)
    again = asked(walk)
    assert [row.subject for row in terms(walk, TermKind.RELIEF)] == [str(again.ref)]
    decided(walk)
    assert not terms(walk, TermKind.RELIEF)

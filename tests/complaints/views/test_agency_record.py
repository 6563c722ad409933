"""An agency's own record: every order of all years with our verdicts, and its score."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.corrective import ActionStatus
from complaints.domain.record import InRecord, standing_in, year_in
from complaints.models import Case
from complaints.models.choices import Verdict
from complaints.services import corrective
from tests.complaints.colleagues import colleague
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import agency_page, counted, in_correction
from tests.factories.agencies import UnitFactory
from tests.people import actor, agency, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
RECORD = reverse("agency:record")
WHY = "Papannya belum terbaca dari loket."


def judged(walk: Walk, verdict: Verdict, status: ActionStatus | None) -> None:
    corrective.decide_evidence(
        evidence_ref=submitted(walk).ref,
        verdict=verdict,
        status=status,
        reason=WHY,
        actor=actor("examiner"),
        now=walk.now,
    )


def read(client: Client, **asked: str) -> str:
    return client.get(RECORD, asked).content.decode()


@pytest.fixture
def walk() -> Walk:
    return in_correction()


def test_it_holds_every_order_with_our_verdict_and_reason(
    client: Client, walk: Walk
) -> None:
    judged(walk, Verdict.REJECTED, None)
    login(client, "liaison")
    page = read(client)
    for said in ("Terbitkan akta.", "Pasang papan waktu.", WHY, "Ditolak"):
        assert said in page
    assert reverse("rapor:choose", args=[agency().ref]) in page
    assert agency_page(walk.case) in page


def test_what_is_closed_stays_in_it(client: Client, walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed", closed_from="corrective", closing_reason="tk_dilaksanakan"
    )
    login(client, "liaison")
    assert "Terbitkan akta." in read(client)
    inbox = client.get("/instansi/").content.decode()
    assert "Terbitkan akta." not in inbox  # no duty any more,
    assert agency_page(walk.case) in inbox  # and yet a case of theirs


def test_an_order_is_found_by_its_year_and_by_how_far_it_is(
    client: Client, walk: Walk
) -> None:
    judged(walk, Verdict.ACCEPTED, ActionStatus.DILAKSANAKAN)
    actions = walk.case.actions
    actions.filter(n=2).update(due_on=walk.now.date() - timedelta(days=1))
    login(client, "liaison")
    year = str(walk.now.year)
    done, other = "Terbitkan akta.", "Pasang papan waktu."
    assert done in read(client, tahun=year)
    assert "Tidak ada yang cocok." in read(client, tahun="2019")
    assert done in read(client, tahun="tahun ini")  # nonsense asks for none
    for standing, found in {
        InRecord.DONE: {done},
        InRecord.LATE: {other},
        InRecord.PARTLY: set(),
        InRecord.OPEN: set(),
        InRecord.FREED: set(),
    }.items():
        page = read(client, status=standing)
        assert {one for one in (done, other) if one in page} == found, standing
    actions.filter(n=2).update(
        due_on=walk.now.date() + timedelta(days=9999), status="sebagian"
    )
    assert other in read(client, status=InRecord.OPEN)
    assert other in read(client, status=InRecord.PARTLY)
    actions.filter(n=2).update(annulled_on=walk.now.date())
    assert other in read(client, status=InRecord.FREED)


def test_addresses_name_years_and_standings() -> None:
    assert [
        year_in(text) for text in ("2026", "26", "abcd", "", "٢٠٢٦", "0000", "9999")
    ] == [
        2026,
        None,
        None,
        None,
        None,
        None,
        None,
    ]
    assert standing_in("lewat") is InRecord.LATE
    assert standing_in("apa saja") is None


def test_nobody_else_finds_it_there(client: Client, walk: Walk) -> None:
    login(client, "other_liaison")
    page = read(client)
    assert "Terbitkan akta." not in page
    assert "Belum ada tindakan" in page
    for who in ("examiner", "citizen"):
        login(client, who)
        assert client.get(RECORD).status_code == 404


def test_who_speaks_for_a_unit_reads_the_record_of_that_unit(
    client: Client, walk: Walk
) -> None:
    mine, other = UnitFactory(agency=agency()), UnitFactory(agency=agency())
    login(client, colleague("Unit", [mine]))
    Case.objects.filter(pk=walk.case.pk).update(unit=other)
    assert "Terbitkan akta." not in read(client)
    Case.objects.filter(pk=walk.case.pk).update(unit=mine)
    assert "Terbitkan akta." in read(client)


def test_it_costs_the_same_for_any_number_of_orders(client: Client, walk: Walk) -> None:
    login(client, "liaison")
    judged(walk, Verdict.MORE, None)
    read(client)
    with counted() as few:
        read(client)
    for _n in range(2):
        judged(in_correction(), Verdict.MORE, None)
    with counted() as many:
        read(client)
    assert len(many) == len(few)


def test_a_long_record_has_pages(client: Client) -> None:
    for _n in range(13):
        in_correction()
    login(client, "liaison")
    page = read(client)
    assert page.count("Terbitkan akta.") + page.count("Pasang papan waktu.") == 25
    assert 'rel="next"' in page
    assert "Pasang papan waktu." in read(client, hal="2")

"""Who answers for an order, and which agencies it takes besides the one it goes to."""

from __future__ import annotations

import pytest
from django.test import Client

from complaints.models import CorrectiveAction
from complaints.services import lhp
from documents.services.keeping import content_of
from tests.complaints.story import Walk, opened_by_agency, to_review
from tests.complaints.views.pages import act_page, agency_page, case_page, lhp_sent
from tests.documents.reading import text_of
from tests.factories.agencies import AgencyAliasFactory, AgencyFactory
from tests.people import login

pytestmark = pytest.mark.django_db
MAYOR = "Wali Kota"


@pytest.fixture
def walk() -> Walk:
    """The report is to be drafted; two other agencies stand in the register."""
    walk = Walk()
    to_review(walk)
    for code, name in (("D1", "Dinas Data"), ("D2", "Badan Arsip")):
        agency = AgencyFactory(code=code, name_id=name)
        AgencyAliasFactory(agency=agency, name=name)
    return walk


def browser(who: str) -> Client:
    client = Client()
    login(client, who)
    return client


def body(walk: Walk, related: str) -> dict[str, object]:
    return lhp_sent(
        walk,
        action_1="Terbitkan akta.",
        superior_1=MAYOR,
        related_1=related,
    )


def test_they_are_drafted_signed_and_read_by_both_sides(walk: Walk) -> None:
    examiner, typed = browser("examiner"), "dinas DATA\nBadan Arsip\nDinas Data"
    assert (
        examiner.post(act_page(walk.case, "lhp"), body(walk, typed)).status_code == 302
    )
    order = CorrectiveAction.objects.get()
    assert order.related == ["Dinas Data", "Badan Arsip"]
    assert order.superior == MAYOR
    form = examiner.get(act_page(walk.again(), "lhp")).content.decode()
    assert "Dinas Data\nBadan Arsip" in form
    walk.do(lhp.sign_lhp, "head")
    letter = walk.case.lhps.get().letter
    assert letter is not None
    said = text_of(content_of(letter.file))
    opened_by_agency(walk)
    ours = examiner.get(case_page(walk.again())).content.decode()
    theirs = browser("liaison").get(agency_page(walk.case)).content.decode()
    for page in (ours, theirs):
        assert "Instansi terkait: Dinas Data; Badan Arsip" in page
        assert f"Atasan: {MAYOR}" in page
    assert "Instansi terkait: Dinas Data, Badan Arsip" in said
    assert f"Atasan: {MAYOR}" in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Dinas Dat", "Maksud Anda: Dinas Data?"),
        ("Xyzzy", "Tidak ada instansi bernama “Xyzzy”."),
        ("\n".join(["Dinas Data"] * 6), "Paling banyak 5 instansi."),
    ],
)
def test_a_name_that_no_agency_bears_is_refused_and_kept(
    walk: Walk, typed: str, says: str
) -> None:
    client = browser("examiner")
    answer = client.post(act_page(walk.case, "lhp"), body(walk, typed))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert typed.splitlines()[0] in answer.content.decode()
    assert not CorrectiveAction.objects.exists()


def test_a_dissolved_agency_is_no_longer_taken(walk: Walk) -> None:
    gone = AgencyFactory(code="D3", name_id="Badan Lama", valid_to="2020-01-01")
    AgencyAliasFactory(agency=gone, name="Badan Lama")
    client = browser("examiner")
    answer = client.post(act_page(walk.case, "lhp"), body(walk, "Badan Lama"))
    assert answer.status_code == 422


def test_a_report_without_them_says_nothing_of_them(walk: Walk) -> None:
    sent = body(walk, "") | {"superior_1": ""}
    browser("examiner").post(act_page(walk.case, "lhp"), sent)
    page = browser("examiner").get(case_page(walk.again())).content.decode()
    assert "Instansi terkait" not in page
    assert "Atasan:" not in page

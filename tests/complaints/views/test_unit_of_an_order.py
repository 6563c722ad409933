"""An order goes to one unit of the agency: its liaison knows the case from then on."""

from __future__ import annotations

import pytest

from accounts.models import AgencyMembership
from agencies.models import Unit
from complaints.models import CorrectiveAction
from complaints.selectors.liaisons import liaison_ids
from complaints.services import lhp
from complaints.services.errors import NotReady
from complaints.services.lhp import ActionText, FindingText, LhpText
from documents.services.keeping import content_of
from tests.complaints.story import Walk, opened_by_agency, to_review
from tests.complaints.views.pages import act_page, agency_page, case_page, lhp_sent
from tests.complaints.views.test_related_agencies import browser
from tests.documents.reading import text_of
from tests.factories.agencies import UnitFactory
from tests.people import agency, person

pytestmark = pytest.mark.django_db
ARCHIVE = "Bidang Arsip"


@pytest.fixture
def walk() -> Walk:
    """The report is to be drafted; the liaison answers for one unit, which it does not
    concern so far."""
    walk = Walk()
    to_review(walk)
    unit = UnitFactory(agency=agency(), name_id=ARCHIVE, name_en="Archive")
    seat = AgencyMembership.objects.get(user=person("liaison"))
    seat.units.add(unit)
    return walk


def archive() -> Unit:
    found: Unit = Unit.objects.get(name_id=ARCHIVE)
    return found


def drafted(walk: Walk, unit: int) -> int:
    sent = lhp_sent(walk, action_1="Buka arsip.", unit_1=str(unit))
    page = act_page(walk.case, "lhp")
    status: int = browser("examiner").post(page, sent).status_code
    return status


def test_the_liaison_of_the_unit_sees_the_case_once_the_report_is_signed(
    walk: Walk,
) -> None:
    page = agency_page(walk.again())
    assert browser("liaison").get(page).status_code == 404
    assert drafted(walk, archive().pk) == 302
    assert CorrectiveAction.objects.get().unit == archive()
    assert browser("liaison").get(page).status_code == 404
    assert person("liaison").pk not in liaison_ids(walk.again(), walk.now)
    walk.do(lhp.sign_lhp, "head")
    assert browser("liaison").get(page).status_code == 200
    assert person("liaison").pk in liaison_ids(walk.again(), walk.now)


def test_both_sides_and_the_letter_say_which_unit_it_is(walk: Walk) -> None:
    drafted(walk, archive().pk)
    form = browser("examiner").get(act_page(walk.again(), "lhp")).content.decode()
    assert f'<option value="{archive().pk}" selected>{ARCHIVE}</option>' in form
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    letter = walk.case.lhps.get().letter
    assert letter is not None
    assert f"Unit: {ARCHIVE}" in text_of(content_of(letter.file))
    ours = browser("examiner").get(case_page(walk.again())).content.decode()
    theirs = browser("liaison").get(agency_page(walk.case)).content.decode()
    for page in (ours, theirs):
        assert f"Unit: {ARCHIVE}" in page


def test_without_a_choice_it_is_the_unit_that_was_reported(walk: Walk) -> None:
    sent = lhp_sent(walk, action_1="Buka arsip.", unit_1="")
    browser("examiner").post(act_page(walk.case, "lhp"), sent)
    order = CorrectiveAction.objects.get()
    assert order.unit_id == walk.again().unit_id


def test_a_unit_of_another_agency_is_ordered_nothing(walk: Walk) -> None:
    elsewhere = UnitFactory()
    assert drafted(walk, elsewhere.pk) == 422
    order = ActionText("Buka arsip.", unit_id=elsewhere.pk)
    text = LhpText("U", "H", "P", "found", [FindingText("PB", "Lama.")], [order])
    with pytest.raises(NotReady, match="no_unit"):
        walk.do(lhp.draft_lhp, "examiner", text=text)
    assert not CorrectiveAction.objects.exists()


def test_what_is_not_filled_in_stays_closed_and_opens_by_its_name(walk: Walk) -> None:
    examiner, page = browser("examiner"), act_page(walk.again(), "lhp")
    empty = examiner.get(page).content.decode()
    assert empty.count('<details class="card mt" open>') == 2  # one finding, one order
    assert empty.count('<details class="card mt">') == 12
    assert "<summary>Tindakan 8</summary>" in empty
    wrong = lhp_sent(walk, action_1="Buka.", action_7="Tutup.", related_7="Xyzzy")
    answer = examiner.post(page, wrong)
    assert answer.status_code == 422
    assert answer.content.decode().count('<details class="card mt" open>') == 3


def test_a_report_has_room_for_eight_orders(walk: Walk) -> None:
    orders = {f"action_{n}": f"Perintah {n}." for n in range(1, 9)}
    sent = browser("examiner").post(
        act_page(walk.again(), "lhp"), lhp_sent(walk, **orders)
    )
    assert sent.status_code == 302
    assert CorrectiveAction.objects.count() == 8

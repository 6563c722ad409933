"""What every case has, a case that nobody reported has too: and tells no reporter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.roles import Role
from accounts.services.absences import enter_absence
from accounts.wall_clock import wall_now
from complaints.domain.activities import Kind
from complaints.domain.bulk import BulkKind
from complaints.domain.correspondence import Side
from complaints.domain.extending import Cause
from complaints.domain.lifecycle import IllegalTransition, WhyNot
from complaints.domain.states import CaseClass
from complaints.domain.terms import TermKind
from complaints.models import AgencyTie, Case, Initiative
from complaints.selectors.headless import heads_of
from complaints.selectors.initiatives import waiting_for
from complaints.services import fast, identity, suggesting
from complaints.services.errors import NotReady
from journal.models import Delivery
from tests.complaints.own import OwnWalk, own_to_examination, suspicion
from tests.complaints.services import (
    test_bulk,
    test_correcting,
    test_correspondence,
)
from tests.complaints.services.test_activities import begun as heard
from tests.complaints.services.test_extending import asked, decided, limit
from tests.complaints.services.test_going_on import follow, news_to, suggest, withdrawn
from tests.complaints.services.test_initiating import to_a_reporter
from tests.complaints.services.test_reclassifying import changed, owed
from tests.complaints.views.pages import case_page
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, agency, login, office, person

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> OwnWalk:
    found = OwnWalk()
    own_to_examination(found)
    found.again()
    return found


def test_another_class_moves_its_limit_from_the_same_first_day(walk: OwnWalk) -> None:
    first = owed(walk).started_on
    walk.now += timedelta(days=9)
    changed(walk, CaseClass.HEAVY)
    assert (owed(walk).kind, owed(walk).started_on) == (TermKind.EXAM_HEAVY, first)
    assert to_a_reporter(walk.case) == 0


def test_more_time_is_asked_and_given_and_no_reporter_hears_of_it(
    walk: OwnWalk,
) -> None:
    row = limit(walk, TermKind.EXAM_MEDIUM)
    before = row.due_on
    asked(walk, row=row)
    decided(walk)
    assert limit(walk, TermKind.EXAM_MEDIUM).due_on > before
    assert to_a_reporter(walk.case) == 0


def test_no_reporter_is_the_cause_of_its_lateness(walk: OwnWalk) -> None:
    row = limit(walk, TermKind.EXAM_MEDIUM)
    with pytest.raises(NotReady, match="no_reporter"):
        asked(walk, row=row, cause=Cause.REPORTER)


def test_among_many_it_takes_no_message(walk: OwnWalk) -> None:
    bulk = test_bulk.chosen([walk.case], BulkKind.MESSAGE, who="examiner")
    assert [row.why for row in bulk.rows.all()] == ["no_reporter"]


def test_among_many_it_gets_another_class(walk: OwnWalk) -> None:
    bulk = test_bulk.chosen([walk.case], BulkKind.CLASS)
    assert [row.why for row in test_bulk.carried_out(bulk)] == [""]
    assert walk.again().classification == CaseClass.HEAVY
    assert to_a_reporter(walk.case) == 0


def test_a_letter_comes_from_the_agency_and_none_from_a_reporter(
    walk: OwnWalk,
) -> None:
    assert test_correspondence.keep(walk).side == Side.AGENCY
    with pytest.raises(NotReady, match="no_reporter"):
        test_correspondence.keep(walk, side=Side.REPORTER)


def test_what_came_on_paper_is_never_put_right_into_a_reporters(
    walk: OwnWalk,
) -> None:
    paper = test_correspondence.keep(walk)
    with pytest.raises(NotReady, match="no_reporter"):
        test_correcting.right_paper(walk, paper, side=Side.REPORTER)
    paper.refresh_from_db()
    assert paper.side == Side.AGENCY


def test_nobody_proposes_to_take_it_fast() -> None:
    walk = OwnWalk()
    with pytest.raises(IllegalTransition) as refused:
        walk.do(fast.propose_fast, "examiner", reason="Mendesak.")
    assert refused.value.why is WhyNot.NO_REPORTER
    assert TermKind.RCO_CONFIRMATION not in {
        row.kind for row in walk.again().deadlines.all()
    }


def ask_for_names(walk: OwnWalk) -> int:
    return identity.request_identity(
        ref=walk.case.ref,
        purpose="examine",
        actor=actor("examiner", stepped_up=True),
        real_now=wall_now(),
        now=walk.now,
    )


def test_of_nobody_there_is_no_identity_to_open(walk: OwnWalk) -> None:
    with pytest.raises(NotAllowed, match="no_reporter"):
        ask_for_names(walk)


@pytest.mark.django_db(transaction=True)
def test_the_sealed_name_of_a_witness_is_opened_and_none_beside_it() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    heard(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    opening: dict[str, Any] = {
        "ref": walk.case.ref,
        "entry_id": ask_for_names(walk),
        "actor": actor("examiner"),
        "real_now": wall_now(),
    }
    assert [name for _row, name in identity.open_witnesses(**opening)] == [
        "Bambang Sutrisno"
    ]
    with pytest.raises(NotAllowed, match="no_reporter"):
        identity.open_identity(**opening)
    assert to_a_reporter(walk.case) == 0


@pytest.mark.django_db(transaction=True)
def test_the_page_of_a_sealed_name_shows_it_and_speaks_of_no_reporter(
    client: Client,
) -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    heard(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    login(client, "examiner")
    door = f"{case_page(walk.case)}identitas/"
    assert client.get(door).status_code == 200
    answer = client.post(door, {"purpose": "examine"})
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "Bambang Sutrisno" in page.content.decode()


def test_who_suggested_it_hears_that_it_was_begun() -> None:
    OwnWalk()
    assert news_to("examiner") == 0  # the head began that one of her own accord
    follow(suggest())
    assert news_to("examiner") == 1


def absent(deputy: str) -> None:
    enter_absence(
        person_id=person("head").pk,
        deputy_id=person(deputy).pk,
        first=FILED.date(),
        last=FILED.date(),
        actor=actor("head"),
        now=FILED,
    )


def test_for_a_head_who_is_away_her_deputy_hears_of_a_suggestion() -> None:
    absent("other_head")
    suggest()
    assert (news_to("head"), news_to("other_head")) == (0, 1)


def test_no_deputy_hears_of_it_who_has_to_do_with_the_agency() -> None:
    absent("other_head")
    tied = AgencyTie.objects.create
    tied(user=person("other_head"), agency=agency(), at=FILED)
    suggest()
    assert (news_to("head"), news_to("other_head")) == (1, 0)


def at_the_centre() -> User:
    """Who heads the centre."""
    found = UserFactory(name="Kepala Pusat")
    OfficeMembershipFactory(user=found, office=office("00"), role=Role.HEAD.value)
    return found


def every_head_tied() -> None:
    person("head")
    for who in heads_of(office().pk, FILED).values_list("user_id", flat=True):
        AgencyTie.objects.create(user_id=who, agency=agency(), at=FILED)


def news_of(user: User) -> int:
    return Delivery.objects.filter(recipient=f"user:{user.pk}").count()


def test_where_no_head_may_decide_a_suggestion_it_goes_to_the_head_of_the_centre() -> (
    None
):
    calendar()
    centre = at_the_centre()
    every_head_tied()
    row = suggesting.suggest(wish=suspicion(), actor=actor("examiner"), now=FILED)
    assert news_to("head") == 0
    assert news_of(centre) == 1
    boss = member(centre, now=FILED)
    assert list(waiting_for(actor("head"), FILED)) == []
    assert list(waiting_for(boss, FILED)) == [row]
    case = suggesting.follow(ref=row.ref, wish=suspicion(), actor=boss, now=FILED)
    assert case.office == office("00")  # where somebody may lead it
    assert Case.objects.visible_to(boss).filter(pk=case.pk).exists()


def test_the_centre_goes_on_with_a_withdrawn_report_of_that_office_too() -> None:
    centre, walk = at_the_centre(), withdrawn()
    boss = member(centre, now=walk.now)
    row = suggesting.suggest(
        wish=suspicion(), out_of=walk.case.ref, actor=actor("examiner"), now=walk.now
    )
    assert list(waiting_for(boss, walk.now)) == []  # its own head may
    every_head_tied()
    assert list(waiting_for(boss, walk.now)) == [row]
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    assert list(waiting_for(boss, walk.now)) == []  # of that report she may not know
    Case.objects.filter(pk=walk.case.pk).update(restricted=False)
    case = suggesting.follow(ref=row.ref, wish=suspicion(), actor=boss, now=walk.now)
    assert case.office == office("00")
    assert Initiative.objects.get(pk=row.pk).out_of == walk.case


def test_the_centre_declines_with_a_reason_and_a_tied_head_there_reads_nothing() -> (
    None
):
    centre = at_the_centre()
    every_head_tied()
    row = suggesting.suggest(wish=suspicion(), actor=actor("examiner"), now=FILED)
    boss = member(centre, now=FILED)
    suggesting.decline(ref=row.ref, answer="Belum cukup.", actor=boss, now=FILED)
    assert news_to("examiner") == 1
    AgencyTie.objects.create(user=centre, agency=agency(), at=FILED)
    other = suggesting.suggest(wish=suspicion(), actor=actor("examiner"), now=FILED)
    assert other.decided_at is None
    assert list(waiting_for(boss, FILED)) == []
    assert news_of(centre) == 1  # of the first one


def test_its_pages_say_whose_it_is_and_why_she_decides(client: Client) -> None:
    centre = at_the_centre()
    every_head_tied()
    row = suggesting.suggest(wish=suspicion(), actor=actor("examiner"), now=FILED)
    with time_machine.travel(FILED, tick=True):
        login(client, centre)
        home = client.get("/kerja/prakarsa/").content.decode()
        page = client.get(f"/kerja/prakarsa/{row.ref}/").content.decode()
    assert office().name_id in home
    assert "jadi kepala kantor pusat yang memutus" in page

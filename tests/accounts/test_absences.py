"""Being away: who enters it, who acts meanwhile, and that nobody acts for himself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts import events
from accounts.absent import away_in, for_whom
from accounts.deputies import acting_for, comes_back, represented_by, seats
from accounts.errors import (
    AwayAlready,
    DeputyElsewhere,
    GoesInCircles,
    NotAllowed,
    Settled,
    WrongDays,
)
from accounts.models import Absence
from accounts.roles import DEPUTISED, SEATED, Role
from accounts.services.absences import LONGEST, end_absence, enter_absence
from accounts.wall_clock import wall_now
from journal.models import Delivery, Entry
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
PAGE = "/kerja/cuti/"
ids = st.integers(1, 6)


def third() -> Any:
    """One more examiner of the cast's office."""
    found = UserFactory()
    OfficeMembershipFactory(user=found, office=office(), role=Role.EXAMINER.value)
    return found


def away(who: Any, deputy: Any, by: str = "head", **more: Any) -> Absence:
    told = {"first": TODAY, "last": TODAY + timedelta(days=4), "now": FILED} | more
    return enter_absence(person_id=who.pk, deputy_id=deputy.pk, actor=actor(by), **told)


@given(st.dictionaries(ids, st.none() | ids), ids)
def test_whoever_acts_is_there_or_it_stays_with_the_one_who_is_away(
    gone: dict[int, int | None], who: int
) -> None:
    acts = acting_for(who, gone)
    assert acts == who or acts not in gone
    assert who not in represented_by(who, gone)
    assert all(acting_for(one, gone) == who for one in represented_by(who, gone))


@given(st.dictionaries(ids, ids), ids, ids)
def test_an_absence_that_closes_no_circle_leaves_somebody_to_act(
    gone: dict[int, int], who: int, deputy: int
) -> None:
    gone = {one: to for one, to in gone.items() if one not in {to, who}}
    if not comes_back(who, deputy, [gone]):
        met, at = {who}, deputy
        with_it = {**gone, who: deputy}
        while at in with_it and at not in met:
            met.add(at)
            at = with_it[at]
        assert at != who


@given(
    st.dictionaries(ids, st.none() | ids),
    ids,
    st.sets(st.sampled_from(sorted(DEPUTISED))),
    st.dictionaries(ids, st.sets(st.sampled_from(sorted(DEPUTISED)))),
)
def test_nobody_sits_in_a_place_above_his_own_nor_in_that_of_somebody_who_is_there(
    gone: dict[int, int | None],
    who: int,
    roles: set[Role],
    held: dict[int, set[Role]],
) -> None:
    for one, role in seats(who, roles, gone, held):
        assert one in represented_by(who, gone)
        assert role in held[one]
        assert role in SEATED
        assert role in roles or Role.HEAD in roles


def test_a_seat_is_taken_in_the_same_role_or_by_a_head() -> None:
    gone, held = {1: 2}, {1: {Role.EXAMINER, Role.HEAD, Role.RESMON}}
    assert seats(2, {Role.EXAMINER}, gone, held) == {(1, Role.EXAMINER)}
    assert seats(2, {Role.INTAKE}, gone, held) == set()
    assert seats(2, {Role.HEAD}, gone, held) == {(1, Role.EXAMINER), (1, Role.RESMON)}
    assert seats(2, {Role.EXAMINER}, gone, {}) == set()  # who works there no more


def test_the_deputy_of_a_deputy_acts_while_both_are_away() -> None:
    arif, maria, budi = person("examiner"), person("other_examiner"), third()
    away(arif, maria)
    away(maria, budi, first=TODAY + timedelta(days=2))
    monday, wednesday = FILED, FILED + timedelta(days=2)
    here = [office().pk]
    assert acting_for(arif.pk, away_in(here, monday)) == maria.pk
    assert acting_for(arif.pk, away_in(here, wednesday)) == budi.pk
    assert for_whom(actor("other_examiner"), monday) == {arif.pk: arif.name}
    assert away_in(here, FILED + timedelta(days=5)) == {}  # it ended by itself
    budi.office_memberships.update(valid_to=FILED)
    assert acting_for(arif.pk, away_in(here, wednesday)) == arif.pk
    assert away_in([office("63").pk], monday) == {}


def test_a_circle_is_refused_on_the_days_on_which_it_would_close() -> None:
    arif, maria, budi = person("examiner"), person("other_examiner"), third()
    away(arif, maria)
    later = TODAY + timedelta(days=3)
    away(maria, budi, first=later, last=later)
    with pytest.raises(GoesInCircles):
        away(budi, arif, first=TODAY, last=later)
    away(budi, arif, first=TODAY, last=later - timedelta(days=1))
    with pytest.raises(GoesInCircles):
        away(maria, arif, first=TODAY, last=TODAY)


def test_one_enters_ones_own_and_a_head_that_of_her_office() -> None:
    arif, maria = person("examiner"), person("other_examiner")
    found = away(arif, maria, by="examiner")
    told = Entry.objects.get(kind=events.ABSENCE_ENTERED)
    assert (told.subject_id, told.data["deputy"]) == (arif.pk, maria.pk)
    sent = Delivery.objects.get(entry=told)
    assert (sent.subscriber, sent.recipient) == (
        "accounts.notice_deputy",
        f"user:{maria.pk}",
    )
    for who in ("other_examiner", "intake", "examiner_elsewhere", "chair"):
        with pytest.raises((NotAllowed, Absence.DoesNotExist)):
            end_absence(ref=found.ref, actor=actor(who), now=FILED)
    with pytest.raises(NotAllowed):
        away(maria, arif, by="examiner")
    with pytest.raises(NotAllowed):
        away(person("examiner_elsewhere"), arif)
    end_absence(ref=found.ref, actor=actor("examiner"), now=FILED)
    assert away_in([office().pk], FILED) == {}
    with pytest.raises(Settled):
        end_absence(ref=found.ref, actor=actor("head"), now=FILED)


def test_the_deputy_is_another_colleague_of_the_same_office_and_role() -> None:
    arif = person("examiner")
    for who in ("examiner", "intake", "examiner_elsewhere", "citizen"):
        with pytest.raises(DeputyElsewhere):
            away(arif, person(who))
    above = away(arif, person("other_head"))  # a head stands above him
    end_absence(ref=above.ref, actor=actor("head"), now=FILED)
    gone = third()
    gone.is_active = False
    gone.save()
    with pytest.raises(DeputyElsewhere):
        away(arif, gone)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            person=arif,
            deputy=arif,
            office=office(),
            first_day=TODAY,
            last_day=TODAY,
            entered_by=arif,
            entered_at=FILED,
        )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY - timedelta(days=1), TODAY),
        (TODAY + timedelta(days=1), TODAY),
        (TODAY, TODAY + LONGEST + timedelta(days=1)),
        (date.max, date.max),
    ],
)
def test_days_that_are_over_the_wrong_way_round_or_too_many_are_refused(
    first: date, last: date
) -> None:
    with pytest.raises(WrongDays):
        away(person("examiner"), person("other_examiner"), first=first, last=last)


def test_two_absences_of_one_person_share_no_day() -> None:
    arif, maria = person("examiner"), person("other_examiner")
    away(arif, maria)
    with pytest.raises(AwayAlready):
        away(arif, maria, first=TODAY + timedelta(days=4), last=TODAY + timedelta(9))
    away(arif, maria, first=TODAY + timedelta(days=5), last=TODAY + timedelta(9))


def test_the_page_lists_enters_and_ends(client: Client) -> None:
    arif, maria = person("examiner"), person("other_examiner")
    login(client, "examiner")
    assert "Tidak ada cuti yang tercatat" in client.get(PAGE).content.decode()
    day = (wall_now() + timedelta(days=1)).date().isoformat()
    sent = {"person": arif.pk, "deputy": maria.pk, "first": day, "last": day}
    lacking = client.post(PAGE, sent | {"last": ""})
    assert (lacking.status_code, "Isi hari terakhir" in lacking.content.decode()) == (
        422,
        True,
    )
    refused = client.post(PAGE, sent | {"deputy": arif.pk})
    assert (
        refused.status_code,
        "Wakil harus rekan lain" in refused.content.decode(),
    ) == (
        409,
        True,
    )
    assert client.post(PAGE, sent).status_code == 302
    login(client, "other_examiner")
    page = client.get(PAGE).content.decode()
    assert arif.name in page
    assert "/akhiri/" not in page
    login(client, "examiner")
    ref = Absence.objects.get().ref
    assert client.post(f"{PAGE}{ref}/akhiri/").status_code == 302
    assert "Tidak ada cuti yang tercatat" in client.get(PAGE).content.decode()

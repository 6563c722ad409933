"""Results are set by a plenary: its minutes, and two different members who agree."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from accounts.errors import NotAllowed
from agencies.models import Agency
from compliance import notifications
from compliance.models import Answer, Approval, Place, Plenary, Round, Snapshot
from compliance.services import errors
from compliance.services.locking import lock
from compliance.services.plenary import approve, file_minutes, gates_of_publication
from compliance.services.publishing import publish
from compliance.services.results import outcome_of
from journal.models import Delivery, Entry
from tests.compliance import field
from tests.compliance.people import ADMIN, ASSESSOR, AUDITOR
from tests.compliance.plenary import NUMBER, agreed, filed, paper
from tests.compliance.rounds import DECREE, NOW, answer, city, opened
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import actor, office, person

if TYPE_CHECKING:
    from accounts.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]

DAY = timedelta(days=1)


def locked() -> Round:
    round_ = opened(city(1))
    answer(round_, city(1), "80")
    return lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)


def publishing(round_: Round) -> Round:
    return publish(
        round_ref=round_.ref,
        version=Round.objects.get(pk=round_.pk).version,
        decree=DECREE,
        actor=ADMIN,
        now=NOW,
    )


def unmet(round_: Round) -> list[str]:
    return [
        gate.code
        for gate in gates_of_publication(round_, outcome_of(round_))
        if not gate.met
    ]


def filing(round_: Round, **more: Any) -> Plenary:
    told: dict[str, Any] = {
        "number": NUMBER,
        "held_on": NOW.date(),
        "version": 0,
        "actor": actor("compliance_admin"),
        "now": NOW,
    }
    return file_minutes(round_ref=round_.ref, minutes=paper(NOW), **told | more)


def agreeing(row: Plenary, who: str, version: int | None = None) -> Plenary:
    told = row.version if version is None else version
    return approve(ref=row.ref, version=told, actor=actor(who), now=NOW)


def test_without_minutes_and_two_who_agree_nothing_is_published() -> None:
    round_ = locked()
    assert unmet(round_) == ["minutes", "approved"]
    with pytest.raises(errors.GatesShut) as refused:
        publishing(round_)
    assert [gate.code for gate in refused.value.gates] == ["minutes", "approved"]
    row = filing(round_)
    agreeing(row, "commissioner")
    assert unmet(round_) == ["approved"]
    with pytest.raises(errors.GatesShut):
        publishing(round_)
    assert not Snapshot.objects.exists()
    agreeing(row, "chair")
    assert unmet(round_) == []
    assert publishing(round_).state == "published"


def test_one_person_who_agrees_twice_is_one_person() -> None:
    row = filing(locked())
    for _ in range(2):
        agreeing(row, "chair")
    assert row.approvals.count() == 1
    assert Entry.objects.filter(kind=notifications.RESULTS_APPROVED).count() == 1
    assert unmet(row.round) == ["approved"]


@pytest.mark.parametrize("who", ["compliance_admin", "assessor", "auditor", "head"])
def test_only_members_agree(who: str) -> None:
    row = filing(locked())
    with pytest.raises(NotAllowed):
        agreeing(row, who)
    assert not Approval.objects.exists()


@pytest.mark.parametrize("who", [AUDITOR, ASSESSOR])
def test_nobody_but_who_runs_the_round_files_minutes(who: Actor) -> None:
    with pytest.raises(NotAllowed):
        filing(locked(), actor=who)


def test_minutes_are_of_a_locked_round() -> None:
    round_ = opened(city(1))
    with pytest.raises(errors.NotLocked):
        filing(round_)
    round_ = locked()
    agreed(round_, NOW)
    publishing(round_)
    with pytest.raises(errors.NotLocked):
        filing(round_, version=1)


@pytest.mark.parametrize("days", [-1, 1])
def test_the_plenary_was_held_after_the_lock_and_not_tomorrow(days: int) -> None:
    with pytest.raises(errors.PlenaryDay):
        filing(locked(), held_on=NOW.date() + days * DAY)


def test_other_minutes_take_the_place_of_the_first_and_ask_everybody_again() -> None:
    round_ = locked()
    first = agreed(round_, NOW)
    with pytest.raises(errors.StaleRound):
        filing(round_, version=0)
    second = filing(round_, number="BA contoh 2/2026", version=1)
    assert (second.pk, second.version) == (first.pk, 2)
    assert not Approval.objects.exists()
    with pytest.raises(errors.StaleRound):
        agreeing(second, "chair", version=1)
    assert unmet(round_) == ["approved"]


def test_what_was_agreed_to_is_what_is_published() -> None:
    round_ = locked()
    agreed(round_, NOW)
    Answer.objects.update(value=90)  # as nobody can by a page
    assert unmet(round_) == ["same"]
    with pytest.raises(errors.GatesShut):
        publishing(round_)


def test_nobody_agrees_to_results_that_moved_since_the_minutes() -> None:
    row = filed(locked(), NOW)
    Answer.objects.update(value=90)
    with pytest.raises(errors.StaleRound):
        agreeing(row, "chair")
    assert not Approval.objects.exists()


def test_who_signed_a_place_does_not_agree() -> None:
    round_ = field.drawn(city(1))
    where = field.place(round_)
    field.handed_in(field.sent(where))
    field.signed(where)
    Place.objects.filter(pk=where.pk).update(signed_by=person("chair"))
    field.typed(round_)
    version = field.heard(round_).version
    lock(round_ref=round_.ref, version=version, actor=ADMIN, now=NOW)
    row = filed(round_, NOW)
    with pytest.raises(errors.OwnWork):
        agreeing(row, "chair")
    agreeing(row, "commissioner")


def test_a_name_that_changes_leaves_what_was_agreed_to_as_it_is() -> None:
    round_ = opened(city(1), city(2))
    for one in (city(1), city(2)):
        answer(round_, one, "80")
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    Agency.objects.filter(pk=city(1).pk).update(name_id="Zeta")
    assert unmet(round_) == []


def test_after_publication_nobody_agrees_any_more() -> None:
    round_ = locked()
    row = agreed(round_, NOW)
    publishing(round_)
    with pytest.raises(errors.NotLocked):
        agreeing(row, "commissioner")


def test_who_filed_the_minutes_does_not_agree_to_them() -> None:
    OfficeMembershipFactory(
        user=person("compliance_admin"), office=office("00"), role="commissioner"
    )
    row = filing(locked())
    with pytest.raises(errors.OwnWork):
        agreeing(row, "compliance_admin")


def test_who_went_out_as_an_assessor_does_not_agree() -> None:
    round_ = field.drawn(city(1))
    where = field.place(round_)
    who = person("commissioner")
    OfficeMembershipFactory(user=who, office=office("00"), role="assessor")
    field.handed_in(field.sent(where, who))
    field.signed(where)
    field.typed(round_)
    version = field.heard(round_).version
    lock(round_ref=round_.ref, version=version, actor=ADMIN, now=NOW)
    row = filed(round_, NOW)
    with pytest.raises(errors.OwnWork):
        agreeing(row, "commissioner")
    agreeing(row, "chair")


def test_minutes_and_consent_are_on_the_record_without_a_word() -> None:
    round_ = locked()
    row = agreed(round_, NOW)
    entry = Entry.objects.get(kind=notifications.MINUTES_FILED)
    assert entry.data == {
        "held_on": "2026-11-24",
        "file": row.minutes.sha256,
        "figures": row.figures,
    }
    agreements = Entry.objects.filter(kind=notifications.RESULTS_APPROVED)
    assert {one.actor_id for one in agreements} == {
        actor("commissioner").user_id,
        actor("chair").user_id,
    }


def test_members_are_told_that_results_wait_for_them() -> None:
    for who in ("commissioner", "chair"):
        person(who)
    filing(locked())
    told = Delivery.objects.filter(subscriber="compliance.plenary_news")
    assert {one.recipient for one in told} == {
        f"user:{person(who).pk}" for who in ("commissioner", "chair")
    }

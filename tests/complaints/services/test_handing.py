"""A head gives cases to somebody else: checked one by one, and on the record."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.roles import Role
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import CaseClass, Party, State
from complaints.domain.terms import TermKind
from complaints.models import Case, Note, Unsent
from complaints.policies import parties_of
from complaints.selectors.conflicts import conflict_of, conflicts_in
from complaints.selectors.unsent_words import all_unsent
from complaints.services import handing, intake, recusing, register, unsent
from complaints.services.errors import Conflicted, NotReady, StaleVersion
from complaints.services.handing import Pick
from journal.models import Delivery, Entry
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import in_correction, in_examination
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.people import actor, office, person

pytestmark = pytest.mark.django_db


def give(walk: Walk, to: str, who: str = "head", **more: Any) -> None:
    walk.do(
        handing.hand_over,
        who,
        user_id=person(to).pk,
        reason="Beban tidak merata.",
        **more,
    )


def registered() -> Walk:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)
    return walk


def test_another_examiner_holds_it_and_the_record_says_who_before_and_why() -> None:
    walk = in_examination()
    ran = walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT).due_at
    give(walk, "other_examiner")
    case = walk.again()
    assert (case.examiner_id, case.state) == (person("other_examiner").pk, State.EXAM)
    assert case.deadlines.get(kind=TermKind.EXAM_LIGHT).due_at == ran
    told = Entry.objects.get(kind=events.HOLDER_CHANGED)
    assert told.data == {
        "holder_before": person("examiner").pk,
        "user": person("other_examiner").pk,
        "role": "examiner",
    }
    assert Note.objects.get(case=case).text == "Beban tidak merata."
    assert walk.kinds()[-2:] == [events.HOLDER_CHANGED, events.NOTE_WRITTEN]
    sent = Delivery.objects.filter(entry=told, subscriber="colleague_news")
    both = {f"user:{person(who).pk}" for who in ("examiner", "other_examiner")}
    assert {one.recipient for one in sent} == both


def test_what_the_one_before_was_typing_stays_his() -> None:
    walk = in_examination()
    unsent.keep(
        ref=walk.case.ref,
        act="catatan",
        fields={"text": "Setengah kalimat"},
        actor=actor("examiner"),
        now=walk.now,
    )
    give(walk, "other_examiner")
    (mine,) = all_unsent(actor("examiner"))
    assert mine.row.fields["text"] == "Setengah kalimat"
    assert mine.case == walk.again()
    assert Unsent.objects.count() == 1
    assert all_unsent(actor("other_examiner")) == []


def test_before_the_register_the_place_is_intakes_and_no_examiner_gets_it() -> None:
    walk = Walk()
    with pytest.raises(NotReady, match="not_in_hand"):
        give(walk, "intake")
    walk.do(intake.start_formal, "intake")
    with pytest.raises(NotReady, match="no_colleague"):
        give(walk, "other_examiner")
    with pytest.raises(NotReady, match="holds_already"):
        give(walk, "intake")


def test_out_of_the_register_it_is_the_first_assignment_with_its_clock() -> None:
    walk = registered()
    give(walk, "other_examiner")
    case = walk.again()
    assert (case.state, case.examiner_id) == (State.EXAM, person("other_examiner").pk)
    assert case.deadlines.filter(kind=TermKind.EXAM_LIGHT, met_on=None).exists()
    assert events.CASE_ASSIGNED in walk.kinds()


def monitored() -> Walk:
    walk = in_correction()
    Case.objects.filter(pk=walk.case.pk).update(state=State.RESMON)
    return walk


def another_monitor() -> User:
    user = UserFactory(email="monitor.lain@contoh.test", name="Monitor Lain")
    OfficeMembershipFactory(user=user, office=office(), role=Role.RESMON.value)
    return user


def test_what_is_monitored_changes_who_monitors_and_never_who_examined() -> None:
    walk, other = monitored(), another_monitor()
    give(walk, "resmon")
    case = walk.again()
    assert (case.resmon_id, case.examiner_id) == (
        person("resmon").pk,
        person("examiner").pk,
    )
    walk.do(handing.hand_over, "head", user_id=other.pk, reason="Cuti.")
    told = Entry.objects.filter(kind=events.HOLDER_CHANGED).latest("id")
    assert told.data == {
        "holder_before": person("resmon").pk,
        "user": other.pk,
        "role": "resmon",
    }
    assert walk.again().resmon_id == other.pk
    assert Party.RESMON not in parties_of(actor("resmon"), walk.case)
    with pytest.raises(NotReady, match="holds_already"):
        walk.do(handing.hand_over, "head", user_id=other.pk, reason="x")
    with pytest.raises(NotReady, match="no_colleague"):
        give(walk, "other_examiner")


def test_who_may_not_hold_a_case_does_not_monitor_it_either() -> None:
    walk = monitored()
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person("resmon").pk,
        reason="Kerabat.",
        actor=actor("resmon"),
        now=walk.now,
    )
    with pytest.raises(Conflicted):
        give(walk, "resmon")
    assert walk.again().resmon_id is None


def test_a_monitored_case_without_examiner_gets_one_first() -> None:
    walk = monitored()
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person("examiner").pk,
        reason="Kerabat.",
        actor=actor("examiner"),
        now=walk.now,
    )
    give(walk, "other_examiner")
    case = walk.again()
    assert (case.examiner_id, case.resmon_id) == (person("other_examiner").pk, None)
    assert not case.deadlines.filter(kind=TermKind.ASSIGN, met_on=None).exists()


def test_who_may_not_hold_it_is_refused_and_nothing_changes() -> None:
    for walk in (in_examination(), registered()):
        recusing.recuse(
            ref=walk.again().ref,
            user_id=person("other_examiner").pk,
            reason="Kerabat.",
            actor=actor("other_examiner"),
            now=walk.now,
        )
        before = walk.again().version
        with pytest.raises(Conflicted):
            give(walk, "other_examiner")
        assert walk.again().version == before
        assert not Note.objects.exists()


def test_only_the_head_of_the_office_gives_away_and_only_what_she_looked_at() -> None:
    walk = in_examination()
    with pytest.raises(NotAllowed):
        give(walk, "other_examiner", who="examiner")
    with pytest.raises(StaleVersion):
        handing.hand_over(
            ref=walk.case.ref,
            version=walk.again().version - 1,
            user_id=person("other_examiner").pk,
            reason="x",
            actor=actor("head"),
            now=walk.now,
        )
    with pytest.raises(NotReady, match="no_colleague"):
        give(walk, "examiner_elsewhere")


def test_of_many_each_is_done_or_says_why_and_the_others_stand() -> None:
    walks = [Walk() for _ in range(3)]
    for walk in walks:
        to_examination(walk)
    recusing.recuse(
        ref=walks[1].again().ref,
        user_id=person("other_examiner").pk,
        reason="Kerabat.",
        actor=actor("other_examiner"),
        now=walks[1].now,
    )
    picks = [
        Pick(walk.again().ref, walk.case.version, person("other_examiner").pk)
        for walk in walks
    ]
    told: dict[str, Any] = {
        "reason": "Cuti.",
        "actor": actor("head"),
        "now": walks[0].now,
    }
    assert handing.hand_over_each(picks=picks, **told) == ["", "conflict", ""]
    assert handing.hand_over_each(picks=picks, **told) == ["stale", "conflict", "stale"]
    holders = [walk.again().examiner_id for walk in walks]
    new, old = person("other_examiner").pk, person("examiner").pk
    assert holders == [new, old, new]
    nobodys = [Pick(pick.ref, 1, pick.user_id) for pick in picks[:1]]
    elsewhere = told | {"actor": actor("other_citizen")}
    assert handing.hand_over_each(picks=nobodys, **elsewhere) == ["unseen"]


def test_the_conflicts_of_many_are_those_of_each() -> None:
    walk, other = in_examination(), in_examination()
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("other_examiner").pk,
        reason="Kerabat.",
        employed=True,
        actor=actor("other_examiner"),
        now=walk.now,
    )
    people = [
        person(who).pk for who in ("examiner", "other_examiner", "liaison", "citizen")
    ]
    other.case.filed_by_id = person("citizen").pk
    other.case.save()
    cases = [walk.again(), other.again()]
    found = conflicts_in(cases, people)
    assert found == {
        case.pk: {pk for pk in people if conflict_of(case, pk)} for case in cases
    }
    assert all(found.values())

"""Who reviews an objection, and what they propose; others decide."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.activities import Kind
from complaints.domain.objecting import Ruled
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import (
    Activity,
    Case,
    Lhp,
    LhpVersion,
    Milestone,
    Objection,
    OrderRuling,
    Progress,
)
from complaints.models.choices import Secrecy, Verdict
from complaints.selectors.objecting import reviewers_for, waits_for_decision
from complaints.selectors.today import today_of
from complaints.services import (
    handing,
    objection_review,
    recusing,
    reminding,
    restricting,
    transferring,
)
from complaints.services.errors import Conflicted, NotReady, SamePerson, WouldName
from journal.models import Delivery, Entry
from tests.complaints.elsewhere import ELSEWHERE, acting, head_elsewhere
from tests.complaints.ladder import judged, shown
from tests.complaints.objecting import (
    ANNUL,
    CHANGE,
    decided,
    filed,
    in_time,
    named,
    order,
    proposed,
    rulings,
    workday_after,
)
from tests.complaints.story import Walk
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, office, person

pytestmark = pytest.mark.django_db

REVIEWER = "other_examiner"


@pytest.fixture
def walk() -> Walk:
    for key in ("intake", REVIEWER, "resmon", "head", "other_head", "commissioner"):
        person(key)
    walk = in_time()
    filed(walk)
    return walk


def term(walk: Walk) -> Any:
    return walk.case.deadlines.get(kind=TermKind.OBJECTION)


def heard(kind: str) -> list[str]:
    entry = Entry.objects.filter(kind=kind).latest("pk")
    rows = Delivery.objects.filter(entry=entry, subscriber="colleague_news")
    return sorted(rows.values_list("recipient", flat=True))


def user(key: str) -> str:
    return f"user:{person(key).pk}"


def to_sign(walk: Walk, key: str) -> list[Case]:
    day = legal_day(walk.now, "Asia/Jakarta")
    return list(today_of(actor(key), day, day).to_sign)


def test_the_head_names_reviewers_and_the_term_is_theirs(walk: Walk) -> None:
    assert to_sign(walk, "head") == [walk.case]
    row = named(walk, REVIEWER, "intake")
    assert set(row.reviewers.all()) == {person(REVIEWER), person("intake")}
    assert term(walk).holder == Party.REVIEWER
    assert heard(events.OBJECTION_REVIEWED_BY) == sorted(
        [user(REVIEWER), user("intake")]
    )
    assert to_sign(walk, "head") == []
    assert to_sign(walk, REVIEWER) == [walk.case]
    assert to_sign(walk, "resmon") == []
    named(walk, "resmon")  # others in their place
    assert to_sign(walk, REVIEWER) == []


def test_whoever_had_a_part_in_the_report_reviews_nothing(walk: Walk) -> None:
    LhpVersion.objects.create(
        lhp=walk.case.lhps.get(),
        n=9,
        sections={},
        by=person("intake"),
        at=walk.now,
    )
    free = set(reviewers_for(walk.again(), walk.now))
    assert free == {person(REVIEWER), person("resmon"), person("other_head")}
    for key in ("examiner", "head", "intake", "commissioner"):
        with pytest.raises(Conflicted):
            named(walk, key)


def test_who_examined_it_before_another_took_over_reviews_nothing(walk: Walk) -> None:
    walk.case.clarifications.update(asked_by=person(REVIEWER))
    walk.case.notices.update(drafted_by=person("resmon"))
    for key in (REVIEWER, "resmon"):
        with pytest.raises(Conflicted):
            named(walk, key)


def test_whoever_was_its_examiner_once_reviews_nothing(walk: Walk) -> None:
    for who in (REVIEWER, "examiner"):
        walk.do(
            handing.hand_over,
            "head",
            user_id=person(who).pk,
            reason="Cuti, lalu kembali.",
        )
    with pytest.raises(Conflicted):
        named(walk)


def test_who_judged_what_the_agency_showed_reviews_nothing(walk: Walk) -> None:
    judged(walk, shown(walk, order(walk).ref))
    walk.case.actions.get(n=1).evidence.update(decided_by=person(REVIEWER))
    with pytest.raises(Conflicted):
        named(walk)


def test_who_led_an_activity_of_the_examination_reviews_nothing(walk: Walk) -> None:
    Activity.objects.create(
        case=walk.case,
        kind=Kind.VISIT,
        begun_by=person(REVIEWER),
        begun_at=walk.now,
        meets_at=walk.now,
    )
    with pytest.raises(Conflicted):
        named(walk)


@pytest.mark.parametrize("part", ["reviews", "signed_by"])
def test_who_had_a_part_in_it_does_not_find_it_among_his_decisions(
    walk: Walk, part: str
) -> None:
    named(walk)
    row = proposed(walk)
    waits = waits_for_decision(actor("commissioner"))
    assert list(waits) == [row]
    if part == "reviews":
        row.reviewers.add(person("commissioner"))
    else:
        walk.case.lhps.update(signed_by=person("commissioner"))
    assert not waits.all()


def test_who_keeps_out_of_the_case_reviews_nothing(walk: Walk) -> None:
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person(REVIEWER).pk,
        reason="Saudara.",
        actor=actor(REVIEWER),
        now=walk.now,
    )
    with pytest.raises(Conflicted):
        named(walk)


def test_one_to_five_are_named_by_the_head_of_a_case_that_is_not_restricted(
    walk: Walk,
) -> None:
    name = objection_review.name_reviewers
    for people in ((), tuple(range(1000, 1006))):
        with pytest.raises(NotReady, match="objection_reviewers"):
            walk.do(name, "head", people=people)
    with pytest.raises(NotAllowed):
        walk.do(name, "resmon", people=[person(REVIEWER).pk])
    walk.do(restricting.restrict, "head", reason="other", note="Uji.")
    with pytest.raises(NotReady, match="restricted_for_plenary"):
        named(walk)


def test_without_an_objection_there_is_nothing_to_name_or_to_decide() -> None:
    walk = in_time()
    for act in (named, proposed, decided):
        with pytest.raises(NotReady, match="no_objection"):
            act(walk)


def test_a_reviewer_proposes_order_by_order_and_the_commissioners_hear(
    walk: Walk,
) -> None:
    named(walk)
    day = workday_after(walk, 50)
    row = proposed(walk, order_1=Ruled(CHANGE, "Terbitkan akta bersih.", day))
    assert [(one.action.n, one.ruling, one.due_on) for one in row.rulings.all()] == [
        (1, "change", day),
        (2, "keep", None),
    ]
    assert term(walk).holder == Party.COMMISSIONER
    assert heard(events.OBJECTION_PROPOSED) == [user("commissioner")]
    entry = Entry.objects.filter(kind=events.OBJECTION_PROPOSED).latest("pk")
    assert entry.data["outcome"] == "changed"
    assert "bersih" not in str(entry.data)
    assert to_sign(walk, "commissioner") == [walk.case]
    assert to_sign(walk, REVIEWER) == []
    for act in (named, proposed):
        with pytest.raises(NotReady, match="objection_proposed"):
            act(walk)


def test_nobody_proposes_who_was_not_named(walk: Walk) -> None:
    with pytest.raises(NotAllowed):
        proposed(walk)
    named(walk)
    for key in ("resmon", "head", "examiner", "commissioner"):
        with pytest.raises(NotAllowed):
            proposed(walk, key)


def test_who_got_a_part_in_it_meanwhile_proposes_nothing(walk: Walk) -> None:
    named(walk)
    walk.again().examiner = person(REVIEWER)
    walk.case.save(update_fields=["examiner"])
    with pytest.raises(Conflicted):
        proposed(walk)


def test_a_proposal_rules_on_every_order_that_is_owed_and_on_no_other(
    walk: Walk,
) -> None:
    named(walk)
    every = rulings(walk)
    some = dict(list(every.items())[:1])
    with pytest.raises(NotReady, match="objection_orders_differ"):
        proposed(walk, rulings=some)
    with pytest.raises(NotReady, match="objection_change_unsaid"):
        proposed(walk, order_1=Ruled(CHANGE))
    with pytest.raises(NotReady, match="objection_change_unsaid"):
        proposed(walk, order_1=Ruled(CHANGE, "Terbitkan akta sementara."))
    assert not OrderRuling.objects.exists()


def test_a_new_day_is_a_working_day_after_the_old_and_within_one_period(
    walk: Walk,
) -> None:
    named(walk)
    old = order(walk).due_on
    assert old is not None
    saturday = old + timedelta(days=5 - old.weekday() % 7 + 7)
    for day in (old, old - timedelta(days=1), saturday, old + timedelta(days=120)):
        with pytest.raises(NotReady, match="objection_day"):
            proposed(walk, order_1=Ruled(CHANGE, due_on=day))
    proposed(walk, order_1=Ruled(CHANGE, due_on=workday_after(walk, 60)))


def test_what_the_agency_will_read_names_no_confidential_reporter() -> None:
    walk = in_time(secrecy=Secrecy.CONFIDENTIAL)
    filed(walk)
    named(walk)
    said = f"Akta {CANARY_NAME} sudah terbit."
    day = workday_after(walk, 60)
    for more in ({"reasons": said}, {"order_1": Ruled(CHANGE, said, day)}):
        with pytest.raises(WouldName) as refused:
            proposed(walk, **more, checked=True)
        assert refused.value.walled
    assert Objection.objects.get().proposed_at is None


def test_a_commissioner_sends_it_back_with_the_reason_and_the_clock_goes_on(
    walk: Walk,
) -> None:
    named(walk)
    due = term(walk).due_on
    proposed(walk, order_2=Ruled(ANNUL))
    with pytest.raises(NotReady, match="return_needs_reason"):
        decided(walk, approved=False, words=" ")
    decided(walk, approved=False, words="Sebut dasar hukumnya.")
    row = Objection.objects.get()
    assert (row.back, row.proposed_at, row.reasons) != ("", None, "")
    assert row.rulings.count() == 2  # to be written anew from there
    assert (term(walk).holder, term(walk).due_on) == (Party.REVIEWER, due)
    assert heard(events.OBJECTION_RETURNED) == [user(REVIEWER)]
    with pytest.raises(NotReady, match="objection_unproposed"):
        decided(walk)
    proposed(walk, order_2=Ruled(ANNUL))


def test_who_proposed_reviewed_wrote_or_signed_does_not_decide(walk: Walk) -> None:
    row = named(walk, REVIEWER)
    proposed(walk)
    row.reviewers.add(person("commissioner"))
    with pytest.raises(SamePerson):
        decided(walk)
    row.reviewers.remove(person("commissioner"))
    walk.case.lhps.update(signed_by=person("commissioner"))
    with pytest.raises(Conflicted):
        decided(walk)
    for key in ("head", "resmon"):
        with pytest.raises(NotAllowed):
            decided(walk, key)


def test_a_reviewer_who_keeps_out_is_replaced_and_his_proposal_undone(
    walk: Walk,
) -> None:
    named(walk, REVIEWER, "intake")
    proposed(walk)

    def keep_out(key: str) -> None:
        recusing.recuse(
            ref=walk.again().ref,
            user_id=person(key).pk,
            reason="Saudara.",
            actor=actor(key),
            now=walk.now,
        )

    keep_out("resmon")  # no reviewer: nothing happens to it
    keep_out(REVIEWER)
    row = Objection.objects.get()
    assert (list(row.reviewers.all()), row.proposed_at) == ([person("intake")], None)
    assert term(walk).holder == Party.REVIEWER
    keep_out("intake")
    row.refresh_from_db()
    assert (row.named_at, term(walk).holder) == (None, Party.HEAD)


def test_another_office_names_reviewers_of_its_own(walk: Walk) -> None:
    named(walk)
    head_elsewhere()
    asked = walk.do(
        transferring.ask_transfer,
        "head",
        office_id=office(ELSEWHERE).pk,
        reason="Dekat.",
    )
    transferring.answer_transfer(
        ref=asked.ref, accept=True, answer="Baik.", actor=acting(), now=walk.now
    )
    row = Objection.objects.get()
    assert (list(row.reviewers.all()), term(walk).holder) == ([], Party.HEAD)


def test_the_reviewers_are_reminded_and_above_them_the_head(walk: Walk) -> None:
    named(walk)
    walk.pass_days(18)
    reminding.run(walk.now)
    entry = Entry.objects.filter(
        kind=events.REMINDED, data__kind=TermKind.OBJECTION.value
    ).latest("pk")
    assert list(reminding.officers_told(entry)) == []  # he has his letter of today
    told = Delivery.objects.filter(entry=entry, subscriber="colleague_news")
    assert list(told.values_list("recipient", flat=True)) == [user(REVIEWER)]


@pytest.mark.parametrize(
    "part", ["approved_the_result", "judged_a_milestone", "wrote_a_report_before"]
)
def test_whoever_had_any_part_in_the_case_neither_reviews_nor_decides(
    walk: Walk, part: str
) -> None:
    case, who = walk.again(), person(REVIEWER)
    assert who in reviewers_for(case, walk.now)
    if part == "approved_the_result":
        case.notices.update(approved_by=who, approved_at=walk.now)
        assert case.notices.exists()
    elif part == "judged_a_milestone":
        stone = Milestone.objects.create(action=case.actions.get(n=1), day=5, text="x")
        Progress.objects.create(
            milestone=stone,
            text="x",
            submitted_by=person("liaison"),
            submitted_at=walk.now,
            submitted_on=walk.now.date(),
            verdict=Verdict.ACCEPTED,
            decided_by=who,
            decided_at=walk.now,
            decided_on=walk.now.date(),
        )
    else:
        now = case.lhps.get()
        before = Lhp(case=case, conclusion="found", replaced_by=now, drafted_by=who)
        before.drafted_at, before.ref = walk.now, uuid4()
        before.save()
    assert who not in reviewers_for(walk.again(), walk.now)

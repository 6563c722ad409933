"""An agency answers question by question; what it has not sent is its own."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from accounts.errors import NotAllowed
from accounts.models import AgencyMembership
from complaints.domain import events
from complaints.domain.replying import AnswerText, Said, Stance
from complaints.domain.terms import TermKind
from complaints.models import Case, Clarification, ClarificationReply, Extension
from complaints.models.replies import STANCES
from complaints.selectors.parts import inbox_of
from complaints.selectors.replies import Reply, answered, draft_of, hand_out
from complaints.services import examination, extending, replying
from complaints.services.agency_time import ask_for_time_to_answer
from complaints.services.errors import NotReady, Overtaken
from tests.complaints.story import Walk, opened_by_agency
from tests.complaints.views.pages import in_examination
from tests.people import actor, agency, person

if TYPE_CHECKING:
    from datetime import date

pytestmark = pytest.mark.django_db

YES = Said(Stance.AGREE)
WHY = Said(Stance.DISAGREE, "Berkas belum lengkap.")
BOTH = AnswerText({1: YES, 2: WHY}, "Kami minta maaf.")


@pytest.fixture
def walk() -> Walk:
    """Two questions, read by the agency."""
    walk = in_examination()
    walk.do(
        examination.ask_clarification,
        "examiner",
        summary="Akta diminta, belum terbit.",
        questions="Apakah berkas diterima?\nApakah terlambat?",
    )
    opened_by_agency(walk)
    walk.again()
    return walk


def request() -> Clarification:
    return Clarification.objects.get()


def kept(walk: Walk, text: AnswerText, who: str = "liaison") -> None:
    replying.keep_answer(ref=request().ref, text=text, actor=actor(who), now=walk.now)


def sent(walk: Walk, text: AnswerText) -> None:
    examination.answer_clarification(
        ref=request().ref, text=text, file_ids=[], actor=actor("liaison"), now=walk.now
    )


def test_each_question_has_its_answer_as_it_was_sent(walk: Walk) -> None:
    sent(walk, BOTH)
    (asked,) = hand_out(answered())
    assert asked.__dict__["said"] == [
        ("Apakah berkas diterima?", Reply(STANCES[Stance.AGREE], "")),
        ("Apakah terlambat?", Reply(STANCES[Stance.DISAGREE], WHY.text)),
    ]
    assert asked.answer == "Kami minta maaf."
    assert events.CLARIFICATION_ANSWERED in walk.kinds()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {1: YES},
        {1: YES, 2: Said(None, "Ya.")},
        {1: YES, 2: Said(Stance.PARTLY, " ")},
        {1: Said(Stance.EXPLAIN), 2: WHY},
    ],
)
def test_no_question_is_passed_over_and_who_disagrees_says_why(
    walk: Walk, said: dict[int, Said]
) -> None:
    with pytest.raises(NotReady, match="question_unanswered"):
        sent(walk, AnswerText(said))
    assert request().answered_at is None
    assert not ClarificationReply.objects.exists()


def test_a_draft_is_kept_for_every_liaison_and_no_office_reads_it(walk: Walk) -> None:
    half = AnswerText({1: Said(Stance.PARTLY, "Sebagian.")}, "Nanti.")
    kept(walk, half)
    assert draft_of(request()) == half
    kept(walk, AnswerText({2: WHY}))  # a colleague goes on, and takes something back
    assert draft_of(request()) == AnswerText({2: WHY})
    (asked,) = hand_out(answered())
    assert [one for _question, one in asked.__dict__["said"]] == [None, None]
    assert events.CLARIFICATION_ANSWERED not in walk.kinds()


def test_what_is_sent_takes_the_place_of_the_draft(walk: Walk) -> None:
    kept(walk, AnswerText({1: Said(Stance.PARTLY, "Sebagian.")}, "Nanti."))
    sent(walk, BOTH)
    rows = ClarificationReply.objects.order_by("n")
    assert list(rows.values_list("n", "stance")) == [(1, "agree"), (2, "disagree")]
    assert draft_of(request()).is_empty
    with pytest.raises(NotReady, match="already_answered"):
        kept(walk, BOTH)


def test_a_draft_beside_an_answer_on_paper_stays_unread(walk: Walk) -> None:
    kept(walk, BOTH)
    now = {"answered_at": walk.now, "answered_on": walk.now.date()}
    Clarification.objects.update(answer="Di atas kertas.", **now)
    (asked,) = hand_out(answered())
    assert [one for _question, one in asked.__dict__["said"]] == [None, None]


def test_a_draft_of_nothing_is_no_draft(walk: Walk) -> None:
    kept(walk, BOTH)
    kept(walk, AnswerText({1: Said(None, "  ")}, " "))
    assert not ClarificationReply.objects.exists()


@pytest.mark.parametrize("who", ["superior", "examiner"])
def test_only_a_liaison_writes_it(walk: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        kept(walk, BOTH, who)


def test_the_liaison_of_another_agency_answers_nothing_where_he_is_the_superior(
    walk: Walk,
) -> None:
    seat = AgencyMembership.objects.get(user=person("liaison"))
    AgencyMembership.objects.filter(pk=seat.pk).update(kind="superior")
    AgencyMembership.objects.create(
        user=seat.user, agency=agency(1), kind="liaison", valid_from=seat.valid_from
    )
    with pytest.raises(NotAllowed):
        kept(walk, BOTH)
    assert inbox_of(actor("liaison"), walk.again()) == ["agency", "superior"]
    Case.objects.update(agency=agency(1))
    assert inbox_of(actor("liaison"), walk.again()) == ["agency"]


def wished(walk: Walk, until: date, who: str = "liaison", **more: Any) -> Extension:
    return ask_for_time_to_answer(
        request_ref=request().ref,
        until=until,
        reason="Berkas ada di arsip.",
        actor=actor(who),
        **({"now": walk.now} | more),
    )


def last_day() -> date:
    found: date = request().case.deadlines.get(kind=TermKind.CLARIFICATION).due_on
    return found


def decided(walk: Walk, *, granted: bool) -> None:
    walk.do(extending.decide_extension, "head", granted=granted, answer="Baik.")


def test_an_agency_gets_more_time_to_answer_at_most_as_long_again(walk: Walk) -> None:
    first = last_day()
    with pytest.raises(NotReady, match="extension_day"):
        wished(walk, first + timedelta(days=15))
    wished(walk, first + timedelta(days=14))
    decided(walk, granted=True)
    assert last_day() == first + timedelta(days=14)
    assert events.ACTION_EXTENDED in walk.kinds()
    row = Extension.objects.get()
    assert (row.asked_by, row.decided_by) == (person("liaison"), person("head"))
    with pytest.raises(NotReady, match="extension_day"):
        wished(walk, first + timedelta(days=15))


def test_no_more_time_is_no_later_day(walk: Walk) -> None:
    first = last_day()
    wished(walk, first + timedelta(days=3))
    with pytest.raises(NotReady, match="extension_waits"):
        wished(walk, first + timedelta(days=4))
    decided(walk, granted=False)
    assert last_day() == first


def test_on_the_last_day_it_is_too_late_to_ask_for_time_to_answer(walk: Walk) -> None:
    first = last_day()
    walk.now += first - walk.now.date()
    with pytest.raises(NotReady, match="extension_too_late"):
        wished(walk, first + timedelta(days=3))


def test_only_a_liaison_asks_for_time_to_answer(walk: Walk) -> None:
    with pytest.raises(NotAllowed):
        wished(walk, last_day() + timedelta(days=3), "superior")


def test_for_what_is_answered_there_is_no_more_time(walk: Walk) -> None:
    until = last_day() + timedelta(days=3)
    sent(walk, BOTH)
    with pytest.raises(NotReady, match="already_answered"):
        wished(walk, until)


def test_a_second_request_waits_as_long_as_the_head_gave(walk: Walk) -> None:
    first = last_day()
    wished(walk, first + timedelta(days=7))
    decided(walk, granted=True)
    walk.pass_days((first - walk.now.date()).days + 1)
    assert request().waived_at is None
    walk.pass_days(7)
    assert request().waived_at is not None


def test_who_writes_on_a_draft_that_a_colleague_saved_meanwhile_loses_neither_text(
    walk: Walk,
) -> None:
    theirs, mine = AnswerText({2: WHY}), AnswerText({1: YES}, "Milik saya.")
    opened_on = draft_of(request()).mark
    kept(walk, theirs)
    for use_case in (replying.keep_answer, partial(answered_by, files=[])):
        with pytest.raises(Overtaken):
            use_case(
                ref=request().ref,
                text=mine,
                basis=opened_on,
                actor=actor("liaison"),
                now=walk.now,
            )
    assert draft_of(request()) == theirs
    assert request().answered_at is None


def answered_by(*, files: list[int], **said: Any) -> None:
    examination.answer_clarification(file_ids=files, **said)


def test_the_same_words_twice_and_what_was_seen_are_no_conflict(walk: Walk) -> None:
    kept(walk, BOTH)
    keep = partial(
        replying.keep_answer, ref=request().ref, actor=actor("liaison"), now=walk.now
    )
    keep(text=BOTH, basis="")  # pressed twice
    keep(text=AnswerText({1: YES}), basis=BOTH.mark)
    assert draft_of(request()) == AnswerText({1: YES})


def test_a_draft_that_nobody_sent_is_deleted_after_thirty_days(walk: Walk) -> None:
    kept(walk, BOTH)
    replying.purge(walk.now + timedelta(days=30))
    assert not draft_of(request()).is_empty
    replying.purge(walk.now + timedelta(days=30, seconds=1))
    assert draft_of(request()).is_empty


def test_what_was_sent_is_never_deleted_as_a_draft(walk: Walk) -> None:
    sent(walk, BOTH)
    replying.purge(walk.now + timedelta(days=400))
    assert ClarificationReply.objects.count() == 2

"""A withdrawn report goes on as the office's own, and nothing of its reporter does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.own_initiative import KEPT, Source
from complaints.domain.states import CaseClass, Reason, State
from complaints.domain.turn import Sentence
from complaints.models import AgencyTie, BlindIndex, Case, Initiative
from complaints.models.choices import Channel
from complaints.selectors.initiatives import (
    gone_on_with,
    initiative_for,
    suggested_by,
    waiting_for,
)
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, initiating, recusing, suggesting
from complaints.services.errors import Conflicted, NotReady, WouldName
from complaints.services.initiating import Suspicion
from journal.models import Delivery, Entry
from tests.canary import tables_with
from tests.complaints.elsewhere import acting as head_elsewhere
from tests.complaints.own import begun, suspicion
from tests.complaints.story import Walk, to_examination
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
)
from tests.people import actor, agency, person

if TYPE_CHECKING:
    from accounts.actor import Actor

pytestmark = pytest.mark.django_db


def withdrawn(**changes: Any) -> Walk:
    walk = Walk(**changes)
    to_examination(walk)
    closing.withdraw(
        ref=walk.again().ref, actor=reporter_of(walk.case.pk), now=walk.now
    )
    walk.again()
    return walk


def gone_on(walk: Walk, who: str = "head", **changes: Any) -> Case:
    return initiating.begin(
        wish=suspicion(**changes),
        out_of=walk.case.ref,
        actor=actor(who),
        now=walk.now,
    )


def suggest(who: str = "examiner", **changes: Any) -> Initiative:
    out_of = changes.pop("out_of", None)
    return suggesting.suggest(
        wish=suspicion(**changes), out_of=out_of, actor=actor(who), now=FILED
    )


def test_agency_substance_and_day_come_along() -> None:
    walk = withdrawn(happened_on=FILED.date(), substance="adminduk")
    case = gone_on(walk)
    assert (case.state, case.channel) == (State.REGISTERED, Channel.OWN)
    assert case.agency == walk.case.agency
    assert case.substance == "adminduk"
    assert case.happened_on == walk.case.happened_on
    assert case.region_code == walk.case.region_code
    assert case.initiative.out_of == walk.case
    assert case.initiative.source == Source.WITHDRAWN


def test_nothing_of_the_reporter_comes_along() -> None:
    walk = withdrawn(
        story=f"Saya {CANARY_NAME}, {CANARY_PHONE}.", place="Rumah saya, Kenari 7."
    )
    before = {
        secret: tables_with(secret)
        for secret in (CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE)
    }
    case = gone_on(walk)
    for secret, tables in before.items():
        assert tables_with(secret) == tables
    told = (case.title, case.story, case.tried, case.hope, case.place)
    assert not any("Kenari" in words for words in told)
    assert not case.files.exists()
    assert not BlindIndex.objects.filter(case=case).exists()
    assert not case.vault.exists()
    assert case.code_hash != walk.case.code_hash
    assert case.locator != walk.case.locator


def test_its_reporter_reads_that_it_is_closed_and_nothing_else() -> None:
    walk = withdrawn()
    before = reporter_page(walk.case, walk.now)
    told = Delivery.objects.filter(entry__subject_id=walk.case.pk).count()
    case = gone_on(walk)
    after = reporter_page(walk.again(), walk.now)
    assert after.turn.sentence is Sentence.CLOSED
    assert [moment.kind for moment in after.moments] == [
        moment.kind for moment in before.moments
    ]
    assert Delivery.objects.filter(entry__subject_id=walk.case.pk).count() == told
    assert walk.kinds()[-1] == events.GONE_ON
    assert Entry.objects.get(kind=events.GONE_ON).data == {"went_on": str(case.ref)}
    assert walk.case.state == State.CLOSED
    assert walk.case.closing_reason == Reason.DICABUT


@pytest.mark.parametrize(
    "words", [CANARY_NAME, f"NIK {CANARY_NIK}", f"Telepon {CANARY_PHONE}", CANARY_MAIL]
)
@pytest.mark.parametrize("field", ["title", "suspicion", "grounds"])
def test_no_word_of_it_may_say_who_had_reported(words: str, field: str) -> None:
    walk = withdrawn()
    with pytest.raises(WouldName) as refused:
        gone_on(walk, **{field: f"Kata {words}."})
    assert refused.value.walled
    assert refused.value.code == "names_withdrawn"
    assert not Case.objects.filter(channel=Channel.OWN).exists()


def test_of_a_confidential_reporter_the_answer_does_not_say_which_word_it_was() -> None:
    walk = withdrawn(secrecy="confidential")
    with pytest.raises(WouldName) as refused:
        gone_on(walk, suspicion=f"Menurut {CANARY_NAME}.")
    assert CANARY_NAME not in str(refused.value.places)


@pytest.mark.parametrize("state", ["filed", "exam", "closed"])
def test_only_what_its_reporter_withdrew_goes_on(state: str) -> None:
    walk = Walk()
    if state != "filed":
        to_examination(walk)
    if state == "closed":
        walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    walk.again()
    with pytest.raises(NotReady, match="not_withdrawn"):
        gone_on(walk)


def test_it_goes_on_once() -> None:
    walk = withdrawn()
    gone_on(walk)
    with pytest.raises(NotReady, match="gone_on_already"):
        gone_on(walk)


def test_a_suggestion_that_waits_stands_in_the_way_of_another_and_a_declined_does_not() -> (
    None
):
    walk = withdrawn()
    row = suggest(out_of=walk.case.ref)
    assert gone_on_with(walk.case) == row
    with pytest.raises(NotReady, match="gone_on_already"):
        gone_on(walk)
    suggesting.decline(ref=row.ref, answer="Belum.", actor=actor("head"), now=FILED)
    assert gone_on_with(walk.case) is None
    assert gone_on(walk).initiative.out_of == walk.case


def test_who_keeps_out_of_the_report_keeps_out_of_what_goes_on_with_it() -> None:
    walk = withdrawn()
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("other_examiner").pk,
        reason="Keluarga.",
        actor=actor("other_examiner"),
        now=walk.now,
    )
    case = gone_on(walk)
    assert [row.user for row in case.recusals.all()] == [person("other_examiner")]


def test_who_does_not_see_the_report_cannot_go_on_with_it() -> None:
    walk = withdrawn()
    for who in (head_elsewhere(), actor("examiner_elsewhere")):
        with pytest.raises((Case.DoesNotExist, NotAllowed)):
            initiating.begin(
                wish=suspicion(), out_of=walk.case.ref, actor=who, now=walk.now
            )


def test_who_reads_the_report_and_never_worked_on_it_does_not_go_on_with_it() -> None:
    walk = withdrawn()
    assert walk.case in Case.objects.visible_to(actor("other_examiner"))
    with pytest.raises(NotAllowed):
        suggest("other_examiner", out_of=walk.case.ref)
    assert gone_on_with(walk.case) is None


def news_to(user_key: str) -> int:
    return Delivery.objects.filter(
        subscriber="colleague_news", recipient=f"user:{person(user_key).pk}"
    ).count()


def test_an_officer_suggests_and_the_heads_of_his_office_hear_of_it() -> None:
    person("head")
    row = suggest("intake")
    assert row.decided_at is None
    assert not Case.objects.exists()
    assert [*waiting_for(actor("head"), FILED)] == [row]
    assert [*waiting_for(actor("examiner"), FILED)] == []
    assert [*waiting_for(head_elsewhere(), FILED)] == []
    assert suggested_by(actor("intake")) == [row]
    assert news_to("head") == 1
    entry = Entry.objects.get(kind=events.OWN_SUGGESTED)
    assert entry.subject_kind == "office"


@pytest.mark.parametrize("who", ["citizen", "liaison", "auditor", "stranger"])
def test_who_works_on_no_cases_suggests_nothing(who: str) -> None:
    with pytest.raises(NotAllowed):
        suggest(who)


def test_a_head_who_has_to_do_with_the_agency_hears_nothing_of_it() -> None:
    person("head"), person("other_head")
    AgencyTie.objects.create(user=person("head"), agency=agency(), at=FILED)
    row = suggest()
    assert (news_to("head"), news_to("other_head")) == (0, 1)
    assert [*waiting_for(actor("head"), FILED)] == []
    with pytest.raises(Initiative.DoesNotExist):
        initiative_for(actor("head"), row.ref, FILED)


def test_who_has_to_do_with_the_agency_suggests_nothing() -> None:
    AgencyTie.objects.create(user=person("examiner"), agency=agency(), at=FILED)
    with pytest.raises(Conflicted):
        suggest()


def follow(row: Initiative, who: Actor | None = None, **changes: Any) -> Case:
    wish: Suspicion = suspicion(**changes)
    by = who or actor("head")
    return suggesting.follow(ref=row.ref, wish=wish, actor=by, now=FILED)


def test_the_head_follows_in_her_own_words_and_both_stand_on_record() -> None:
    begun()
    row = suggest(case_class=CaseClass.LIGHT)
    case = follow(row, title="Lebih pendek", case_class=CaseClass.HEAVY)
    row.refresh_from_db()
    assert (case.title, case.classification) == ("Lebih pendek", CaseClass.HEAVY)
    assert row.case == case
    assert (row.title, row.suspicion) == ("", "")
    assert (row.proposed_by, row.decided_by) == (person("examiner"), person("head"))
    assert case.display_number == "0002/IN/III/2026/64"


def test_one_suggestion_is_decided_once() -> None:
    begun()
    row = suggest()
    follow(row)
    for who in ("head", "other_head"):
        with pytest.raises(Initiative.DoesNotExist):
            follow(row, actor(who))
        with pytest.raises(Initiative.DoesNotExist):
            suggesting.decline(ref=row.ref, answer="x", actor=actor(who), now=FILED)


def test_the_head_does_not_follow_and_says_why_and_the_words_go_after_thirty_days() -> (
    None
):
    row = suggest()
    with pytest.raises(NotReady, match="own_needs_reason"):
        suggesting.decline(ref=row.ref, answer=" ", actor=actor("head"), now=FILED)
    suggesting.decline(
        ref=row.ref, answer="Sudah kami periksa.", actor=actor("head"), now=FILED
    )
    (mine,) = suggested_by(actor("examiner"))
    assert mine.refused
    assert mine.answer == "Sudah kami periksa."
    assert news_to("examiner") == 1
    assert suggesting.purge(FILED + KEPT - timedelta(seconds=1)) == 0
    assert suggesting.purge(FILED + KEPT) == 1
    assert not Initiative.objects.exists()


def test_what_was_followed_or_waits_is_never_forgotten() -> None:
    begun()
    suggest()
    assert suggesting.purge(FILED + KEPT * 12) == 0


def test_the_same_form_again_suggests_nothing() -> None:
    key = agency().ref
    sent: dict[str, Any] = {
        "wish": suspicion(),
        "key": key,
        "actor": actor("examiner"),
        "now": FILED,
    }
    first = suggesting.suggest(**sent)
    assert suggesting.suggest(**sent) == first
    assert Initiative.objects.count() == 1


def test_a_suggestion_to_go_on_with_a_report_is_followed_as_one() -> None:
    walk = withdrawn()
    row = suggest(out_of=walk.case.ref)
    case = follow(row)
    assert case.initiative.out_of == walk.case
    with pytest.raises(WouldName):
        follow(suggest_again(walk), suspicion=f"Menurut {CANARY_NAME}.")


def suggest_again(first: Walk) -> Initiative:
    """Of another withdrawn report of the same reporter."""
    other = withdrawn(now=first.now)
    return suggest(out_of=other.case.ref)

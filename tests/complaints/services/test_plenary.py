"""A plenary decides a batch of reports: each whole or not at all, and says which."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain.plenary import Decision, may_decide, takes_part
from complaints.domain.states import Reason, State
from complaints.models import Case, Plenary, PlenaryItem
from complaints.selectors.plenary import waiting_for_plenary
from complaints.services import closing, intake, plenary, recusing, todo
from complaints.services.errors import NotReady
from complaints.services.minutes import sign_minutes
from complaints.services.plenary import Decided
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.elsewhere import acting
from tests.complaints.services.test_refusing import before_the_plenary
from tests.documents.reading import text_of
from tests.people import actor, office, person

if TYPE_CHECKING:
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


def opened(
    *walks: Walk, present: tuple[str, ...] = ("head", "intake"), **more: Any
) -> Plenary:
    walk = walks[0]
    given: dict[str, Any] = {
        "office_id": office().pk,
        "held_on": legal_day(walk.now, walk.case.office.zone),
        "present": [person(key).pk for key in present],
        "refs": [one.again().ref for one in walks],
        "actor": actor("head"),
        "now": walk.now,
    }
    return plenary.open_plenary(**(given | more))


def told(meeting: Plenary, walk: Walk, decision: Decision, **more: Any) -> Decided:
    item = meeting.items.get(case=walk.case)
    return Decided(item.pk, walk.again().version, decision, **more)


def carried(
    meeting: Plenary, walk: Walk, *decisions: Decided, who: str = "head"
) -> list[str]:
    return plenary.carry_out(
        ref=meeting.ref, decisions=decisions, actor=actor(who), now=walk.now
    )


def test_one_meeting_registers_sends_back_refuses_and_postpones() -> None:
    walks = [before_the_plenary() for _ in range(4)]
    meeting = opened(*walks)
    first, second, third, fourth = walks
    whys = carried(
        meeting,
        first,
        told(meeting, first, Decision.REGISTER, case_class="medium"),
        told(meeting, second, Decision.SEND_BACK),
        told(meeting, third, Decision.REFUSE, ground="objek_peradilan", words="X."),
        told(meeting, fourth, Decision.POSTPONE),
    )
    assert whys == ["", "", "", ""]
    states = [walk.again().state for walk in walks]
    assert states == [State.REGISTERED, State.MATERIAL, State.CLOSED, State.PLENO]
    assert first.case.classification == "medium"
    assert third.case.refusals.get().ground == "objek_peradilan"
    assert "complaints.plenary_decided" in first.kinds()
    assert "complaints.plenary_decided" not in fourth.kinds()
    assert waiting_for_plenary(actor("head")).get() == fourth.case


def test_what_fails_stays_with_its_reason_and_the_others_stand() -> None:
    walks = [before_the_plenary() for _ in range(3)]
    meeting = opened(*walks)
    good, stale, gone = walks
    old = told(meeting, stale, Decision.SEND_BACK)
    late = told(meeting, gone, Decision.REGISTER, case_class="light")
    Case.objects.filter(pk=stale.case.pk).update(version=stale.case.version + 1)
    closing.withdraw(ref=gone.case.ref, actor=reporter_of(gone.case.pk), now=gone.now)
    late = Decided(late.item_id, gone.again().version, late.decision, "light")
    ok = told(meeting, good, Decision.REGISTER, case_class="light")
    assert carried(meeting, good, old, late, ok) == ["stale", "plenary_refused", ""]
    assert good.again().state == State.REGISTERED
    assert stale.again().state == State.PLENO
    failed = PlenaryItem.objects.exclude(failed="")
    assert set(failed.values_list("failed", flat=True)) == {"stale", "plenary_refused"}
    assert not failed.exclude(decided_at=None).exists()
    # What waits for nothing any more leaves the agenda, so that it can be signed.
    again = told(meeting, gone, Decision.POSTPONE)
    assert carried(meeting, gone, again) == [""]


def test_what_is_still_open_hinders_refusing_and_nothing_else() -> None:
    walk = before_the_plenary()
    todo.add(
        ref=walk.case.ref,
        text="Telepon pelapor",
        actor=actor("intake"),
        now=walk.now,
    )
    meeting = opened(walk)
    ground = Reason.BUKAN_WEWENANG.value
    refused = told(meeting, walk, Decision.REFUSE, ground=ground)
    assert carried(meeting, walk, refused) == ["still_open"]
    assert meeting.items.get().failed == "still_open"
    assert walk.again().state == State.PLENO
    assert carried(meeting, walk, told(meeting, walk, Decision.SEND_BACK)) == [""]


def test_the_same_decision_sent_twice_is_carried_out_once() -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    once = told(meeting, walk, Decision.REGISTER, case_class="light")
    assert carried(meeting, walk, once) == [""]
    number = walk.again().number
    assert carried(meeting, walk, once) == ["plenary_decided"]
    assert walk.again().number == number
    assert walk.kinds().count("complaints.plenary_decided") == 1


def test_who_has_a_conflict_takes_no_part_and_two_must_be_left() -> None:
    walk = before_the_plenary()
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("examiner").pk,
        reason="Saudara.",
        actor=actor("head"),
        now=walk.now,
    )
    few = opened(walk, present=("head", "examiner"))
    given = told(few, walk, Decision.REGISTER, case_class="light")
    assert carried(few, walk, given) == ["plenary_conflict"]
    assert walk.again().state == State.PLENO
    assert carried(few, walk, told(few, walk, Decision.POSTPONE)) == [""]
    more = opened(walk, present=("head", "examiner", "intake"))
    given = told(more, walk, Decision.REGISTER, case_class="light")
    assert carried(more, walk, given) == [""]
    assert list(more.items.get().kept_out.all()) == [person("examiner")]


def test_two_without_conflict_decide_and_one_does_not() -> None:
    assert may_decide([1, 2, 3], [3])
    assert not may_decide([1, 2, 3], [2, 3])
    assert not may_decide([1, 1], [])


def test_only_who_sat_and_is_not_kept_out_takes_part() -> None:
    assert takes_part(1, [1, 2], [2])
    assert not takes_part(2, [1, 2], [2])
    assert not takes_part(3, [1, 2], [])


def test_a_head_kept_out_of_a_report_can_only_take_it_off_the_agenda() -> None:
    walk = before_the_plenary()
    meeting = opened(walk, present=("head", "intake", "examiner"))
    walk.case.recusals.create(user=person("head"), reason="x", created_at=walk.now)
    given = told(meeting, walk, Decision.REGISTER, case_class="light")
    assert carried(meeting, walk, given) == ["plenary_unseen"]
    assert walk.again().state == State.PLENO
    assert carried(meeting, walk, told(meeting, walk, Decision.POSTPONE)) == [""]


def test_a_report_is_on_one_open_agenda_only() -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    with pytest.raises(NotReady, match="plenary_agenda"):
        opened(walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlenaryItem.objects.create(plenary=meeting, case=walk.case)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"held_on": 1}, "plenary_day"),
        ({"held_on": -31}, "plenary_day"),
        ({"present": ("head",)}, "plenary_alone"),
        ({"present": ("head", "liaison")}, "plenary_alone"),
        ({"refs": []}, "plenary_agenda"),
    ],
)
def test_an_agenda_needs_a_day_that_was_two_who_may_sit_and_a_report(
    change: dict[str, Any], why: str
) -> None:
    walk = before_the_plenary()
    if "held_on" in change:
        today = legal_day(walk.now, walk.case.office.zone)
        change = {"held_on": today + timedelta(days=change["held_on"])}
    with pytest.raises(NotReady, match=why):
        opened(walk, **change)
    assert not Plenary.objects.exists()


def test_only_the_head_of_the_office_leads_its_plenary() -> None:
    walk = before_the_plenary()
    for other in (actor("intake"), actor("examiner"), acting()):
        with pytest.raises(NotAllowed):
            opened(walk, actor=other)
    meeting = opened(walk)
    given = told(meeting, walk, Decision.SEND_BACK)
    with pytest.raises(NotAllowed):
        carried(meeting, walk, given, who="intake")
    with pytest.raises(NotAllowed):
        sign_minutes(ref=meeting.ref, actor=acting(), now=walk.now)


def test_the_minutes_say_who_sat_what_was_decided_and_name_no_reporter() -> None:
    walks = [before_the_plenary(), before_the_plenary()]
    first, second = walks
    meeting = opened(*walks)
    with pytest.raises(NotReady, match="plenary_undecided"):
        sign_minutes(ref=meeting.ref, actor=actor("head"), now=first.now)
    carried(
        meeting,
        first,
        told(meeting, first, Decision.REGISTER, case_class="heavy"),
        told(meeting, second, Decision.REFUSE, ground="kadaluwarsa", words="Rahasia."),
    )
    signed = sign_minutes(ref=meeting.ref, actor=actor("head"), now=first.now)
    assert signed.letter is not None
    words = " ".join(text_of(content_of(signed.letter.file)).split())
    assert person("intake").name in words
    assert f"{first.again().display_number}" in words
    assert "Diregistrasi, klasifikasi berat." in words
    assert "UU 37/2008 Pasal 24 ayat (3)" in words
    assert "Kepala kantor" in words
    assert "Rahasia" not in words
    assert first.case.story not in words
    with pytest.raises(NotReady, match="plenary_signed"):
        sign_minutes(ref=meeting.ref, actor=actor("head"), now=first.now)
    assert Entry.objects.filter(kind="complaints.plenary_signed").count() == 1


def test_after_signing_nothing_is_decided_in_that_meeting() -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    given = told(meeting, walk, Decision.POSTPONE)
    assert carried(meeting, walk, given) == [""]
    sign_minutes(ref=meeting.ref, actor=actor("head"), now=walk.now)
    assert carried(meeting, walk, given) == ["plenary_signed"]


def test_what_is_missing_in_a_decision_is_said() -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    assert carried(meeting, walk, told(meeting, walk, Decision.REGISTER)) == [
        "class_missing"
    ]
    assert carried(meeting, walk, told(meeting, walk, Decision.REFUSE)) == ["no_ground"]
    assert walk.again().state == State.PLENO
    assert Reason.TIDAK_MEMENUHI_MATERIIL not in closing.reasons_for(walk.case)


def test_a_report_that_was_sent_back_comes_before_a_later_meeting() -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    carried(meeting, walk, told(meeting, walk, Decision.SEND_BACK))
    answers = {row.key: (True, "") for row in walk.case.checks.filter(stage="material")}
    walk.do(intake.pass_material, "intake", answers=answers)
    assert opened(walk).pk != meeting.pk

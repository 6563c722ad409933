"""A use case refuses whoever is no party to it by itself, whatever page asked before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.actor import reporter_of
from accounts.errors import NotAllowed, StepUpRequired
from accounts.wall_clock import wall_now
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.identity import Identity
from complaints.domain.states import Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.models import Case, Deadline, Dossier, Recusal
from complaints.selectors.parts import dossier_of
from complaints.selectors.plenary import waiting_for_plenary
from complaints.selectors.today import today_of
from complaints.services import (
    answering,
    asking,
    bringing,
    clocks,
    dossiers,
    following,
    intake,
    renewing,
    reopening,
)
from complaints.services.errors import NotReady
from complaints.services.renewing import Proof
from documents.services import accept_upload
from tests.complaints.services import test_talking as talks
from tests.complaints.story import Walk, to_examination
from tests.documents import samples
from tests.factories.complaints import CANARY_NAME, FILED, file_one
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor
    from documents.models import StoredFile

pytestmark = pytest.mark.django_db
FAR = date(2030, 1, 1)


def in_examination() -> Walk:
    walk = Walk()
    to_examination(walk)
    walk.again()
    return walk


def upload(who: Actor) -> StoredFile:
    return accept_upload(
        file=samples.upload("a.txt", b"Halo."), actor=who, now=wall_now()
    )


def parked(case: Case, who: Actor) -> Any:
    return bringing.park(
        ref=case.ref,
        stored=upload(who),
        form=uuid4(),
        beside=(),
        actor=who,
        now=FILED,
    )


#: What only the reporter does; the officer sees the case and is not the reporter.
REPORTERS: dict[str, Callable[[Case, Actor], Any]] = {
    "park": parked,
    "ask_reopening": lambda case, who: reopening.ask_reopening(
        ref=case.ref, text="Ada bukti baru.", actor=who, now=FILED
    ),
    "unfollow_all": lambda case, who: following.unfollow_all(
        ref=case.ref, actor=who, now=FILED
    ),
    "seal": lambda case, who: answering.complete_report(
        ref=case.ref,
        text="",
        identity=Identity(name="Nama Lain"),
        file_ids=[],
        key=None,
        actor=who,
        now=FILED,
    ),
}


@pytest.mark.parametrize("name", REPORTERS)
@pytest.mark.parametrize("who", ["examiner", "head"])
def test_what_only_the_reporter_does_no_officer_does(name: str, who: str) -> None:
    walk = in_examination()
    with pytest.raises(NotAllowed):
        REPORTERS[name](walk.case, actor(who))


def test_no_officer_takes_up_a_report_that_lapsed() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, "")) | {"identity": (False, "")}
    walk.do(intake.ask_completion, "intake", answers=answers, missing=["Data diri"])
    walk.pass_days(40)
    assert walk.again().closing_reason == Reason.TIDAK_LENGKAP
    for who in ("intake", "head"):
        with pytest.raises(NotAllowed):
            reopening.complete_lapsed(ref=walk.case.ref, actor=actor(who), now=walk.now)
    assert walk.again().state == State.CLOSED


def test_a_new_code_is_given_by_its_givers_after_a_fresh_second_factor() -> None:
    walk = in_examination()

    def give(who: Actor) -> Any:
        return renewing.renew_code(
            ref=walk.case.ref, proof=Proof.CARD, key=uuid4(), actor=who, now=FILED
        )

    with pytest.raises(NotAllowed):
        give(actor("other_examiner", stepped_up=True))
    with pytest.raises(StepUpRequired):
        give(actor("head"))
    assert give(actor("head", stepped_up=True))


def test_who_may_not_settle_is_told_nothing_of_the_words() -> None:
    walk = Walk(secrecy="confidential")
    to_examination(walk)
    walk.again()
    talks.met(walk)
    with pytest.raises(NotAllowed):
        talks.settled(walk, who="examiner", agreement=CANARY_NAME)


#: What needs words: an erased case takes and gives none.
WORDS: dict[str, Callable[[Case], Any]] = {
    "park": lambda case: parked(case, reporter_of(case.pk)),
    "dossier": lambda case: dossiers.ask_dossier(
        ref=case.ref, notes=False, language="id", actor=actor("examiner"), now=FILED
    ),
    "answer": lambda case: asking.answer_question(
        ref=case.ref,
        question_ref=case.messages.get(asks=True).ref,
        text="Ya.",
        actor=reporter_of(case.pk),
        now=FILED,
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_an_erased_case_takes_and_gives_no_words(name: str) -> None:
    walk = in_examination()
    asking.ask_reporter(
        ref=walk.case.ref, text="Kapan?", actor=actor("examiner"), now=walk.now
    )
    Case.objects.filter(pk=walk.case.pk).update(erased_at=wall_now())
    with pytest.raises(NotReady, match="case_erased"):
        WORDS[name](walk.again())


def test_a_case_that_is_still_being_bound_is_not_handed_out() -> None:
    walk = in_examination()
    wish = dossiers.ask_dossier(
        ref=walk.case.ref,
        notes=False,
        language="id",
        actor=actor("examiner"),
        now=FILED,
    )
    with pytest.raises(Dossier.DoesNotExist):
        dossier_of(walk.case, wish.ref, actor("examiner"))


def _term(case: Case, party: Party) -> None:
    clocks.start(case, TermKind.MATERIAL, started_on=FILED.date())
    case.deadlines.update(holder=party.value, due_on=FILED.date(), paused_since=None)
    clocks.refresh_due(case)
    Deadline.objects.filter(case=case).update(holder=party.value)


@pytest.mark.parametrize(
    ("party", "who", "others"),
    [
        (Party.HEAD, "head", ("examiner", "intake", "resmon", "examiner_elsewhere")),
        (Party.COMMISSIONER, "commissioner", ("examiner", "head")),
        (Party.CHAIR, "chair", ("commissioner", "examiner", "head")),
    ],
)
def test_what_an_office_owes_stands_on_the_day_of_whoever_holds_that_office(
    party: Party, who: str, others: tuple[str, ...]
) -> None:
    walk = in_examination()
    _term(walk.case, party)
    assert today_of(actor(who), FILED.date(), FAR).counts["soon"] > 0
    for other in others:
        assert today_of(actor(other), FILED.date(), FAR).counts["soon"] == 0, other


def in_plenary() -> Case:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    case: Case = walk.again()
    assert case.state == State.PLENO
    return case


def test_only_a_head_has_something_to_sign() -> None:
    in_plenary()
    for who, count in (("head", 1), ("examiner", 0), ("intake", 0), ("resmon", 0)):
        assert today_of(actor(who), FILED.date(), FAR).counts["to_sign"] == count, who


def test_what_nobody_works_on_waits_for_who_takes_part_in_that_office() -> None:
    file_one()
    for who, count in (("intake", 1), ("custodian", 0), ("examiner_elsewhere", 0)):
        found = today_of(actor(who), FILED.date(), FAR)
        assert found.counts["unassigned"] == count, who


def test_a_head_who_withdrew_finds_the_case_in_no_list() -> None:
    case = in_plenary()
    _term(case, Party.HEAD)
    head = actor("head")
    assert list(waiting_for_plenary(head)) == [case]
    Recusal.objects.create(
        case=case, user=person("head"), reason="Saudara", created_at=wall_now()
    )
    assert not waiting_for_plenary(head).exists()
    counts = today_of(head, FILED.date(), FAR).counts
    assert set(counts.values()) == {0}

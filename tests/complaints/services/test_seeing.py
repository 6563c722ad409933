"""The reporter is asked whether what we verified of an order is what he sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.seeing import Seen, Way
from complaints.models import Sighting
from complaints.models.choices import Verdict
from complaints.models.labels import CONTACT_WAYS
from complaints.services import corrective, seeing
from complaints.services.errors import NotReady, StaleVersion
from complaints.services.seeing import Told
from journal.models import Delivery, Entry
from tests.complaints.own import OwnWalk, own_to_signed_lhp
from tests.complaints.story import Walk, opened_by_agency, submitted
from tests.complaints.views.pages import in_correction
from tests.people import actor, person

if TYPE_CHECKING:
    from complaints.models import ActionEvidence

pytestmark = pytest.mark.django_db


def judged(
    walk: Walk,
    piece: ActionEvidence,
    verdict: Verdict = Verdict.ACCEPTED,
    status: ActionStatus | None = ActionStatus.DILAKSANAKAN,
) -> None:
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=verdict,
        status=status,
        reason="Akta sudah kami lihat.",
        actor=actor("examiner"),
        now=walk.now,
    )


def said(walk: Walk, row: Sighting, seen: str = Seen.NO, **more: Any) -> Sighting:
    given: dict[str, Any] = {
        "text": "Loketnya masih tutup.",
        "actor": reporter_of(walk.case.pk),
    }
    return seeing.answer(
        ref=walk.case.ref, sighting=row.ref, seen=seen, now=walk.now, **(given | more)
    )


def told(walk: Walk) -> list[str]:
    """To whom of the house news of his answer goes."""
    rows = Delivery.objects.filter(
        entry__subject_id=walk.case.pk,
        entry__kind=events.REPORTER_SAW,
        subscriber="colleague_news",
    )
    return list(rows.values_list("recipient", flat=True))


def test_accepted_evidence_opens_one_question_about_its_order() -> None:
    walk = in_correction()
    piece = submitted(walk)
    assert not Sighting.objects.exists()
    judged(walk, piece)
    row = Sighting.objects.get()
    assert (row.action.n, row.evidence, row.seen) == (1, piece, "")


@pytest.mark.parametrize("verdict", [Verdict.MORE, Verdict.REJECTED])
def test_what_we_did_not_accept_asks_nothing(verdict: Verdict) -> None:
    walk = in_correction()
    judged(walk, submitted(walk), verdict, None)
    assert not Sighting.objects.exists()


def test_while_nobody_answered_a_later_acceptance_asks_the_same_question() -> None:
    walk = in_correction()
    judged(walk, submitted(walk), status=ActionStatus.SEBAGIAN)
    asked = Sighting.objects.get()
    later = submitted(walk)
    judged(walk, later)
    row = Sighting.objects.get()
    assert (row.ref, row.evidence) == (asked.ref, later)


def test_after_his_answer_a_later_acceptance_asks_anew() -> None:
    walk = in_correction()
    judged(walk, submitted(walk), status=ActionStatus.SEBAGIAN)
    said(walk, Sighting.objects.get(), Seen.PARTLY)
    judged(walk, submitted(walk))
    assert list(Sighting.objects.values_list("seen", flat=True)) == ["partly", ""]


def test_of_what_nobody_reported_nobody_is_asked() -> None:
    walk = OwnWalk()
    own_to_signed_lhp(walk)
    opened_by_agency(walk)
    judged(walk, submitted(walk))
    assert not Sighting.objects.exists()


def test_a_no_is_on_the_record_and_told_to_whoever_holds_the_case() -> None:
    walk = in_correction()
    judged(walk, submitted(walk))
    row = said(walk, Sighting.objects.get())
    entry = Entry.objects.get(kind=events.REPORTER_SAW)
    assert entry.data["seen"] == "no"
    assert entry.data["text"] == walk.again().text_hash(row.text)
    assert walk.case.arrived_as == events.REPORTER_SAW
    assert told(walk) == [f"user:{person('examiner').pk}"]


@pytest.mark.parametrize("seen", [Seen.YES, Seen.PARTLY])
def test_any_other_answer_waits_on_the_case_and_disturbs_nobody(seen: Seen) -> None:
    walk = in_correction()
    judged(walk, submitted(walk))
    said(walk, Sighting.objects.get(), seen)
    assert walk.again().arrived_as == events.REPORTER_SAW
    assert told(walk) == []


def test_a_question_is_answered_once_with_one_of_three_answers() -> None:
    walk = in_correction()
    judged(walk, submitted(walk))
    row = Sighting.objects.get()
    with pytest.raises(NotReady) as none:
        said(walk, row, "maybe")
    assert none.value.code == "no_answer"
    said(walk, row)
    with pytest.raises(NotReady) as twice:
        said(walk, row, Seen.YES)
    assert twice.value.code == "not_asked"
    assert Sighting.objects.get().seen == "no"


def test_about_an_order_that_was_annulled_nothing_is_asked_any_more() -> None:
    walk = in_correction()
    judged(walk, submitted(walk), status=ActionStatus.SEBAGIAN)
    walk.case.actions.filter(n=1).update(annulled_on=walk.now.date())
    with pytest.raises(NotReady):
        said(walk, Sighting.objects.get())


@pytest.mark.parametrize("who", ["examiner", "head", "resmon"])
def test_nobody_but_the_reporter_says_what_he_sees(who: str) -> None:
    walk = in_correction()
    judged(walk, submitted(walk))
    with pytest.raises(NotAllowed):
        said(walk, Sighting.objects.get(), actor=actor(who))


def test_the_database_keeps_one_waiting_question_of_an_order() -> None:
    walk = in_correction()
    judged(walk, submitted(walk))
    row = Sighting.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sighting.objects.create(
            action=row.action, evidence=row.evidence, asked_at=walk.now
        )


# --- an officer writes down what the reporter said to him ------------------------------
def heard(walk: Walk, row: Sighting, who: str = "examiner", **more: Any) -> Sighting:
    """She writes down what he said on the telephone."""
    given: dict[str, Any] = {
        "told": Told(Seen.NO, "Loketnya masih tutup.", Way.PHONE),
        "version": walk.again().version,
        "actor": actor(who),
    }
    return seeing.write_down(
        ref=walk.case.ref, sighting=row.ref, now=walk.now, **(given | more)
    )


@pytest.fixture
def asking() -> Walk:
    """The first order is done, as we verified it, and the reporter is asked."""
    walk = in_correction()
    judged(walk, submitted(walk))
    return walk


def test_who_holds_the_case_writes_down_what_the_reporter_said_by_which_way(
    asking: Walk,
) -> None:
    row = heard(asking, Sighting.objects.get())
    assert (row.seen, row.way, row.text) == ("no", "phone", "Loketnya masih tutup.")
    assert (row.written_by, row.answered_at) == (person("examiner"), asking.now)
    entry = Entry.objects.get(kind=events.SEEN_WRITTEN)
    assert entry.actor_id == person("examiner").pk
    assert entry.data == {
        "action": str(row.action.ref),
        "seen": "no",
        "way": "phone",
        "text": asking.again().text_hash(row.text),
    }


def test_what_she_wrote_down_herself_is_no_news_to_her(asking: Walk) -> None:
    heard(asking, Sighting.objects.get())
    assert asking.again().arrived_as == ""
    assert events.REPORTER_SAW not in asking.kinds()
    assert told(asking) == []


def test_it_answers_the_question_for_both(asking: Walk) -> None:
    row = Sighting.objects.get()
    heard(asking, row)
    for again in (heard, said):
        with pytest.raises(NotReady, match="not_asked"):
            again(asking, row)


@pytest.mark.parametrize("who", ["head", "intake", "other_examiner", "liaison"])
def test_nobody_but_who_holds_the_case_writes_it_down(asking: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        heard(asking, Sighting.objects.get(), who)
    assert Sighting.objects.get().seen == ""


def test_the_reporter_himself_needs_nobody_to_write_it_down(asking: Walk) -> None:
    with pytest.raises(NotAllowed):
        heard(asking, Sighting.objects.get(), actor=reporter_of(asking.case.pk))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Told("maybe", "", Way.HERE), "no_answer"),
        (Told(Seen.YES, "", ""), "no_way"),
        (Told(Seen.YES, "", "dream"), "no_way"),
    ],
)
def test_without_an_answer_or_its_way_nothing_is_written_down(
    asking: Walk, answer: Told, why: str
) -> None:
    with pytest.raises(NotReady, match=why):
        heard(asking, Sighting.objects.get(), told=answer)
    assert Sighting.objects.get().answered_at is None


def test_a_page_that_is_out_of_date_writes_nothing_down(asking: Walk) -> None:
    with pytest.raises(StaleVersion):
        heard(asking, Sighting.objects.get(), version=asking.again().version - 1)


def test_of_what_was_erased_or_nobody_reported_nothing_is_written_down(
    asking: Walk,
) -> None:
    row = Sighting.objects.get()
    type(asking.case).objects.filter(pk=asking.case.pk).update(erased_at=asking.now)
    with pytest.raises(NotReady, match="case_erased"):
        heard(asking, row)
    own = OwnWalk()
    own_to_signed_lhp(own)
    with pytest.raises(NotReady, match="no_reporter"):
        heard(own, row)


def test_the_ways_are_those_of_every_word_with_a_reporter() -> None:
    assert set(CONTACT_WAYS) == set(Way)


@pytest.mark.parametrize("wrong", [{"way": "phone"}, {"written_by": True}])
def test_the_database_keeps_who_and_by_which_way_together(
    asking: Walk, wrong: dict[str, Any]
) -> None:
    said(asking, Sighting.objects.get())
    if "written_by" in wrong:
        wrong = {"written_by": person("examiner")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Sighting.objects.update(**wrong)

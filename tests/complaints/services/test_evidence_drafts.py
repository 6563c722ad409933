"""What an agency has written of an order and not sent is its own, and nobody loses it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from accounts.actor_of import member
from accounts.errors import NotAllowed
from complaints.domain.correspondence import Side
from complaints.domain.evidence_text import EvidenceText
from complaints.models import ActionEvidence, Case, CorrectiveAction, EvidenceDraft
from complaints.selectors.evidence_drafts import draft_of, drafted
from complaints.services import correspondence, evidence_drafts
from complaints.services.correspondence import Incoming
from complaints.services.errors import NotReady, Overtaken
from complaints.subscribers import _purge_drafts
from documents.services import accept_upload
from tests.complaints.colleagues import colleague
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import in_correction
from tests.documents.samples import pdf, upload
from tests.factories.agencies import UnitFactory
from tests.people import actor, agency, person

pytestmark = pytest.mark.django_db
HALF = EvidenceText("Papan waktu sudah dipesan.")
OTHER = EvidenceText("Papan waktu sudah terpasang.", date(2026, 3, 9))


@pytest.fixture
def walk() -> Walk:
    """Two orders that the agency has received."""
    return in_correction()


def order(walk: Walk, n: int = 1) -> CorrectiveAction:
    found: CorrectiveAction = walk.case.actions.get(n=n)
    return found


def kept(
    walk: Walk,
    text: EvidenceText = HALF,
    who: str = "liaison",
    basis: str | None = None,
) -> None:
    evidence_drafts.keep_evidence(
        ref=order(walk).ref, text=text, basis=basis, actor=actor(who), now=walk.now
    )


def stored(walk: Walk, n: int = 1) -> EvidenceText:
    return drafted(draft_of(order(walk, n)))


def test_a_draft_is_kept_for_every_liaison_and_tells_nobody_of_the_house(
    walk: Walk,
) -> None:
    before = walk.kinds()
    kept(walk)
    kept(walk, OTHER)  # a colleague goes on
    row = EvidenceDraft.objects.get()
    assert stored(walk) == OTHER
    assert stored(walk, 2).is_empty
    assert row.saved_by == person("liaison")
    assert walk.kinds() == before
    assert order(walk).status == "belum"


def test_a_draft_of_nothing_is_no_draft_and_one_may_be_thrown_away(walk: Walk) -> None:
    kept(walk)
    kept(walk, EvidenceText(" "))
    assert not EvidenceDraft.objects.exists()
    kept(walk)
    for _again in range(2):
        evidence_drafts.drop_evidence(
            ref=order(walk).ref, basis=HALF.mark, actor=actor("liaison")
        )
    assert not EvidenceDraft.objects.exists()


def test_who_writes_on_a_draft_that_a_colleague_saved_meanwhile_loses_neither_text(
    walk: Walk,
) -> None:
    kept(walk, HALF)
    throw = partial(
        evidence_drafts.drop_evidence, ref=order(walk).ref, actor=actor("liaison")
    )
    with pytest.raises(Overtaken):
        kept(walk, OTHER, basis="")
    with pytest.raises(Overtaken):
        submitted(walk, text=OTHER.text, basis="")
    with pytest.raises(Overtaken):
        throw(basis="")
    assert stored(walk) == HALF
    assert not ActionEvidence.objects.exists()
    kept(walk, HALF, basis="")  # the same words twice
    kept(walk, OTHER, basis=HALF.mark)  # it was seen
    assert stored(walk) == OTHER


def test_what_a_liaison_sends_takes_the_place_of_the_draft(walk: Walk) -> None:
    kept(walk)
    submitted(walk, text=OTHER.text, basis=HALF.mark)
    assert not EvidenceDraft.objects.exists()


def test_the_superior_neither_reads_nor_writes_nor_ends_a_draft(walk: Walk) -> None:
    kept(walk)
    submitted(walk, text="Atas nama kepala dinas.", basis="", actor=actor("superior"))
    assert stored(walk) == HALF
    with pytest.raises(NotAllowed):
        kept(walk, OTHER, "superior", HALF.mark)
    with pytest.raises(NotAllowed):
        evidence_drafts.drop_evidence(ref=order(walk).ref, actor=actor("superior"))


def test_what_comes_on_paper_is_another_piece_and_leaves_the_draft_alone(
    walk: Walk,
) -> None:
    kept(walk)
    scan = accept_upload(
        file=upload("surat.pdf", pdf()), actor=actor("examiner"), now=walk.now
    )
    paper = Incoming(
        Side.AGENCY,
        walk.now.date(),
        "Akta terbit.",
        answers=order(walk).ref,
    )
    walk.do(correspondence.keep_letter, "examiner", letter=paper, file_ids=[scan.pk])
    assert stored(walk) == HALF


@pytest.mark.parametrize("who", ["examiner", "head", "resmon"])
def test_no_officer_writes_it(walk: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        kept(walk, who=who)


def test_to_another_agency_there_is_no_such_order(walk: Walk) -> None:
    with pytest.raises(Case.DoesNotExist):
        kept(walk, who="other_liaison")
    Case.objects.filter(pk=walk.case.pk).update(agency=agency(1))
    with pytest.raises(CorrectiveAction.DoesNotExist):
        kept(walk, who="other_liaison")


def test_nothing_is_kept_for_what_nobody_waits_for_nor_of_a_day_that_cannot_be(
    walk: Walk,
) -> None:
    with pytest.raises(NotReady, match="day_outside"):
        kept(walk, EvidenceText("Sudah.", walk.now.date() + timedelta(days=1)))
    walk.case.actions.filter(n=1).update(
        settled_on=walk.now.date(), status="dilaksanakan"
    )
    with pytest.raises(NotReady, match="action_closed"):
        kept(walk)
    assert not EvidenceDraft.objects.exists()


def test_a_draft_that_nobody_sent_is_deleted_after_thirty_days(walk: Walk) -> None:
    kept(walk)
    _purge_drafts(walk.now + timedelta(days=30))
    assert EvidenceDraft.objects.exists()
    _purge_drafts(walk.now + timedelta(days=30, seconds=1))
    assert not EvidenceDraft.objects.exists()


def test_a_colleague_of_another_unit_does_not_reach_it(walk: Walk) -> None:
    kept(walk)
    elsewhere = colleague("Siti Rahma", [UnitFactory(agency=agency())])
    him = member(elsewhere, now=walk.now)
    with pytest.raises(Case.DoesNotExist):
        evidence_drafts.keep_evidence(
            ref=order(walk).ref, text=OTHER, basis=HALF.mark, actor=him, now=walk.now
        )
    assert stored(walk) == HALF


def test_the_database_keeps_one_draft_of_an_order(walk: Walk) -> None:
    kept(walk)
    row = EvidenceDraft.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()

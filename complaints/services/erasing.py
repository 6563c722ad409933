"""Erasing a case: who reported, every word and every file go, the history stays.

What remains is what an archive may count: state, codes, dates, and the entries of
the journal with their salted hashes, whose salt is gone (R54).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from complaints import policies, vault
from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import (
    ActionEvidence,
    CaseFile,
    CaseLetter,
    ClarificationReply,
    Draft,
    DraftItem,
    EvidenceDraft,
    FileWords,
    Finding,
    FormerCase,
    Initiative,
    LhpVersion,
    Milestone,
    ObjectionGround,
    OrderRuling,
    Progress,
    Recurrence,
    Remark,
    SearchDocument,
    Sighting,
)
from complaints.services import exports, orders_files
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, tell
from documents.services import erase_file, erase_letter

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: Why a case may be erased; a free word is no reason.
REASONS = ("retention", "request", "court")


def erase_case(*, ref: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Destroy identity, texts, files and letters of a closed case, for good.

    ``reason`` is one of ``REASONS``. Raises :class:`NotReady` for an open case, one
    under a legal hold, one whose reporter waits to hear whether it is opened again, or
    a word that is no reason. An erased case stays as it is.
    """
    if reason not in REASONS:
        raise NotReady("reason")
    with transaction.atomic():
        case = enter(ref, actor=actor)
        policies.require(actor, case, Party.SYSTEM)
        if case.erased_at is not None:
            return
        _check(case)
        entry = tell(case, events.IDENTITY_ERASED, actor=actor, now=now, reason=reason)
    # The vault refuses an entry that is not committed yet: hence two transactions.
    # A crash between them leaves the entry; the command may simply run again.
    vault.erase(case.pk, entry.pk)
    with transaction.atomic():
        case = enter(ref, actor=actor)
        _check(case)
        _erase_papers(case, actor=actor, now=now)
        _forget_texts(case)
        _forget_case(case, now)
        tell(case, events.CASE_ERASED, actor=actor, now=now, reason=reason)


def _check(case: Case) -> None:
    if case.closed_at is None:
        raise NotReady("still_open")
    if case.holds.filter(lifted_at=None).exists():
        raise NotReady("legal_hold")
    if case.reopenings.filter(decided_at=None).exists():
        raise NotReady("asked_back")


def _erase_papers(case: Case, *, actor: Actor, now: datetime) -> None:
    # Locked before it is asked: of two cases that go at once the later takes the file.
    held = case.files.select_related("file").select_for_update(of=("file",))
    for brought in held.order_by("file_id"):
        if not _lies_elsewhere(brought):
            erase_file(stored=brought.file, actor=actor, now=now)
        for release in brought.releases.select_related("copy"):
            if release.copy is not None:
                erase_file(stored=release.copy, actor=actor, now=now)
        brought.releases.update(marks=[])
    for dossier in case.dossiers.select_related("file"):
        if dossier.file is not None:
            erase_file(stored=dossier.file, actor=actor, now=now)
    exports.forget(case, now=now)
    orders_files.forget(case, now=now)
    for posted in CaseLetter.objects.filter(case=case).select_related("letter__file"):
        erase_letter(letter=posted.letter, actor=actor, now=now)


def _lies_elsewhere(brought: CaseFile) -> bool:
    """Whether a case that was split off holds the same file: it goes with the last."""
    rows = CaseFile.objects.filter(file=brought.file_id, case__erased_at=None)
    return rows.exclude(case=brought.case_id).exists()


def _forget_texts(case: Case) -> None:
    case.answers.update(value="")
    case.notes.update(text="")
    case.messages.update(text="")
    case.checks.update(note="")
    case.recusals.update(reason="")
    case.holds.update(reason="")
    case.identity_requests.update(reason="")
    case.restrictions.update(note="", lifted_note="")
    case.visits.update(note="")
    case.opinions.update(text="")
    case.reopenings.update(text="", answer="")
    case.extensions.update(reason="", answer="")
    case.plenary_items.update(words="")
    case.talks.update(place="", summary="", minutes="", agreement="", reason="")
    case.activities.update(
        about="", asked="", person="", place="", answer="", present="", minutes=""
    )
    _forget_letters(case)
    case.refusals.update(words="")
    case.transfers.update(reason="", answer="")
    case.parents.update(reason="")
    case.notices.update(text="", response="")
    case.returns.update(reason="")
    _forget_around(case)
    LhpVersion.objects.filter(lhp__case=case).update(sections={})
    _forget_questions(case)
    _forget_ladder(case)
    case.lhps.update(account="", result="", opinion="", no_action="")
    Finding.objects.filter(lhp__case=case).update(text="")
    _forget_orders(case)
    case.contact_changes.all().delete()
    case.followers.all().delete()
    case.unsent.all().delete()
    case.tasks.update(text="")
    case.bulk_rows.update(text="")
    FileWords.objects.filter(piece__case=case).delete()
    SearchDocument.objects.filter(case=case).delete()
    # The sent draft still holds the receipt, and the key its code came from.
    Draft.objects.filter(answers__receipt__ref=str(case.ref)).delete()


def _forget_questions(case: Case) -> None:
    case.clarifications.update(summary="", questions="", answer="")
    ClarificationReply.objects.filter(clarification__case=case).update(text="")


def _forget_orders(case: Case) -> None:
    case.actions.update(text="", wanted="", superior="")
    ActionEvidence.objects.filter(action__case=case).update(text="", reason="")
    EvidenceDraft.objects.filter(action__case=case).delete()


def _forget_ladder(case: Case) -> None:
    case.recommendations.update(
        official="", superior="", history="", reasons="", substance="", why=""
    )
    DraftItem.objects.filter(recommendation__case=case).update(text="", wanted="")
    case.matters.update(words="", recipient="", answer="")
    case.publications.update(summary="")
    case.reliefs.update(reason="", answer="")
    Sighting.objects.filter(action__case=case).update(text="")
    Milestone.objects.filter(action__case=case).update(text="")
    Progress.objects.filter(milestone__action__case=case).update(text="", reason="")
    case.objections.update(wish="", reasons="", back="")
    ObjectionGround.objects.filter(objection__case=case).update(text="")
    OrderRuling.objects.filter(objection__case=case).update(text="", text_before="")
    case.release_drafts.update(why="", words={}, data={})


def _forget_around(case: Case) -> None:
    """Why a draft went back, why it came back or not, why the office began it itself."""
    beside = Q(action__case=case) | Q(report=case)
    Recurrence.objects.filter(beside).update(words="")
    Remark.objects.filter(of__case=case).update(text="")
    Initiative.objects.filter(case=case).update(grounds="", answer="")
    FormerCase.objects.filter(case=case).update(due_reasons={})
    # Suggestions to go on with it that nobody followed are words about it and no more.
    Initiative.objects.filter(out_of=case, case=None).delete()


def _forget_letters(case: Case) -> None:
    case.papers.update(text="", number="")
    case.letters.update(proof_number="")
    case.letter_corrections.update(reason="")
    case.links.update(email="")
    case.duty_holders.update(word="")


def _forget_case(case: Case, now: datetime) -> None:
    amend(
        case,
        now=now,
        story="",
        title="",
        tried="",
        tried_answer="",
        hope="",
        agency_label="",
        place="",
        why_anyway="",
        filed_by=None,
        identity_filled=None,
        identity_paper="",
        contact_marks=None,
        text_salt=None,
        erased_at=now,
    )

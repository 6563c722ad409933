"""Erasure: who reported, every word and every file go; the history stays (R54)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.actor import STRANGER, SYSTEM, reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.asking import Kind
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.corrective import ActionStatus
from complaints.domain.evidence_text import EvidenceText
from complaints.domain.objecting import ObjectionText, Ruled
from complaints.domain.relief import Relief
from complaints.domain.states import CaseClass, Reason, State
from complaints.interface import execution_record
from complaints.models import (
    Case,
    Draft,
    DraftItem,
    Initiative,
    LegalHold,
    OrderRuling,
    ReopeningRequest,
    VaultRow,
)
from complaints.models.choices import Verdict
from complaints.models.labels import VISIT_LABELS
from complaints.services import (
    closing,
    corrective,
    drafting,
    evidence_drafts,
    examination,
    intake,
    lhp,
    objecting,
    publishing,
    recusing,
    register,
    relieving,
    restricting,
    seeing,
    suggesting,
    todo,
    unsent,
    writing,
)
from complaints.services.erasing import erase_case
from complaints.services.errors import LeftUndone, NotReady, WrongCode
from complaints.services.lhp import ActionText, FindingText, LhpText
from complaints.services.questioning import Wording
from complaints.services.tracking import open_with_code
from documents.models import Letter, StoredFile
from documents.services import accept_upload, erase_file
from documents.services.letters import claims_hold
from journal.models import Entry
from journal.verify import verify
from tests.canary import tables_with
from tests.complaints.keepers import asked, decided
from tests.complaints.ladder import item, publishable
from tests.complaints.objecting import (
    ANNUL,
    CHANGE,
    in_time,
    named,
    order,
    workday_after,
)
from tests.complaints.objecting import decided as decide
from tests.complaints.objecting import proposed as propose
from tests.complaints.services import test_going_on as going_on
from tests.complaints.services import test_recurring as recurring
from tests.complaints.story import Walk, explained
from tests.complaints.views.test_beside_the_story import published
from tests.database import as_owner
from tests.documents.samples import picture, upload
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    FILED,
    calendar,
    file_one,
)
from tests.people import actor, person

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "kenarirahasia"
SAID = f"Kata {WORD} ada di sini."


def stored_file() -> StoredFile:
    return accept_upload(
        file=upload(f"{WORD}.png", picture("PNG")), actor=STRANGER, now=FILED
    )


class FullWalk(Walk):
    """A case in which the word stands in every place that takes words."""

    def __init__(self) -> None:
        self.file = stored_file()
        (question,) = published(
            Wording(Kind.LONG, "Apa kata petugas?", "What was said?")
        )
        self.case, self.receipt = file_one(
            story=SAID,
            title=SAID,
            tried=SAID,
            tried_answer=SAID,
            hope=SAID,
            agency_label=SAID,
            place=SAID,
            why_anyway=SAID,
            answers=((question.pk, SAID),),
            secrecy="confidential",
            file_ids=(self.file.pk,),
        )
        self.now = FILED


def closed_walk() -> FullWalk:
    walk = FullWalk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, SAID))
    walk.do(intake.pass_formal, "intake", answers=answers)
    answers = dict.fromkeys(MATERIAL_KEYS, (True, SAID))
    walk.do(intake.pass_material, "intake", answers=answers)
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)
    walk.do(register.assign, "head", examiner_id=person("examiner").pk)
    _look_and_keep_out(walk)
    _examine(walk)
    _execute(walk)
    walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)
    walk.do(closing.close, "head", reason=Reason.TK_DILAKSANAKAN)
    assert walk.again().state == State.CLOSED
    return walk


def _look_and_keep_out(walk: FullWalk) -> None:
    """Everything that is said about who may look at it."""
    decided(asked(walk.again()), grant=False, reason=SAID)
    walk.do(restricting.restrict, "head", reason="safety", note=SAID)
    restricting.visit(
        ref=walk.case.ref,
        reason="work",
        note=SAID,
        actor=actor("examiner"),
        real_now=walk.now,
        now=walk.now,
    )
    walk.do(restricting.lift, "head", note=SAID)
    task = todo.add(ref=walk.case.ref, text=SAID, actor=actor("head"), now=walk.now)
    todo.finish(ref=walk.case.ref, task=task.ref, actor=actor("head"), now=walk.now)
    unsent.keep(
        ref=walk.case.ref,
        act="catatan",
        fields={"text": SAID},
        actor=actor("other_examiner"),
        now=walk.now,
    )
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("other_examiner").pk,
        reason=SAID,
        actor=actor("head"),
        now=walk.now,
    )


def _examine(walk: FullWalk) -> None:
    ref = walk.case.ref
    writing.write_note(ref=ref, text=SAID, actor=actor("examiner"), now=walk.now)
    writing.write_message(ref=ref, text=SAID, actor=actor("examiner"), now=walk.now)
    request = walk.do(
        examination.ask_clarification, "examiner", summary=SAID, questions=SAID
    )
    walk.pass_days(10)
    examination.answer_clarification(
        ref=request.ref,
        text=explained(request, SAID),
        file_ids=[stored_file().pk],
        actor=actor("liaison"),
        now=walk.now,
    )
    walk.do(examination.draft_result, "examiner", text=SAID)
    walk.do(examination.notify_result, "head")
    walk.pass_days(40)
    text = LhpText(
        account=SAID,
        result=SAID,
        opinion=SAID,
        conclusion="found",
        findings=[FindingText("PB", SAID)],
        actions=[ActionText(SAID)],
    )
    walk.do(lhp.draft_lhp, "examiner", text=text)
    walk.do(lhp.sign_lhp, "head")


def _execute(walk: FullWalk) -> None:
    walk.pass_days(10)
    action = walk.case.actions.get()
    piece = corrective.submit_evidence(
        action_ref=action.ref,
        text=SAID,
        done_on=walk.now.date(),
        file_ids=[stored_file().pk],
        actor=actor("liaison"),
        now=walk.now,
    )
    evidence_drafts.keep_evidence(  # a colleague goes on, and nobody sends it
        ref=action.ref,
        text=EvidenceText(SAID),
        actor=actor("liaison"),
        now=walk.now,
    )
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason=SAID,
        actor=actor("examiner"),
        now=walk.now,
    )
    seeing.answer(
        ref=walk.case.ref,
        sighting=action.sightings.get().ref,
        seen="no",
        text=SAID,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


def erase(case: Case, reason: str = "request") -> None:
    call_command("erase_case", case.locator.lower(), "--reason", reason)


def test_after_erasure_no_word_is_left_in_any_table_and_the_history_verifies() -> None:
    walk = closed_walk()
    held = tables_with(WORD)
    assert {
        "complaints_case",
        "complaints_note",
        "complaints_reportermessage",
        "complaints_unsent",
        "complaints_check",
        "complaints_clarification",
        "complaints_resultnotice",
        "complaints_lhp",
        "complaints_finding",
        "complaints_correctiveaction",
        "complaints_actionevidence",
        "complaints_evidencedraft",
        "complaints_sighting",
        "complaints_searchdocument",
        "complaints_identityrequest",
        "complaints_restriction",
        "complaints_visit",
        "complaints_recusal",
        "documents_letter",
    } <= held
    paths = [Path(settings.MEDIA_ROOT) / f.key for f in StoredFile.objects.all()]
    assert len(paths) >= 5
    assert all(path.exists() for path in paths)
    facts = execution_record(walk.case.agency_id or 0, walk.now.date())

    erase(walk.case)

    for word in (WORD, CANARY_NAME, CANARY_NIK, CANARY_MAIL):
        assert tables_with(word) == set(), word
    assert not any(path.exists() for path in paths)
    with as_owner() as cursor:
        cursor.execute(
            "SELECT sum(length(ciphertext) + length(wrapped_key) + length(nonce)),"
            " count(*) FROM complaints_vaultrow WHERE erased_at IS NOT NULL"
        )
        assert cursor.fetchone() == (0, 2)
        cursor.execute("SELECT count(*) FROM complaints_blindindex")
        assert cursor.fetchone() == (0,)
    assert verify().breaks == []
    assert walk.kinds()[-2:] == [events.IDENTITY_ERASED, events.CASE_ERASED]
    last = Entry.objects.get(kind=events.CASE_ERASED)
    assert last.data == {"reason": "request"}
    # What an archive counts is still there.
    erased = walk.again()
    assert erased.number == walk.case.number
    assert erased.text_salt is None
    assert (erased.contact_marks, erased.identity_paper) == (None, "")
    assert execution_record(walk.case.agency_id or 0, walk.now.date()) == facts
    # A paper letter can still be verified.
    assert all(claims_hold(letter) for letter in Letter.objects.all())


def test_no_word_is_left_of_what_climbed_to_the_commissioners_and_the_public() -> None:
    """Every text of the ladder, from the recommendation to what the public read."""
    walk = publishable()
    one = item(walk)
    walk.do(publishing.publish, "chair")
    proposed = {"action": one.ref, "kind": Relief.EXCUSE, "reason": SAID}
    walk.do(relieving.propose_relief, "resmon", **proposed)
    walk.do(relieving.decide_relief, "commissioner", granted=False, answer=SAID)
    given = {"official": SAID, "superior": SAID, "history": SAID, "reasons": SAID}
    walk.case.recommendations.update(substance=SAID, why=SAID, **given)
    DraftItem.objects.filter(recommendation__case=walk.case).update(
        text=SAID, wanted=SAID
    )
    walk.case.matters.update(words=SAID, recipient=SAID, answer=SAID)
    walk.case.publications.update(summary=SAID)
    over = {"reason": Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN}
    walk.do(closing.close, "chair", **over)
    held = tables_with(WORD)
    assert {
        "complaints_recommendation",
        "complaints_draftitem",
        "complaints_matter",
        "complaints_publication",
        "complaints_reliefrequest",
    } <= held
    erase(walk.case)
    assert tables_with(WORD) == set()


def withdrawn() -> tuple[Case, str]:
    case, receipt_ = file_one()
    Case.objects.filter(pk=case.pk).update(
        state=State.CLOSED,
        closing_reason=Reason.DICABUT,
        closed_from=State.SUBMITTED,
        closed_at=FILED,
    )
    return Case.objects.get(pk=case.pk), receipt_.code


def test_no_word_is_left_of_an_objection_and_what_was_said_to_it() -> None:
    """What the agency wrote, what reviewers proposed, what sent it back, old and new orders."""
    walk = in_time()
    person("commissioner")
    text = ObjectionText(SAID, {order(walk).ref: SAID}, {1: SAID})
    objecting.file_objection(
        ref=walk.again().ref, text=text, actor=actor("liaison"), now=walk.now
    )
    named(walk)
    changed = Ruled(CHANGE, SAID, workday_after(walk, 60))
    rulings: dict[str, Any] = {"order_1": Ruled(ANNUL), "order_2": changed}
    propose(walk, **rulings, reasons=SAID, checked=True)
    decide(walk, approved=False, words=SAID)
    propose(walk, **rulings, reasons=SAID, checked=True)
    decide(walk)
    OrderRuling.objects.update(text_before=SAID)
    walk.case.actions.update(annulled_on=walk.now.date())
    walk.do(closing.close, "head", reason=Reason.DITEMUKAN_TANPA_TINDAKAN)
    assert {
        "complaints_objection",
        "complaints_objectionground",
        "complaints_orderruling",
    } <= tables_with(WORD)

    erase(walk.case)

    assert tables_with(WORD) == set()
    assert verify().breaks == []


def test_an_open_case_is_not_erased() -> None:
    case, _receipt = file_one()
    with pytest.raises(CommandError, match="not closed"):
        erase(case)
    assert not VaultRow.objects.exclude(erased_at=None).values("id").exists()


def test_a_legal_hold_keeps_everything() -> None:
    case, _code = withdrawn()
    hold = LegalHold.objects.create(case=case, reason="Gugatan", placed_at=FILED)
    with pytest.raises(CommandError, match="legal hold"):
        erase(case)
    assert tables_with("Akta kelahiran")
    hold.lifted_at = FILED
    hold.save()
    erase(case)
    assert not tables_with("Gugatan")


def test_who_asked_to_open_it_again_is_answered_first() -> None:
    case, _code = withdrawn()
    asked = ReopeningRequest.objects.create(
        case=case, closed_at=FILED, text="Ada yang baru.", asked_at=FILED
    )
    with pytest.raises(CommandError, match="answer that first"):
        erase(case)
    asked.decided_at, asked.decided_by, asked.granted = FILED, person("head"), False
    asked.save()
    erase(case)
    assert not tables_with("Ada yang baru")


def test_what_is_noted_beside_an_erased_case_leaves_no_word() -> None:
    """It can still be looked at and kept from others; nobody writes into it again."""
    walk = Walk()
    closing.withdraw(ref=walk.case.ref, actor=reporter_of(walk.case.pk), now=walk.now)
    case = walk.again()
    erase(case)
    walk.do(restricting.restrict, "head", reason="safety", note=SAID)
    restricting.visit(
        ref=case.ref,
        reason=next(iter(VISIT_LABELS)),
        note=SAID,
        actor=actor("head"),
        real_now=FILED,
        now=FILED,
    )
    walk.do(restricting.lift, "head", note=SAID)
    recusing.recuse(
        ref=case.ref,
        user_id=person("examiner").pk,
        reason=SAID,
        actor=actor("examiner"),
        now=FILED,
    )
    assert not tables_with(WORD)


def test_number_and_code_open_nothing_any_more() -> None:
    case, code = withdrawn()
    open_with_code(locator=case.locator, code=code, network="n", now=FILED)
    erase(case)
    with pytest.raises(WrongCode):
        open_with_code(locator=case.locator, code=code, network="n", now=FILED)


def test_a_second_call_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    case, _code = withdrawn()
    erase(case)
    before = Entry.objects.count()
    erase(case, "court")
    assert "erased before" in capsys.readouterr().out
    erase_case(ref=case.ref, reason="court", actor=SYSTEM, now=FILED)
    assert Entry.objects.count() == before


def test_a_crash_between_the_two_steps_is_finished_by_the_next_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, _code = withdrawn()
    with monkeypatch.context() as broken:
        broken.setattr(Case, "save_fields", _crash)
        with pytest.raises(RuntimeError):
            erase(case)
    assert tables_with("Akta kelahiran") == {"complaints_case"}
    erase(case)
    assert not tables_with("Akta kelahiran")
    assert verify().breaks == []


def _crash(*_args: object) -> None:
    raise RuntimeError("the machine stopped")


@pytest.mark.parametrize("who", ["head", "examiner", "auditor", "system_admin"])
def test_no_person_erases_a_case(who: str) -> None:
    case, _code = withdrawn()
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        erase_case(ref=case.ref, reason="request", actor=actor(who), now=FILED)
    assert Entry.objects.filter(kind=events.IDENTITY_ERASED).count() == 0


def test_a_free_word_is_no_reason_and_a_wrong_number_is_said() -> None:
    case, _code = withdrawn()
    with pytest.raises(NotReady):
        erase_case(ref=case.ref, reason="iseng", actor=SYSTEM, now=FILED)
    with pytest.raises(CommandError, match="no case of this number"):
        call_command("erase_case", "00000000", "--reason", "request")


def test_an_old_draft_goes_with_its_files() -> None:
    calendar()
    draft = drafting.start(actor=STRANGER, now=FILED)
    drafting.keep(ref=draft.ref, answers={"story": SAID}, actor=STRANGER, now=FILED)
    stored = stored_file()
    drafting.add_file(ref=draft.ref, stored=stored, actor=STRANGER, now=FILED)
    on_disk = Path(settings.MEDIA_ROOT) / stored.key
    assert drafting.purge(actor=SYSTEM, now=FILED + timedelta(days=29)) == 0
    assert on_disk.exists()
    assert drafting.purge(actor=SYSTEM, now=FILED + timedelta(days=31)) == 1
    assert not Draft.objects.exists()
    assert not on_disk.exists()
    stored.refresh_from_db()
    assert stored.is_erased
    assert not tables_with(WORD)


def test_one_draft_that_cannot_be_deleted_keeps_no_other_and_is_heard_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _n in range(2):
        draft = drafting.start(actor=STRANGER, now=FILED)
        stored = stored_file()
        drafting.add_file(ref=draft.ref, stored=stored, actor=STRANGER, now=FILED)
    first = Draft.objects.earliest("id")
    whole = erase_file

    def only_others(*, stored: StoredFile, **more: Any) -> None:
        if stored.pk == held:
            raise OSError(SAID)
        whole(stored=stored, **more)

    held = first.files.get().file_id
    monkeypatch.setattr(drafting, "erase_file", only_others)
    late = FILED + timedelta(days=31)
    with pytest.raises(LeftUndone, match="1 drafts"):
        drafting.purge(actor=SYSTEM, now=late)
    assert list(Draft.objects.all()) == [first]
    assert first.files.count() == 1
    monkeypatch.undo()
    assert drafting.purge(actor=SYSTEM, now=late) == 1


def test_a_file_that_a_case_took_over_outlives_the_draft() -> None:
    draft = drafting.start(actor=STRANGER, now=FILED)
    stored = stored_file()
    drafting.add_file(ref=draft.ref, stored=stored, actor=STRANGER, now=FILED)
    file_one(file_ids=(stored.pk,))
    drafting.forget(ref=draft.ref, actor=STRANGER, now=FILED)
    stored.refresh_from_db()
    assert not stored.is_erased


def test_a_file_left_out_or_a_draft_thrown_away_is_erased() -> None:
    draft = drafting.start(actor=STRANGER, now=FILED)
    first, second = stored_file(), stored_file()
    for stored in (first, second):
        drafting.add_file(ref=draft.ref, stored=stored, actor=STRANGER, now=FILED)
    held = draft.files.get(file=first)
    drafting.drop_file(ref=draft.ref, file_ref=held.ref, actor=STRANGER, now=FILED)
    first.refresh_from_db()
    assert first.is_erased
    drafting.forget(ref=draft.ref, actor=STRANGER, now=FILED)
    second.refresh_from_db()
    assert second.is_erased


def test_no_word_is_left_beside_an_old_order_of_the_report_that_came_after() -> None:
    old = recurring.done()
    new = recurring.again(old)
    recurring.judged(old, words=WORD)
    closing.withdraw(ref=new.again().ref, actor=reporter_of(new.case.pk), now=new.now)
    assert "complaints_recurrence" in tables_with(WORD)
    erase(new.again())
    assert tables_with(WORD) == set()


def test_no_suggestion_to_go_on_with_an_erased_report_is_left() -> None:
    walk = going_on.withdrawn()
    told = {"title": WORD, "suspicion": WORD, "grounds": WORD}
    waits = going_on.suggest(out_of=walk.case.ref, **told)
    suggesting.decline(ref=waits.ref, answer=WORD, actor=actor("head"), now=walk.now)
    going_on.suggest(out_of=walk.case.ref, **told)
    assert Initiative.objects.filter(out_of=walk.case).count() == 2
    erase(walk.again())
    assert not Initiative.objects.filter(out_of=walk.case).exists()
    assert tables_with(WORD) == set()

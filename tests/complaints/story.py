"""The story of a case, told step by step through the use cases, for any test."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.actor import reporter_of
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.replying import AnswerText, Said, Stance
from complaints.domain.states import CaseClass
from complaints.models import ActionEvidence, Case
from complaints.services import (
    corrective,
    examination,
    intake,
    lhp,
    receipt,
    register,
    sweep,
)
from complaints.services.lhp import ActionText, FindingText, LhpText
from journal.models import Entry
from tests.factories.complaints import FILED, file_one
from tests.people import actor, person
from tests.remembered import step

if TYPE_CHECKING:
    from datetime import datetime

    from complaints.models import Clarification


class Walk:
    """The case at hand, and the clock of the story."""

    is_story = True

    @step
    def __init__(self, *, now: datetime = FILED, **changes: Any) -> None:
        self.case, self.receipt = file_one(now=now, **changes)
        self.now = now

    @step
    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)
        sweep.run(self.now)

    def again(self) -> Case:
        self.case = Case.objects.get(pk=self.case.pk)
        return self.case

    @step
    def do(self, use_case: Any, who: str, **more: Any) -> Any:
        case = self.again()
        return use_case(
            ref=case.ref, version=case.version, actor=actor(who), now=self.now, **more
        )

    def kinds(self) -> list[str]:
        rows = Entry.objects.filter(subject_kind="case", subject_id=self.case.pk)
        return list(rows.order_by("n").values_list("kind", flat=True))


@step
def to_examination(walk: Walk) -> None:
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)
    walk.do(register.assign, "head", examiner_id=person("examiner").pk)


def explained(request: Clarification, words: str) -> AnswerText:
    """The same words to each question."""
    one = Said(Stance.EXPLAIN, words)
    return AnswerText({n: one for n, _ in enumerate(request.asked, start=1)})


@step
def asked(walk: Walk) -> Any:
    """The agency is asked for its explanation; from now on it sees the case."""
    return walk.do(
        examination.ask_clarification,
        "examiner",
        summary="Akta kelahiran diminta, belum terbit.",
        questions="Mengapa belum terbit?",
    )


LHP = LhpText(
    account="Uraian.",
    result="Hasil.",
    opinion="Pendapat.",
    conclusion="found",
    findings=[FindingText("PB", "Tujuh bulan lewat standar lima hari.")],
    actions=[ActionText("Terbitkan akta."), ActionText("Pasang papan waktu.")],
)


@step
def answered(walk: Walk) -> None:
    """The agency opens the request and explains itself."""
    request = asked(walk)
    opened_by_agency(walk)
    examination.answer_clarification(
        ref=request.ref,
        text=explained(request, "Sistem sedang diperbaiki."),
        file_ids=[],
        actor=actor("liaison"),
        now=walk.now,
    )


@step
def to_review(walk: Walk) -> None:
    """From filing to where the LHP is drafted."""
    to_examination(walk)
    _to_review(walk)


@step
def _to_review(walk: Walk) -> None:
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    examination.respond_to_result(
        ref=walk.again().ref,
        text="Saya setuju.",
        contest=False,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


@step
def to_signed_lhp(walk: Walk) -> None:
    """From the examination to an LHP that is signed and sent."""
    answered(walk)
    _to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    walk.do(lhp.sign_lhp, "head")


@step
def opened_by_agency(walk: Walk, who: str = "liaison", to: str = "agency") -> None:
    """The agency opens its letters; what runs from receipt starts."""
    with transaction.atomic():
        receipt.opened(
            Case.objects.locked(walk.again().ref),
            addressee=to,
            on=walk.now.date(),
            actor=actor(who),
            now=walk.now,
        )


@step
def opened_by_superior(walk: Walk) -> None:
    """The superior of the reported official opens what is addressed to him."""
    opened_by_agency(walk, "superior", "superior")


def submitted(walk: Walk, n: int = 1, **more: Any) -> ActionEvidence:
    """The agency shows that it carried out action ``n``."""
    given: dict[str, Any] = {
        "text": "Akta terbit.",
        "file_ids": [],
        "actor": actor("liaison"),
    }
    return corrective.submit_evidence(
        action_ref=walk.case.actions.get(n=n).ref,
        done_on=walk.now.date(),
        now=walk.now,
        **(given | more),
    )

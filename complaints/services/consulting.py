"""A consultation: a question that is answered, or becomes a report when it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import Truncator

from agencies.domain.calendar import legal_day
from complaints.domain import events, rulesets
from complaints.domain.identity import Identity
from complaints.domain.states import Command, Reason
from complaints.domain.terms import TermKind
from complaints.models import ReporterMessage
from complaints.models.choices import Secrecy
from complaints.services import clocks, opinions, searching
from complaints.services.errors import NotReady
from complaints.services.filing import Report, file_report
from complaints.services.gate import enter, step, tell
from complaints.vault import Contact

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from complaints.models.choices import Channel
    from complaints.services.filing import Receipt

#: As much of a question as a list shows.
TITLE = 80


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to us. ``name`` may be empty; ``region_code``: where he lives."""

    question: str
    contact: Contact
    name: str = ""
    region_code: str = ""


#: What ran while it was a report.
BEFORE_IT = (TermKind.INTAKE, TermKind.FORMAL_PROMISE, TermKind.MATERIAL)


def ask(
    *, key: UUID, inquiry: Inquiry, channel: Channel, actor: Actor, now: datetime
) -> Receipt:
    """Ask us something. Nobody need say who he is; what he asks goes to no agency.

    Answered within five working days (``domain.terms``). The same key with the same
    question gives the same receipt.
    """
    report = Report(
        story=inquiry.question,
        title=Truncator(inquiry.question).chars(TITLE),
        identity=Identity(name=inquiry.name),
        contact=inquiry.contact,
        region_code=inquiry.region_code,
        secrecy=Secrecy.CONFIDENTIAL,  # until its owner says otherwise
        channel=channel,
        consultation=True,
    )
    return file_report(key=key, report=report, actor=actor, now=now)


@transaction.atomic
def answer_consultation(
    *, ref: UUID, version: int, text: str, actor: Actor, now: datetime
) -> Case:
    """Answer the question; the reporter reads it on his page, and the case is closed."""
    case = enter(ref, actor=actor, version=version)
    reason = Reason.KONSULTASI_DIJAWAB
    step(case, Command.ANSWER_CONSULTATION, actor=actor, now=now, reason=reason)
    ReporterMessage.objects.create(
        case=case, by_id=actor.signed_in_id, text=text, at=now
    )
    searching.index(case)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.CONSULT_ANSWER, on=day)
    clocks.drop(case, now=now)
    if case.vault.exists():  # an imported question has nobody to ask
        opinions.prepare(case, reason, day=day, now=now)
    tell(
        case,
        events.CONSULTATION_ANSWERED,
        actor=actor,
        now=now,
        text=case.text_hash(text),
    )
    return case


@transaction.atomic
def turn_to_consultation(
    *, ref: UUID, version: int, actor: Actor, now: datetime
) -> Case:
    """What came as a report asks a question: answer it as one.

    Once it is being checked the reporter has to agree; who records that is intake.
    """
    case = enter(ref, actor=actor, version=version)
    step(case, Command.TURN_TO_CONSULTATION, actor=actor, now=now)
    clocks.drop(case, *BEFORE_IT, now=now)
    day = legal_day(now, case.office.zone)
    clocks.start(case, TermKind.CONSULT_ANSWER, started_on=day)
    tell(case, events.TURNED_TO_CONSULTATION, actor=actor, now=now)
    return case


@transaction.atomic
def turn_to_report(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """The question is a complaint: it becomes a report on this day, with its terms.

    Raises :class:`NotReady` for an imported one, of which nobody is known who reports.
    """
    case = enter(ref, actor=actor, version=version)
    if not case.vault.exists():
        raise NotReady("nobody_reports")
    day = legal_day(now, case.office.zone)
    step(
        case,
        Command.SUBMIT,
        actor=actor,
        now=now,
        submitted_on=day,
        rule_set=rulesets.procedure(day).code,
    )
    clocks.drop(case, TermKind.CONSULT_ANSWER, now=now)
    clocks.start(case, TermKind.INTAKE, started_on=day)
    clocks.start(case, TermKind.FORMAL_PROMISE, started_on=day)
    tell(case, events.TURNED_TO_REPORT, actor=actor, now=now)
    return case

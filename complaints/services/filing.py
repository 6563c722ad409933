"""A report comes in: case, vault, clocks, files, history and news in one transaction."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import unnamed
from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.selectors import central_office, office_for_region
from complaints import vault
from complaints.domain import events, numbering, rulesets
from complaints.domain.approximate import Precision
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.models import Case, CaseAnswer
from complaints.models.choices import TAKEN_IN, Channel, Purpose, Secrecy
from complaints.policies import takes_in
from complaints.services import clocks, codes, searching
from complaints.services.errors import NotReady
from complaints.services.gate import tell
from complaints.services.papers import attach
from journal.idempotency import once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from agencies.models import Office
    from complaints.domain.identity import Identity
    from complaints.vault import Contact

#: The fields of a report that came later than others; left out while they say nothing.
LATER = frozenset(
    {
        "answers",
        "channel",
        "consultation",
        "email_verified",
        "happened_precision",
        "kitas",
        "mandate",
        "phone_verified",
        "place",
        "proxy_ids",
        "received_on",
        "represented_name",
        "represented_relation",
        "sex",
        "urgency",
        "why_anyway",
    }
)


#: What goes from the report into the case as it is, by name.
AS_TOLD = (
    "agency_id",
    "unit_id",
    "agency_label",
    "region_code",
    "place",
    "why_anyway",
    "urgency",
    "title",
    "substance",
    "story",
    "tried",
    "tried_on",
    "tried_answer",
    "hope",
    "happened_on",
    "happened_precision",
    "channel",
    "secrecy",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a citizen tells us. Files are ids of stored files, already accepted.

    ``mandate``: the answers before the story, codes; ``answers``: questions' ids with
    what was answered; ``urgency``: why it asks for the fast response, or nothing.
    ``received_on``: the legal day a letter came, where that is not today.
    ``consultation``: it asks us something, and complains of nobody.
    """

    story: str
    identity: Identity
    contact: Contact
    agency_id: int | None = None
    unit_id: int | None = None
    agency_label: str = ""
    region_code: str = ""
    place: str = ""
    substance: str = ""
    answers: tuple[tuple[int, str], ...] = ()
    mandate: Mapping[str, str] = field(default_factory=dict)
    why_anyway: str = ""
    urgency: str = ""
    title: str = ""
    happened_on: date | None = None
    happened_precision: Precision = Precision.DAY
    tried: str = ""
    tried_on: date | None = None
    tried_answer: str = ""
    hope: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    channel: Channel = Channel.WEB
    alleged_forms: tuple[str, ...] = ()
    file_ids: Sequence[int] = field(default_factory=tuple)
    proxy_ids: Sequence[int] = ()  # powers of attorney
    received_on: date | None = None
    consultation: bool = False

    def body(self) -> bytes:
        """Canonical bytes, so that the same key with another report is refused.

        What a report could not say at first counts when it is said, so that one which
        was sent before an update and again after it is still the same.
        """
        told = asdict(self)
        for part in (told, told["identity"], told["contact"]):
            for name in LATER.intersection(part):
                if part[name] in ("", (), {}, Precision.DAY, None, False):
                    del part[name]
        return json.dumps(told, sort_keys=True, default=str).encode()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter keeps. The code is shown, never stored.

    ``again``: the same report was filed before, and this is its receipt once more.
    """

    case_ref: str
    locator: str
    code: str
    qr_secret: str
    again: bool = False


@transaction.atomic
def file_report(*, key: UUID, report: Report, actor: Actor, now: datetime) -> Receipt:
    """File a report once, however often it is sent (UU 37/2008 art. 23-24).

    ``key`` is made when the form opens. The same key with the same report gives the
    same receipt; with another report it raises ``journal.idempotency.KeyReused``.
    Raises ``NotAllowed`` for a channel of the house without its right, and
    :class:`NotReady` when the report has another code by now.
    """
    taken = report.channel in TAKEN_IN
    if taken and not takes_in(actor):
        raise NotAllowed("taker")
    # Keys of two officers never meet; a citizen has none but his own.
    purpose = f"file:{actor.user_id}" if taken else "file"
    claim = once(str(key), purpose=purpose, body=report.body(), now=now)
    secret = codes.secret_of(key.bytes)
    if claim.replay is not None:
        require_in_force(Case.objects.get(ref=claim.replay["ref"]), secret)
        return Receipt(
            claim.replay["ref"],
            claim.replay["locator"],
            secret.code,
            secret.qr,
            again=True,
        )
    case = _create(report, secret, actor=actor, now=now)
    vault.put(case, report.identity, report.contact, now=now)
    attach(case, report.file_ids, lane="reporter", now=now)
    attach(case, report.proxy_ids, lane="reporter", purpose=Purpose.PROXY, now=now)
    _start_clocks(case)
    CaseAnswer.objects.bulk_create(
        CaseAnswer(case=case, question_id=question, value=value)
        for question, value in report.answers
    )
    searching.index(case)
    tell(
        case,
        events.CONSULTATION_ASKED if report.consultation else events.CASE_FILED,
        actor=unnamed(actor, case.pk),
        now=now,
        channel=case.channel,
        secrecy=case.secrecy,
        office=case.office_id,
        agency=case.agency_id,
        files=len(report.file_ids) + len(report.proxy_ids),
        **({"urgency": case.urgency} if case.urgent else {}),
    )
    claim.store({"ref": str(case.ref), "locator": case.locator})
    return Receipt(str(case.ref), case.locator, secret.code, secret.qr)


def require_in_force(case: Case, secret: numbering.TrackingSecret) -> None:
    """Nobody is shown a code that opens nothing any more, or never again."""
    if not codes.is_in_force(case, secret):
        raise NotReady("code_replaced")


def _start_clocks(case: Case) -> None:
    """An urgent report is called upon first: its term stands before the others."""
    if case.state == State.CONSULT:
        clocks.start(case, TermKind.CONSULT_ANSWER, started_on=case.submitted_on)
        return
    if case.urgent:
        clocks.start(case, TermKind.RCO_CONTACT, started_on=case.submitted_on)
    clocks.start(case, TermKind.INTAKE, started_on=case.submitted_on)
    clocks.start(case, TermKind.FORMAL_PROMISE, started_on=case.submitted_on)


def _office(code: str) -> Office:
    """The office of a place; of a place that nobody knows, the centre."""
    return office_for_region(code) if code else central_office()


def _create(
    report: Report, secret: numbering.TrackingSecret, *, actor: Actor, now: datetime
) -> Case:
    office = _office(report.region_code)
    day = report.received_on or legal_day(now, office.zone)
    # What an officer writes down for somebody is not his own: he is no party to it.
    own = report.channel not in TAKEN_IN
    return Case.objects.create(
        locator=numbering.locator(secrets.token_bytes(5)),
        **codes.stored(secret),
        state=State.CONSULT if report.consultation else State.SUBMITTED,
        office=office,
        **{name: getattr(report, name) for name in AS_TOLD},
        mandate=dict(report.mandate),
        urgent=bool(report.urgency),
        alleged_forms=list(report.alleged_forms),
        identity_filled=report.identity.filled(),
        on_behalf=bool(report.identity.represented_name),
        identity_paper=report.identity.paper,
        contact_marks=report.contact.marks(),
        filed_by_id=actor.user_id if own else None,
        filed_at=now,
        submitted_on=day,
        rule_set=rulesets.procedure(day).code,
        updated_at=now,
    )

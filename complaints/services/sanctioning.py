"""A recommendation of a sanction, to who can impose it: a step inside the same state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.domain.recommending import Subject
from complaints.domain.states import Command, Party
from complaints.domain.terms import TermKind
from complaints.selectors.recommending import how_it_stands
from complaints.services import clocks, letters
from complaints.services.assessing import require_disobeyed
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, step, tell
from complaints.services.leaks import require_nameless
from complaints.services.matters import Brought, bring

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Matter


@transaction.atomic
def propose_sanction(
    *,
    ref: UUID,
    version: int,
    recipient: str,
    text: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Matter:
    """Bring before the plenary that a sanction be recommended, and to whom.

    Raises :class:`NotReady` before the plenary found it disobeyed.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    rec = require_disobeyed(case)
    if not recipient.strip():
        raise NotReady("sanction_to_nobody")
    require_nameless(case, recipient, text, checked=checked)
    brought = Brought(Subject.SANCTION, text, recipient=recipient)
    return bring(case, rec, brought, actor=actor, now=now)


def recommend_sanction(
    case: Case, matter: Matter, *, actor: Actor, now: datetime
) -> None:
    """The plenary recommends it: the letter goes out, and what follows is due again."""
    rec = require_disobeyed(case)
    step(case, Command.RECOMMEND_SANCTION, actor=actor, now=now)
    matter.letter = letters.post_to_all(
        case,
        kind="rekomendasi_sanksi",
        addressees=[Addressee.OUTSIDE],
        context={
            **how_it_stands(rec),
            "recipient": matter.recipient,
            "text": matter.words,
        },
        office=central_office(),
        actor=actor,
        now=now,
    )
    matter.save(update_fields=["letter"])
    day = legal_day(now, case.office.zone)
    clocks.start(case, TermKind.NEXT_STEP, started_on=day)
    tell(
        case,
        events.SANCTION_RECOMMENDED,
        actor=actor,
        now=now,
        letter=str(matter.letter.ref),
        text=case.text_hash(matter.words),
    )

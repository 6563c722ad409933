"""Who does not obey a recommendation is made public, and told to DPR and the President
(UU 37/2008 art. 38(4)): the plenary proposes it, the chair decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.domain.recommending import Subject
from complaints.domain.releasing import Release
from complaints.domain.states import Command, Party
from complaints.domain.terms import TermKind
from complaints.models import Publication
from complaints.selectors.recommending import for_the_chair, how_it_stands
from complaints.services import clocks, letters, matters
from complaints.services.assessing import require_disobeyed
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import enter, require, step, tell
from complaints.services.matters import Brought, bring
from complaints.services.public_words import require_fit_for_all
from complaints.services.register_entries import Told, put_out
from complaints.services.releasing import announced

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Matter, Recommendation

#: To whom it is reported, in the language of all letters.
REPORTED_TO = (
    "Pimpinan Dewan Perwakilan Rakyat Republik Indonesia",
    "Presiden Republik Indonesia",
)


@transaction.atomic
def propose_publication(
    *,
    ref: UUID,
    version: int,
    summary: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Matter:
    """Bring before the plenary what the public shall read.

    ``checked``: what may name somebody was seen and stays. Raises :class:`NotReady`
    before the plenary found it disobeyed.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    rec = require_disobeyed(case)
    require_fit_for_all(case, summary, rec.official, rec.superior, checked=checked)
    brought = Brought(Subject.PUBLICATION, summary)
    return bring(case, rec, brought, actor=actor, now=now)


@transaction.atomic
def publish(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Publication:
    """The chair makes it public, and two letters go out; late execution stays possible.

    With that it stands in the public register. What the plenary read is held once more
    against the marks of the reporter. Raises :class:`NotReady` before the plenary
    proposed it, and :class:`SamePerson` for a chair who brought it there herself.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.CHAIR)
    matter = for_the_chair(case)
    if matter is None or matter.subject != Subject.PUBLICATION:
        raise NotReady("not_in_plenary_yet")
    if matter.proposed_by_id in {actor.user_id, actor.signed_in_id}:
        raise SamePerson
    rec = require_disobeyed(case)
    day = legal_day(now, case.office.zone)
    data = announced(case, rec, matter.words, day)
    require_fit_for_all(case, matter.words, rec.official, rec.superior, checked=True)
    step(case, Command.PUBLISH, actor=actor, now=now)
    _report(case, rec, matter.words, actor=actor, now=now)
    row = _published(case, rec, matter, actor=actor, now=now)
    told = Told(Release.FIRST, data, drafted_by_id=matter.proposed_by_id)
    put_out(case, rec, told, actor=actor, now=now)
    matters.signed(case, matter, now=now)
    clocks.meet(case, TermKind.NEXT_STEP, on=day)
    clocks.start(case, TermKind.NEXT_STEP, started_on=day, holder=Party.CHAIR)
    tell(
        case,
        events.DEFIANCE_PUBLISHED,
        actor=actor,
        now=now,
        publication=str(row.ref),
        text=case.text_hash(matter.words),
    )
    return row


def _published(
    case: Case, rec: Recommendation, matter: Matter, *, actor: Actor, now: datetime
) -> Publication:
    if case.agency is None:
        raise NotReady("no_agency")
    return Publication.objects.create(
        case=case,
        recommendation=rec,
        matter=matter,
        agency=case.agency,
        summary=matter.words,
        published_by_id=actor.signed_in_id,
        published_at=now,
        published_on=legal_day(now, case.office.zone),
    )


def _report(
    case: Case, rec: Recommendation, words: str, *, actor: Actor, now: datetime
) -> None:
    """To each to whom the law has it reported, a letter of his own."""
    for recipient in REPORTED_TO:
        letters.post_to_all(
            case,
            kind="laporan_ketidakpatuhan",
            addressees=[Addressee.OUTSIDE],
            context={**how_it_stands(rec), "recipient": recipient, "text": words},
            office=central_office(),
            actor=actor,
            now=now,
        )

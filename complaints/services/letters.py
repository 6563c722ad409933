"""Letters of a case: written once, posted, and awaited until they count as received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import User
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.domain.signing import title_for, title_of
from complaints.domain.terms import TermKind
from complaints.models import CaseLetter
from complaints.policies import own_parties, stands_in
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import acts_for, require_reporter, tell
from complaints.services.leaks import require_nameless
from documents.domain.kinds import LetterKind
from documents.errors import MissingContext, Unprintable
from documents.services import issue_letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from agencies.models import Office
    from complaints.models import Case
    from documents.models import Letter

#: The template of a new letter; an older one stays what it was issued as.
VERSIONS = dict.fromkeys(LetterKind, 2) | {
    LetterKind.CLARIFICATION: 3,
    LetterKind.REPORT: 5,
    LetterKind.CLOSING: 4,
    LetterKind.INVITATION: 1,
    LetterKind.SUPERIOR: 1,
    LetterKind.RECOMMENDATION: 1,
    LetterKind.SANCTION: 1,
    LetterKind.DEFIANCE: 1,
    LetterKind.OBJECTION: 1,
    LetterKind.EXTRACT: 1,
    LetterKind.PERIODIC: 1,
    LetterKind.AGAIN: 1,
    LetterKind.ASSESSMENT: 1,
}


def post(
    case: Case,
    *,
    kind: str,
    addressee: str,
    context: Mapping[str, object],
    awaited: bool = True,
    actor: Actor,
    now: datetime,
) -> CaseLetter:
    """Issue a letter and put it in its addressee's inbox.

    Nothing in a letter to an agency names the reporter: this function has no identity
    to give, and what others typed is held once more against the marks of a confidential
    one, whoever saw it before. Where nobody reported there is no letter to a reporter.
    It counts as received on the fifth working day at the latest, unless nothing waits
    for that (``awaited``).
    """
    if addressee != Addressee.REPORTER:
        require_nameless(case, context, checked=True)
    else:
        require_reporter(case)
    letter = _issue(case, kind, context, case.office, actor=actor, now=now)
    return _put(case, letter, addressee, awaited=awaited, actor=actor, now=now)


def post_to_all(
    case: Case,
    *,
    kind: str,
    addressees: Sequence[Addressee],
    context: Mapping[str, object],
    office: Office,
    awaited: bool = True,
    actor: Actor,
    now: datetime,
) -> Letter:
    """Issue one letter of an office that may be another than the case's, to several.

    Each receives it in his own way, and of each it is proved, unless nothing waits for
    that (``awaited``); who has no door here is not presumed to have received anything.
    Where nobody reported no reporter has one.
    """
    require_nameless(case, context, checked=True)
    letter = _issue(case, kind, context, office, actor=actor, now=now)
    for who in addressees:
        if who is Addressee.REPORTER and not case.has_reporter:
            continue
        waits = awaited and who is not Addressee.OUTSIDE
        _put(case, letter, who.value, awaited=waits, actor=actor, now=now)
    return letter


def _put(
    case: Case,
    letter: Letter,
    addressee: str,
    *,
    awaited: bool,
    actor: Actor,
    now: datetime,
) -> CaseLetter:
    """Put a letter in the inbox of one addressee."""
    day = legal_day(now, case.office.zone)
    posted = CaseLetter.objects.create(
        case=case, letter=letter, addressee=addressee, sent_at=now, sent_on=day
    )
    if awaited:
        clocks.start(
            case, TermKind.PRESUMED_RECEIPT, started_on=day, subject=str(posted.ref)
        )
    tell(
        case,
        events.LETTER_POSTED,
        actor=actor,
        now=now,
        letter=str(letter.ref),
        kind=letter.kind,
        to=addressee,
    )
    return posted


def _issue(
    case: Case,
    kind: str,
    context: Mapping[str, object],
    office: Office,
    *,
    actor: Actor,
    now: datetime,
) -> Letter:
    agency = case.agency
    return set_letter(
        LetterKind(kind),
        {
            "register": case.display_number or case.number or "",
            "agency": agency.name_id if agency else case.agency_label,
            "unit": case.unit.name_id if case.unit else "",
            "office": office.name_id,
            "date": legal_day(now, office.zone).isoformat(),
            **({"own": True} if case.is_own else {}),
            **signatory(case, actor),
            **context,
        },
        office_code=office.code,
        register=case.number or "",
        actor=actor,
        now=now,
    )


def set_letter(
    kind: LetterKind,
    context: Mapping[str, object],
    *,
    office_code: str,
    register: str = "",
    actor: Actor,
    now: datetime,
) -> Letter:
    """Set and number a letter in the version that is used now; posting is another step.

    Raises :class:`NotReady` for words that cannot be printed, and where one is missing.
    """
    try:
        return issue_letter(
            template=kind.value,
            version=VERSIONS[kind],
            register=register,
            context={**context},
            office_code=office_code,
            actor=actor,
            now=now,
        )
    except Unprintable as error:
        raise NotReady("unprintable") from error
    except MissingContext as error:
        raise NotReady("letter_incomplete") from error


def signatory(case: Case, actor: Actor) -> dict[str, str]:
    """Name and title of who signs; a letter that time alone sends has neither.

    A deputy signs for the one who is away, and names him.
    """
    seats = stands_in(actor, case)
    absent = acts_for(case, actor)
    mine = own_parties(actor, case)
    if absent is not None:
        mine = frozenset(party for party, holder in seats.items() if holder == absent)
    if actor.user_id is None or not (title := title_of(mine)):
        return {}
    people = User.objects.filter(pk__in=[actor.user_id, absent])
    names = dict(people.values_list("pk", "name"))
    said = title_for(title, names[absent]) if absent is not None else title
    return {"signer": names[actor.user_id], "signer_title": said}

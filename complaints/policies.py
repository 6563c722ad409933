"""Who may see a case, and who may do what in it.

``can_see`` and ``visible_q`` are twins: the first answers for one case, the second
for a list. A property test holds that they agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.errors import NotAllowed
from accounts.roles import Role
from complaints.agency_policies import agency_q, agency_roles
from complaints.domain.states import Party
from journal.actor import ActorKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.actor import Actor
    from complaints.domain.facts import CaseFacts

#: Roles that read the cases of their office.
CASE_ROLES = frozenset({Role.INTAKE, Role.EXAMINER, Role.HEAD, Role.RESMON})
#: Roles that read every case: the plenary decides on them, the auditor checks them.
NATIONAL_ROLES = frozenset({Role.COMMISSIONER, Role.CHAIR, Role.AUDITOR})
#: Who writes down what somebody reports at the counter, on the telephone, by letter.
TAKERS = frozenset({Role.INTAKE})
#: Who writes notes, and messages to the reporter.
WRITERS = frozenset({Party.INTAKE, Party.EXAMINER, Party.HEAD, Party.RESMON})

#: The places in which somebody holds a case: as which party, in which role, where.
SEATS = (
    (Party.INTAKE, Role.INTAKE, "intake_id"),
    (Party.EXAMINER, Role.EXAMINER, "examiner_id"),
    (Party.RESMON, Role.RESMON, "resmon_id"),
)


def _of_office(actor: Actor, facts: CaseFacts) -> bool:
    return facts.office_id in actor.office_ids


def _in_office(actor: Actor, facts: CaseFacts) -> bool:
    """The centre sees the cases of every office; it acts in its own."""
    return actor.central or _of_office(actor, facts)


def _staff_sees(actor: Actor, facts: CaseFacts) -> bool:
    if actor.has(*NATIONAL_ROLES) and not facts.restricted:
        return True
    if not actor.has(*CASE_ROLES) or not _in_office(actor, facts):
        return False
    if not facts.restricted:
        return True
    # Who is deputy of its holder is not let in by that: decision 56.
    heads_it = actor.has(Role.HEAD) and _of_office(actor, facts)
    return heads_it or actor.user_id in facts.assigned_ids


def can_see(
    actor: Actor,
    facts: CaseFacts,
    *,
    recused: Collection[int],
    tied: Collection[int] = (),
) -> bool:
    """Whether this actor may know this case.

    ``recused`` are the users kept out of it by name, ``tied`` those who speak or ever
    spoke or worked for the agency that it is against: they see it as its reporter, or
    as that agency's liaison, and not otherwise (R10).
    """
    if actor.kind is ActorKind.SYSTEM:
        return True
    if actor.kind is ActorKind.REPORTER:
        return actor.case_id == facts.pk
    if actor.kind is ActorKind.ADDRESSEE:
        return actor.case_id == facts.pk and facts.released_at is not None
    if actor.user_id is None or actor.user_id in recused:
        return False
    if actor.is_liaison:
        return bool(agency_roles(actor, facts))
    if facts.filed_by_id == actor.user_id:
        return True
    return actor.user_id not in tied and _staff_sees(actor, facts)


NONE = Q(pk__in=[])


def _staff_q(actor: Actor) -> Q:
    seen = Q(restricted=False) if actor.has(*NATIONAL_ROLES) else NONE
    if actor.has(*CASE_ROLES):
        office = Q() if actor.central else Q(office_id__in=actor.office_ids)
        assigned = NONE
        for _party, _role, column in SEATS:
            assigned |= Q(**{column: actor.user_id})
        if actor.has(Role.HEAD):
            assigned |= Q(office_id__in=actor.office_ids)
        seen |= office & (Q(restricted=False) | assigned)
    return seen


def tied_q(actor: Actor, *, case: str = "") -> Q:
    """Cases against an agency that he speaks or ever spoke or worked for.

    ``case``: the way from the row to its case, ``"case__"``.
    """
    ways = (f"{case}agency__memberships__user_id", f"{case}agency__ties__user_id")
    spoke, worked = (Q(**{way: actor.user_id}) for way in ways)
    return spoke | worked


def visible_q(actor: Actor) -> Q:
    """The twin of :func:`can_see` for a queryset of cases."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    if actor.kind is ActorKind.REPORTER:
        return Q(pk=actor.case_id)
    if actor.kind is ActorKind.ADDRESSEE:
        return Q(pk=actor.case_id, released_at__isnull=False)
    if actor.user_id is None:
        return NONE
    if actor.is_liaison:
        seen = agency_q(actor)
    else:
        seen = Q(filed_by_id=actor.user_id) | (_staff_q(actor) & ~tied_q(actor))
    return seen & ~Q(recusals__user_id=actor.user_id)


def at_desk_q(actor: Actor) -> Q:
    """Cases of the offices where he works. Beside :func:`visible_q`, it shows nothing of
    its own and lets the database begin with the office."""
    if actor.central or actor.has(*NATIONAL_ROLES):
        return Q()
    return Q(office_id__in=actor.office_ids)


def _is_reporter(actor: Actor, facts: CaseFacts) -> bool:
    if actor.kind is ActorKind.REPORTER:
        return actor.case_id == facts.pk
    return actor.user_id is not None and actor.user_id == facts.filed_by_id


def stands_in(actor: Actor, facts: CaseFacts) -> dict[Party, int]:
    """As which parties he acts for a colleague who holds this case and is away today.

    Not in a case that he reported himself; who is kept out of one does not see it.
    """
    if facts.filed_by_id == actor.user_id or not _of_office(actor, facts):
        return {}
    holders = ((party, role, getattr(facts, column)) for party, role, column in SEATS)
    return {party: pk for party, role, pk in holders if (pk, role) in actor.seats}


def stands_in_q(actor: Actor) -> Q:
    """The twin of :func:`stands_in` for a queryset of cases; beside :func:`visible_q`,
    it shows nothing of its own."""
    held = NONE
    for _party, role, column in SEATS:
        if ids := actor.seats_of(role):
            held |= Q(**{f"{column}__in": ids})
    his_own = Q(filed_by_id=actor.user_id, filed_by_id__isnull=False)
    return held & Q(office_id__in=actor.office_ids) & ~his_own


def holds(actor: Actor, facts: CaseFacts) -> bool:
    """Whether the case is his, or that of a colleague in whose place he acts today."""
    return actor.user_id in facts.assigned_ids or bool(stands_in(actor, facts))


def parties_of(actor: Actor, facts: CaseFacts) -> frozenset[Party]:
    """As which parties he may act here: by his own right, or in another's place."""
    return own_parties(actor, facts) | frozenset(stands_in(actor, facts))


def own_parties(actor: Actor, facts: CaseFacts) -> frozenset[Party]:
    """As which of them he may act by his own right.

    An officer reads the office's cases and writes the assigned ones; an intake
    assistant may take a case that nobody holds yet. A head acts by office, the
    commissioners everywhere, neither by assignment.
    """
    if actor.kind is ActorKind.SYSTEM:
        return frozenset({Party.SYSTEM})
    office, agency = _of_office(actor, facts), agency_roles(actor, facts)
    mine, free = actor.user_id is not None, (None, actor.user_id)
    found = {
        Party.REPORTER: _is_reporter(actor, facts),
        Party.INTAKE: office and actor.has(Role.INTAKE) and facts.intake_id in free,
        Party.HEAD: actor.has(Role.HEAD) and office,
        Party.EXAMINER: actor.has(Role.EXAMINER)
        and mine
        and facts.examiner_id == actor.user_id,
        Party.RESMON: office and actor.has(Role.RESMON) and facts.resmon_id in free,
        Party.COMMISSIONER: actor.has(Role.COMMISSIONER),
        Party.CHAIR: actor.has(Role.CHAIR),
        Party.LIAISON: Role.LIAISON in agency,
        Party.SUPERIOR: Role.SUPERIOR in agency,
        Party.OFFICER: mine and office and actor.has(Role.INTAKE, Role.EXAMINER),
    }
    return frozenset(party for party, holds in found.items() if holds)


def require(actor: Actor, facts: CaseFacts, *parties: Party) -> int | None:
    """Refuse with :class:`NotAllowed` unless the actor is one of these parties here.

    Says in whose place he then acts; None where he does by his own right.
    """
    if not own_parties(actor, facts).isdisjoint(parties):
        return None
    for party, holder in stands_in(actor, facts).items():
        if party in parties:
            return holder
    raise NotAllowed("party")


def keeps_reports(actor: Actor) -> bool:
    """Whether an account is a reporter's own: more than one without a role."""
    return actor.own_account


def require_own_account(actor: Actor) -> None:
    """Refuse with :class:`NotAllowed` every account but a reporter's own."""
    if not keeps_reports(actor):
        raise NotAllowed("own_account")


def takes_in(actor: Actor) -> bool:
    """Whether this officer may file for somebody who cannot do it himself."""
    return actor.is_staff and actor.has(*TAKERS)


def reads_cases(actor: Actor) -> bool:
    """Whether the office's screens are for this actor at all."""
    return actor.has(*CASE_ROLES, *NATIONAL_ROLES)


def takes_part(actor: Actor) -> bool:
    """Whether this actor works on cases, and so may have to keep out of one."""
    return actor.has(*CASE_ROLES, Role.COMMISSIONER, Role.CHAIR)


def has_duties(actor: Actor) -> bool:
    """Whether days are set that he, or his agency, has to meet."""
    return takes_part(actor) or actor.is_liaison


def heads_an_office(actor: Actor) -> bool:
    """Whether the pages about the work of an office are for this actor."""
    return actor.has(Role.HEAD) and bool(actor.office_ids)


def keeps_plenaries(actor: Actor) -> bool:
    """Whether he leads the plenary of an office and signs its minutes."""
    return actor.has(Role.HEAD)


def require_plenary(actor: Actor, office_id: int) -> None:
    """Refuse with :class:`NotAllowed` unless it is the plenary of an office he heads."""
    if not keeps_plenaries(actor) or office_id not in actor.office_ids:
        raise NotAllowed("party")


def sits_in_plenary(actor: Actor) -> bool:
    """Whether he is a commissioner: he keeps their plenary, and decides in it."""
    return actor.is_staff and actor.has(Role.COMMISSIONER)


def keeps_identities(actor: Actor) -> bool:
    """Whether he agrees to openings: a custodian, who by no other role reads cases."""
    return actor.has(Role.CUSTODIAN) and not reads_cases(actor)


def watches_reading(actor: Actor) -> bool:
    """Whether alarms about who reads too much are his to see."""
    return actor.has(Role.AUDITOR)


def edits_versions(actor: Actor) -> bool:
    """Whether what is kept as versions (questions, offices ...) is his to publish."""
    return actor.has(Role.SYSTEM_ADMIN)


def signs_for_all(actor: Actor) -> bool:
    """Whether he signs what the Ombudsman as a whole says: the chair."""
    return actor.is_staff and actor.has(Role.CHAIR)

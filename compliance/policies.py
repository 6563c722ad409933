"""Who may do what with rounds. Each rule has its twin for rows beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.roles import Role

if TYPE_CHECKING:
    from accounts.actor import Actor

#: Nothing at all.
NONE = Q(pk__in=[])


def can_run_rounds(actor: Actor) -> bool:
    """Open, fill, lock and publish: the compliance administrator."""
    return actor.has(Role.COMPLIANCE_ADMIN)


def can_see_round(actor: Actor) -> bool:
    """Look at a round before it is published: who runs it, assesses or audits."""
    return actor.has(Role.COMPLIANCE_ADMIN, Role.ASSESSOR, Role.AUDITOR)


#: Who works on cases, or decides and checks all of them.
_CASE_READERS = (
    Role.INTAKE,
    Role.EXAMINER,
    Role.HEAD,
    Role.RESMON,
    Role.COMMISSIONER,
    Role.CHAIR,
)


def can_look_behind(actor: Actor) -> bool:
    """Look at the orders behind a score; whose cases he may follow is asked of each."""
    return can_see_round(actor) or actor.has(*_CASE_READERS)


def see_round_q(actor: Actor) -> Q:
    """The rounds that ``can_see_round`` lets through."""
    return Q() if can_see_round(actor) else NONE


def see_method_q(actor: Actor) -> Q:
    """Versions of the method: published ones, and drafts for who may see rounds."""
    return Q() if can_see_round(actor) else Q(published_at__isnull=False)


def can_see_field(actor: Actor) -> bool:
    """Read every sheet of a round: who runs it or audits. An assessor reads his own."""
    return actor.has(Role.COMPLIANCE_ADMIN, Role.AUDITOR)


def can_approve_results(actor: Actor) -> bool:
    """Agree to the results of a round: the commissioners, of whom the chair is one."""
    return actor.has(Role.COMMISSIONER)


def see_plenary_q(actor: Actor) -> Q:
    """Minutes and the results they set: who runs the round, audits it, or agrees."""
    return Q() if can_see_field(actor) or can_approve_results(actor) else NONE


def is_assessor(actor: Actor) -> bool:
    """Go to places and fill in a sheet."""
    return actor.has(Role.ASSESSOR)


def speaks_for(actor: Actor, agency_id: int) -> bool:
    """Read an agency's preliminary result and say something of it: for the whole of it."""
    return any(
        place.agency_id == agency_id and place.role is Role.LIAISON and not place.units
        for place in actor.places
    )


def spoken_for(actor: Actor) -> frozenset[int]:
    """The agencies for which ``speaks_for`` holds."""
    return frozenset(
        one.agency_id for one in actor.places if speaks_for(actor, one.agency_id)
    )


def see_heard_q(actor: Actor) -> Q:
    """Objections and replies: of one's own agency, or all for who runs or audits."""
    if can_see_field(actor):
        return Q()
    return Q(agency_id__in=spoken_for(actor))


def can_compare_self(actor: Actor) -> bool:
    """Read what agencies say of themselves: who runs a round or audits, and never
    somebody who assesses, whatever else he is. He scores what he sees."""
    return can_see_field(actor) and not is_assessor(actor)


def see_self_q(actor: Actor) -> Q:
    """The answers of one's own agency; for ``can_compare_self`` all that was handed in."""
    own = Q(sheet__agency_id__in=spoken_for(actor))
    if can_compare_self(actor):
        return own | Q(sheet__handed_in_at__isnull=False)
    return own


def see_shown_q(actor: Actor) -> Q:
    """Evidence of sheets: as of the sheets, and of one's own agency once announced."""
    sheets = see_visit_q(actor, visit="visit__")
    if not spoken_for(actor):
        return sheets
    return sheets | Q(
        visit__place__agency_id__in=spoken_for(actor),
        visit__place__round__announced_at__isnull=False,
        visit__handed_in_at__isnull=False,
    )


def see_visit_q(actor: Actor, *, visit: str = "") -> Q:
    """The sheets of ``can_see_field``, or those of an assessor himself.

    ``visit``: the way from the row to its sheet, ``"visit__"``.
    """
    if can_see_field(actor):
        return Q()
    own = Q(**{f"{visit}assessor_id": actor.user_id})
    return own if is_assessor(actor) else NONE

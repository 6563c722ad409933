"""The commissioners and their chair: who they are, and who of them hears of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from accounts.models import OfficeMembership, User
from accounts.roles import Role
from complaints.domain import events
from complaints.domain.by_turn import next_of
from complaints.domain.plenary import Decision
from complaints.domain.recommending import SIGNED_BY_CHAIR, Subject
from complaints.models import (
    Case,
    Deadline,
    Matter,
    Objection,
    PlenaryItem,
    ReliefRequest,
)
from complaints.selectors.conflicts import conflicts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from journal.models import Entry


def members(at: datetime, *, chair: bool = False) -> QuerySet[User]:
    """The commissioners in office at that time by name; ``chair``: only who leads them."""
    rows = OfficeMembership.objects.filter(role=Role.COMMISSIONER.value).valid_at(at)
    if chair:
        rows = rows.filter(is_chair=True)
    found = User.objects.filter(pk__in=rows.values("user_id"), is_active=True)
    return found.order_by("name", "id")


def told(at: datetime, *, chair: bool = False) -> list[str]:
    """The same as recipients of news."""
    return [
        f"user:{pk}" for pk in members(at, chair=chair).values_list("pk", flat=True)
    ]


def next_in_turn(
    case: Case, at: datetime, *, among: Collection[int] | None = None
) -> int | None:
    """The commissioner who sees to the next thing in this case, by turn: nobody who is
    kept out of it, and the chair, who stands above, only where she is alone. None
    without any. ``among``: of these alone."""
    there = members(at).exclude(pk__in=case.recusals.values("user_id"))
    if among is not None:
        there = there.filter(pk__in=among)
    above = members(at, chair=True).values("pk")
    people = list(there.exclude(pk__in=above).values_list("pk", flat=True))
    people = people or list(there.values_list("pk", flat=True))
    rows = Deadline.objects.filter(named__in=people).order_by().values("named")
    last = rows.annotate(last=Max("pk")).values_list("named", "last")
    return next_of(people, dict(last))


def named_or_all(named: object, at: datetime) -> list[str]:
    """Who hears of what one of them sees to: he, or all where he is there no more."""
    everybody = told(at)
    return [f"user:{named}"] if f"user:{named}" in everybody else everybody


def _named(entry: Entry) -> Iterable[str]:
    return named_or_all(entry.data.get("user"), entry.at)


def _members(entry: Entry) -> Iterable[str]:
    return told(entry.at)


def _who_brought(entry: Entry) -> Iterable[str]:
    """Who brought it; the chair too, where she has to sign what was decided."""
    row = Matter.objects.get(ref=str(entry.data["matter"]))
    yield f"user:{row.proposed_by_id}"
    approved = entry.data["decision"] == Decision.APPROVE
    if approved and Subject(row.subject) in SIGNED_BY_CHAIR:
        yield from told(entry.at, chair=True)


def _who_says_so_too(entry: Entry) -> Iterable[str]:
    """Of what takes effect once two who sat approved it, who may be the second: whoever
    sat and takes part, but the first and who brought it."""
    item = PlenaryItem.objects.select_related("case", "matter", "plenary").get(
        plenary__ref=str(entry.data["plenary"]), case=entry.subject_id
    )
    sat = set(item.plenary.present.values_list("pk", flat=True))
    apart = {item.first_by_id, item.matter.proposed_by_id if item.matter else None}
    apart |= conflicts_in([item.case], sat)[item.case_id]
    return [
        one for one in told(entry.at) if one in {f"user:{pk}" for pk in sat - apart}
    ]


def _monitoring(entry: Entry) -> Iterable[str]:
    """Who monitors the case."""
    held = Case.objects.filter(pk=entry.subject_id, resmon__is_active=True)
    return [f"user:{pk}" for pk in held.values_list("resmon_id", flat=True)]


def _who_asked(entry: Entry) -> Iterable[str]:
    row = ReliefRequest.objects.get(ref=str(entry.data["relief"]))
    return [f"user:{row.proposed_by_id}"]


def reviewers_of(ref: str) -> list[str]:
    """Whoever was named to review an objection."""
    row = Objection.objects.get(ref=ref)
    found = row.reviewers.filter(is_active=True).order_by("pk")
    return [f"user:{pk}" for pk in found.values_list("pk", flat=True)]


def _reviewers(entry: Entry) -> Iterable[str]:
    return reviewers_of(str(entry.data["objection"]))


def _who_decides(entry: Entry) -> Iterable[str]:
    """The commissioners but who had a part in the review."""
    apart = set(_reviewers(entry))
    return [one for one in told(entry.at) if one not in apart]


def _who_agrees(entry: Entry) -> Iterable[str]:
    """The commissioners but the chair, who releases, and but who wrote it."""
    apart = {*told(entry.at, chair=True), f"user:{entry.actor_id}"}
    return [one for one in told(entry.at) if one not in apart]


def _who_releases(entry: Entry) -> Iterable[str]:
    """The chair, who did not agree to it herself."""
    return [
        one for one in told(entry.at, chair=True) if one != f"user:{entry.actor_id}"
    ]


def holders(entry: Entry) -> Iterable[str]:
    """Who examined the case, and who monitors it."""
    case = Case.objects.get(pk=entry.subject_id)
    held = [pk for pk in (case.examiner_id, case.resmon_id) if pk is not None]
    found = User.objects.filter(pk__in=held, is_active=True).order_by("pk")
    return [f"user:{pk}" for pk in found.values_list("pk", flat=True)]


#: What colleagues hear of the ladder, and who of them.
MEMBERS_NEWS: dict[str, Callable[[Entry], Iterable[str]]] = {
    events.RESMON_ESCALATED: _named,
    events.RESMON_DIRECTED: _monitoring,
    events.MATTER_PROPOSED: _members,
    events.PLENARY_APPROVED_FIRST: _who_says_so_too,
    events.MATTER_DECIDED: _who_brought,
    events.RECOMMENDATION_OVERDUE: _monitoring,
    events.RELIEF_PROPOSED: _members,
    events.RELIEF_REFUSED: _who_asked,
    events.OBJECTION_REVIEWED_BY: _reviewers,
    events.OBJECTION_RETURNED: _reviewers,
    events.OBJECTION_TAKEN_BACK: _reviewers,
    events.OBJECTION_PROPOSED: _who_decides,
    events.RELEASE_DRAFTED: _who_agrees,
    events.RELEASE_AGREED: _who_releases,
}

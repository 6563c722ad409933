"""Cases that belong to another: which, read once for a page that asks several times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Value

from complaints.domain.states import State
from complaints.models import Case, Kinship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.actor import Actor

READ = "kin_read"


def kin_of(case: Case) -> list[Kinship]:
    """Every tie of this case that stands: to what it belongs, and what belongs to it."""
    if READ not in case.__dict__:
        read_kin([case])
    found: list[Kinship] = case.__dict__[READ]
    return found


def read_kin(cases: Iterable[Case], actor: Actor | None = None) -> None:
    """Read them for several cases at once, and which sides this actor may see. One query."""
    held = {case.pk: case for case in cases}
    for case in held.values():
        case.__dict__[READ] = []
    rows = Kinship.objects.filter(Q(parent__in=held) | Q(child__in=held), ended_at=None)
    if actor is not None:
        seen = Case.objects.visible_to(actor)
        rows = rows.annotate(
            seen_for=Value(actor.user_id, output_field=BigIntegerField()),
            sees_parent=Exists(seen.filter(pk=OuterRef("parent"))),
            sees_child=Exists(seen.filter(pk=OuterRef("child"))),
        )
    for row in rows.select_related("parent", "child", "by").order_by("id"):
        for pk in (row.parent_id, row.child_id):
            if pk in held:
                held[pk].__dict__[READ].append(row)


def stands_alone(case: Case) -> None:
    """Nothing need be read of a case whose history knows no such tie."""
    case.__dict__[READ] = []


def parent_tie(case: Case) -> Kinship | None:
    """By what it belongs to another; None where it stands by itself."""
    return next((row for row in kin_of(case) if row.child_id == case.pk), None)


def child_ties(case: Case) -> list[Kinship]:
    """What belongs to it, open or closed."""
    return [row for row in kin_of(case) if row.parent_id == case.pk]


def open_children(case: Case) -> list[Kinship]:
    """What belongs to it and is not closed."""
    return [row for row in child_ties(case) if row.child.state != State.CLOSED]


def seen_of(rows: Iterable[Kinship], actor: Actor) -> set[int]:
    """The cases on either side of these ties that this actor may see.

    No query where they were read with that.
    """
    ties = list(rows)
    ids = {pk for row in ties for pk in (row.parent_id, row.child_id)}
    if all(getattr(row, "seen_for", None) == actor.user_id for row in ties):
        return {pk for row in ties for pk in _seen_sides(row)}
    seen = Case.objects.visible_to(actor).filter(pk__in=ids)
    return set(seen.values_list("pk", flat=True))


def _seen_sides(row: Any) -> Iterator[int]:
    if row.sees_parent:
        yield row.parent_id
    if row.sees_child:
        yield row.child_id


def hidden_from(rows: Iterable[Kinship], actor: Actor) -> list[Case]:
    """What belongs to it and is closed to this actor."""
    ties = list(rows)
    seen = seen_of(ties, actor)
    return [row.child for row in ties if row.child_id not in seen]


def by_refs(rows: Iterable[Kinship]) -> dict[str, Kinship]:
    """The ties by the ref of the case that belongs to the other."""
    return {str(row.child.ref): row for row in rows}

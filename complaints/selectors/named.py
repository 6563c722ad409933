"""The names behind the ids of a history, each kind in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import User
from agencies.models import Agency, Office, Unit
from complaints.models import CorrectiveAction
from documents.models import Letter
from journal.actor import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaints.selectors.timeline import Moment

#: Where the journal keeps the id of a colleague, an office, an agency or a unit.
PEOPLE = (
    "examiner",
    "user",
    "to",
    "by",
    "custodian",
    "holder_before",
    "mentioned",
    "for",
    "reviewers",
)
OFFICES, AGENCIES, UNITS = ("office",), ("agency", "before"), ("unit",)


def names_behind(moments: Iterable[Moment]) -> dict[tuple[str, object], str]:
    """(kind, id or ref) to the name: five queries at most, whatever the length."""
    data = [moment.data for moment in moments]

    def ids(*keys: str) -> set[int]:
        values = (row.get(key) for row in data for key in keys)
        each = (
            v
            for value in values
            for v in (value if isinstance(value, list) else [value])
        )
        return {value for value in each if isinstance(value, int)}

    def refs(key: str) -> set[str]:
        values = (row.get(key) for row in data)
        return {value for value in values if isinstance(value, str)}

    found: dict[tuple[str, object], str] = {}
    people = User.objects.filter(pk__in=ids(*PEOPLE), office_memberships__isnull=False)
    found |= {("user", pk): name for pk, name in people.values_list("pk", "name")}
    for kind, model, keys in (
        ("office", Office, OFFICES),
        ("agency", Agency, AGENCIES),
        ("unit", Unit, UNITS),
    ):
        for row in model.objects.filter(pk__in=ids(*keys)):
            found |= {(kind, row.pk): row.name_id, (f"{kind}_en", row.pk): row.name_en}
    letters = Letter.objects.filter(ref__in=refs("letter"))
    found |= {
        ("letter", str(ref)): n for ref, n in letters.values_list("ref", "number")
    }
    actions = CorrectiveAction.objects.filter(ref__in=refs("action"))
    found |= {
        ("action", str(ref)): str(n) for ref, n in actions.values_list("ref", "n")
    }
    return found


def liaisons_of(moments: Sequence[Moment]) -> frozenset[int]:
    """The ids of those who acted for an agency."""
    ids = {moment.actor_id for moment in moments if moment.actor_id is not None}
    rows = User.objects.filter(pk__in=ids, agency_memberships__isnull=False)
    return frozenset(rows.values_list("id", flat=True))


def names_of(moments: Sequence[Moment]) -> dict[int, str]:
    """The names of the colleagues who acted; a reporter has no name here."""
    ids = {
        moment.actor_id
        for moment in moments
        if moment.actor_kind == ActorKind.USER and moment.actor_id is not None
    }
    staff = User.objects.filter(pk__in=ids, office_memberships__isnull=False).distinct()
    return dict(staff.values_list("id", "name"))

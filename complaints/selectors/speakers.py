"""Who spoke for an agency: by name, and in what place he did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from accounts.models import User
from accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Any

    from complaints.models import ActionEvidence, Clarification, Objection, Progress

#: An officer who wrote down what came on paper.
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person, and as what he spoke: liaison, superior, or an officer for paper."""

    name: str
    kind: str


def name_speakers(
    rows: Iterable[ActionEvidence | Clarification | Objection | Progress],
) -> None:
    """Give each of these its ``speaker``; one query, none where there are none."""
    sent = [(row, *_sent(row)) for row in rows]
    seats = _seats({who for _, who, _ in sent if who is not None})
    for row, who, at in sent:
        found = seats.get(who or 0, [])
        row.__dict__["speaker"] = Speaker(_name(found), _kind(found, at))


def _sent(row: Any) -> tuple[int | None, datetime | None]:
    """By whom, and when."""
    if hasattr(row, "filed_by_id"):
        return row.filed_by_id, row.filed_at
    if hasattr(row, "answered_by_id"):  # on paper: by the officer who wrote it down
        return row.answered_by_id or vars(row).get("typed_by"), row.answered_at
    return row.submitted_by_id, row.submitted_at


def _seats(people: Iterable[int]) -> Mapping[int, list[dict[str, Any]]]:
    """The places in agencies that these people ever had; one row where they had none."""
    found: dict[int, list[dict[str, Any]]] = {}
    asked = list(people)
    if not asked:
        return found
    rows = User.objects.filter(pk__in=asked).values(
        "pk",
        "name",
        kind=F("agency_memberships__kind"),
        since=F("agency_memberships__valid_from"),
        until=F("agency_memberships__valid_to"),
    )
    for row in rows.order_by("pk", "kind"):
        found.setdefault(row["pk"], []).append(dict(row))
    return found


def _name(seats: list[dict[str, Any]]) -> str:
    return str(seats[0]["name"]) if seats else ""


def _kind(seats: list[dict[str, Any]], at: datetime | None) -> str:
    """As what he spoke at that time; of two places the liaison's."""
    held = [
        seat["kind"]
        for seat in seats
        if seat["kind"] is not None
        and at is not None
        and seat["since"] <= at
        and (seat["until"] is None or at < seat["until"])
    ]
    if Role.LIAISON in held:
        return Role.LIAISON.value
    return str(held[0]) if held else OFFICE

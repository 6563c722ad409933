"""What an entry of the public register says, in the language of the page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from complaints.domain.recommending import Status
from complaints.domain.releasing import Release
from complaints.domain.relief import Relief
from complaints.models.ladder_labels import RELEASES, RELIEFS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import Promise

#: The look of the tag of each status, and of each version.
TONES = {Status.DONE: "ok", Status.PARTLY: "warn", Status.NOT: "bad"}
MARKS = {Release.CORRECTION: "warn", Release.WITHDRAWAL: "bad"}


def shown(data: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that everybody reads of one recommendation, as a template wants it."""
    agency, theme, province = data["agency"], data["theme"], data["province"]
    return {
        "number": data["number"],
        "agency": in_language(agency),
        "agency_ref": agency["ref"],
        "province": province["name"] if province else "",
        "theme": in_language(theme) if theme else "",
        "official": data["official"],
        "superior": data["superior"],
        "status": status_tag(data["status"]),
        "summary": data["summary"],
        **{
            name: day_of(data[name])
            for name in ("signed_on", "received_on", "due_on", "announced_on")
        },
        "items": [_item(item) for item in data["items"]],
    }


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    tag = (
        (RELIEFS[Relief.EXCUSE], "") if item["excused"] else status_tag(item["status"])
    )
    return {
        "n": item["n"],
        "text": item["text"],
        "status": tag,
        **{
            name: day_of(item[name])
            for name in ("due_on", "reported_on", "executed_on")
        },
        "replies": [
            {"on": day_of(reply["on"]), "text": reply["text"]}
            for reply in item["replies"]
        ],
    }


def status_tag(status: str) -> tuple[str | Promise, str]:
    """One of the three words of the law, and its look."""
    known = Status(status)
    return STATUSES[known], TONES[known]


def marks_of(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The same of every version, the first one first; of those before a withdrawal only
    what they were, and when: neither their reasons nor what is reckoned from their data."""
    taken = max((row.n for row in rows if row.kind == Release.WITHDRAWAL), default=0)
    return [
        mark if mark["n"] >= taken else {**mark, "why": "", "sha256": ""}
        for mark in map(mark_of, rows)
    ]


def mark_of(row: Any) -> dict[str, Any]:
    """What happened to an entry on a day."""
    kind = Release(row.kind)
    return {
        "what": RELEASES[kind],
        "tone": MARKS.get(kind, ""),
        "on": row.released_on,
        "why": row.why,
        "sha256": row.sha256,
        "n": row.n,
    }


def in_language(named: Mapping[str, str]) -> str:
    """The name of what is called something in both languages."""
    return named["name_en"] if get_language() == "en" else named["name_id"]


def day_of(iso: str | None) -> date | None:
    """The day that the data write as text."""
    return date.fromisoformat(iso) if iso else None

"""The public register of recommendations as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.models.register_labels import FIELDS
from complaints.selectors.public_register import current_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaints.models import RegisterEntry


def of_entry(row: RegisterEntry) -> dict[str, Any]:
    """An entry with its data as they were released."""
    current = current_of(row)
    return {
        "ref": str(row.ref),
        "number": row.number,
        "signed_on": row.signed_on.isoformat(),
        "version": current.n,
        "change": current.kind,
        "changed_on": current.released_on.isoformat(),
        "why": current.why,
        "sha256": current.sha256,
        "data": current.data,
    }


def table(rows: Iterable[RegisterEntry]) -> Iterator[list[str]]:
    """Its head, then a line for each item; an entry without items has one line too."""
    yield [name for name, _said in FIELDS]
    for row in rows:
        told = of_entry(row)
        data = told["data"] or {"items": []}
        for item in data["items"] or [{}]:
            cells = {**told, **_flat(data), **_flat_item(item)}
            yield [str(cells.get(name) or "") for name, _said in FIELDS]


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    if "agency" not in data:
        return {}
    plain = {
        key: data[key] for key in ("received_on", "due_on", "official", "superior")
    }
    return {
        **plain,
        "status": data["status"],
        "announced_on": data["announced_on"],
        "summary": data["summary"],
        "agency_code": data["agency"]["code"],
        "agency": data["agency"]["name_id"],
        "province_code": data["province"]["code"] if data["province"] else "",
        "theme": data["theme"]["code"] if data["theme"] else "",
    }


def _flat_item(item: dict[str, Any]) -> dict[str, Any]:
    if not item:
        return {}
    said = [f"{reply['on']}: {reply['text']}" for reply in item["replies"]]
    plain = ("text", "status", "due_on", "reported_on", "executed_on")
    return {
        "item": item["n"],
        "item_excused": "ya" if item["excused"] else "",
        "item_replies": "\n".join(said),
        **{f"item_{key}": item[key] for key in plain},
    }

"""The public register as data: JSON and a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from complaints.domain.releasing import FORMAT
from complaints.selectors.public_register import current_of
from complaints.selectors.register_table import of_entry
from complaints.views.register_words import mark_of, shown
from documents.feeds import Feed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import RegisterEntry

LICENCE = "CC-BY-4.0"


def document(rows: Iterable[RegisterEntry]) -> dict[str, Any]:
    """The whole register: each entry with its data as they were released."""
    return {
        "format": FORMAT,
        "licence": LICENCE,
        "fields": settings.BASE_URL + reverse("recommendations:fields"),
        "entries": [_entry(row) for row in rows],
    }


def _entry(row: RegisterEntry) -> dict[str, Any]:
    return {"ref": str(row.ref), "url": address(row), **of_entry(row)}


def atom(rows: Iterable[RegisterEntry]) -> bytes:
    """What changed last, in the form of RFC 4287."""
    home = settings.BASE_URL + reverse("recommendations:list")
    made = Feed(
        title=gettext("Register publik Rekomendasi Ombudsman"),
        link=home,
        description=gettext(
            "Rekomendasi yang terbit, diperbarui, diperbaiki, ditarik."
        ),
        language="id",
        author_name="Ombudsman Republik Indonesia",
        feed_url=settings.BASE_URL + reverse("recommendations:feed"),
        feed_guid=home,
        feed_copyright=LICENCE,
    )
    for row in rows:
        current = current_of(row)
        made.add_item(
            title=_title(row, current),
            link=address(row),
            description=(
                current.why if current.data is None else current.data["summary"]
            ),
            unique_id=f"urn:uuid:{row.ref}",
            updateddate=row.changed_at,
        )
    return bytes(made.writeString("utf-8"), "utf-8")


def _title(row: RegisterEntry, current: Any) -> str:
    mark = mark_of(current)["what"]
    if current.data is None:
        return f"{row.number}: {mark}"
    told = shown(current.data)
    return f"{row.number}, {told['agency']}: {told['status'][0]} ({mark})"


def address(row: RegisterEntry) -> str:
    """Where an entry is read."""
    return settings.BASE_URL + reverse("recommendations:entry", args=[row.ref])

"""A feed of ours (RFC 4287) that a typed sign cannot break."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed

from documents.domain.characters import without_controls

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator


class Feed(Atom1Feed):
    """As old as its latest entry, also when it has none.

    What people typed may hold signs that XML does not know; one of them would leave
    everybody without the feed, so they are left out.
    """

    def latest_post_date(self) -> datetime:
        found = [item["updateddate"] for item in self.items]
        return max(found, default=datetime(2026, 1, 1, tzinfo=UTC))

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        clean = {
            name: without_controls(value) if isinstance(value, str) else value
            for name, value in item.items()
        }
        super().add_item_elements(handler, clean)

"""Turning the key over identities and contacts, while people work (R18)."""

from __future__ import annotations

from django.db import transaction

from complaints import vault
from complaints.models import ContactChange, Draft
from complaints.services import sealed_change
from complaints.services.drafting import place_of
from documents.envelope import Sealed

#: One call, one transaction of at most so many rows.
rewrap_vault = vault.rewrap_rows


@transaction.atomic
def rewrap_drafts(*, limit: int = 200) -> int:
    """Put up to ``limit`` drafts under the newest key; returns how many there were."""
    waiting = (
        Draft.objects.filter(ciphertext__isnull=False)
        .exclude(key_version=vault.newest_key())
        .order_by("pk")
        .select_for_update(skip_locked=True)
    )
    drafts = list(waiting[:limit])
    for draft in drafts:
        # The sealed text stays as it is: only what wraps its key is new.
        held = Sealed(draft.key_version or 0, bytes(draft.wrapped_key or b""), b"", b"")
        moved = vault.rewrap_bytes(held, place_of(draft))
        draft.key_version = moved.key_version
        draft.wrapped_key = moved.wrapped_key
        draft.save(update_fields=["key_version", "wrapped_key"])
    return len(drafts)


@transaction.atomic
def rewrap_contact_changes(*, limit: int = 200) -> int:
    """Put up to ``limit`` changes of contact under the newest key; returns how many."""
    waiting = ContactChange.objects.exclude(key_version=vault.newest_key())
    rows = list(waiting.order_by("pk").select_for_update(skip_locked=True)[:limit])
    for row in rows:
        held = Sealed(row.key_version, bytes(row.wrapped_key), b"", b"")
        moved = vault.rewrap_bytes(held, sealed_change.place_of(row))
        row.key_version, row.wrapped_key = moved.key_version, moved.wrapped_key
        row.save(update_fields=["key_version", "wrapped_key"])
    return len(rows)

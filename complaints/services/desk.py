"""How an officer sets up his queue. It is about nobody's case and tells nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.roles import Role
from complaints.domain.listings import Listing
from complaints.models import QueueLook, SavedFilter
from complaints.policies import reads_cases
from complaints.services.errors import NotReady

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.queueing import Column, Density

#: As many as one person may keep.
MOST = 20


@transaction.atomic
def keep_look(
    *, columns: Collection[Column], density: Density, actor: Actor
) -> QueueLook:
    """Keep which columns this officer wants to see, and how close the rows stand."""
    _require(actor)
    row, _ = QueueLook.objects.update_or_create(
        user_id=actor.signed_in_id,
        defaults={"columns": sorted(columns), "density": density},
    )
    return row


@transaction.atomic
def save_filter(
    *, name: str, query: str, actor: Actor, listing: Listing = Listing.QUEUE
) -> SavedFilter:
    """Keep a filter of a list under a name, behind the others. Raises :class:`NotReady`."""
    _require(actor)
    mine = _own(actor)
    if mine.count() >= MOST:
        raise NotReady("filters_full")
    _unused(name, actor)
    last = mine.aggregate(last=Max("place"))["last"] or 0
    return SavedFilter.objects.create(
        owner_id=actor.signed_in_id,
        listing=listing.value,
        name=name,
        query=query,
        place=last + 1,
    )


def own_or_headed(*, pk: int, actor: Actor) -> SavedFilter:
    """One of his own, or that his offices share, if he heads one; else ``DoesNotExist``."""
    return SavedFilter.objects.get(_mine_or_headed(actor), pk=pk)


@transaction.atomic
def rename_filter(*, pk: int, name: str, actor: Actor) -> SavedFilter:
    """Give an own filter another name."""
    row = _own(actor).get(pk=pk)
    _unused(name, actor, but=row)
    row.name = name
    row.save(update_fields=["name"])
    return row


@transaction.atomic
def share_filter(*, pk: int, office_id: int, actor: Actor) -> SavedFilter:
    """Show an own filter to everybody of an office: its head does."""
    row = _own(actor).get(pk=pk)
    if not actor.has(Role.HEAD) or office_id not in actor.office_ids:
        raise NotAllowed("head")
    row.office_id = office_id
    row.save(update_fields=["office"])
    return row


@transaction.atomic
def keep_to_oneself(*, pk: int, actor: Actor) -> SavedFilter:
    """End the sharing: whoever shared it, or a head of that office."""
    row = SavedFilter.objects.select_for_update().get(_mine_or_headed(actor), pk=pk)
    row.office = None
    row.save(update_fields=["office"])
    return row


@transaction.atomic
def move_up(*, pk: int, actor: Actor) -> SavedFilter:
    """Put an own filter one place further up among those of its list."""
    mine = _own(actor)
    moved = mine.get(pk=pk)
    rows = list(mine.filter(listing=moved.listing))
    n = rows.index(moved)
    rows.insert(max(0, n - 1), rows.pop(n))
    for place, row in enumerate(rows, start=1):
        row.place = place
    SavedFilter.objects.bulk_update(rows, ["place"])
    return moved


@transaction.atomic
def forget_filter(*, pk: int, actor: Actor) -> None:
    """An own filter is no longer needed."""
    _own(actor).get(pk=pk).delete()


def _own(actor: Actor) -> QuerySet[SavedFilter]:
    """Those of this person; who changes one waits for who changes another."""
    User.objects.select_for_update(no_key=True).get(pk=actor.signed_in_id)
    return SavedFilter.objects.filter(owner_id=actor.signed_in_id)


def _mine_or_headed(actor: Actor) -> Q:
    mine = Q(owner_id=actor.signed_in_id)
    headed = Q(office_id__in=actor.office_ids) if actor.has(Role.HEAD) else Q(pk=None)
    return mine | headed


def _unused(name: str, actor: Actor, but: SavedFilter | None = None) -> None:
    same = SavedFilter.objects.filter(owner_id=actor.signed_in_id, name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NotReady("filter_name_used")


def _require(actor: Actor) -> None:
    if not reads_cases(actor):
        raise NotAllowed("reads_cases")

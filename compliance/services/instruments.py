"""Writing a version of the method: copy, change, publish, throw away.

A version is a draft until it is published; after that a trigger keeps it. All who change
a draft say which edition they saw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.policies import require
from compliance import notifications, policies
from compliance.domain.answering import AnswerKind, Per
from compliance.domain.methodology import Aggregation
from compliance.models import Methodology, MethodologyBand, MethodologyNode
from compliance.selectors.instruments import faults_of
from compliance.selectors.methods import NODE_FIELDS, as_data
from compliance.services.computing import sha256
from compliance.services.errors import UnusableMethod
from compliance.services.method_errors import (
    FaultyMethod,
    MethodClosed,
    MethodNotPublished,
    StaleMethod,
)
from compliance.services.rounds import NOT_YOURS
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from accounts.actor import Actor
    from journal.record import JSON

#: What a copy takes over from the version it was made of.
_COPIED = (
    "share",
    "mode",
    "aggregation",
    "source",
    "note_id",
    "note_en",
    "assumed_weights",
    "of_units",
    "least_units",
)
_NODE_COPIED = ("kind", "code", "position", "weight", *NODE_FIELDS)
_BAND_COPIED = ("lower", "zone", "grade", "opinion_id", "opinion_en")


@transaction.atomic
def copy(
    *,
    ref: UUID,
    of: UUID,
    name_id: str,
    name_en: str,
    year: int,
    actor: Actor,
    now: datetime,
) -> Methodology:
    """A draft with everything of another version; the same ``ref`` again, the same draft.

    A leaf of which nobody knows how it was answered becomes a figure that is typed for
    each agency. Raises NotAllowed, UnusableMethod (its weights were never published),
    MethodNotPublished, Methodology.DoesNotExist.
    """
    require(policies.can_run_rounds(actor), NOT_YOURS)
    # One after the other: the same form twice is one draft, and each has its own code.
    list(Methodology.objects.select_for_update().order_by("pk").values_list("pk"))
    known = Methodology.objects.visible_to(actor).filter(ref=ref).first()
    if known is not None:
        return known
    source = Methodology.objects.visible_to(actor).get(ref=of)
    if source.aggregation != Aggregation.WEIGHTED:
        raise UnusableMethod
    if source.published_at is None:
        raise MethodNotPublished
    made = Methodology.objects.create(
        ref=ref,
        code=_free_code(year),
        first_year=year,
        year=year,
        name_id=name_id,
        name_en=name_en,
        official=False,
        copy_of=source,
        **{name: getattr(source, name) for name in _COPIED},
    )
    MethodologyBand.objects.bulk_create(
        MethodologyBand(methodology=made, **_of(band, _BAND_COPIED))
        for band in source.bands.all()
    )
    _copy_tree(source, made)
    data: dict[str, JSON] = {"of": source.code, "code": made.code}
    record(notifications.METHOD_COPIED, actor=actor, subject=made, data=data, now=now)
    return made


@transaction.atomic
def change_whole(
    *, ref: UUID, edition: int, told: dict[str, Any], actor: Actor, now: datetime
) -> Methodology:
    """Names, years, share and the like; ``told`` by the names of the columns.

    Raises NotAllowed, MethodClosed, StaleMethod, Methodology.DoesNotExist.
    """
    draft = writable(ref, edition, actor)
    changed = [name for name, value in told.items() if getattr(draft, name) != value]
    if not changed:
        return draft
    for name in changed:
        setattr(draft, name, told[name])
    draft.save(update_fields=changed)
    fields: list[JSON] = [*sorted(changed)]
    return touched(draft, {"what": "whole", "fields": fields}, actor, now)


@transaction.atomic
def change_scale(
    *,
    ref: UUID,
    edition: int,
    bands: Sequence[dict[str, Any]],
    actor: Actor,
    now: datetime,
) -> Methodology:
    """All bands anew, each with lower edge, zone, grade and its words.

    Raises NotAllowed, MethodClosed, StaleMethod, Methodology.DoesNotExist.
    """
    draft = writable(ref, edition, actor)
    before = [_of(band, _BAND_COPIED) for band in draft.bands.all()]
    if before == sorted(bands, key=lambda band: -band["lower"]):
        return draft
    draft.bands.all().delete()
    MethodologyBand.objects.bulk_create(
        MethodologyBand(methodology=draft, **band) for band in bands
    )
    lowers: list[JSON] = [str(band["lower"]) for band in bands]
    return touched(draft, {"what": "scale", "lowers": lowers}, actor, now)


@transaction.atomic
def change_weights(
    *,
    ref: UUID,
    edition: int,
    weights: dict[str, Decimal | None],
    actor: Actor,
    now: datetime,
) -> Methodology:
    """The weights of some nodes by their code; what they make is asked when publishing.

    Raises NotAllowed, MethodClosed, StaleMethod, MethodologyNode.DoesNotExist.
    """
    draft = writable(ref, edition, actor)
    changed: list[JSON] = []
    for code, weight in weights.items():
        node = draft.nodes.get(code=code)
        if node.weight != weight:
            node.weight = weight
            node.save(update_fields=["weight"])
            changed.append([code, None if weight is None else str(weight)])
    if not changed:
        return draft
    return touched(draft, {"what": "weights", "weights": changed}, actor, now)


@transaction.atomic
def publish(*, ref: UUID, edition: int, actor: Actor, now: datetime) -> Methodology:
    """Fix this version for good; only now a round can use it.

    One that is published stays as it is. Raises NotAllowed, StaleMethod, FaultyMethod,
    Methodology.DoesNotExist.
    """
    draft = _locked(ref, actor)
    if draft.published_at is not None:
        return draft
    if draft.edition != edition:
        raise StaleMethod
    if found := faults_of(draft):
        raise FaultyMethod(found)
    draft.published_at = now
    draft.save(update_fields=["published_at"])
    data: dict[str, JSON] = {"code": draft.code, "sha256": sha256(as_data(draft))}
    record(
        notifications.METHOD_PUBLISHED, actor=actor, subject=draft, data=data, now=now
    )
    return draft


@transaction.atomic
def discard(*, ref: UUID, edition: int, actor: Actor, now: datetime) -> None:
    """Throw a draft away. Once it is gone there is nothing to do.

    Raises NotAllowed, MethodClosed, StaleMethod.
    """
    try:
        draft = writable(ref, edition, actor)
    except Methodology.DoesNotExist:
        return
    data: dict[str, JSON] = {"code": draft.code}
    record(
        notifications.METHOD_DISCARDED, actor=actor, subject=draft, data=data, now=now
    )
    draft.delete()


def writable(ref: UUID, edition: int, actor: Actor) -> Methodology:
    """The draft, its row locked until the transaction ends.

    Raises NotAllowed, MethodClosed, StaleMethod, Methodology.DoesNotExist.
    """
    draft = _locked(ref, actor)
    if draft.published_at is not None:
        raise MethodClosed
    if draft.edition != edition:
        raise StaleMethod
    return draft


def touched(
    draft: Methodology, data: dict[str, JSON], actor: Actor, now: datetime
) -> Methodology:
    """The draft in its next edition, with the entry that says what was changed."""
    draft.edition += 1
    draft.save(update_fields=["edition"])
    record(notifications.METHOD_CHANGED, actor=actor, subject=draft, data=data, now=now)
    return draft


def _locked(ref: UUID, actor: Actor) -> Methodology:
    draft = Methodology.objects.visible_to(actor).locked(ref)
    require(policies.can_run_rounds(actor), NOT_YOURS)
    return draft


def _free_code(year: int) -> str:
    """The year and the first free number: "2027-1"."""
    taken = set(
        Methodology.objects.filter(code__startswith=f"{year}-").values_list(
            "code", flat=True
        )
    )
    return next(
        code for n in range(1, len(taken) + 2) if (code := f"{year}-{n}") not in taken
    )


def _copy_tree(source: Methodology, made: Methodology) -> None:
    """Level by level, so that each node finds its parent's copy."""
    nodes = list(source.nodes.all())
    parents = {node.parent_id for node in nodes}
    copies: dict[int | None, MethodologyNode | None] = {None: None}
    left = nodes
    while left:
        level = [node for node in left if node.parent_id in copies]
        for node in level:
            told = _of(node, _NODE_COPIED)
            if node.pk not in parents and not node.answer:
                told |= {"answer": AnswerKind.FIGURE.value, "per": Per.AGENCY.value}
            copies[node.pk] = MethodologyNode.objects.create(
                methodology=made, parent=copies[node.parent_id], **told
            )
        left = [node for node in left if node.pk not in copies]


def _of(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}

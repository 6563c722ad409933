"""The tree of a draft: nodes come, change, go, and change places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from compliance.domain.instrument import kind_of
from compliance.models import MethodologyNode
from compliance.services.instruments import touched, writable
from compliance.services.method_errors import MethodDeep, NodeInUse

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Methodology
    from journal.record import JSON

CODE_LENGTH = 40


@transaction.atomic
def add_node(
    *,
    ref: UUID,
    edition: int,
    parent: str,
    told: dict[str, Any],
    actor: Actor,
    now: datetime,
) -> MethodologyNode:
    """A node at the end of a level; ``parent`` is the code above it, "" the first level.

    Raises NotAllowed, MethodClosed, StaleMethod, MethodDeep (nothing stands below what
    is answered), MethodologyNode.DoesNotExist (no such parent).
    """
    draft = writable(ref, edition, actor)
    above = draft.nodes.get(code=parent) if parent else None
    if above is not None and above.answer:
        raise MethodDeep
    brothers = draft.nodes.filter(parent=above)
    last = brothers.order_by("-position").first()
    kind = kind_of(root=above is None, asks=bool(told["answer"]))
    node = MethodologyNode.objects.create(
        methodology=draft,
        parent=above,
        kind=kind.value,
        code=_free_code(draft, told["name_id"]),
        position=last.position + 1 if last else 0,
        **told,
    )
    touched(draft, {"what": "added", "code": node.code}, actor, now)
    return node


@transaction.atomic
def change_node(
    *,
    ref: UUID,
    edition: int,
    code: str,
    told: dict[str, Any],
    actor: Actor,
    now: datetime,
) -> MethodologyNode:
    """What a node says and asks; its code stays, so that versions can be compared.

    Raises NotAllowed, MethodClosed, StaleMethod, MethodologyNode.DoesNotExist.
    """
    draft = writable(ref, edition, actor)
    node = draft.nodes.get(code=code)
    asks = bool(told.get("answer", node.answer))
    told = told | {"kind": kind_of(root=node.parent_id is None, asks=asks).value}
    changed = [name for name, value in told.items() if getattr(node, name) != value]
    if changed:
        for name in changed:
            setattr(node, name, told[name])
        node.save(update_fields=changed)
        fields: list[JSON] = [*sorted(changed)]
        data: dict[str, JSON] = {"what": "changed", "code": code, "fields": fields}
        touched(draft, data, actor, now)
    return node


@transaction.atomic
def remove_node(
    *, ref: UUID, edition: int, code: str, actor: Actor, now: datetime
) -> Methodology:
    """Take a node out; those below it must be gone before.

    Raises NotAllowed, MethodClosed, StaleMethod, NodeInUse, MethodologyNode.DoesNotExist.
    """
    draft = writable(ref, edition, actor)
    node = draft.nodes.get(code=code)
    if node.children.exists():
        raise NodeInUse
    node.delete()
    return touched(draft, {"what": "removed", "code": code}, actor, now)


@transaction.atomic
def move_node(
    *, ref: UUID, edition: int, code: str, up: bool, actor: Actor, now: datetime
) -> Methodology:
    """One place up or down among its brothers; the first does not go higher.

    Raises NotAllowed, MethodClosed, StaleMethod, MethodologyNode.DoesNotExist.
    """
    draft = writable(ref, edition, actor)
    node = draft.nodes.get(code=code)
    level = list(draft.nodes.filter(parent_id=node.parent_id))
    at = level.index(node)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(level):
        return draft
    level[at], level[to] = level[to], level[at]
    for position, one in enumerate(level):
        one.position = position
    MethodologyNode.objects.bulk_update(level, ["position"])
    return touched(draft, {"what": "moved", "code": code, "up": up}, actor, now)


def _free_code(draft: Methodology, name: str) -> str:
    """A short word of the name that no other node of this version has."""
    word = slugify(name)[: CODE_LENGTH - 10].strip("-")
    if not any(letter.isalpha() for letter in word):  # the history takes no bare number
        word = f"butir-{word}".strip("-")
    taken = set(draft.nodes.values_list("code", flat=True))
    if word not in taken:
        return word
    return next(
        code for n in range(2, len(taken) + 3) if (code := f"{word}-{n}") not in taken
    )

"""The figures of one agency in an open round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.models import Answer, RoundAgency
from compliance.selectors.methods import typed_leaves
from compliance.services.errors import StaleRound, UnusableAnswers
from compliance.services.rounds import open_for_work
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import MethodologyNode, Round
    from journal.record import JSON

    Answers = Mapping[str, Decimal | None]


@transaction.atomic
def record_answers(
    *,
    round_ref: UUID,
    agency_ref: UUID,
    answers: Answers,
    assessed: bool,
    version: int,
    actor: Actor,
    now: datetime,
) -> RoundAgency:
    """Store figures from 0 to 100; None takes an answer back, and is never a 0.

    ``assessed`` off marks the agency "tidak dinilai" and keeps what was typed.
    ``version`` is the member's, as the page saw it. The same again changes nothing.
    Raises NotAllowed, RoundClosed, StaleRound, UnusableAnswers, Round.DoesNotExist,
    RoundAgency.DoesNotExist.
    """
    round_ = open_for_work(round_ref, actor)
    member = round_.members.select_for_update().get(agency__ref=agency_ref)
    nodes = _nodes(round_, answers)
    changed = _changed(round_, member, answers)
    if not changed and member.assessed == assessed:
        return member
    if member.version != version:
        raise StaleRound
    _store(round_, member, {nodes[code]: value for code, value in changed.items()})
    kind = notifications.ANSWERS_RECORDED if assessed else notifications.AGENCY_LEFT_OUT
    member.assessed = assessed
    member.version += 1
    member.save(update_fields=["assessed", "version"])
    figures = {
        code: None if value is None else str(value) for code, value in changed.items()
    }
    data: dict[str, JSON] = {"agency": member.agency_id, "answers": figures}
    record(kind, actor=actor, subject=round_, data=data, now=now)
    return member


def _nodes(round_: Round, answers: Answers) -> dict[str, MethodologyNode]:
    """The leaves of the tree by code. Raises UnusableAnswers."""
    nodes = {node.code: node for node in typed_leaves(round_.methodology)}
    known = answers.keys() <= nodes.keys()
    if not known or any(v is not None and not 0 <= v <= 100 for v in answers.values()):
        raise UnusableAnswers
    return nodes


def _changed(round_: Round, member: RoundAgency, answers: Answers) -> Answers:
    """The answers that differ from what is stored."""
    rows = round_.answers.filter(agency_id=member.agency_id)
    before: dict[str, Decimal] = dict(rows.values_list("node__code", "value"))
    return {code: v for code, v in answers.items() if before.get(code) != v}


def _store(
    round_: Round,
    member: RoundAgency,
    changed: Mapping[MethodologyNode, Decimal | None],
) -> None:
    for node, value in changed.items():
        if value is None:
            round_.answers.filter(agency_id=member.agency_id, node=node).delete()
        else:
            Answer.objects.update_or_create(
                round=round_,
                agency_id=member.agency_id,
                node=node,
                defaults={"value": value},
            )

"""The recommendation of a case, what waits for the plenary, and what waits for the chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.recommending import (
    FILE_KEYS,
    SIGNED_BY_CHAIR,
    Status,
    Subject,
    climbing,
    ends_with,
)
from complaints.models import CorrectiveAction, Matter
from complaints.selectors.actions import action_facts
from complaints.selectors.outgoing import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from complaints.domain.corrective import ActionState
    from complaints.models import Case, Check, Lhp, Recommendation

STAGE = "resmon"


def recommendation_of(case: Case) -> Recommendation | None:
    """The one in force, drafted or signed, with its items and its letter."""
    return _in_force(case).prefetch_related("drafted").first()


def recommendation_shown(case: Case) -> Recommendation | None:
    """The same for a page, which asks for what was drafted until there are items."""
    return _in_force(case).first()


def _in_force(case: Case) -> QuerySet[Recommendation]:
    rows: QuerySet[Recommendation] = case.recommendations.filter(ended_at=None)
    return rows.select_related("lhp__letter", "letter", "drafted_by", "signed_by")


def matters_of(case: Case) -> list[Matter]:
    """Everything that was brought before the plenary, the first one first."""
    rows = case.matters.select_related("proposed_by", "letter")
    return list(rows.order_by("id"))


def waiting_matter(case: Case) -> Matter | None:
    """What the plenary has not decided yet."""
    rows = case.matters.filter(ended_at=None)
    found: Matter | None = rows.select_related("proposed_by", "recommendation").first()
    return found


def for_the_chair(case: Case) -> Matter | None:
    """What the plenary approved last, if the chair has yet to carry it out."""
    rows = case.matters.select_related("recommendation", "proposed_by")
    return unsigned(rows.order_by("id").last())


def unsigned(last: Matter | None) -> Matter | None:
    """The same of the matter that was brought last."""
    if last is None or not last.approved or last.signed_at is not None:
        return None
    return last if Subject(last.subject) in SIGNED_BY_CHAIR else None


def file_is_complete(checks: Iterable[Check], lhp: Lhp) -> bool:
    """Whether monitoring found everything in the file of this report."""
    passed = {
        row.key: row.passed
        for row in checks
        if row.stage == STAGE and row.at >= lhp.drafted_at
    }
    return all(passed.get(key, False) for key in FILE_KEYS)


def what_climbs(case: Case) -> list[CorrectiveAction]:
    """The actions that become items, by their number."""
    return rows_of(case, climbing(action_facts(case)))


def rows_of(case: Case, states: Iterable[ActionState]) -> list[CorrectiveAction]:
    """The rows behind what the rules say of actions."""
    refs = [one.ref for one in states]
    return list(case.actions.filter(ref__in=refs).order_by("n"))


def due_of(rec: Recommendation) -> date | None:
    """By when the superior reports; None before he received it."""
    found: date | None = (
        rec.items.exclude(due_on=None).values_list("due_on", flat=True).first()
    )
    return found


def letter_context(
    rec: Recommendation, items: Iterable[CorrectiveAction]
) -> dict[str, object]:
    """What the recommendation is made of; ``items``: the actions that are still open."""
    still = {action.pk for action in items}
    drafted = [row for row in rec.drafted.all() if row.action_id in still]
    return {
        "recipient": rec.superior,
        "superior": rec.superior,
        "official": rec.official,
        "report": rec.lhp.number,
        "history": rec.history,
        "reasons": rec.reasons,
        "substance": rec.substance,
        "findings": [
            {"form": row.form, "label": label_of(row), "text": row.text}
            for row in rec.lhp.findings.order_by("n", "id")
            if row.proven
        ],
        "items": [
            {"n": n, "text": row.text, "wanted": row.wanted}
            for n, row in enumerate(drafted, start=1)
        ],
    }


def how_it_stands(rec: Recommendation) -> dict[str, object]:
    """What a letter says of a recommendation that was not obeyed: number, items, status.

    In the language of all letters.
    """
    return {
        "recommendation": rec.letter.number if rec.letter else "",
        "signed_on": rec.signed_on.isoformat() if rec.signed_on else "",
        "official": rec.official,
        "superior": rec.superior,
        "items": [
            {"n": row.n, "text": row.text, "status": said_of(row)}
            for row in rec.items.order_by("n")
        ],
    }


def how_it_went(rec: Recommendation) -> dict[str, object]:
    """What the letter about its status says: of each item how it stands, and of what is
    still owed by which day. In the language of all letters."""
    over = ends_with(Status(rec.status), accepted=bool(rec.accepted)) is not None
    items = [
        {
            "n": row.n,
            "text": row.text,
            "status": said_of(row),
            "due_on": row.due_on.isoformat()
            if row.is_owed and row.due_on and not over
            else "",
        }
        for row in rec.items.order_by("n")
    ]
    return {
        "recipient": rec.superior,
        "recommendation": rec.letter.number if rec.letter else "",
        "signed_on": rec.signed_on.isoformat() if rec.signed_on else "",
        "official": rec.official,
        "status": rec.status,
        "text": rec.why,
        "items": items,
        **({"accepted": True} if rec.accepted else {}),
        **({"over": True} if over else {}),
        **({"owed": True} if any(one["due_on"] for one in items) else {}),
    }


def said_of(row: CorrectiveAction) -> str:
    """How an item stands, as a letter says it."""
    if row.annulled_on:
        return "Dibatalkan"
    if row.excused_on:
        return "Dikecualikan"
    words = {"dilaksanakan": "Dilaksanakan", "sebagian": "Dilaksanakan sebagian"}
    return words.get(row.status, "Tidak dilaksanakan")

"""What of a recommendation may be told, what waits to be told, and what the public reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from agencies.models import Region
from complaints.domain.corrective import ActionStatus
from complaints.domain.releasing import item_status, releasable
from complaints.models import ActionEvidence, RegisterEntry
from complaints.selectors.recommending import due_of, recommendation_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from agencies.models import Agency
    from complaints.models import (
        Case,
        CorrectiveAction,
        Publication,
        Recommendation,
        ReleaseDraft,
    )

#: What is read with an item, so that nothing more is asked for its recommendation.
WITH_ITEM = (
    "recommendation__letter",
    "recommendation__assessment",
    "recommendation__publication",
    "recommendation__public_entry",
)


def publication_of(rec: Recommendation) -> Publication | None:
    """That it was not obeyed, made public; None where it was not."""
    found: Publication | None = getattr(rec, "publication", None)
    return found


def to_tell(case: Case) -> Recommendation | None:
    """The recommendation of this case of which the public may read; None for none."""
    rec = recommendation_of(case)
    if rec is None or rec.letter is None or case.agency is None:
        return None
    published = publication_of(rec) is not None
    may = releasable(rec.status, accepted=bool(rec.accepted), published=published)
    return rec if may else None


def waiting_release(case: Case) -> ReleaseDraft | None:
    """What was written for the public and is not released yet."""
    rows = case.release_drafts.filter(ended_at=None)
    found: ReleaseDraft | None = rows.select_related("drafted_by", "agreed_by").first()
    return found


def entry_of(rec: Recommendation) -> RegisterEntry | None:
    """What the public reads, or read, of this recommendation."""
    found: RegisterEntry | None = getattr(rec, "public_entry", None)
    return found


def latest_entry(case: Case) -> RegisterEntry | None:
    """Of a case with several recommendations what still stands, the newest first; where
    nothing does, what was withdrawn last."""
    rows = case.public_entries.order_by(F("withdrawn_on").asc(nulls_last=True), "id")
    found: RegisterEntry | None = rows.last()
    return found


def facts_of(rec: Recommendation, agency: Agency, announced: date | None) -> Any:
    """What is on record of it and may be told: no person, and nothing of the report.

    ``announced``: since when its defiance is public.
    """
    return {
        "number": rec.letter.number if rec.letter else "",
        "agency": {
            "ref": str(agency.ref),
            "code": agency.code,
            "category": agency.category,
            "name_id": agency.name_id,
            "name_en": agency.name_en,
        },
        "province": province_of(agency),
        "signed_on": _iso(rec.signed_on),
        "received_on": _iso(rec.received_on),
        "due_on": _iso(due_of(rec)),
        "status": rec.status,
        "announced_on": _iso(announced),
        "items": [_item(row) for row in items_with_evidence(rec)],
    }


def items_with_evidence(rec: Recommendation) -> list[CorrectiveAction]:
    """Its items by number, each with what the agency handed in. Two queries."""
    return list(rec.items.order_by("n").prefetch_related("evidence"))


def _item(row: CorrectiveAction) -> dict[str, Any]:
    sent = [piece.submitted_on for piece in row.evidence.all()]
    return {
        "n": row.n,
        "status": str(item_status(ActionStatus(row.status))),
        "excused": row.excused_on is not None,
        "due_on": _iso(row.due_on),
        "reported_on": _iso(min(sent, default=None)),
        "executed_on": _iso(row.executed_on),
    }


def replies_of(rec: Recommendation) -> list[ActionEvidence]:
    """What the agency said of its items, in its own words, the oldest first."""
    rows = ActionEvidence.objects.filter(action__recommendation=rec).exclude(text="")
    return list(rows.select_related("action").order_by("action__n", "id"))


def province_of(agency: Agency) -> dict[str, str] | None:
    """In which province it is; None for the centre."""
    if agency.region_id is None or agency.region is None:
        return None
    code = agency.region.code[:2]
    name = Region.objects.values_list("name", flat=True).get(code=code)
    return {"code": code, "name": name}


def quoted(pieces: Iterable[ActionEvidence], n: int) -> list[dict[str, str]]:
    """The chosen words of the agency on one item, as they were sent."""
    return [
        {"on": piece.submitted_on.isoformat(), "text": piece.text}
        for piece in pieces
        if piece.action.n == n
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def entry_to_take_back(ref: UUID) -> RegisterEntry | None:
    """An entry by itself, whoever may read its case: it is public, and taking it back
    must not wait for that."""
    rows = RegisterEntry.objects.select_related("agency", "case")
    return rows.filter(ref=ref).first()

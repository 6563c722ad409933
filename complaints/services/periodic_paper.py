"""The report to DPR and the President on paper, in the language of the state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from accounts.models import User
from agencies.selectors import central_office
from complaints.domain.recommending import Status
from complaints.domain.signing import TITLES
from complaints.domain.states import Party
from complaints.models.choices import CHANNELS, CLASSES, REASONS
from complaints.models.ladder_labels import STATUSES
from complaints.models.periodic_labels import (
    INTAKE_KINDS,
    NOT_ASSESSED,
    OTHERS,
    OUTCOMES_OF_ORDERS,
    SMALL,
    TABLES,
    UNKNOWN_PLACE,
)
from complaints.services.letters import set_letter
from documents.domain.kinds import LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import PeriodicReport
    from documents.models import Letter

#: To whom it goes, in the language of all letters.
RECIPIENTS = "Pimpinan Dewan Perwakilan Rakyat dan Presiden Republik Indonesia"
ROMAN = ("", "I", "II", "III", "IV")


def names_of(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the codes of each table are called, in the language in force."""
    channels = {str(code): str(name) for code, name in CHANNELS}
    places = {**data["inputs"]["provinces"], "": str(UNKNOWN_PLACE)}
    return {
        "by_channel": channels,
        "by_kind": {str(code): str(name) for code, name in INTAKE_KINDS.items()},
        "by_province": places,
        "by_class": {str(code): str(name) for code, name in CLASSES},
        "by_reason": {str(code): str(name) for code, name in REASONS},
        "orders": {str(code): str(name) for code, name in OUTCOMES_OF_ORDERS.items()},
    }


def tables_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every table in words: what it counts, its rows with their share, its sum."""
    names = names_of(data)
    found = []
    for code, (title, head, means) in TABLES.items():
        told = data["figures"][code]
        rows = [(names[code].get(one, one), n) for one, n in told["rows"]]
        if told.get("others"):
            rows.append((str(OTHERS), told["others"]))
        most = max((n for _name, n in rows), default=0)
        found.append(
            {
                "code": code,
                "title": str(title),
                "head": str(head),
                "means": str(means),
                "rows": [
                    {
                        "name": name,
                        "n": n,
                        "share": round(100 * n / most) if most else 0,
                    }
                    for name, n in rows
                ],
                "total": told["total"],
            }
        )
    return found


def recommendations_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each recommendation with its status in words."""
    return [
        {
            **row,
            "status": str(
                STATUSES[Status(row["status"])] if row["status"] else NOT_ASSESSED
            ),
            "announced_on": row["announced_on"] or "",
        }
        for row in rows
    ]


def period_of(row: PeriodicReport) -> str:
    """What a period is called on paper."""
    if not row.quarter:
        return f"Tahun {row.year}"
    return f"Triwulan {ROMAN[row.quarter]} Tahun {row.year}"


def paper_of(row: PeriodicReport, *, actor: Actor, now: datetime) -> Letter:
    """Set it, number it, sign it. Raises :class:`NotReady` for what cannot be printed."""
    data = row.data
    with override("id"):
        context = {
            "recipient": RECIPIENTS,
            "period": period_of(row),
            "first": data["inputs"]["first"],
            "last": data["inputs"]["last"],
            "version": row.version,
            "why": row.why,
            "tables": tables_of(data),
            "recommendations": recommendations_of(data["figures"]["recommendations"]),
            "refused": recommendations_of(data["figures"]["refused"]),
            "small": str(SMALL),
            "sha256": row.sha256,
            "signer": User.objects.values_list("name", flat=True).get(
                pk=actor.signed_in_id
            ),
            "signer_title": TITLES[Party.CHAIR],
        }
    code = central_office().code
    return set_letter(
        LetterKind.PERIODIC, context, office_code=code, actor=actor, now=now
    )

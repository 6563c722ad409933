"""The entries of the public register: put out, put out anew, taken back; never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.recommending import Status
from complaints.domain.releasing import Release, digest, fits
from complaints.domain.relief import Relief
from complaints.models import PublicVersion, RegisterEntry
from complaints.models.ladder_labels import RELIEFS, STATUSES
from complaints.services.errors import NotReady
from complaints.services.gate import tell
from complaints.services.letters import set_letter
from documents.domain.kinds import LetterKind, LetterState
from documents.services import replace_letter, withdraw_letter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, Recommendation
    from documents.models import Letter


@dataclass(frozen=True, slots=True)
class Told:
    """What everybody reads from now on, who wrote it, and what is new in it."""

    kind: Release
    data: Mapping[str, Any]
    drafted_by_id: int
    why: str = ""


def put_out(
    case: Case, rec: Recommendation, told: Told, *, actor: Actor, now: datetime
) -> PublicVersion:
    """A first entry, or its next version; the paper of the last one is replaced."""
    rows = RegisterEntry.objects.select_for_update()
    entry = rows.filter(recommendation=rec).first()
    if not fits(told.kind, is_first=entry is None):
        raise NotReady("release_kind")
    day = legal_day(now, central_office().zone)
    letter = _paper(told.data, actor=actor, now=now)
    entry = _entered(case, rec, entry, told.data, now=now)
    row = PublicVersion.objects.create(
        entry=entry,
        n=entry.version,
        kind=told.kind,
        data=told.data,
        sha256=digest(told.data),
        why=told.why,
        drafted_by_id=told.drafted_by_id,
        released_by_id=actor.signed_in_id,
        released_at=now,
        released_on=day,
        letter=letter,
    )
    older = _standing_paper(entry, row.n)
    if older is not None:
        replace_letter(letter=older, by=letter, actor=actor, now=now)
    _tell(case, events.RELEASED, row, actor=actor, now=now)
    return row


def take_back(
    case: Case, entry: RegisterEntry, why: str, *, actor: Actor, now: datetime
) -> PublicVersion:
    """The entry tells nothing any more but that it was taken back, when and why."""
    day = legal_day(now, central_office().zone)
    entry.agency, entry.announced_on = None, None
    entry.province = entry.theme = entry.status = ""
    entry.version += 1
    entry.withdrawn_on = entry.changed_on = day
    entry.changed_at = now
    entry.save()
    row = PublicVersion.objects.create(
        entry=entry,
        n=entry.version,
        kind=Release.WITHDRAWAL,
        why=why,
        released_by_id=actor.signed_in_id,
        released_at=now,
        released_on=day,
    )
    older = _standing_paper(entry, row.n)
    if older is not None:
        withdraw_letter(letter=older, actor=actor, now=now)
    _tell(case, events.RELEASE_WITHDRAWN, row, actor=actor, now=now)
    return row


def _entered(
    case: Case,
    rec: Recommendation,
    entry: RegisterEntry | None,
    data: Mapping[str, Any],
    *,
    now: datetime,
) -> RegisterEntry:
    """The entry with the columns that this version gives it."""
    day = legal_day(now, central_office().zone)
    if entry is None:
        entry = RegisterEntry(
            case=case,
            recommendation=rec,
            number=data["number"],
            signed_on=date.fromisoformat(data["signed_on"]),
            version=0,
            released_on=day,
        )
    province, theme = data["province"], data["theme"]
    entry.agency_id = _agency_id(case, rec)
    entry.province = province["code"] if province else ""
    entry.theme = theme["code"] if theme else ""
    entry.status = data["status"]
    entry.announced_on = _day(data["announced_on"])
    entry.withdrawn_on = None
    entry.version += 1
    entry.changed_on, entry.changed_at = day, now
    entry.save()
    return entry


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _agency_id(case: Case, rec: Recommendation) -> int | None:
    published = getattr(rec, "publication", None)
    return case.agency_id if published is None else int(published.agency_id)


def _standing_paper(entry: RegisterEntry, n: int) -> Letter | None:
    """The paper of the last version before this one, if it still stands."""
    rows = entry.versions.filter(n__lt=n, letter__isnull=False)
    last = rows.select_related("letter").order_by("n").last()
    if last is None or last.letter is None:
        return None
    genuine = last.letter.state == LetterState.GENUINE
    return last.letter if genuine else None


def _paper(data: Mapping[str, Any], *, actor: Actor, now: datetime) -> Letter:
    """The same on paper, in the language of all letters; it names no signer."""
    with override("id"):
        context = _in_words(data)
    code = central_office().code
    return set_letter(
        LetterKind.EXTRACT, context, office_code=code, actor=actor, now=now
    )


def _in_words(data: Mapping[str, Any]) -> dict[str, Any]:
    plain = {
        key: data[key]
        for key in (
            "official",
            "superior",
            "summary",
            "signed_on",
            "received_on",
            "due_on",
            "announced_on",
        )
    }
    return {
        **plain,
        "recommendation": data["number"],
        "agency": data["agency"]["name_id"],
        "status": str(STATUSES[Status(data["status"])]),
        "items": [_item_in_words(item) for item in data["items"]],
    }


def _item_in_words(item: Mapping[str, Any]) -> dict[str, Any]:
    status = RELIEFS[Relief.EXCUSE] if item["excused"] else STATUSES[item["status"]]
    told = {key: value or "" for key, value in item.items() if key != "excused"}
    return {**told, "status": str(status)}


def _tell(
    case: Case, event: str, row: PublicVersion, *, actor: Actor, now: datetime
) -> None:
    tell(
        case,
        event,
        actor=actor,
        now=now,
        entry=str(row.entry.ref),
        edition=row.n,
        release=row.kind,
        sha256=row.sha256,
    )

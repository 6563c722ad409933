"""A recommendation becomes public: monitoring writes what everybody will read, a
commissioner agrees, the chair releases it; three persons, and one text that stays.

What was agreed is what is released: where a fact has changed since, it is written anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.releasing import Release, digest, fits, whole
from complaints.domain.states import Party
from complaints.models import Case, RegisterEntry, ReleaseDraft
from complaints.policies import sits_in_plenary
from complaints.selectors.conflicts import conflict_of, tie_of
from complaints.selectors.releases import (
    entry_of,
    facts_of,
    publication_of,
    quoted,
    replies_of,
    to_tell,
    waiting_release,
)
from complaints.selectors.substances import on as substances_on
from complaints.services import register_entries
from complaints.services.errors import NotReady, SamePerson, StaleVersion
from complaints.services.gate import amend, enter, require, require_words, tell
from complaints.services.leaks import held_unsaid
from complaints.services.public_words import (
    UnfitWords,
    require_fit_for_all,
    require_unsuspicious,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import PublicVersion, Recommendation


@dataclass(frozen=True, slots=True)
class PublicText:
    """What is written for everybody. ``replies``: refs of the agency's own words that
    stand beside it, unchanged; ``theme``: a substance, or nothing; ``why``: what is new."""

    kind: Release
    summary: str
    official: str
    superior: str
    theme: str = ""
    why: str = ""
    items: Mapping[int, str] = field(default_factory=dict)
    replies: frozenset[UUID] = frozenset()


@transaction.atomic
def propose_release(
    *,
    ref: UUID,
    version: int,
    text: PublicText,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> ReleaseDraft:
    """Write what the public shall read; what waited before gives way to it.

    Raises :class:`NotReady` before its defiance was made public or the plenary found it
    carried out, and :class:`WouldName` for what would name a reporter.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    require_words(case)
    rec = _to_tell(case)
    if not fits(text.kind, is_first=entry_of(rec) is None):
        raise NotReady("release_kind")
    if text.kind is not Release.FIRST and not text.why.strip():
        raise NotReady("release_why")
    day = legal_day(now, case.office.zone)
    words = _words(rec, text, day)
    require_fit_for_all(case, text.why, *_said(words), checked=checked)
    case.release_drafts.filter(ended_at=None).update(ended_at=now)
    row = ReleaseDraft.objects.create(
        case=case,
        recommendation=rec,
        kind=text.kind,
        why=text.why.strip(),
        words=words,
        data=data_now(case, rec, words),
        drafted_by_id=actor.signed_in_id,
        drafted_at=now,
    )
    _tell(case, events.RELEASE_DRAFTED, row, actor=actor, now=now)
    return row


@transaction.atomic
def agree(*, ref: UUID, version: int, actor: Actor, now: datetime) -> ReleaseDraft:
    """A commissioner agrees that this be read by everybody; never who wrote it."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.COMMISSIONER)
    row = _waiting(case)
    if row.agreed_at is not None:
        raise NotReady("release_agreed")
    _require_other(case, actor, row.drafted_by_id)
    row.agreed_by_id, row.agreed_at = actor.signed_in_id, now
    row.save(update_fields=["agreed_by", "agreed_at"])
    _tell(case, events.RELEASE_AGREED, row, actor=actor, now=now)
    return row


@transaction.atomic
def release(*, ref: UUID, version: int, actor: Actor, now: datetime) -> PublicVersion:
    """The chair lets everybody read it: a third person, and the same words as agreed."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.CHAIR)
    row = _waiting(case)
    if row.agreed_at is None:
        raise NotReady("release_not_agreed")
    _require_other(case, actor, row.drafted_by_id, row.agreed_by_id)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    amend(case, now=now)
    version_ = register_entries.Told(
        Release(row.kind), row.data, why=row.why, drafted_by_id=row.drafted_by_id
    )
    return register_entries.put_out(
        case, row.recommendation, version_, actor=actor, now=now
    )


def withdraw(
    *, entry: UUID, why: str, actor: Actor, now: datetime, version: int | None = None
) -> PublicVersion:
    """Take an entry back at once: one person may, for it is worse to leave it there.

    Any commissioner, whether he may read its case or not: a case that was restricted
    since, or from which the chair keeps out, is the one that must not stay public. Only
    who has a conflict may not. Its number, the days and this reason stay to be read.
    Raises ``RegisterEntry.DoesNotExist``, and :class:`NotReady` where nothing is public,
    or for words that may betray somebody: not which, and each time is on record.
    ``version``: of the case, where its page was looked at.
    """
    try:
        return _withdraw(entry, why, version, actor=actor, now=now)
    except UnfitWords as refused:
        held_unsaid(refused.case, actor=actor, now=now)
        raise


@transaction.atomic
def _withdraw(
    entry: UUID, why: str, version: int | None, *, actor: Actor, now: datetime
) -> PublicVersion:
    if not sits_in_plenary(actor):
        raise NotAllowed("party")
    case: Case = Case.objects.locked_by_id(RegisterEntry.objects.get(ref=entry).case_id)
    row: RegisterEntry = RegisterEntry.objects.select_for_update().get(ref=entry)
    if version is not None and case.version != version:
        raise StaleVersion
    if any(_is_tied(case, row, user) for user in {actor.user_id, actor.signed_in_id}):
        raise NotAllowed("register_conflict")
    if row.withdrawn_on is not None:
        raise NotReady("release_none")
    require_unsuspicious(case, why)
    drafts = case.release_drafts.filter(recommendation_id=row.recommendation_id)
    drafts.filter(ended_at=None).update(ended_at=now)
    amend(case, now=now)
    return register_entries.take_back(case, row, why.strip(), actor=actor, now=now)


def _is_tied(case: Case, entry: RegisterEntry, user: int | None) -> bool:
    """Whether somebody may not decide on it: kept out of the case, or of its agency."""
    if user is None:
        return False
    agency = entry.agency_id
    return bool(
        conflict_of(case, user) or (agency is not None and tie_of(agency, user))
    )


def data_now(case: Case, rec: Recommendation, words: Mapping[str, Any]) -> Any:
    """What everybody would read today with these words."""
    published = publication_of(rec)
    agency = published.agency if published else case.agency
    if agency is None:
        raise NotReady("no_agency")
    since = published.published_on if published else None
    return whole(facts_of(rec, agency, since), words)


def announced(case: Case, rec: Recommendation, summary: str, day: date) -> Any:
    """What everybody reads from the day on which its defiance is made public.

    No words on single items yet: those are written for the public, and agreed to, apart.
    """
    if case.agency is None:
        raise NotReady("no_agency")
    words: dict[str, Any] = {
        "summary": summary,
        "official": rec.official,
        "superior": rec.superior,
        "theme": None,
        "items": [],
    }
    return whole(facts_of(rec, case.agency, day), words)


def _to_tell(case: Case) -> Recommendation:
    if case.restricted:
        raise NotReady("restricted_for_plenary")
    rec = to_tell(case)
    if rec is None:
        raise NotReady("release_too_early")
    return rec


def _waiting(case: Case) -> ReleaseDraft:
    """What waits, if it is still true and still names nobody."""
    rec, row = _to_tell(case), waiting_release(case)
    if row is None:
        raise NotReady("release_not_drafted")
    if row.recommendation_id != rec.pk or data_now(case, rec, row.words) != row.data:
        raise NotReady("release_changed")
    require_fit_for_all(case, row.why, *_said(row.words), checked=True)
    return row


def _require_other(case: Case, actor: Actor, *others: int | None) -> None:
    """Refuse with :class:`SamePerson` whoever had a hand in it, in whosever place."""
    if {actor.user_id, case.spoken_for[actor.user_id]} & {*others}:
        raise SamePerson


def _words(rec: Recommendation, text: PublicText, day: date) -> dict[str, Any]:
    known = {one.code: one for one in substances_on(day)}
    theme = known.get(text.theme)
    chosen = [row for row in replies_of(rec) if row.ref in text.replies]
    return {
        "summary": text.summary,
        "official": text.official,
        "superior": text.superior,
        "theme": {
            "code": theme.code,
            "name_id": theme.name_id,
            "name_en": theme.name_en,
        }
        if theme
        else None,
        "items": [
            {"n": n, "text": words, "replies": quoted(chosen, n)}
            for n, words in sorted(text.items.items())
        ],
    }


def _said(words: Mapping[str, Any]) -> Iterator[str]:
    """Every text in it that somebody typed."""
    yield from (words["summary"], words["official"], words["superior"])
    for item in words["items"]:
        yield item["text"]
        yield from (reply["text"] for reply in item["replies"])


def _tell(
    case: Case, event: str, row: ReleaseDraft, *, actor: Actor, now: datetime
) -> None:
    amend(case, now=now)
    tell(
        case,
        event,
        actor=actor,
        now=now,
        release=row.kind,
        sha256=digest(row.data),
    )

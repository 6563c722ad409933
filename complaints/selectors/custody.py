"""Requests to open a confidential identity: the custodian's list, the asker's state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from complaints.models import IdentityRequest, Recusal
from complaints.policies import keeps_identities, tied_q

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.models import Case
    from journal.models import Entry

#: As many decided ones as a page shows; all of them stand in the histories.
SHOWN = 20
#: All that a custodian learns of a case: how it is called. Its words are not fetched.
FIELDS = (
    "ref",
    "case__display_number",
    "case__locator",
    "asked_by__name",
    "decided_by__name",
    "role",
    "purpose",
    "basis",
    "asked_at",
    "decided_at",
    "granted",
    "reason",
    "lapses_at",
    "revoked_at",
)


def requests_for(actor: Actor) -> QuerySet[IdentityRequest]:
    """The requests that this custodian may decide; none for anybody else.

    Not her own, none in a case that she reported or is kept out of, none against an
    agency that she spoke or worked for.
    """
    rows = IdentityRequest.objects.select_related("case", "asked_by", "decided_by")
    if not keeps_identities(actor):
        return rows.none()
    me = actor.user_id
    kept_out = Q(case__recusals__user_id=me) | tied_q(actor, case="case__")
    mine = Q(asked_by_id=me) | Q(case__filed_by_id=me, case__filed_by__isnull=False)
    return rows.exclude(mine).exclude(kept_out).only(*FIELDS)


def waiting(actor: Actor) -> list[IdentityRequest]:
    """What waits for this custodian, the oldest first; not of one recused since."""
    out = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("asked_by"))
    rows = requests_for(actor).filter(~Exists(out), decided_at=None)
    return list(rows.order_by("asked_at", "id"))


def decided(actor: Actor) -> list[IdentityRequest]:
    """The latest decisions."""
    rows = requests_for(actor).filter(decided_at__isnull=False)
    return list(rows.order_by("-decided_at", "-id")[:SHOWN])


def request_of(actor: Actor, ref: UUID) -> IdentityRequest:
    """One request that this custodian may see, or ``IdentityRequest.DoesNotExist``."""
    return requests_for(actor).get(ref=ref)


def latest_of(case: Case, user_id: int | None) -> IdentityRequest | None:
    """The last request of this person in this case."""
    rows = case.identity_requests.filter(asked_by_id=user_id)
    return rows.select_related("decided_by").order_by("-id").first()


def who_asked(entry: Entry) -> Iterable[str]:
    """Who asked for what was decided, as "user:5"."""
    rows = IdentityRequest.objects.filter(pk=entry.data["request"])
    return [f"user:{pk}" for pk in rows.values_list("asked_by_id", flat=True)]

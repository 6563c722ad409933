"""Keeping a report in an account, and taking it out again.

Who keeps it has shown its code in this session and is signed in as nobody but himself.
On the record of the report stands that it was done, not by which account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import reporter_of
from accounts.services.reporters import close_account
from complaints import policies
from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import Case, Draft, Followed
from complaints.services.errors import NotReady
from complaints.services.gate import enter, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from accounts.models import User

#: More than anybody follows; a list without an end would be a way to fill the table.
MOST = 50


@transaction.atomic
def follow(*, ref: UUID, account: Actor, actor: Actor, now: datetime) -> None:
    """Keep the report in this account. ``actor`` holds its code, ``account`` the list.

    Raises ``NotAllowed`` for an account at work, :class:`NotReady` when it is full.
    """
    policies.require_own_account(account)
    case = enter(ref, actor=actor)
    policies.require(actor, case, Party.REPORTER)
    if case.erased_at is not None:
        raise NotReady("case_erased")
    mine = Followed.objects.filter(account_id=account.signed_in_id)
    if mine.filter(case=case).exists():
        return
    if mine.count() >= MOST:
        raise NotReady("too_many_followed")
    Followed.objects.create(account_id=account.signed_in_id, case=case, since=now)
    tell(case, events.FOLLOWED, actor=actor, now=now)


@transaction.atomic
def unfollow(*, case_id: int, account: Actor, now: datetime) -> None:
    """Take the report out of this account."""
    actor = reporter_of(case_id)
    case = Case.objects.locked_by_id(case_id)
    mine = case.followers.filter(account_id=account.signed_in_id)
    _end(case, mine, actor=actor, now=now)


@transaction.atomic
def unfollow_all(*, ref: UUID, actor: Actor, now: datetime) -> None:
    """Take the report out of every account; whoever holds its code may."""
    case = enter(ref, actor=actor)
    policies.require(actor, case, Party.REPORTER)
    end_all(case, actor=actor, now=now)


def end_all(case: Case, *, actor: Actor, now: datetime) -> None:
    """End every link of the locked case: its code may have been in strange hands."""
    _end(case, case.followers.all(), actor=actor, now=now)


@transaction.atomic
def leave(*, user: User, actor: Actor, now: datetime) -> None:
    """Close a reporter's account; the reports stay and are followed with their codes.

    Raises ``StepUpRequired``, ``ReporterAccount.DoesNotExist``.
    """
    kept = Followed.objects.filter(account=user).values_list("case_id", flat=True)
    filed = Case.objects.filter(filed_by=user).values_list("pk", flat=True)
    for case_id in sorted({*kept, *filed}):
        unfollow(case_id=case_id, account=actor, now=now)
    Case.objects.filter(filed_by=user).update(filed_by=None)
    Draft.objects.filter(filed_by=user).update(filed_by=None)
    close_account(user=user, actor=actor, now=now)


def _end(case: Case, links: QuerySet[Followed], *, actor: Actor, now: datetime) -> None:
    number, _rows = links.delete()
    if number:
        tell(case, events.UNFOLLOWED, actor=actor, now=now, n=number)

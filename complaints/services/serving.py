"""News for the heads of two offices: a province is served by the other one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from accounts.absent import away_in
from accounts.deputies import acting_for
from accounts.models import OfficeMembership, User
from accounts.roles import Role
from accounts.wall_clock import wall_now
from journal.mail import News, send_news

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from journal.models import Delivery, Entry


def heads_told(entry: Entry) -> Iterable[str]:
    """The heads of the office that gave it and of the one that took it, as "user:5".

    Who is away is spoken for by the deputy. An office without a head is told nothing:
    its page says it to whoever heads it next.
    """
    return _heads(entry, entry.at)


def _heads(entry: Entry, at: datetime) -> list[str]:
    former, taker = Q(office_id=entry.subject_id), Q(office__code=entry.data["into"])
    heads = OfficeMembership.objects.filter(
        former | taker, role=Role.HEAD, user__is_active=True
    ).valid_at(at)
    found: dict[int, None] = {}
    for user_id, office_id in heads.order_by("id").values_list("user_id", "office_id"):
        found[acting_for(user_id, away_in([office_id], at))] = None
    return [f"user:{user_id}" for user_id in found]


def tell_head(delivery: Delivery, entry: Entry) -> None:
    """That there is news on the page of his office.

    Nothing to who was suspended, left, or speaks for no head of them any more.
    """
    if delivery.recipient not in _heads(entry, max(entry.at, wall_now())):
        return
    user = User.objects.get(pk=int(delivery.recipient.removeprefix("user:")))
    path = reverse("work:load")
    send_news(delivery=delivery, to=user.email, path=path, news=News.WORK)

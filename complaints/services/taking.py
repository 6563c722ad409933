"""Taking a report in: an officer writes down what somebody tells or sends us.

It is that person's report, by the same rules; the officer is no party to it. What he
wrote down is on the record with him as its author and with the channel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.arrival import may_have_come
from complaints.models import Case, Draft
from complaints.models.choices import TAKEN_IN, Channel
from complaints.policies import takes_in
from complaints.services import drafting
from complaints.services.errors import NotReady
from complaints.services.gate import tell

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def begin(
    *, channel: Channel, received_on: date | None, actor: Actor, now: datetime
) -> Draft:
    """Begin a report for somebody. ``received_on``: the legal day that a letter came.

    The terms of the law run from the day on which we have the report, not from the day
    on which somebody finds the time to type it.
    """
    if not takes_in(actor) or channel not in TAKEN_IN:
        raise NotAllowed("taker")
    if (received_on is not None) != (channel == Channel.LETTER):
        raise NotReady("received_on")
    today = legal_day(now, settings.TIME_ZONE)
    if received_on is not None and not may_have_come(received_on, today):
        raise NotReady("received_on")
    return drafting.start(
        actor=actor,
        now=now,
        channel=channel,
        received_on=received_on,
        taken_by_id=actor.user_id,
    )


@transaction.atomic
def hand_over(*, ref: UUID, actor: Actor, now: datetime) -> None:
    """The receipt is in its owner's hands: nobody here can show the code again.

    Raises ``Draft.DoesNotExist`` where the officer did not write it, or it was not sent.
    """
    sent = Draft.objects.exclude(filed_at=None)
    mine = sent.filter(ref=ref, taken_by_id=actor.user_id)
    # The case first, as whoever erases it locks them; then the draft may be gone.
    case = Case.objects.locked(mine.get().answers["receipt"]["ref"])
    mine.select_for_update().get().delete()
    tell(case, events.RECEIPT_HANDED_OVER, actor=actor, now=now)

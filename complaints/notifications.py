"""Who is told that there is news. A mail says news and a link, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import SYSTEM
from accounts.models import AgencyMembership, User
from complaints import vault
from complaints.domain import events
from complaints.models import Case
from complaints.models.choices import VaultKind
from journal.mail import News, send_news
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.models import Delivery, Entry

#: What the reporter is told of.
REPORTER_NEWS = (
    events.CASE_FILED,
    events.COMPLETION_ASKED,
    events.CASE_REGISTERED,
    events.CLARIFICATION_ANSWERED,
    events.RESULT_NOTIFIED,
    events.LHP_ISSUED,
    events.RESMON_OPENED,
    events.EVIDENCE_DECIDED,
    events.MESSAGE_SENT,
    events.CASE_CLOSED,
)
#: What the liaisons of the agency are told of.
AGENCY_NEWS = (
    events.CLARIFICATION_ASKED,
    events.LHP_ISSUED,
    events.EVIDENCE_DECIDED,
    events.RESMON_OPENED,
)


def liaisons_of(entry: Entry) -> Iterable[str]:
    """The liaisons who answer for the case's agency (and unit), as "user:5"."""
    case = Case.objects.only("agency_id", "unit_id").get(pk=entry.subject_id)
    members = AgencyMembership.objects.filter(agency_id=case.agency_id)
    for member in members.valid_at(entry.at).prefetch_related("units"):
        units = {unit.pk for unit in member.units.all()}
        if not units or case.unit_id in units:
            yield f"user:{member.user_id}"


def tell_reporter(delivery: Delivery, entry: Entry) -> None:
    """Send the reporter's news to the sealed contact, opened for this delivery alone.

    The opening is written down and committed before the contact is read. Where there
    is no contact (erased since, or imported) there is nobody to tell.
    """
    with transaction.atomic():
        case = Case.objects.locked_by_id(entry.subject_id)
        if not case.vault.filter(kind=VaultKind.CONTACT, erased_at=None).exists():
            return
        opening = record(
            events.CONTACT_OPENED,
            actor=SYSTEM,
            subject=case,
            data={"purpose": "notify", "entry": entry.pk},
            now=entry.at,
        )
    contact = vault.open_contact(case.pk, opening.pk)
    if contact.email:
        send_news(
            delivery=delivery,
            to=contact.email,
            path=f"/lacak/{case.locator}/",
            language=contact.language,
        )


def tell_liaison(delivery: Delivery, entry: Entry) -> None:
    """Send a liaison the news that something waits in the agency's inbox."""
    user = User.objects.get(pk=int(delivery.recipient.removeprefix("user:")))
    send_news(
        delivery=delivery,
        to=user.email,
        path="/instansi/",
        news=News.WORK,
    )

"""What is published of an office: written as a draft, looked at, published."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require
from agencies.domain.kinds import Level, Zone
from agencies.domain.phone import is_printed
from agencies.domain.serving import why_not
from agencies.events import OFFICE_DRAFTED
from agencies.models import Office, OfficeVersion, Region
from agencies.services.offices import take_effect
from complaints.policies import administers
from complaints.services import versions
from complaints.services.errors import NotReady
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Content:
    """What an office is called, where it is, how it is reached, and whom it serves."""

    name_id: str
    name_en: str
    zone: str
    address: str
    phone: str
    email: str
    provinces: list[str]


@transaction.atomic
def write(
    *, code: str, version: int, content: Content, actor: Actor, now: datetime
) -> OfficeVersion:
    """Keep the draft of an office; nobody reads it yet.

    Raises :class:`NotReady` when somebody wrote meanwhile, for a zone or a province that
    there is not, and for a list that would leave a province without an office.
    """
    require(administers(actor), "role")
    office = Office.objects.get(code=code)
    require_sound(office, content)
    key = {"office": office}
    row = versions.draft(
        OfficeVersion, key, version=version, now=now, **asdict(content)
    )
    data = {"number": row.number}
    record(OFFICE_DRAFTED, actor=actor, subject=office, data=data, now=now)
    return row


@transaction.atomic
def publish(*, code: str, version: int, actor: Actor, now: datetime) -> OfficeVersion:
    """From now on the office is what the draft says.

    Raises :class:`NotReady` without a draft, for another one than she looked at, and
    where it took a province over since and the draft would leave that without an office.
    """
    require(administers(actor), "role")
    office = Office.objects.select_for_update().get(code=code)
    row = versions.publish(OfficeVersion, {"office": office}, version=version, now=now)
    _require_served(office, row.provinces)
    row.office = office
    take_effect(row, actor=actor, now=now)
    return row


def require_sound(office: Office, content: Content) -> None:
    """Refuse with :class:`NotReady` what could not be published."""
    if content.zone not in set(Zone):
        raise NotReady("office_zone")
    if content.phone and not is_printed(content.phone):
        raise NotReady("office_phone")
    _require_served(office, content.provinces)


def _require_served(office: Office, wanted: Collection[str]) -> None:
    rows = Region.objects.filter(level=Level.PROVINCE).values_list("code", "office_id")
    code = why_not(
        central=office.central,
        own=[code for code, office_id in rows if office_id == office.pk],
        wanted=wanted,
        known=[code for code, office_id in rows if office_id is not None],
    )
    if code:
        raise NotReady(code)

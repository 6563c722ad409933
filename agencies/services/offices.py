"""What is published of an office: a draft is kept, a version takes effect.

Who may do this is asked above (``complaints.services.office_editing``): roles and second
factors are of a higher floor.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from agencies.domain.kinds import Level, Zone
from agencies.domain.phone import is_printed
from agencies.domain.serving import why_not
from agencies.events import OFFICE_CHANGED, OFFICE_DRAFTED, PROVINCE_TAKEN
from agencies.models import Office, OfficeVersion, Region
from journal import versions
from journal.errors import DraftRefused
from journal.record import JSON, record

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from journal.actor import Actor

#: What a version says of its office, besides whom it serves.
SAID = ("name_id", "name_en", "zone", "address", "phone", "email")


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


def keep_draft(
    *, code: str, version: int, content: Content, actor: Actor, now: datetime
) -> OfficeVersion:
    """Keep the draft of an office; nobody reads it yet.

    Raises :class:`DraftRefused` when somebody wrote meanwhile, for a zone or a province
    that there is not, and for a list that would leave a province without an office.
    """
    office = Office.objects.get(code=code)
    _require_sound(office, content)
    key = {"office": office}
    row = versions.draft(
        OfficeVersion, key, version=version, actor=actor, now=now, **asdict(content)
    )
    data = {"number": row.number}
    record(OFFICE_DRAFTED, actor=actor, subject=office, data=data, now=now)
    return row


def put_in_force(
    *, code: str, version: int, actor: Actor, now: datetime
) -> OfficeVersion:
    """From now on the office is what the draft says.

    Raises :class:`DraftRefused` without a draft, for another one than she looked at, and
    where it took a province over since and the draft would leave that without an office.
    """
    office = Office.objects.select_for_update().get(code=code)
    key = {"office": office}
    row = versions.publish(OfficeVersion, key, version=version, actor=actor, now=now)
    _require_served(office, row.provinces)
    row.office = office
    _take_effect(row, actor=actor, now=now)
    return row


def _require_sound(office: Office, content: Content) -> None:
    """Refuse what could not be published."""
    if content.zone not in set(Zone):
        raise DraftRefused("office_zone")
    if content.phone and not is_printed(content.phone):
        raise DraftRefused("office_phone")
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
        raise DraftRefused(code)


def _take_effect(row: OfficeVersion, *, actor: Actor, now: datetime) -> None:
    """Write a published version on its office, and let its provinces point to it.

    Cases stay with the office that holds them; what is filed from now on goes to it.
    """
    office = row.office
    for name in SAID:
        setattr(office, name, getattr(row, name))
    office.save(update_fields=SAID)
    taken = Region.objects.select_for_update(of=("self",)).select_related("office")
    for province in taken.filter(code__in=row.provinces).exclude(office=office):
        former, province.office = province.office, office
        province.save(update_fields=["office"])
        if former is not None:
            told = {"province": province.code, "into": office.code}
            record(PROVINCE_TAKEN, actor=actor, subject=former, data=told, now=now)
    data: dict[str, JSON] = {"number": row.number, "provinces": list(row.provinces)}
    record(OFFICE_CHANGED, actor=actor, subject=office, data=data, now=now)

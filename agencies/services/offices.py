"""An office becomes what a version says of it, on its own chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.events import OFFICE_CHANGED, PROVINCE_TAKEN
from agencies.models import Region
from journal.record import JSON, record

if TYPE_CHECKING:
    from datetime import datetime

    from agencies.models import OfficeVersion
    from journal.actor import Actor

#: What a version says of its office, besides whom it serves.
SAID = ("name_id", "name_en", "zone", "address", "phone", "email")


def take_effect(row: OfficeVersion, *, actor: Actor, now: datetime) -> None:
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

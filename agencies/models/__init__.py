"""The tables of reference: where, who, and when it is a working day."""

from agencies.models.calendar import CalendarVersion, Holiday
from agencies.models.drafts import CalendarDraft
from agencies.models.loads import ReferenceLoad
from agencies.models.offices import OfficeVersion
from agencies.models.places import Office, Region
from agencies.models.register import Agency, AgencyAlias, AgencySuccession, Unit

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencySuccession",
    "CalendarDraft",
    "CalendarVersion",
    "Holiday",
    "Office",
    "OfficeVersion",
    "ReferenceLoad",
    "Region",
    "Unit",
]

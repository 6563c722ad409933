"""Questions about places, agencies, offices and working days. All of it is public."""

from agencies.selectors.calendar import (
    calendar_held,
    calendar_of,
    calendar_row,
    days_in_force,
    drafted,
    editable_years,
    work_calendar,
)
from agencies.selectors.finding import search_regions
from agencies.selectors.places import (
    central_office,
    children_of,
    lineage,
    lineage_of,
    office_for_region,
    region_of,
)
from agencies.selectors.register import (
    agencies_by_name,
    agencies_of,
    agency_named,
    answers_for,
    living_in,
)
from agencies.selectors.search import AgencyMatch, search_agencies

__all__ = [
    "AgencyMatch",
    "agencies_by_name",
    "agencies_of",
    "agency_named",
    "answers_for",
    "calendar_held",
    "calendar_of",
    "calendar_row",
    "central_office",
    "children_of",
    "days_in_force",
    "drafted",
    "editable_years",
    "lineage",
    "lineage_of",
    "living_in",
    "office_for_region",
    "region_of",
    "search_agencies",
    "search_regions",
    "work_calendar",
]

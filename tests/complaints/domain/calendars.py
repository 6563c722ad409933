"""A calendar for the worked examples: the official days off of Indonesia 2025-2028."""

from datetime import date

import holidays

from agencies.domain.calendar import WorkCalendar

CALENDAR = WorkCalendar(
    frozenset(
        holidays.country_holidays(
            "ID", years=range(2025, 2029), categories=("public", "government")
        ).keys()
    ),
    date(2028, 12, 31),
    "uji-1",
)

"""What this app writes into the journal."""

from django.utils.translation import gettext_lazy as _

from journal.registry import register

#: A new version of the working calendar is in force; told on the centre's chain.
#: Whoever keeps provisional dates computes them again.
CALENDAR_LOADED = "agencies.calendar_loaded"

#: Somebody at the centre writes the days off of a year; they do not count yet.
CALENDAR_DRAFTED = "agencies.calendar_drafted"


def register_events() -> None:
    """Declare the events and their texts; called once, when the app is ready."""
    register(CALENDAR_LOADED, label=_("Kalender hari kerja dimuat"))
    register(CALENDAR_DRAFTED, label=_("Draf kalender hari kerja ditulis"))

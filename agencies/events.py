"""What this app writes into the journal."""

from django.utils.translation import gettext_lazy as _

from journal.registry import register

#: A new version of the working calendar is in force; told on the centre's chain.
#: Whoever keeps provisional dates computes them again.
CALENDAR_LOADED = "agencies.calendar_loaded"

#: Somebody at the centre writes the days off of a year; they do not count yet.
CALENDAR_DRAFTED = "agencies.calendar_drafted"

#: Somebody at the centre writes what is published of an office; it does not count yet.
OFFICE_DRAFTED = "agencies.office_drafted"

#: An office is called, or is, or serves, what this version says from now on.
OFFICE_CHANGED = "agencies.office_changed"

#: Another office serves this province from now on; told on the chain of the former one.
PROVINCE_TAKEN = "agencies.province_taken"


def register_events() -> None:
    """Declare the events and their texts; called once, when the app is ready."""
    register(CALENDAR_LOADED, label=_("Kalender hari kerja dimuat"))
    register(CALENDAR_DRAFTED, label=_("Draf kalender hari kerja ditulis"))
    register(OFFICE_DRAFTED, label=_("Draf data kantor ditulis"))
    register(OFFICE_CHANGED, label=_("Data kantor diterbitkan"))
    register(PROVINCE_TAKEN, label=_("Provinsi dilayani kantor lain"))

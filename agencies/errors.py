"""What this app refuses, by name."""


class AgenciesError(Exception):
    """Base of all refusals of this app."""


class UnknownRegion(AgenciesError):
    """No region has this code, or no office serves it."""


class NoCalendar(AgenciesError):
    """No calendar of holidays was ever loaded: no working day can be counted."""

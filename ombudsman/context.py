"""What every shell shows: language, look, and whether this is a demonstration."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from accounts.actor import STRANGER
from ombudsman.languages import PARAMETER
from ombudsman.rooms import WITH_DUTIES, rooms_for

THEMES = ("light", "dark")


class Shell(TypedDict):
    """The variables of ``templates/base``."""

    demo: bool
    theme: str
    other_language: str
    language_parameter: str
    rooms: list[tuple[str, str | Promise]]
    keeps_calendar: bool


def shell(request: HttpRequest) -> Shell:
    """The same for all three shells; asks the database nothing."""
    actor = getattr(request, "actor", STRANGER)
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return {
        "demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
        "other_language": "id" if request.LANGUAGE_CODE == "en" else "en",
        "language_parameter": PARAMETER,
        "rooms": rooms_for(actor),
        "keeps_calendar": actor.has(*WITH_DUTIES),
    }

"""Which language a page speaks: chosen by a link, kept in a cookie, never guessed."""

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse

PARAMETER = "bahasa"
NAMES = dict(settings.LANGUAGES)


def asked_for(request: HttpRequest) -> str | None:
    """The language that the address asks for (``?bahasa=en``), if we speak it."""
    try:
        code = request.GET.get(PARAMETER, "")
    except TooManyFieldsSent:
        return None  # the page that says so speaks a language too
    return code if code in NAMES else None


def spoken(request: HttpRequest) -> str:
    """The language to answer in: the address, else the cookie, else Indonesian."""
    asked = asked_for(request)
    if asked:
        return asked
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return kept if kept in NAMES else settings.LANGUAGE_CODE


def remember(response: HttpResponse, code: str) -> None:
    """Keep the choice for a year; the cookie holds two letters and nothing else."""
    keep(response, settings.LANGUAGE_COOKIE_NAME, code)


def keep(response: HttpResponse, name: str, value: str) -> None:
    """Set one preference cookie with the flags that every cookie here has."""
    response.set_cookie(
        name,
        value,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

"""Pages that belong to no app: the look, and a word to robots."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ombudsman.context import THEMES
from ombudsman.languages import keep

ROBOTS = """User-agent: *
Disallow: /lapor/
Disallow: /lacak/
Disallow: /kerja/
Disallow: /instansi/
Disallow: /masuk/
"""


@login_not_required
@require_safe
def robots(_: HttpRequest) -> HttpResponse:
    """Private rooms are not for search engines."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or whatever the device says (which forgets the cookie)."""
    response = HttpResponseRedirect(reverse("citizen:accessibility"))
    theme = request.POST.get("tema", "")
    if theme in THEMES:
        keep(response, settings.THEME_COOKIE_NAME, theme)
    else:
        response.delete_cookie(settings.THEME_COOKIE_NAME, samesite="Lax")
    return response

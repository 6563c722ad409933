"""The front door and the plain explanations. They read nothing personal."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import Office


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send people to filing or tracking, and show what trust rests on."""
    return render(request, "citizen/home.html")


@login_not_required
@require_safe
def confidentiality(request: HttpRequest) -> HttpResponse:
    """Who sees what of a report."""
    return render(request, "citizen/confidentiality.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages can be used, and the choice of light or dark."""
    return render(request, "citizen/accessibility.html")


@login_not_required
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The centre and the regional offices, with the provinces each one serves."""
    rows = Office.objects.select_related("seat").prefetch_related("provinces")
    return render(request, "citizen/offices.html", {"offices": rows})

"""Pages that exist for some and for nobody else."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import Http404, HttpResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor
    from accounts.http import PortalRequest

P = ParamSpec("P")


def exists_for(
    may: Callable[[Actor], bool],
) -> Callable[
    [Callable[Concatenate[PortalRequest, P], HttpResponse]],
    Callable[Concatenate[PortalRequest, P], HttpResponse],
]:
    """For whoever ``may``; everybody else finds no such page."""

    def decorate(
        view: Callable[Concatenate[PortalRequest, P], HttpResponse],
    ) -> Callable[Concatenate[PortalRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(
            request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not may(request.actor):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate

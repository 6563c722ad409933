"""Pages that exist for some and for nobody else."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import Http404

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from accounts.actor import Actor
    from accounts.http import PortalRequest

P = ParamSpec("P")


def exists_for(
    may: Callable[[Actor], bool],
) -> Callable[
    [Callable[Concatenate[PortalRequest, P], HttpResponseBase]],
    Callable[Concatenate[PortalRequest, P], HttpResponseBase],
]:
    """For whoever ``may``; everybody else finds no such page."""

    def decorate(
        view: Callable[Concatenate[PortalRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[PortalRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(
            request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not may(request.actor):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate

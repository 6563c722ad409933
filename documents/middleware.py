"""The files host serves files and nothing else.

A page of ours under the name of the files host would share an origin with whatever
a stranger uploaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseNotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

FILES = "/berkas/"


class FilesHost:
    """Answers 404 to anything but a file there. Stands before sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        here = request.get_host().partition(":")[0] == settings.FILES_HOST
        if here and not request.path_info.startswith(FILES):
            return HttpResponseNotFound(content_type="text/plain; charset=utf-8")
        return self.get_response(request)

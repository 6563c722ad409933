"""What several journeys watch."""

from __future__ import annotations

import logging
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator


def stored_files() -> dict[str, bytes]:
    """Every file that the portal keeps, by its name."""
    paths = (path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in paths}


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What the log's own handlers write, as the disk gets it."""
    written = StringIO()
    streams: dict[logging.StreamHandler[Any], Any] = {}
    for name in ("", *settings.LOGGING["loggers"]):
        for handler in logging.getLogger(name).handlers:
            if type(handler) is logging.StreamHandler:
                streams.setdefault(handler, handler.setStream(written))
    yield written
    for handler, before in streams.items():
        handler.setStream(before)

"""Files of a test lie in a folder of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """Where the sealed bytes lie."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"

"""House rules of the templates: no inline code, known icons, short files."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import loader

from ombudsman.templatetags.portal import ICONS

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", re.I)
ICON = re.compile(r'{% icon "([\w-]+)" %}|c/icon\.html" with name="([\w-]+)"')


def _names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_a_template_holds_no_inline_code(path: Path) -> None:
    assert INLINE.search(path.read_text()) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=_names(TEMPLATES))
def test_a_template_parses_stays_short_and_draws_known_icons(path: Path) -> None:
    text = path.read_text()
    assert loader.get_template(str(path.relative_to(ROOT)))
    assert len(text.splitlines()) <= (40 if path.parent.name == "c" else 120)
    for names in ICON.findall(text):
        assert (names[0] or names[1]) in ICONS


def test_style_sheets_name_no_foreign_host() -> None:
    for path in (Path(settings.BASE_DIR) / "static/css").glob("*.css"):
        assert re.search(r"https?:|data:|@import", path.read_text()) is None

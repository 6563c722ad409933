"""docs/domain.md says what the table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from complaints.management.commands.describe_lifecycle import BEGIN, END, generated

if TYPE_CHECKING:
    from pathlib import Path


def test_the_page_is_in_step_with_the_table() -> None:
    call_command("describe_lifecycle", "--check")


def test_a_page_out_of_step_is_refused_and_mended(tmp_path: Path) -> None:
    page = tmp_path / "domain.md"
    page.write_text(f"# Head\n{BEGIN}old\n{END}tail\n", encoding="utf-8")
    with pytest.raises(CommandError, match="--write"):
        call_command("describe_lifecycle", "--check", "--page", str(page))
    call_command("describe_lifecycle", "--write", "--page", str(page))
    call_command("describe_lifecycle", "--check", "--page", str(page))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Head\n")
    assert text.endswith("tail\n")
    assert generated() in text


def test_a_page_without_markers_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "domain.md"
    page.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(CommandError, match="markers"):
        call_command("describe_lifecycle", "--write", "--page", str(page))

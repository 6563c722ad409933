"""``manage.py load_reference`` says what it did, set by set."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Office, Region
from agencies.services.reference import offices

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_reference", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_dry_run_tells_and_stores_nothing() -> None:
    said = run("--dry-run", "--only", "regions, offices")
    assert said.splitlines() == [
        "regions: 91599 rows, 91599 created, 0 updated, 0 unchanged",
        "offices: 73 rows, 35 created, 38 updated, 0 unchanged",
        "Dry run: nothing was stored.",
    ]
    assert not Region.objects.exists()
    assert not Office.objects.exists()


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(CommandError, match="moons, suns"):
        run("--only", "suns,offices,moons")


def test_refused_rows_are_shown_and_fail_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "o.csv"
    path.write_text("code,name_id,name_en,zone,seat,provinces\n64,A,A,UTC,99.71,\n")
    monkeypatch.setattr(offices, "FILE", path)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_reference", only="offices", stdout=out, stderr=out)
    assert "o.csv:2: " in out.getvalue()
    assert not Office.objects.exists()

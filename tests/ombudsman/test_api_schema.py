"""The published description of the API is what the code says today."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client


def test_the_schema_in_the_repository_is_in_step(tmp_path: Path) -> None:
    fresh = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(fresh))
    kept = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.yaml"
    assert kept.read_text(encoding="utf-8") == fresh.read_text(encoding="utf-8"), (
        "run manage.py spectacular --validate --file docs/api/openapi.yaml"
    )


@pytest.mark.django_db
def test_the_schema_is_served_to_anybody() -> None:
    answer = Client().get("/api/v1/schema/")
    assert answer.status_code == 200
    assert b"/api/v1/reports/track/" in answer.content

"""The published names find their agencies in the real register."""

from datetime import UTC, datetime

import pytest

from accounts.actor import SYSTEM
from agencies.services.loading import run_all
from agencies.services.reference import LOADERS as REGISTER
from compliance.models import PublishedResult
from compliance.services.reference import LOADERS

pytestmark = pytest.mark.django_db


def test_every_published_agency_is_in_the_register() -> None:
    wanted = [x for x in REGISTER if x.name in {"regions", "offices", "agencies"}]
    now = datetime(2026, 11, 24, tzinfo=UTC)
    reports = run_all([*wanted, *LOADERS], actor=SYSTEM, now=now)
    assert [str(error) for report in reports for error in report.errors] == []
    assert PublishedResult.objects.filter(agency__isnull=False).count() == 177
    agency = PublishedResult.objects.get(year=2021, label__startswith="Kementerian Pe")
    assert agency.agency is not None
    assert agency.agency.valid_to is not None

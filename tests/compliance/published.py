"""The register and the published facts, loaded as the portal loads them."""

from datetime import UTC, datetime

from accounts.actor import SYSTEM
from agencies.services.loading import run_all
from agencies.services.reference import LOADERS as REGISTER
from compliance.services.reference import LOADERS

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def load_published() -> None:
    """Regions, offices, agencies, then methods and published facts."""
    wanted = [x for x in REGISTER if x.name in {"regions", "offices", "agencies"}]
    for report in run_all([*wanted, *LOADERS], actor=SYSTEM, now=NOW):
        if report.errors:
            raise AssertionError(report.errors)

"""A round of invented cities, made as the compliance administrator makes it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from agencies.models import Agency
from compliance.models import Methodology, Round
from compliance.services.answers import record_answers
from compliance.services.locking import lock
from compliance.services.publishing import publish
from compliance.services.rounds import open_round
from journal.ids import uuid7
from tests.compliance.people import ADMIN
from tests.compliance.plenary import agreed, explained
from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import MethodologyFactory

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
DECREE = "Keputusan contoh Nomor 1 Tahun 2026"
CODES = ("input", "proses", "output", "pengaduan")


def city(place: int = 1) -> Agency:
    """One of the invented cities, by its place from 1."""
    found: Agency = AgencyFactory(
        code=f"99.7{place}",
        name_id=f"Pemerintah Kota Rekaan {place}",
        name_en=f"City Government of Rekaan {place}",
        region__code=f"99.7{place}",
    )
    return found


def opened(
    *cities: Agency, year: int = 2026, method: Methodology | None = None
) -> Round:
    """An open round for these cities, by the proposed version unless another is given."""
    return open_round(
        ref=uuid7(),
        methodology=(method or MethodologyFactory()).code,
        name="Penilaian contoh",
        year=year,
        cutoff=date(2026, 10, 31),
        today=date(2026, 11, 24),
        agencies=[one.ref for one in cities],
        actor=ADMIN,
        now=NOW,
    )


def answer(round_: Round, agency: Agency, figure: str | None) -> None:
    """The same figure for all four dimensions; None: not assessed."""
    member = round_.members.get(agency=agency)
    record_answers(
        round_ref=round_.ref,
        agency_ref=agency.ref,
        answers=dict.fromkeys(CODES, Decimal(figure)) if figure else {},
        assessed=figure is not None,
        version=member.version,
        actor=ADMIN,
        now=NOW,
    )


def published(
    figures: dict[Agency, str | None],
    year: int = 2026,
    method: Methodology | None = None,
) -> Round:
    """A published round with these figures."""
    return finished(opened(*figures, year=year, method=method), figures)


def finished(round_: Round, figures: dict[Agency, str | None]) -> Round:
    """The open round with these figures, locked and published."""
    for agency, figure in figures.items():
        answer(round_, agency, figure)
    explained(round_, NOW)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    return publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)

"""What the database itself refuses."""

import re
from decimal import Decimal

import psycopg2
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actor import SYSTEM
from compliance.domain.open_data import Key
from compliance.models import (
    DataRelease,
    Methodology,
    Observation,
    PublishedResult,
    Round,
    Snapshot,
    Visit,
)
from compliance.models.rounds import RoundState
from compliance.services.open_data import release
from tests.compliance import field
from tests.compliance.instruments import draft
from tests.compliance.rounds import NOW, city
from tests.database import as_owner
from tests.factories.compliance import (
    MethodologyFactory,
    PublishedRankFactory,
    PublishedResultFactory,
    RoundFactory,
    SnapshotFactory,
    ZoneCountFactory,
)

pytestmark = pytest.mark.django_db


def refuses(name: str) -> "pytest.RaisesExc[IntegrityError]":
    return pytest.raises(IntegrityError, match=re.escape(name))


def test_the_runtime_role_cannot_change_a_published_score() -> None:
    rows = Snapshot.objects.filter(pk=SnapshotFactory().pk)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows.update(score=Decimal(100))
    with pytest.raises(DatabaseError, match="permission denied"):
        rows._raw_delete("default")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compliance_snapshot SET score = 100",
        "DELETE FROM compliance_snapshot",
        "TRUNCATE compliance_snapshot",
    ],
)
def test_even_the_owner_of_the_tables_cannot_change_a_published_score(
    statement: str,
) -> None:
    SnapshotFactory()
    with as_owner() as cursor, pytest.raises(psycopg2.DatabaseError, match="refused"):
        cursor.execute(statement)


def test_a_correction_is_a_further_version_and_the_newest_is_current() -> None:
    first = SnapshotFactory()
    second = SnapshotFactory(round=first.round, agency=first.agency, version=2)
    assert list(Snapshot.objects.current()) == [second]


def test_a_score_is_published_once_for_each_version() -> None:
    first = SnapshotFactory()
    with refuses("snapshot_once"):
        SnapshotFactory(round=first.round, agency=first.agency)


def test_an_official_method_cannot_deduct() -> None:
    with refuses("methodology_official_never_deducts"):
        MethodologyFactory(code="x", official=True)


def test_a_share_has_its_limits() -> None:
    with refuses("methodology_share_limits"):
        Methodology.objects.filter(pk=draft().pk).update(share="0.31")


def test_a_published_zone_is_one_of_the_three_or_none() -> None:
    with refuses("result_zone_known"):
        PublishedResultFactory(zone="biru")


def test_an_agency_has_one_published_result_a_year() -> None:
    first: PublishedResult = PublishedResultFactory()
    with refuses("result_once_an_agency"):
        PublishedResultFactory(agency=first.agency, label="Kota Lain")


def test_a_rank_lies_within_the_number_ranked() -> None:
    with refuses("rank_limits"):
        PublishedRankFactory(rank=99, of=98)


def test_the_zones_of_a_year_add_up() -> None:
    with refuses("zones_add_up"):
        ZoneCountFactory(assessed=97)


def test_a_round_cannot_be_published_without_its_times() -> None:
    with refuses("round_state_has_its_times"):
        Round.objects.filter(pk=RoundFactory().pk).update(
            state=RoundState.PUBLISHED.value
        )


def released() -> DataRelease:
    PublishedResultFactory()
    made = release(key=Key.SCORES, actor=SYSTEM, now=NOW)
    assert made is not None
    return made


def test_the_runtime_role_cannot_change_what_was_released() -> None:
    rows = DataRelease.objects.filter(pk=released().pk)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows.update(csv=b"")
    with pytest.raises(DatabaseError, match="permission denied"):
        rows._raw_delete("default")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compliance_datarelease SET csv = ''",
        "DELETE FROM compliance_datarelease",
        "TRUNCATE compliance_datarelease",
    ],
)
def test_even_the_owner_of_the_tables_cannot_change_what_was_released(
    statement: str,
) -> None:
    released()
    with as_owner() as cursor, pytest.raises(psycopg2.DatabaseError, match="refused"):
        cursor.execute(statement)


def test_a_version_is_released_once() -> None:
    row = released()
    row.pk = None
    with refuses("data_release_once"):
        row.save(force_insert=True)


@pytest.mark.usefixtures("complaints")
def test_nobody_changes_a_sheet_that_was_handed_in() -> None:
    visit = field.handed_in(field.sent(field.place(field.drawn(city(1)))))
    rows = visit.observations.all()
    first = rows[0]
    for change in (
        lambda: rows.update(value=0),
        lambda: rows.filter(pk=first.pk).delete(),
        lambda: Observation.objects.create(
            visit=visit, node=first.node, who=49, value=1
        ),
    ):
        with (
            pytest.raises(DatabaseError, match="handed in stays"),
            transaction.atomic(),
        ):
            change()
    Visit.objects.filter(pk=visit.pk).update(handed_in_at=None)
    assert rows.update(value=0)

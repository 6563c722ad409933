"""How a row is called in logs and shells: by figures and codes."""

import pytest

from compliance.models import Answer, MethodologyBand, MethodologyNode
from tests.factories.compliance import (
    MethodologyFactory,
    PublishedRankFactory,
    PublishedResultFactory,
    RoundAgencyFactory,
    RoundFactory,
    SnapshotFactory,
    ZoneCountFactory,
)

pytestmark = pytest.mark.django_db


def test_rows_say_what_they_are() -> None:
    assert str(MethodologyFactory()) == "Metode 2023 + KTK"
    assert str(MethodologyBand.objects.get(grade="A")) == "88.00 Kualitas tertinggi"
    assert str(MethodologyNode.objects.get(code="input")) == "Masukan"
    assert str(RoundFactory()) == "Penilaian contoh"
    assert str(PublishedResultFactory(label="Kota X")) == "Kota X 2024: 95.57"
    assert str(PublishedRankFactory(label="Kota X")) == "Kota X 2021: 1/98"
    assert str(ZoneCountFactory()) == "kota 2021: 98"


def test_rows_of_a_round_name_ids_only() -> None:
    member = RoundAgencyFactory()
    pair = f"{member.round_id}/{member.agency_id}"
    assert str(member) == pair
    snapshot = SnapshotFactory(round=member.round, agency=member.agency)
    assert str(snapshot) == f"{pair} v1"
    node = member.round.methodology.nodes.first()
    answer = Answer(round=member.round, agency=member.agency, node=node, value=80)
    assert str(answer) == f"{pair}/{node.pk}: 80"

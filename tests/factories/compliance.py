"""Methods, published facts and rounds, as a test needs them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from agencies.domain.kinds import Category
from compliance.domain.methodology import Aggregation, Mode, NodeKind
from compliance.domain.scales import Zone
from compliance.models import (
    Methodology,
    MethodologyBand,
    MethodologyNode,
    PublishedRank,
    PublishedResult,
    Round,
    RoundAgency,
    Snapshot,
    ZoneCount,
)
from tests.factories.agencies import AgencyFactory

GRADES = (
    ("88", Zone.GREEN, "A", "Kualitas tertinggi", "Highest quality"),
    ("78", Zone.GREEN, "B", "Kualitas tinggi", "High quality"),
    ("54", Zone.YELLOW, "C", "Kualitas sedang", "Medium quality"),
    ("32", Zone.RED, "D", "Kualitas rendah", "Low quality"),
    ("0", Zone.RED, "E", "Kualitas terendah", "Lowest quality"),
)
DIMENSIONS = (
    ("input", "Masukan", "Input", "21.85"),
    ("proses", "Proses", "Process", "32.37"),
    ("output", "Hasil", "Output", "24.24"),
    ("pengaduan", "Pengaduan", "Complaints", "21.54"),
)


class MethodologyFactory(DjangoModelFactory[Methodology]):
    """The proposed version, with its scale and its four dimensions."""

    class Meta:
        model = Methodology
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = "2023-ktk"
    first_year = 2023
    year = 2023
    name_id = "Metode 2023 + KTK"
    name_en = "Method 2023 + KTK"
    note_id = "Usulan, bukan rumus resmi."
    note_en = "A proposal, not an official formula."
    official = False
    share = Decimal("0.10")
    mode = Mode.FACTOR.value
    aggregation = Aggregation.WEIGHTED.value
    source = "contoh"

    @factory.post_generation
    def tree(methodology, create, extracted, **kwargs):  # type: ignore[no-untyped-def]  # noqa: N805 - factory_boy hands in the instance
        if methodology.bands.exists():
            return
        for lower, zone, grade, name_id, name_en in GRADES:
            MethodologyBand.objects.create(
                methodology=methodology,
                lower=Decimal(lower),
                zone=zone,
                grade=grade,
                opinion_id=name_id,
                opinion_en=name_en,
            )
        for position, (code, name_id, name_en, weight) in enumerate(DIMENSIONS):
            MethodologyNode.objects.create(
                methodology=methodology,
                kind=NodeKind.DIMENSION,
                code=code,
                position=position,
                name_id=name_id,
                name_en=name_en,
                hint_id="petunjuk",
                hint_en="hint",
                weight=Decimal(weight),
            )
        # Only now: the tree of a published version stays as it is.
        methodology.published_at = datetime(2023, 1, 2, tzinfo=UTC)
        methodology.save(update_fields=["published_at"])


class PublishedResultFactory(DjangoModelFactory[PublishedResult]):
    """The score of a city, as a paper printed it."""

    class Meta:
        model = PublishedResult

    year = 2024
    category = Category.KOTA.value
    agency = factory.SubFactory(AgencyFactory, fictional=False)
    label = factory.LazyAttribute(lambda o: o.agency.short_name)
    score = Decimal("95.57")
    zone = Zone.GREEN.value
    source = "https://contoh.test/berita"


class PublishedRankFactory(DjangoModelFactory[PublishedRank]):
    """First of 98."""

    class Meta:
        model = PublishedRank

    year = 2021
    category = Category.KOTA.value
    agency = factory.SubFactory(AgencyFactory, fictional=False)
    label = factory.LazyAttribute(lambda o: o.agency.short_name)
    rank = 1
    of = 98
    source = "https://contoh.test/pengumuman"


class ZoneCountFactory(DjangoModelFactory[ZoneCount]):
    """The 98 cities of 2021."""

    class Meta:
        model = ZoneCount
        django_get_or_create = ("year", "category")

    year = 2021
    category = Category.KOTA.value
    green = 34
    yellow = 61
    red = 3
    assessed = factory.LazyAttribute(lambda o: o.green + o.yellow + o.red)
    source = "contoh"


class RoundFactory(DjangoModelFactory[Round]):
    """An open round of invented cities."""

    class Meta:
        model = Round

    methodology = factory.SubFactory(MethodologyFactory)
    name = "Penilaian contoh"
    year = 2026
    cutoff = date(2026, 10, 31)
    fictional = True
    opened_at = datetime(2026, 11, 2, tzinfo=UTC)


class RoundAgencyFactory(DjangoModelFactory[RoundAgency]):
    """An invented city in a round."""

    class Meta:
        model = RoundAgency

    round = factory.SubFactory(RoundFactory)
    agency = factory.SubFactory(AgencyFactory)


class SnapshotFactory(DjangoModelFactory[Snapshot]):
    """A published score without its inputs; publish() makes whole ones."""

    class Meta:
        model = Snapshot

    round = factory.SubFactory(RoundFactory)
    agency = factory.SubFactory(AgencyFactory)
    version = 1
    year = 2026
    score = Decimal("81.76")
    data = factory.LazyFunction(dict)
    sha256 = "0" * 64
    formula = "1"
    published_at = datetime(2026, 11, 20, tzinfo=UTC)

"""Small rows of reference: one region, one office, one agency as a test needs it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from agencies.domain.kinds import Category, HolidayKind, Level, RegionKind, UnitKind
from agencies.domain.names import path_of
from agencies.models import (
    Agency,
    AgencyAlias,
    CalendarVersion,
    Holiday,
    Office,
    Region,
    Unit,
)


class OfficeFactory(DjangoModelFactory[Office]):
    """A regional office in WITA; ``central=True, code="00"`` makes the centre."""

    class Meta:
        model = Office
        django_get_or_create = ("code",)

    code = "64"
    name_id = factory.LazyAttribute(lambda o: f"Perwakilan {o.code}")
    name_en = factory.LazyAttribute(lambda o: f"Office {o.code}")
    zone = "Asia/Makassar"
    central = factory.LazyAttribute(lambda o: o.code == "00")


class ProvinceFactory(DjangoModelFactory[Region]):
    """Province 99 of the examples, served by an office."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "99"
    level = Level.PROVINCE
    kind = RegionKind.PROVINSI
    name = factory.LazyAttribute(lambda o: f"Provinsi {o.code}")
    path = factory.LazyAttribute(lambda o: path_of(o.name, ""))
    zone = "Asia/Makassar"
    office = factory.SubFactory(OfficeFactory)


class RegionFactory(DjangoModelFactory[Region]):
    """A kota of province 99."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "99.71"
    level = Level.REGENCY
    kind = RegionKind.KOTA
    name = factory.LazyAttribute(lambda o: f"Kota {o.code}")
    parent = factory.SubFactory(
        ProvinceFactory, code=factory.LazyAttribute(lambda o: o.factory_parent.code[:2])
    )
    path = factory.LazyAttribute(
        lambda o: path_of(o.name, o.parent.path if o.parent else "")
    )


class AgencyFactory(DjangoModelFactory[Agency]):
    """A city government, each with a name of its own."""

    class Meta:
        model = Agency
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"T{n}")
    category = Category.KOTA
    name_id = factory.LazyAttribute(lambda o: f"Pemerintah Kota {o.code}")
    name_en = factory.LazyAttribute(lambda o: f"City Government of {o.code}")
    short_name = factory.LazyAttribute(lambda o: f"Kota {o.code}")
    region = factory.SubFactory(RegionFactory)
    fictional = True


class AgencyAliasFactory(DjangoModelFactory[AgencyAlias]):
    """One more name of an agency."""

    class Meta:
        model = AgencyAlias

    agency = factory.SubFactory(AgencyFactory)
    category = factory.LazyAttribute(lambda o: o.agency.category)
    name = factory.LazyAttribute(lambda o: o.agency.short_name)
    key = factory.LazyAttribute(lambda o: o.name.lower())


class UnitFactory(DjangoModelFactory[Unit]):
    """A civil registry office of an agency."""

    class Meta:
        model = Unit

    agency = factory.SubFactory(AgencyFactory)
    kind = UnitKind.DUKCAPIL
    name_id = factory.Sequence(lambda n: f"Dinas Dukcapil {n}")
    name_en = factory.Sequence(lambda n: f"Civil Registry {n}")
    region = factory.SelfAttribute("agency.region")
    key = factory.LazyAttribute(lambda o: o.name_id.lower())


class CalendarVersionFactory(DjangoModelFactory[CalendarVersion]):
    """A calendar that is decided until the end of 2026.

    Give it its holidays before the first ``work_calendar()`` of a test: the days of
    a version are read once.
    """

    class Meta:
        model = CalendarVersion
        django_get_or_create = ("version",)

    version = "test-1"
    loaded_until = date(2026, 12, 31)
    sha256 = factory.LazyFunction(lambda: uuid4().hex * 2)
    loaded_at = datetime(2026, 1, 1, tzinfo=UTC)


class HolidayFactory(DjangoModelFactory[Holiday]):
    """A national holiday: Independence Day unless said otherwise."""

    class Meta:
        model = Holiday

    version = factory.SubFactory(CalendarVersionFactory)
    date = date(2026, 8, 17)
    kind = HolidayKind.NATIONAL
    name_id = "Hari Kemerdekaan"
    name_en = "Independence Day"

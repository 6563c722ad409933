"""Cases as a test needs them: filed for real, or put straight into a state."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.actor import STRANGER, SYSTEM, Actor
from complaints.domain import numbering
from complaints.domain.identity import Identity
from complaints.models import Case, Draft
from complaints.models.choices import Secrecy
from complaints.services.drafting import Person, keep
from complaints.services.filing import Receipt, Report, file_report
from complaints.services.renewing import replace_code
from complaints.vault import Contact
from tests.factories.agencies import (
    AgencyFactory,
    CalendarVersionFactory,
    ProvinceFactory,
    UnitFactory,
)
from tests.remembered import step

#: Monday 9 March 2026, 10.00 in Balikpapan.
FILED = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
CANARY_NAME = "Kenari Sulastri Uji"
CANARY_NIK = "6471054101900000"
CANARY_MAIL = "kenari.sulastri@contoh.test"
CANARY_PHONE = "081299990000"


@step
def calendar() -> None:
    """Load a calendar without holidays for the years of the examples, once."""
    CalendarVersionFactory(version="uji", loaded_until=date(2028, 12, 31))


def report(**changes: Any) -> Report:
    """A complete report about the first invented city's civil registry."""
    city = AgencyFactory(code="99.71", region__code="99.71")
    given: dict[str, Any] = {
        "story": "Akta kelahiran anak saya belum terbit tujuh bulan.",
        "title": "Akta kelahiran belum terbit",
        "identity": Identity(
            name=CANARY_NAME,
            birth_place="Balikpapan",
            birth_date="1990-01-01",
            marital_status="kawin",
            occupation="penjahit",
            address="Jalan Kenari Uji 7",
            nik=CANARY_NIK,
        ),
        "contact": Contact(email=CANARY_MAIL, phone=CANARY_PHONE),
        "agency_id": city.pk,
        "unit_id": UnitFactory(agency=city).pk,
        "region_code": "99.71",
        "tried": "Keluhan tertulis, tidak dijawab.",
        "tried_on": date(2026, 2, 2),
        "hope": "Akta terbit.",
        "alleged_forms": ("PB",),
    }
    return Report(**(given | changes))


@step
def file_one(
    *, actor: Actor = STRANGER, now: datetime = FILED, **changes: Any
) -> tuple[Case, Receipt]:
    """File a report through the use case; returns the case and its receipt."""
    calendar()
    ProvinceFactory(code="99")
    receipt = file_report(key=uuid4(), report=report(**changes), actor=actor, now=now)
    return Case.objects.get(ref=receipt.case_ref), receipt


@step
def confidential_one(**changes: Any) -> tuple[Case, Receipt]:
    """The same, with the name kept from the agency."""
    return file_one(secrecy=Secrecy.CONFIDENTIAL, **changes)


def renewed(case: Case) -> None:
    """Put another code in place of the one that was given first."""
    another = numbering.derive(b"k" * 32, b"another")
    with transaction.atomic():
        held = Case.objects.locked_by_id(case.pk)
        replace_code(held, another, actor=SYSTEM, now=FILED)


def written_by(draft: Draft, person: Person, *, now: datetime = FILED) -> Draft:
    """The draft, with who writes it and how to reach him sealed in it."""
    told = {**asdict(person.identity), **asdict(person.contact)}
    return keep(ref=draft.ref, answers={}, sealed=told, actor=STRANGER, now=now)

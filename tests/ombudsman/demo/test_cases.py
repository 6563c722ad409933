"""The demonstration brings a past along, made by the same use cases as real cases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agencies.services.demo import ensure_demo_agencies
from complaints.domain.states import State
from complaints.interface import execution_record
from complaints.models import Case, Objection
from complaints.models.choices import Channel
from journal.verify import verify
from ombudsman.demo.cases import STORIES, seed_cases
from ombudsman.demo.cast import CAST
from tests.factories.agencies import CalendarVersionFactory
from tests.people import office, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_the_stories_give_two_cities_a_past_and_the_first_none() -> None:
    CalendarVersionFactory()
    office("64")
    cities = ensure_demo_agencies()
    people = {found.key: person(found.key) for found in CAST}
    assert seed_cases(cities=cities, people=people, now=NOW) == len(STORIES) + 1
    assert seed_cases(cities=cities, people=people, now=NOW) == 0

    records = [execution_record(city.pk, NOW.date()) for city in cities]
    assert [[fact.status for fact in record] for record in records] == [
        [],
        ["dilaksanakan", "dilaksanakan", "belum", "belum"],  # the last objected to
        ["belum", "belum"],
    ]
    assert Case.objects.get(agency=cities[2], title__startswith="Bantuan").state == (
        State.RESMON
    )
    own = Case.objects.get(channel=Channel.OWN)
    assert (own.state, own.has_reporter) == (State.EXAM, False)
    assert own.examiner == people["examiner"]
    assert [row.is_open for row in Objection.objects.all()] == [True]
    assert verify().breaks == []

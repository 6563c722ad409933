"""What is written for everybody leads to no report: not to its own, nor to another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agencies.domain.calendar import legal_day
from complaints.models import Case, Kinship
from complaints.services.errors import NotReady
from complaints.services.public_words import require_fit_for_all
from tests.complaints.own import begun
from tests.complaints.services.test_splitting import STORY, split
from tests.complaints.story import Walk
from tests.factories.complaints import FILED, file_one
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(case: Case, words: str) -> str:
    """The code with which these words are refused; "" where they may be read."""
    try:
        require_fit_for_all(case, words, checked=True)
    except NotReady as error:
        return str(error.code)
    return ""


def test_what_the_office_began_tells_nothing_of_the_reports_it_rests_on() -> None:
    own = begun(now=FILED + timedelta(days=40))
    told, _receipt = file_one()
    registered = told.submitted_on + timedelta(days=5)
    Case.objects.filter(pk=told.pk).update(
        number="000777.2026",
        display_number="0777/LM/III/2026",
        registered_on=registered,
    )
    Kinship.objects.create(parent=own, child=told, by=person("head"), at=FILED)
    for words in ("Laporan 000777/2026.", "0777-LM-III-2026", told.locator):
        assert refused(own, words) == "release_number"
    filed = legal_day(FILED, told.office.zone)
    for day in (filed, told.submitted_on, registered):
        assert refused(own, f"Sejak {day.isoformat()}.") == "release_day"
    assert refused(own, f"Sejak {own.submitted_on.isoformat()}.") == ""


def test_what_was_split_off_leads_to_the_report_no_more_than_the_first() -> None:
    walk = Walk(story=STORY)
    made = split(walk)
    for one, other in ((walk.again(), made), (made, walk.case)):
        assert refused(one, f"Laporan {other.locator}.") == "release_number"
    day = walk.case.submitted_on + timedelta(days=9)
    Case.objects.filter(pk=made.pk).update(registered_on=day)
    assert refused(walk.case, f"Terdaftar {day:%d/%m/%Y}.") == "release_day"

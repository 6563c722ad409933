"""What reports may be about: a draft first, then offered from a first day on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed, StepUpRequired
from agencies.services.loading import run
from complaints.domain import events
from complaints.domain.substances import Substance
from complaints.models import SubstanceVersion
from complaints.selectors import substances as selectors
from complaints.services import reference_substances, substance_editing
from complaints.services.substance_editing import Content
from journal.errors import DraftRefused
from journal.models import Entry
from tests.complaints.views.pages import counted
from tests.factories.complaints import FILED
from tests.people import actor

pytestmark = pytest.mark.django_db
TODAY = FILED.date()
LATER = TODAY + timedelta(days=10)


def content(**changes: Any) -> Content:
    told: dict[str, Any] = {
        "name_id": "Air minum",
        "name_en": "Drinking water",
        "place": 5,
        "offered": True,
        "words": ("pdam", "keran"),
    }
    return Content(**(told | changes))


def written(
    code: str = "air",
    version: int = 0,
    who: str = "system_admin",
    starts_on: date = TODAY,
    now: datetime = FILED,
    **changes: Any,
) -> SubstanceVersion:
    """A draft, as an administrator saves it."""
    return substance_editing.write(
        code=code,
        version=version,
        content=content(**changes),
        starts_on=starts_on,
        actor=actor(who),
        now=now,
    )


def published(code: str = "air", **changes: Any) -> SubstanceVersion:
    """The same, offered from its first day on."""
    row = written(code, **changes)
    return substance_editing.publish(
        code=code,
        version=row.version,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )


def name(code: str, day: date = TODAY) -> str:
    found = selectors.named(code, day)
    return found.name_id if found else ""


def test_until_anything_was_written_the_file_counts() -> None:
    assert [one.code for one in selectors.on(TODAY)][:2] == ["agraria", "kepegawaian"]
    assert len(selectors.offered(TODAY)) == 36
    assert name("air") == "Air"
    assert name("tidak_ada") == name("") == ""


def test_a_draft_is_offered_to_nobody_until_it_is_published() -> None:
    row = written()
    assert name("air") == "Air"
    substance_editing.publish(
        code="air",
        version=row.version,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )
    assert name("air") == "Air minum"
    assert selectors.on(TODAY)[0].code == "air", "it stands where it was put"


def test_a_version_holds_from_its_first_day_on() -> None:
    published(starts_on=LATER, offered=False)
    days = [TODAY, LATER - timedelta(days=1), LATER]
    assert [name("air", day) for day in days] == ["Air", "Air", "Air minum"]
    offers = ["air" in {one.code for one in selectors.offered(day)} for day in days]
    assert offers == [True, True, False]


def test_one_that_was_published_later_and_begins_earlier_takes_its_place() -> None:
    published(starts_on=LATER)
    second = published(name_id="Air bersih", starts_on=TODAY)
    assert name("air", LATER) == "Air bersih"
    found = selectors.edited("air", TODAY)
    assert found.later(TODAY) == []
    assert found.published[-1] == second


def test_a_new_one_is_offered_from_its_first_day_and_unknown_before() -> None:
    published("ruang_digital", name_id="Ruang digital", starts_on=LATER)
    assert name("ruang_digital") == ""
    assert "ruang_digital" not in {one.code for one in selectors.on(TODAY)}
    assert name("ruang_digital", LATER) == "Ruang digital"
    assert "ruang_digital" in selectors.codes()


def test_one_that_is_retired_keeps_its_name_and_its_place_in_lists() -> None:
    published(offered=False)
    assert "air" not in {one.code for one in selectors.offered(TODAY)}
    assert "air" in {one.code for one in selectors.on(TODAY)}
    assert name("air") == "Air minum"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"code": "unknown"}, "substance_code"),
        ({"code": "Air-minum"}, "substance_code"),
        ({"words": ("a" * 41,)}, "substance_words"),
        ({"starts_on": TODAY - timedelta(days=1)}, "substance_past"),
        ({"starts_on": TODAY + timedelta(days=366)}, "substance_far"),
    ],
)
def test_what_could_not_be_published_is_not_kept(
    changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(DraftRefused, match=why):
        written(**changes)
    assert not SubstanceVersion.objects.exists()


def test_a_first_day_that_is_over_meanwhile_is_not_published() -> None:
    row = written()
    with pytest.raises(DraftRefused, match="substance_past"):
        substance_editing.publish(
            code="air",
            version=row.version,
            actor=actor("system_admin", stepped_up=True),
            now=FILED + timedelta(days=1),
        )
    assert SubstanceVersion.objects.get().published_at is None


def test_who_wrote_meanwhile_is_not_written_over() -> None:
    written()
    with pytest.raises(DraftRefused, match="draft_stale"):
        written()
    who = actor("system_admin", stepped_up=True)
    for code, version, why in (("air", 2, "stale"), ("pajak", 1, "nothing_drafted")):
        with pytest.raises(DraftRefused, match=why):
            substance_editing.publish(code=code, version=version, actor=who, now=FILED)


def test_a_version_that_was_published_stays_as_it_is() -> None:
    row = published()
    rows = SubstanceVersion.objects.filter(pk=row.pk)
    for change in (lambda: rows.update(name_id="Lain"), rows.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    assert (row.number, published().number) == (1, 2)


def test_the_database_takes_no_version_without_a_first_day_or_a_name() -> None:
    for more in ({"starts_on": None}, {"name_en": ""}):
        told: dict[str, Any] = {"starts_on": TODAY, "name_id": "A", "name_en": "A"}
        with pytest.raises(IntegrityError), transaction.atomic():
            SubstanceVersion.objects.create(
                code="a", number=1, edited_at=FILED, published_at=FILED, **told | more
            )


def test_history_says_what_was_written_and_published_without_a_word_of_it() -> None:
    row = published(starts_on=LATER)
    told = {
        "code": "air",
        "number": 1,
        "starts_on": LATER.isoformat(),
        "place": 5,
        "offered": True,
        "words": 2,
    }
    rows = Entry.objects.filter(subject_kind="substance", subject_id=row.pk)
    assert [(entry.kind, entry.data) for entry in rows.order_by("n")] == [
        (events.SUBSTANCE_WRITTEN, told),
        (events.SUBSTANCE_PUBLISHED, told),
    ]


@pytest.mark.parametrize("who", ["head", "intake", "auditor", "compliance_admin"])
def test_only_an_administrator_writes_or_publishes(who: str) -> None:
    with pytest.raises(NotAllowed):
        written(who=who)
    written()
    with pytest.raises(NotAllowed):
        substance_editing.publish(
            code="air", version=1, actor=actor(who, stepped_up=True), now=FILED
        )


def test_publishing_asks_for_the_second_factor_once_more() -> None:
    written()
    with pytest.raises(StepUpRequired):
        substance_editing.publish(
            code="air", version=1, actor=actor("system_admin"), now=FILED
        )


def test_the_first_load_puts_every_name_on_record() -> None:
    report = run(reference_substances.SUBSTANCES, actor=SYSTEM, now=FILED)
    assert (report.created, report.errors) == (36, ())
    before = selectors.first()
    assert selectors.on(TODAY) == list(before)
    assert Entry.objects.filter(kind=events.SUBSTANCE_PUBLISHED).count() == 36


def test_a_file_that_is_loaded_later_leaves_what_was_published_here() -> None:
    published()
    report = run(reference_substances.SUBSTANCES, actor=SYSTEM, now=FILED)
    assert (report.created, report.unchanged) == (35, 1)
    assert name("air") == "Air minum"
    assert SubstanceVersion.objects.get(code="air").number == 1


def test_a_wrong_file_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    good, *rest = selectors.first()
    bad = (good, *rest[:-1], Substance("-", "A", "A", 1))
    monkeypatch.setattr(reference_substances, "first", lambda: bad)
    report = run(reference_substances.SUBSTANCES, actor=SYSTEM, now=FILED)
    assert len(report.errors) == 1
    assert not SubstanceVersion.objects.exists()


def test_what_holds_on_a_day_costs_one_query_however_much_was_published() -> None:
    for place in range(3):
        published(place=place + 1)
        published("pajak", place=place + 1)
    with counted() as found:
        rows = selectors.on(TODAY)
    assert len(found) == 1
    assert len(rows) == 36

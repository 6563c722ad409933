"""The limits by class: a draft first, then in force for what is registered later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.extending import Cause
from complaints.domain.limits import LONGEST, Limits
from complaints.domain.states import CaseClass
from complaints.domain.terms import TermKind
from complaints.models import ClassLimits, Deadline
from complaints.selectors import limits as selectors
from complaints.services import extending, limit_editing, reclassifying
from complaints.services.errors import NotReady
from journal.errors import DraftRefused
from journal.models import Entry
from tests.complaints.story import Walk, to_examination
from tests.factories.complaints import FILED
from tests.people import actor

pytestmark = pytest.mark.django_db
RULES = "58-2023"
SHORTER = Limits(20, 60, 120)
DAY = date(2026, 3, 20)


def written(version: int = 0, who: str = "system_admin", **more: Any) -> ClassLimits:
    """A draft, as an administrator saves it."""
    told: dict[str, Any] = {
        "slug": RULES,
        "limits": SHORTER,
        "starts_on": DAY,
        "reason": "Uji.",
    }
    told |= {"now": FILED} | more
    return limit_editing.write(version=version, actor=actor(who), **told)


def published(**more: Any) -> ClassLimits:
    """The same, in force."""
    now = more.get("now", FILED)
    row = written(**more)
    who = actor("other_admin", stepped_up=True)
    return limit_editing.publish(slug=RULES, version=row.version, actor=who, now=now)


def examined(after: timedelta = timedelta()) -> Walk:
    """A case of the light class that was registered so long after the first day."""
    walk = Walk(now=FILED + after)
    to_examination(walk)
    walk.again()
    return walk


def limit(walk: Walk, kind: TermKind = TermKind.EXAM_LIGHT) -> Deadline:
    found: Deadline = walk.case.deadlines.get(kind=kind, dropped_at=None)
    return found


def test_without_a_version_the_longest_holds() -> None:
    assert selectors.limits_on("58/2023", DAY) == LONGEST
    assert limit(examined()).count == 30


def test_a_version_holds_for_what_is_registered_from_its_first_day_on() -> None:
    before = examined()
    published()
    same = examined(timedelta(days=10))  # 19 March
    later = examined(timedelta(days=11))
    assert [limit(walk).count for walk in (before, same, later)] == [30, 30, 20]
    row = limit(later)
    assert row.due_on == row.started_on + timedelta(days=20)
    assert row.law == "Ketentuan portal ini"
    assert limit(same).law == "Keterangan Ketua Ombudsman, Januari 2026"


def test_a_case_keeps_the_limits_that_it_was_registered_with() -> None:
    walk = examined()
    published()
    walk.now += timedelta(days=15)
    assert selectors.limits_of(walk.case, DAY) == LONGEST
    day = limit(walk).started_on
    assert reclassifying.would_end(walk.case)[CaseClass.HEAVY] == day + timedelta(180)
    walk.do(
        reclassifying.reclassify, "head", case_class=CaseClass.MEDIUM, reason="Luas."
    )
    assert limit(walk, TermKind.EXAM_MEDIUM).count == 90


def test_another_class_gets_the_limit_of_its_own_version() -> None:
    published()
    walk = examined(timedelta(days=11))
    day = limit(walk).started_on
    assert reclassifying.would_end(walk.case)[CaseClass.HEAVY] == day + timedelta(120)
    walk.do(
        reclassifying.reclassify, "head", case_class=CaseClass.MEDIUM, reason="Luas."
    )
    assert limit(walk, TermKind.EXAM_MEDIUM).count == 60


def test_more_time_is_its_own_length_once_more() -> None:
    published()
    walk = examined(timedelta(days=11))
    row = limit(walk)
    told = {"deadline_id": row.pk, "cause": Cause.AGENCY, "reason": "Belum dijawab."}
    ask = extending.ask_extension
    with pytest.raises(NotReady, match="extension_day"):
        walk.do(ask, "examiner", until=row.due_on + timedelta(days=21), **told)
    walk.do(ask, "examiner", until=row.due_on + timedelta(days=20), **told)


def test_the_next_version_replaces_the_one_before_from_its_own_day_on() -> None:
    published()
    published(limits=LONGEST, starts_on=DAY + timedelta(days=5))
    rows = [selectors.limits_on("58/2023", DAY + timedelta(n)) for n in (-1, 0, 4, 5)]
    assert rows == [LONGEST, SHORTER, SHORTER, LONGEST]
    published(limits=Limits(10, 20, 30), starts_on=DAY + timedelta(days=5))
    assert selectors.limits_on("58/2023", DAY + timedelta(5)) == Limits(10, 20, 30)
    assert selectors.limits_on("48/2020", DAY) == LONGEST


def test_a_draft_holds_for_nobody_and_the_record_says_what_was_written() -> None:
    row = written()
    assert selectors.limits_on("58/2023", DAY) == LONGEST
    limit_editing.publish(
        slug=RULES,
        version=row.version,
        actor=actor("other_admin", stepped_up=True),
        now=FILED,
    )
    rows = Entry.objects.filter(subject_kind="class_limits", subject_id=row.pk)
    assert [entry.kind for entry in rows.order_by("n")] == [
        events.LIMITS_WRITTEN,
        events.LIMITS_PUBLISHED,
    ]
    data = rows.latest("n").data
    assert (data["light"], data["medium"], data["heavy"]) == (20, 60, 120)
    assert (data["starts_on"], data["rule_set"]) == ("2026-03-20", "58/2023")
    assert "Uji" not in str(data)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"limits": Limits(31, 90, 180)}, "limits_long"),
        ({"limits": Limits(30, 20, 180)}, "limits_order"),
        ({"starts_on": FILED.date()}, "limits_past"),
        ({"starts_on": date(2062, 3, 20)}, "limits_far"),
        ({"slug": "48-2020"}, "limits_rules"),
        ({"slug": "lain"}, "limits_rules"),
    ],
)
def test_what_may_not_be_published_is_not_kept(more: dict[str, Any], why: str) -> None:
    with pytest.raises(DraftRefused, match=why):
        written(**more)
    assert not ClassLimits.objects.exists()


def test_a_version_that_has_not_begun_gives_way_to_one_that_begins_earlier() -> None:
    far = FILED.date() + timedelta(days=365)
    published(starts_on=far)
    row = published(limits=LONGEST, starts_on=DAY)
    assert [selectors.limits_on("58/2023", day) for day in (DAY, far)] == [LONGEST] * 2
    found = selectors.edited(RULES, FILED.date())
    assert found is not None
    assert found.later(FILED.date()) == [row]


def test_the_database_takes_no_limit_that_is_longer_than_was_said() -> None:
    for name, days in (("light", 31), ("medium", 91), ("heavy", 181)):
        told = {"light": 30, "medium": 90, "heavy": 180, "starts_on": DAY} | {
            name: days
        }
        with (
            pytest.raises(IntegrityError, match="class_limits_most"),
            transaction.atomic(),
        ):
            ClassLimits.objects.create(
                rule_set="58/2023", number=1, edited_at=FILED, **told
            )


def test_a_day_that_has_come_meanwhile_is_not_published() -> None:
    row = written()
    late = FILED + timedelta(days=11)
    assert legal_day(late, "Asia/Jayapura") == DAY
    with pytest.raises(DraftRefused, match="limits_past"):
        limit_editing.publish(
            slug=RULES,
            version=row.version,
            actor=actor("other_admin", stepped_up=True),
            now=late,
        )
    assert ClassLimits.objects.get().published_at is None
    with pytest.raises(DraftRefused, match="limits_rules"):
        limit_editing.publish(
            slug="lain",
            version=1,
            actor=actor("other_admin", stepped_up=True),
            now=FILED,
        )


def test_tomorrow_begins_where_the_day_begins_first() -> None:
    late = FILED.replace(hour=16)  # 23.00 in Jakarta, 01.00 the next day in Jayapura
    with pytest.raises(DraftRefused, match="limits_past"):
        written(starts_on=FILED.date() + timedelta(days=1), now=late)
    written(starts_on=FILED.date() + timedelta(days=2), now=late)


def test_who_wrote_meanwhile_is_not_written_over() -> None:
    written()
    with pytest.raises(DraftRefused, match="draft_stale"):
        written()
    who = actor("other_admin", stepped_up=True)
    with pytest.raises(DraftRefused, match="draft_stale"):
        limit_editing.publish(slug=RULES, version=2, actor=who, now=FILED)


def test_a_version_that_was_published_stays_as_it_is() -> None:
    row = published()
    for change in (
        lambda: ClassLimits.objects.filter(pk=row.pk).update(light=1),
        lambda: ClassLimits.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    assert published(starts_on=DAY).number == 2


@pytest.mark.parametrize("who", ["head", "intake", "auditor", "compliance_admin"])
def test_only_an_administrator_writes_or_publishes(who: str) -> None:
    with pytest.raises(NotAllowed):
        written(who=who)
    written()
    with pytest.raises(NotAllowed):
        limit_editing.publish(slug=RULES, version=1, actor=actor(who), now=FILED)
    assert ClassLimits.objects.get().published_at is None


def test_the_preview_counts_the_open_cases_that_stay_as_they_are() -> None:
    examined()
    Walk()
    found = selectors.staying()
    assert found == {CaseClass.LIGHT: 1, CaseClass.MEDIUM: 0, CaseClass.HEAVY: 0}

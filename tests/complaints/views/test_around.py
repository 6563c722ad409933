"""What stands around a case: cases that may have to do with it, and who is there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from complaints.domain.identity import Identity
from complaints.models import Case
from complaints.models.choices import Secrecy
from complaints.selectors.presence import LATELY, lately_opened
from complaints.selectors.related import (
    LOOKED_AT,
    REPORTER,
    SHOWN,
    UNIT,
    WORDS,
    related_to,
)
from complaints.services.reading import case_read
from complaints.vault import Contact
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page, counted, in_examination
from tests.factories.agencies import UnitFactory
from tests.factories.complaints import FILED, report
from tests.people import actor, login, person

pytestmark = pytest.mark.django_db
STRANGE = "Jembatan gantung di desa kami putus sejak banjir dan belum diperbaiki."
HERS = {
    "identity": Identity(name="Orang Lain", nik="6471054101910000"),
    "contact": Contact(email="lain@contoh.test", phone="081299990001"),
}


@pytest.fixture
def walk() -> Walk:
    return in_examination()


def beside(walk: Walk, *, days: int = 0, **changes: Any) -> Walk:
    """Another report: of somebody else, about another unit, with another story."""
    city = walk.case.agency
    told = {"unit_id": UnitFactory(agency=city).pk, "story": STRANGE, **HERS} | changes
    return Walk(now=FILED + timedelta(days=days), **told)


def found(
    walk: Walk, who: str = "examiner", *, knows: bool = True
) -> set[tuple[int, object]]:
    rows = related_to(walk.again(), actor(who), knows_reporter=knows)
    return {(row.why, row.ref) for row in rows}


def same_person(walk: Walk, **changes: Any) -> Walk:
    given = report()
    return beside(walk, identity=given.identity, contact=given.contact, **changes)


def panel(page: str) -> str:
    part = re.search(
        r'<section class="card" aria-labelledby="tr">.*?</section>', page, re.S
    )
    assert part is not None
    return part[0]


def test_a_case_that_has_nothing_to_do_with_it_stands_nowhere(walk: Walk) -> None:
    beside(walk)
    assert found(walk) == set()


def test_the_same_person_unit_or_words_each_say_why(walk: Walk) -> None:
    person_ = same_person(walk)
    unit = beside(walk, unit_id=walk.case.unit_id)
    words = beside(walk, story=f"{walk.case.story} Mohon dibantu.")
    assert found(walk) == {
        (REPORTER, person_.case.ref),
        (UNIT, unit.case.ref),
        (WORDS, words.case.ref),
    }


def test_who_may_not_ask_for_the_identity_is_not_told_whose_it_is(walk: Walk) -> None:
    same = same_person(walk)
    assert found(walk, knows=False) == set()
    told = {}
    for who in ("examiner", "head", "other_examiner", "auditor"):
        client = Client()
        login(client, who)
        told[who] = panel(client.get(case_page(walk.case)).content.decode())
    for who in ("examiner", "head"):
        assert "Pelapor yang sama" in told[who]
        assert case_page(same.case) in told[who]
    for who in ("other_examiner", "auditor"):
        assert "Pelapor yang sama" not in told[who]
        assert case_page(same.case) not in told[who]


@pytest.mark.parametrize("which", ["this", "the other"])
def test_of_a_confidential_one_nobody_is_told_who_else_it_is(
    walk: Walk, which: str
) -> None:
    same = same_person(walk)
    case = walk.case if which == "this" else same.case
    Case.objects.filter(pk=case.pk).update(secrecy=Secrecy.CONFIDENTIAL)
    assert found(walk) == set()
    client = Client()
    login(client, "examiner")
    shown = panel(client.get(case_page(walk.case)).content.decode())
    assert ("Pelapor yang sama" in shown) == (which == "the other")


def test_what_is_restricted_is_told_by_person_and_words_to_nobody(walk: Walk) -> None:
    """The examiner holds it and sees it; that one does not learn it from here."""
    same = same_person(walk, story=walk.case.story)
    assert found(walk) == {(REPORTER, same.case.ref), (WORDS, same.case.ref)}
    Case.objects.filter(pk=same.case.pk).update(
        restricted=True, examiner=person("examiner")
    )
    assert found(walk) == set()


def test_what_one_may_not_see_is_not_fetched(walk: Walk) -> None:
    unit = beside(walk, unit_id=walk.case.unit_id, story=walk.case.story)
    assert len(found(walk, "other_examiner")) == 2
    Case.objects.filter(pk=unit.case.pk).update(restricted=True)
    assert found(walk, "other_examiner") == set()
    assert found(walk, "head") == {(UNIT, unit.case.ref)}
    client = Client()
    login(client, "head")
    shown = panel(client.get(case_page(walk.case)).content.decode())
    assert case_page(unit.case) in shown
    assert "Perkara terbatas" in shown
    assert unit.case.title not in shown


def test_like_words_count_within_a_month_and_against_the_same_agency(
    walk: Walk,
) -> None:
    story = walk.case.story
    near = beside(walk, days=29, story=story)
    beside(walk, days=31, story=story)
    elsewhere = beside(walk, story=story)
    Case.objects.filter(pk=elsewhere.case.pk).update(agency=None)
    assert found(walk) == {(WORDS, near.case.ref)}


def test_the_most_alike_stands_first_and_few_are_shown(walk: Walk) -> None:
    story = walk.case.story
    for n in range(SHOWN + 1):
        beside(walk, days=n, story=f"{story} Tambahan ke-{n} {'lagi ' * n}")
    same = beside(walk, story=story)
    rows = related_to(walk.again(), actor("examiner"), knows_reporter=False)
    assert len(rows) == SHOWN
    assert rows[0].ref == same.case.ref


def test_it_is_one_query_over_a_bounded_number_of_stories(walk: Walk) -> None:
    who = actor("examiner")
    case = walk.again()
    with counted() as asked:
        related_to(case, who, knows_reporter=True)
    (statement,) = asked
    assert f"LIMIT {LOOKED_AT}" in statement
    assert statement.count(f"LIMIT {SHOWN}") == 3


def test_a_case_without_agency_or_words_asks_nothing(walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(unit=None, agency=None)
    case, who = walk.again(), actor("examiner")
    with counted() as asked:
        assert related_to(case, who, knows_reporter=False) == []
    assert asked == []


def test_the_panel_says_when_there_is_nothing(walk: Walk) -> None:
    client = Client()
    login(client, "examiner")
    shown = panel(client.get(case_page(walk.case)).content.decode())
    assert shown.count("Tidak ada.") == 3


def opened(walk: Walk, who: str, minutes_ago: int) -> None:
    at = walk.now - timedelta(minutes=minutes_ago)
    case_read(walk.case, actor=actor(who), now=at)


def test_a_colleague_who_opened_it_is_named_with_the_minutes(walk: Walk) -> None:
    opened(walk, "other_examiner", 9)
    opened(walk, "other_examiner", 4)
    opened(walk, "head", 0)
    rows = lately_opened(walk.case, actor("examiner"), walk.now)
    assert [(row.name, row.minutes) for row in rows] == [
        (person("head").name, 0),
        (person("other_examiner").name, 4),
    ]


def test_nobody_is_told_of_himself_of_another_case_or_of_long_ago(walk: Walk) -> None:
    other = Walk()
    opened(walk, "examiner", 1)
    opened(other, "head", 1)
    opened(walk, "intake", LATELY // timedelta(minutes=1))
    assert lately_opened(walk.case, actor("examiner"), walk.now) == []


def test_who_audits_or_decides_is_not_named(walk: Walk) -> None:
    for who in ("auditor", "chair", "examiner_elsewhere"):
        opened(walk, who, 1)
    assert lately_opened(walk.case, actor("examiner"), walk.now) == []


def test_the_page_says_who_is_there_in_both_languages(walk: Walk) -> None:
    client, colleague = Client(), Client()
    login(client, "examiner")
    login(colleague, "other_examiner")
    sentence = f"{person('other_examiner').name} baru saja membuka perkara ini."
    assert sentence not in client.get(case_page(walk.case)).content.decode()
    colleague.get(case_page(walk.case))
    assert sentence in client.get(case_page(walk.case)).content.decode()
    english = client.get(f"{case_page(walk.case)}?bahasa=en", follow=True)
    assert "opened this case just now." in english.content.decode()


def test_of_a_restricted_case_only_who_may_see_it_learns_who_is_there(
    walk: Walk,
) -> None:
    client = Client()
    login(client, "other_examiner")
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    opened(walk, "head", 1)
    name = person("head").name
    for page in (case_page(walk.case), f"{case_page(walk.case)}alasan/"):
        answer = client.get(page)
        assert answer.status_code == 404
        assert name not in answer.content.decode()
    login(client, "examiner")  # may see it, and has not yet said why
    answer = client.get(case_page(walk.case), follow=True)
    assert name not in answer.content.decode()


def test_who_is_there_is_found_by_its_index_in_a_long_record(walk: Walk) -> None:
    other = Walk().case
    for _n in range(300):
        case_read(other, actor=actor("head"), now=walk.now)
    with counted() as asked:
        lately_opened(walk.case, actor("examiner"), walk.now)
    statement = asked[-1]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "entry_case_read" in plan, plan

"""The time line on the page of a case: lane by lane, a stretch at a time."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from accounts.actor import SYSTEM, reporter_of
from complaints.domain import events
from complaints.domain.lanes import Lane
from complaints.models import Note, ReporterMessage
from complaints.selectors.stretches import EVENT, MESSAGE, NOTE, STRETCH, stretch_of
from journal.record import record
from tests.complaints.story import Walk, answered, asked
from tests.complaints.views.pages import case_page, counted, in_examination
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

    from complaints.selectors.stretches import Line

pytestmark = pytest.mark.django_db
CHIP = re.compile(
    r'<a href="(\?[^"]*)"( aria-current="true")?>([^<]+) <b>(\d+)</b></a>'
)


@pytest.fixture
def walk() -> Walk:
    return in_examination()


def noted(walk: Walk, text: str, minutes: int = 0) -> Note:
    at = walk.now + timedelta(minutes=minutes)
    return Note.objects.create(case=walk.case, by=person("examiner"), text=text, at=at)


def told(walk: Walk, text: str, *, ours: bool = False, minutes: int = 0) -> None:
    ReporterMessage.objects.create(
        case=walk.case,
        by=person("examiner") if ours else None,
        text=text,
        at=walk.now + timedelta(minutes=minutes),
    )


def read(client: Client, walk: Walk, query: str = "") -> str:
    page = client.get(f"{case_page(walk.case)}{query}").content.decode()
    found = re.search(
        r'<section id="linimasa".*?<form|<section id="linimasa".*', page, re.S
    )
    assert found is not None
    return found[0]


def chips(part: str) -> dict[str, int]:
    return {name: int(count) for _href, _here, name, count in CHIP.findall(part)}


def test_words_and_events_stand_in_one_line_in_their_order(walk: Walk) -> None:
    noted(walk, "Kuitansi tanpa tanda tangan.", 2)
    told(walk, "Akta sudah saya terima.", minutes=1)
    lines = stretch_of(walk.case).lines
    assert [line.source for line in lines[-2:]] == [MESSAGE, NOTE]
    assert lines[0].what == events.CASE_FILED
    assert [line.mark for line in lines] == sorted(line.mark for line in lines)


@pytest.mark.parametrize("lane", list(Lane))
def test_a_lane_shows_its_own_and_counts_what_it_shows(walk: Walk, lane: Lane) -> None:
    answered(walk)
    noted(walk, "n")
    told(walk, "m")
    told(walk, "o", ours=True)
    record_lapse(walk)
    whole, only = stretch_of(walk.case), stretch_of(walk.case, lane)
    assert 0 < len(only.lines) == only.counts[lane] == whole.counts[lane]
    every = [line for one in Lane for line in stretch_of(walk.case, one).lines]
    assert sorted(line.mark for line in every) == [line.mark for line in whole.lines]
    assert len(whole.lines) == sum(whole.counts.values())
    written = {MESSAGE: Lane.CITIZEN, NOTE: Lane.INTERNAL}
    there = {line.source for line in only.lines}
    assert there - {EVENT} == {one for one, where in written.items() if where is lane}


def record_lapse(walk: Walk) -> None:
    record(
        events.DEADLINE_LAPSED, actor=SYSTEM, subject=walk.case, data={}, now=walk.now
    )


def test_an_event_that_only_says_that_words_were_written_is_not_told_twice(
    walk: Walk,
) -> None:
    record(events.NOTE_WRITTEN, actor=SYSTEM, subject=walk.case, data={}, now=walk.now)
    whole = stretch_of(walk.case)
    assert events.NOTE_WRITTEN not in [line.what for line in whole.lines]
    assert events.NOTE_WRITTEN in whole.happened
    assert len(whole.lines) == sum(whole.counts.values())


def test_a_long_history_is_paged_without_a_gap_or_a_line_twice(walk: Walk) -> None:
    """Also where a page ends among lines of one moment."""
    for n in range(25):
        noted(walk, f"n{n}")
        told(walk, f"m{n}")
    pages, before = [], None
    while True:
        found = stretch_of(walk.case, before=before)
        pages.append(list(found.lines))
        before = found.older
        if before is None:
            break
    whole: list[Line] = [line for page in reversed(pages) for line in page]
    assert [len(page) for page in pages[:-1]] == [STRETCH] * (len(pages) - 1)
    assert len(pages) > 2
    assert len(whole) == sum(stretch_of(walk.case).counts.values())
    marks = [line.mark for line in whole]
    assert marks == sorted(set(marks))


def test_the_page_says_how_many_there_are_and_leads_on_and_back(
    client: Client, walk: Walk
) -> None:
    for n in range(30):
        noted(walk, f"Catatan {n:02}.", n)
    login(client, "examiner")
    newest = read(client, walk, "?jalur=internal")
    count = chips(newest)["Internal"]
    assert f"{STRETCH} dari {count} baris" in newest
    assert "Catatan 29." in newest
    assert "Catatan 09." not in newest
    assert "Kembali ke yang terbaru" not in newest
    older = re.search(r'href="([^"]+)">Yang lebih lama', newest)
    assert older is not None
    earlier = read(client, walk, older[1].replace("&amp;", "&").split("#")[0])
    assert "Catatan 09." in earlier
    assert "Catatan 10." not in earlier
    assert 'href="?jalur=internal#linimasa">Kembali ke yang terbaru' in earlier
    assert chips(earlier)["Internal"] == count


def test_a_lane_is_a_link_and_the_chosen_one_says_so(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    noted(walk, "Hanya di dalam.")
    told(walk, "Dari luar.")
    login(client, "examiner")
    every = read(client, walk)
    counts = chips(every)
    assert list(counts) == ["Semua", "Pelapor", "Instansi", "Internal", "Sistem"]
    assert counts["Semua"] == sum(counts.values()) - counts["Semua"]
    part = read(client, walk, "?jalur=instansi")
    (here,) = [name for _href, here, name, _n in CHIP.findall(part) if here]
    assert here == "Instansi"
    assert "Penjelasan diminta dari instansi" in part
    for words in ("Hanya di dalam.", "Dari luar.", "Laporan diterima"):
        assert words in every
        assert words not in part


def test_a_lane_in_which_nothing_happened_says_so(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    assert "Tidak ada di jalur ini." in read(client, walk, "?jalur=instansi")


@pytest.mark.parametrize(
    "query", ["?jalur=semua", "?sebelum=kemarin", "?jalur=&sebelum=", "?sebelum=1-9-1"]
)
def test_an_address_that_says_nothing_shows_the_newest_of_all(
    client: Client, walk: Walk, query: str
) -> None:
    login(client, "examiner")
    assert read(client, walk, query) == read(client, walk)


def test_a_mark_before_everything_shows_nothing(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    big = "9" * 18
    assert "Tidak ada di jalur ini." in read(client, walk, f"?sebelum=0-1-{big}")


def test_who_acted_is_named_if_he_is_a_colleague_and_not_else(walk: Walk) -> None:
    """The holder of a code may bear the number of a colleague's account."""
    answered(walk)
    who = reporter_of(person("head").pk)
    record(events.CASE_TRACKED, actor=who, subject=walk.case, data={}, now=walk.now)
    named = {line.what: line.who for line in stretch_of(walk.case).lines}
    assert named[events.CASE_ASSIGNED] == person("head").name
    assert named[events.CLARIFICATION_ANSWERED] == ""
    assert named[events.CASE_TRACKED] == ""


def test_a_question_says_whether_it_was_answered(walk: Walk) -> None:
    question = ReporterMessage.objects.create(
        case=walk.case, by=person("examiner"), text="Kapan?", at=walk.now, asks=True
    )

    def states() -> list[tuple[bool, bool]]:
        lines = stretch_of(walk.case, Lane.CITIZEN).lines
        return [(one.asked, one.answered) for one in lines if one.source == MESSAGE]

    assert states() == [(True, False)]
    ReporterMessage.objects.create(
        case=walk.case, text="Senin.", at=walk.now, answers=question
    )
    assert states() == [(True, True), (False, False)]


def test_a_history_of_hundreds_costs_what_a_short_one_costs(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    client.get(case_page(walk.case))
    with counted() as few:
        client.get(case_page(walk.case))
    for n in range(150):
        noted(walk, f"n{n}", n)
        told(walk, f"m{n}", minutes=n)
        record_lapse(walk)
    with counted() as many:
        client.get(case_page(walk.case))
    assert len(many) == len(few) <= 24
    assert len(stretch_of(walk.case).lines) == STRETCH

"""What is sealed in one case of a report is sealed in all of them, and guessed in none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM, reporter_of
from complaints import vault
from complaints.domain.activities import Kind
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.identity import Identity
from complaints.models import Case, CaseFile, FileWords, Split
from complaints.selectors.merging import report_ids, report_locked
from complaints.services import filed_words, intake
from complaints.services.answering import complete_report
from complaints.services.leaks import HELD_A_DAY, TOO_OFTEN, held, places
from complaints.services.papers import attach
from documents.models import StoredFile
from documents.services import accept_upload, releasing
from tests.complaints.services.test_activities import begun
from tests.complaints.services.test_splitting import STORY, split
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.test_search import documents
from tests.documents.samples import upload
from tests.factories.complaints import CANARY_NAME, FILED
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.domain.leaks import Place

pytestmark = pytest.mark.django_db
WITNESS = "Bambang Sutrisno"
WORD = "zamrudkuning"


def examined(secrecy: str = "open") -> Walk:
    walk = Walk(story=STORY, secrecy=secrecy)
    to_examination(walk)
    return walk


def hear(walk: Walk) -> None:
    begun(walk, Kind.WITNESS, person=WITNESS, sealed=True)


def kinds(case: Case, text: str) -> list[str]:
    return [place.kind.value for place in places(case, [text])]


def read(case: Case) -> None:
    """A text file of the reporter, scanned, copied and read."""
    stored = accept_upload(
        file=upload("bukti.txt", f"{WORD} Cempaka di loket.".encode()),
        actor=SYSTEM,
        now=FILED,
    )
    attach(case, [stored.pk], lane="reporter", now=FILED)
    releasing.release_due(FILED)
    StoredFile.objects.filter(pk=stored.pk).update(verdict="clean")
    filed_words.run(FILED)


def read_words() -> dict[int, str]:
    return dict(FileWords.objects.values_list("piece__case_id", "words"))


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_witness_sealed_in_the_first_is_named_in_no_case_of_the_report(
    when: str,
) -> None:
    walk = examined()
    if when == "before":
        hear(walk)
    made, sister = split(walk, "examiner"), split(walk, "examiner")
    if when == "after":
        hear(walk)
    for case in (walk.case, made, sister):
        assert kinds(case, f"{WITNESS} hadir.") == ["witness"]
    assert kinds(Walk().case, f"{WITNESS} hadir.") == []


def test_a_witness_sealed_in_what_was_split_off_is_known_in_the_others() -> None:
    walk = examined()
    made, sister = split(walk, "examiner"), split(walk, "examiner")
    vault.put_witness(made, WITNESS, now=FILED)
    for case in (walk.case, made, sister):
        assert kinds(case, f"{WITNESS} hadir.") == ["witness"]


def test_an_imported_report_knows_its_witness_in_both_cases_too() -> None:
    """Nobody is sealed beside it, so nothing was copied."""
    first, made = nobodys("ZZZZZZZY"), nobodys("ZZZZZZZZ")
    row = {"case": first, "made": made, "parts": [0], "by": person("head"), "at": FILED}
    Split.objects.create(**row)
    vault.put_witness(made, WITNESS, now=FILED)
    for case in (first, made):
        assert kinds(case, f"{WITNESS} hadir.") == ["witness"]


def nobodys(locator: str) -> Case:
    """A case with nobody sealed beside it."""
    case = Case.objects.get(pk=Walk().case.pk)
    case.pk, case.ref, case.locator = None, uuid4(), locator
    case._state.adding = True
    case.save()
    return case


def test_beside_a_witness_sealed_in_the_one_no_file_of_the_other_is_read() -> None:
    walk = examined()
    made = split(walk, "examiner")
    read(made)
    assert WORD in read_words()[made.pk]
    assert WORD in documents()
    hear(walk)
    assert read_words() == {}
    assert WORD not in documents()
    filed_words.run(FILED)
    assert read_words() == {}
    assert not CaseFile.objects.filter(words_at=None).exists()


def test_a_name_completed_in_the_one_is_known_in_the_other_and_read_in_none() -> None:
    walk = Walk(story=STORY)
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, "")) | {"identity": (False, "")}
    walk.do(intake.ask_completion, "intake", answers=answers, missing=["Data diri"])
    made = split(walk)
    read(made)
    assert "cempaka" in read_words()[made.pk].lower()
    complete_report(
        ref=walk.case.ref,
        text="",
        file_ids=[],
        key=None,
        identity=Identity(name="Melati Cempaka"),
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    assert [place.own for place in places(made, ["Melati Cempaka datang."])] == [True]
    filed_words.run(FILED)
    assert WORD in read_words()[made.pk]
    assert "cempaka" not in read_words()[made.pk].lower()


def test_five_guesses_a_day_are_five_for_all_cases_of_a_report() -> None:
    walk = examined("confidential")
    made = split(walk, "examiner")
    found = places(walk.case, [CANARY_NAME])

    def told(case: Case) -> Sequence[Place]:
        return held(case, found, actor=actor("examiner"), now=walk.now)

    for n in range(HELD_A_DAY):
        assert told((walk.case, made)[n % 2]) == found
    for case in (walk.case, made):
        assert told(case) == [TOO_OFTEN]
        assert places(case, ["Akta belum terbit."]) == [TOO_OFTEN]
    later = split(walk, "examiner")
    assert places(later, [CANARY_NAME]) == [TOO_OFTEN]
    assert places(Walk(secrecy="confidential").case, ["Akta."]) == []


def test_the_cases_of_a_report_are_found_and_locked_from_each_of_them() -> None:
    walk, alone = examined(), Walk()
    all_of_it = [walk.case, *(split(walk, "examiner") for _ in range(2))]
    for case in all_of_it:
        assert report_ids(case) == [one.pk for one in all_of_it]
        assert report_locked(case.ref) == all_of_it
    assert report_ids(alone.case) == [alone.case.pk]
    assert report_locked(alone.case.ref) == [alone.case]


def test_a_report_of_five_is_checked_with_as_many_queries_as_one() -> None:
    walk = examined()

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            places(Case.objects.get(pk=walk.case.pk), [CANARY_NAME])
        return len(told)

    one = asked()
    for _ in range(4):
        split(walk, "examiner")
    assert asked() == one

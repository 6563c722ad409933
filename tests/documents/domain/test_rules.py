"""The small rules: numbers, figures, quarantine, what a template needs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from documents import labels, typesetting
from documents.domain.kinds import Copying, Hold, LetterKind, Standing, Verdict
from documents.domain.letters import REQUIRED, SUBJECTS, lacking
from documents.domain.numbers import Series, letter_number, normal_number
from documents.domain.quarantine import may_leave, pause_before, standing
from documents.domain.sentences import megabytes


@pytest.mark.parametrize(
    ("register", "number"),
    [
        ("005355.2021", "B/113/LM.11-21/005355.2021/VIII/2021"),
        ("", "B/113/LM.11-21/VIII/2021"),
        ("0001/LM/III/2022/64", "B/113/LM.11-21/VIII/2021"),
    ],
)
def test_a_number_has_the_form_in_use_since_2021(register: str, number: str) -> None:
    made = letter_number(
        sequence=113, office_code="21", register=register, on=date(2021, 8, 30)
    )
    assert made == number


def test_a_recommendation_has_a_number_of_its_own_kind() -> None:
    made = letter_number(
        sequence=1,
        office_code="00",
        register="005355.2021",
        on=date(2023, 8, 1),
        series=Series.RECOMMENDATION,
    )
    assert made == "001/RM.03.01/VIII/2023"


def test_every_month_has_its_roman_number() -> None:
    found = [
        letter_number(sequence=1, office_code="64", register="", on=date(2026, m, 1))
        for m in range(1, 13)
    ]
    months = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    assert [number.split("/")[3] for number in found] == months


def test_a_number_from_paper_may_have_spaces_and_small_letters() -> None:
    assert normal_number(" b/1/lm.11-64 / xi/2026\n") == "B/1/LM.11-64/XI/2026"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (12_000_000, "12"),
        (10_000_001, "10,1"),
        (10_300_000, "10,3"),
        (1, "0,1"),
        (123_456_789, "123"),
    ],
)
def test_a_size_is_rounded_up_to_tenths(size: int, words: str) -> None:
    assert megabytes(size) == words


@pytest.mark.parametrize(
    ("verdict", "in_demo", "outside"),
    [
        (Verdict.NOT_SCANNED, True, False),
        (Verdict.CLEAN, True, True),
        (Verdict.REJECTED, False, False),
        (Verdict.OURS, True, True),
    ],
)
def test_who_leaves_the_quarantine(
    verdict: Verdict, *, in_demo: bool, outside: bool
) -> None:
    assert may_leave(verdict, trial=True) is in_demo
    assert may_leave(verdict, trial=False) is outside


@pytest.mark.parametrize(
    ("verdict", "copying", "hold", "said"),
    [
        (Verdict.OURS, Copying.NOT_NEEDED, Hold.NONE, Standing.OURS),
        (Verdict.REJECTED, Copying.MADE, Hold.NONE, Standing.REJECTED),
        (Verdict.CLEAN, Copying.WAITING, Hold.NONE, Standing.COPYING),
        (Verdict.CLEAN, Copying.IMPOSSIBLE, Hold.NONE, Standing.NO_COPY),
        (Verdict.CLEAN, Copying.MADE, Hold.NONE, Standing.SAFE),
        (Verdict.NOT_SCANNED, Copying.WAITING, Hold.NONE, Standing.WAITING),
        (Verdict.NOT_SCANNED, Copying.WAITING, Hold.DOWN, Standing.WAITING),
        (Verdict.NOT_SCANNED, Copying.WAITING, Hold.LIMIT, Standing.HELD),
        (Verdict.NOT_SCANNED, Copying.WAITING, Hold.ENCRYPTED, Standing.HELD),
    ],
)
def test_where_a_file_stands_follows_from_verdict_copy_and_hold(
    verdict: Verdict, copying: Copying, hold: Hold, said: Standing
) -> None:
    assert standing(verdict, copying, hold, trial=False) is said
    trial = Standing.NOT_SCANNED if said is Standing.WAITING else said
    assert standing(verdict, copying, hold, trial=True) is trial


def test_each_pause_is_longer_up_to_six_hours() -> None:
    pauses = [pause_before(tries) for tries in range(1, 30)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[3]) == (timedelta(minutes=1), timedelta(minutes=8))
    assert pauses[-1] == timedelta(hours=6)


def test_every_state_of_a_file_has_its_words() -> None:
    assert set(labels.STANDINGS) == set(Standing)
    assert set(labels.HOLDS) == set(Hold)
    assert set(labels.COPYINGS) == set(Copying)


def test_every_kind_of_letter_has_a_template_a_subject_a_label_and_needs() -> None:
    for table in (REQUIRED, SUBJECTS, labels.LETTER_KINDS):
        assert set(table) == set(LetterKind)
    assert all(typesetting.has_template(kind, 1) for kind in LetterKind)


def test_what_is_missing_is_named() -> None:
    context = {"agency": "Dinas", "account": "", "result": "x", "opinion": "x"}
    assert lacking(LetterKind.REPORT, context) == ["account", "conclusion"]

"""Questions are numbered by us, one a line."""

import pytest

from complaints.domain.questions import one_by_one
from complaints.domain.signing import title_of
from complaints.domain.states import Party


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Kapan?\n\n  Mengapa? ", ["Kapan?", "Mengapa?"]),
        ("1. Kapan?\n2) Mengapa?\n(3) Siapa?", ["Kapan?", "Mengapa?", "Siapa?"]),
        ("Kapan?\n3. lantai mana?", ["Kapan?", "3. lantai mana?"]),
        ("", []),
    ],
)
def test_each_line_is_a_question_without_the_number_that_was_typed(
    typed: str, asked: list[str]
) -> None:
    assert one_by_one(typed) == asked


def test_a_letter_is_signed_in_the_highest_capacity() -> None:
    assert title_of({Party.EXAMINER, Party.HEAD}) == "Kepala kantor"
    assert title_of({Party.SYSTEM}) == ""

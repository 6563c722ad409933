"""What counts as an answer to a question of each kind."""

from __future__ import annotations

import pytest

from complaints.domain.asking import Kind, is_answer


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.TEXT, "Dinas Dukcapil", "x" * 201),
        (Kind.LONG, "x" * 2000, "x" * 2001),
        (Kind.DATE, "2026-03-09", "9 Maret"),
        (Kind.DATE, "2024-02-29", "2026-02-30"),
        (Kind.DATE, "2026-12-01", "20261201"),
        (Kind.YES_NO, "yes", "ya"),
        (Kind.CHOICE, "1", "0"),
        (Kind.CHOICE, "3", "4"),
        (Kind.CHOICE, "2", "02"),
    ],
)
def test_an_answer_fits_the_kind_of_its_question(
    kind: Kind, good: str, bad: str
) -> None:
    assert is_answer(kind, good, choices=3)
    assert not is_answer(kind, bad, choices=3)

"""R35: what still fits into a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from complaints.domain.room import Room

FEW = some.integers(0, 200)


def test_files_are_counted_before_bytes() -> None:
    room = Room(files=9, size=95, most_files=10, most_size=100)
    assert room.left == 5
    assert room.lacks(1, 5) == ""
    assert room.lacks(1, 6) == "report_full"
    assert room.lacks(2, 6) == "too_many_files"


@given(files=FEW, size=FEW, more=FEW, bytes_more=FEW)
def test_what_is_let_in_never_passes_the_limits(
    files: int, size: int, more: int, bytes_more: int
) -> None:
    room = Room(files, size, most_files=100, most_size=100)
    fits = not room.lacks(more, bytes_more)
    assert not fits or (files + more <= 100 and size + bytes_more <= max(100, size))
    assert 0 <= room.left <= 100

"""How many files, and how many bytes of them, may still join a report (R35)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """What one side has brought so far, and the most that it may bring."""

    files: int
    size: int
    most_files: int
    most_size: int

    @property
    def left(self) -> int:
        """Bytes that still fit."""
        return max(0, self.most_size - self.size)

    def lacks(self, files: int, size: int) -> str:
        """Why so many more files of that size do not fit; "" when they do."""
        if self.files + files > self.most_files:
            return "too_many_files"
        return "report_full" if size > self.left else ""

"""The whole conversation of a case: for whom each part of it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from complaints.models import Case


@dataclass(frozen=True, slots=True)
class Post:
    """One item of the thread: who wrote it, for whose eyes, and when."""

    lane: str  # reporter | office | internal
    by: str
    text: str
    at: datetime


def thread_of(case: Case) -> list[Post]:
    """Every note and every message, in their order."""
    notes = [
        Post("internal", note.by.name, note.text, note.at)
        for note in case.notes.select_related("by")
    ]
    messages = [
        Post(
            "office" if message.by else "reporter",
            message.by.name if message.by else "",
            message.text,
            message.at,
        )
        for message in case.messages.select_related("by")
    ]
    return sorted(notes + messages, key=lambda post: post.at)

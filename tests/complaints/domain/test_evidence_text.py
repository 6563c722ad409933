"""What tells one draft of evidence from another."""

from __future__ import annotations

from datetime import date

from complaints.domain.evidence_text import EvidenceText

DAY = date(2026, 3, 9)


def test_words_and_day_each_tell_a_draft_from_another() -> None:
    drafts = [
        EvidenceText("Ya."),
        EvidenceText("Ya.", DAY),
        EvidenceText("", DAY),
        EvidenceText("Tidak.", DAY),
    ]
    assert len({one.mark for one in drafts}) == len(drafts)
    assert not any(one.is_empty for one in drafts)


def test_a_draft_of_nothing_has_no_mark() -> None:
    assert EvidenceText().mark == EvidenceText(" \n").mark == ""
    assert EvidenceText(" \n").is_empty

"""The lists by which reports are sorted are complete in both languages."""

from __future__ import annotations

import pytest

from complaints.domain import taxonomy
from complaints.domain.closings import CLOSINGS
from complaints.domain.states import Reason
from complaints.domain.taxonomy import Entry

LISTS = {
    "forms": taxonomy.FORMS,
    "groups": taxonomy.REPORTED_GROUPS,
    "channels": taxonomy.CHANNELS,
    "rco": taxonomy.RCO_CRITERIA,
    "evidence": taxonomy.EVIDENCE_KINDS,
    "closings": tuple(CLOSINGS.values()),
}


@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS.keys())
def test_a_list_has_unique_codes_and_both_names(entries: tuple[Entry, ...]) -> None:
    assert len({entry.code for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.name_id
        assert entry.name_en
        assert bool(entry.plain_id) is bool(entry.plain_en)


def test_the_ten_forms_of_maladministration() -> None:
    codes = [entry.code for entry in taxonomy.FORMS]
    assert codes == ["PB", "TMP", "TK", "PW", "PP", "PI", "TP", "BP", "DK", "KK"]
    assert all(entry.plain_id for entry in taxonomy.FORMS)


def test_every_closing_reason_has_plain_words() -> None:
    assert set(CLOSINGS) == set(Reason)
    assert all(entry.plain_id for entry in CLOSINGS.values())

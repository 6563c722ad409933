"""Gaps in a message: known, unknown, filled, left open."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.templating import Gap, fill, unknown_gaps

VALUES = {str(gap): f"<{gap}>" for gap in Gap}


def test_only_what_we_can_fill_is_a_gap() -> None:
    assert unknown_gaps("Laporan {nomor} di {kantor}.") == []
    assert unknown_gaps("{nomor} {nama} {nama} {}") == ["{nama}", "{}"]


def test_a_lone_brace_is_told_too() -> None:
    assert unknown_gaps("Laporan {nomor") == ["{"]
    assert unknown_gaps("nomor} {kantor}") == ["}"]


def test_what_is_not_known_yet_stays_open_and_is_named_once() -> None:
    words, missing = fill("{nomor}, {tenggat}, {tenggat}", {"nomor": "1"})
    assert words == "1, {tenggat}, {tenggat}"
    assert missing == ["tenggat"]


def test_a_value_that_looks_like_a_gap_is_not_filled_again() -> None:
    assert fill("{instansi}", {"instansi": "{nomor}", "nomor": "1"}) == ("{nomor}", [])


@given(st.lists(st.sampled_from([*(f"{{{gap}}}" for gap in Gap), "kata", "\n", "é"])))
def test_a_sound_text_has_no_gap_left_once_all_is_known(parts: list[str]) -> None:
    text = " ".join(parts)
    assert unknown_gaps(text) == []
    words, missing = fill(text, VALUES)
    assert missing == []
    assert "{" not in words

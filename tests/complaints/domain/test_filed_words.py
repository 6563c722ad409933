"""Which words of a file may find its case."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.filed_words import (
    MOST_OF_CASE,
    MOST_WORDS,
    findable,
    together,
)


def nobody(_word: str) -> bool:
    return False


def test_each_word_stands_there_once_and_tells_no_sentence() -> None:
    said = "Kuitansi: uang kembali. Uang KEMBALI! di a_b 2026 (x)"
    assert findable(said, nobody) == "2026 kembali kuitansi uang"


def test_a_word_of_a_hidden_name_is_left_out_also_within_another() -> None:
    hidden = {"sulastri"}.__contains__
    assert findable("Ibu Sulastri, sulastri99 ke loket", hidden) == "ibu loket"


def test_what_is_too_long_for_a_word_is_cut_and_never_longer() -> None:
    assert max(map(len, findable("a" * 100, nobody).split())) == 40


def test_so_many_words_of_a_file_and_of_a_case_are_kept() -> None:
    many = " ".join(f"kata{n}" for n in range(MOST_OF_CASE + 9))
    assert len(findable(many, nobody).split()) == MOST_WORDS
    assert len(together([many]).split()) == MOST_OF_CASE
    assert together(["a b", "b c"]) == "a b c"
    assert together([]) == ""


@given(st.text(max_size=200))
def test_nothing_stands_there_that_the_text_does_not_say(text: str) -> None:
    for word in findable(text, nobody).split():
        assert word in text.lower()

"""Which finding is still the same, what it rests on, and what changed between versions."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.backing import kept, unbacked
from complaints.domain.review import Section, compare

FORMS = st.lists(st.sampled_from(["PB", "TK", "PP"]), max_size=6)
WORDS = st.dictionaries(
    st.sampled_from([section.value for section in Section]), st.text(max_size=60)
)


def test_a_finding_is_the_same_while_it_says_the_same_form() -> None:
    before = [(7, "PB"), (8, "TK"), (9, "PB")]
    assert kept(before, ["TK", "PB", "PP", "PB"]) == [8, 7, None, 9]


@given(FORMS, FORMS)
def test_no_earlier_finding_is_taken_twice_and_none_for_another_form(
    before: list[str], after: list[str]
) -> None:
    rows = list(enumerate(before))
    found = kept(rows, after)
    taken = [pk for pk in found if pk is not None]
    assert len(taken) == len(set(taken))
    assert all(
        pk is None or before[pk] == form for pk, form in zip(found, after, strict=True)
    )


@given(FORMS)
def test_a_draft_that_is_saved_again_keeps_every_finding(forms: list[str]) -> None:
    rows = list(enumerate(forms))
    assert kept(rows, forms) == [pk for pk, _form in rows]


def test_a_finding_that_names_nothing_is_told_by_its_number() -> None:
    assert unbacked([1, 2, 3], {1: ["file:a"], 2: []}) == [2, 3]


@given(WORDS, WORDS)
def test_the_pieces_of_a_comparison_are_both_texts_and_nothing_else(
    before: dict[str, str], after: dict[str, str]
) -> None:
    for change in compare(before, after):
        old = [
            line
            for piece in change.pieces
            if piece.what != "new"
            for line in piece.lines
        ]
        new = [
            line
            for piece in change.pieces
            if piece.what != "gone"
            for line in piece.lines
        ]
        assert old == before.get(change.section, "").splitlines()
        assert new == after.get(change.section, "").splitlines()
        assert change.changed == (old != new)

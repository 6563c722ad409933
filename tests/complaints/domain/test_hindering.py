"""What is open in a case hinders its closing, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.hindering import (
    CLOSINGS,
    Hindrance,
    Open,
    What,
    against,
    hindrances,
)
from complaints.domain.states import Command

REFS = st.lists(st.text("ab", min_size=1, max_size=3), max_size=3).map(tuple)
FLAG = st.booleans()
FOUND = st.builds(Open, REFS, REFS, REFS, FLAG, REFS, REFS, REFS, REFS, FLAG)
WHOLE = Open(
    ("a",),
    ("r",),
    ("q",),
    talks=True,
    unsent=("u",),
    tasks=("d",),
    actions=("t",),
    parts=("p",),
    objection=True,
)


def test_everything_that_is_open_stands_in_the_list_once() -> None:
    found = hindrances(WHOLE)
    assert [row.what for row in found] == list(What)
    assert found[0] == Hindrance(What.ACTIVITY, "a")
    assert hindrances(Open()) == ()


@given(FOUND)
def test_the_list_is_as_long_as_what_is_open(found: Open) -> None:
    told = (
        found.activities,
        found.requests,
        found.questions,
        found.unsent,
        found.tasks,
        found.actions,
        found.parts,
    )
    flags = found.talks + found.objection
    assert len(hindrances(found)) == sum(map(len, told)) + flags


def test_only_closings_are_hindered_and_signing_ends_the_talks_itself() -> None:
    found = hindrances(WHOLE)
    for command in Command:
        whats = {row.what for row in against(command, found)}
        if command not in CLOSINGS:
            assert whats == set()
        elif command is Command.SETTLE:
            assert whats == set(What) - {What.ACTION, What.TALKS}
        else:
            assert whats == set(What) - {What.ACTION}

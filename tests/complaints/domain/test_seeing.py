"""When what the reporter sees is told at once."""

from complaints.domain.seeing import Seen, is_flagged


def test_only_a_no_is_told_at_once() -> None:
    assert [one for one in Seen if is_flagged(one)] == [Seen.NO]

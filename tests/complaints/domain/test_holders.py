"""Every term has somebody who must act before it ends."""

from complaints.domain.holders import HOLDER
from complaints.domain.terms import TermKind


def test_every_term_has_its_holder() -> None:
    assert set(HOLDER) == set(TermKind)

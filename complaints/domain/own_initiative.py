"""An investigation that the office began by itself (IAPS): what differs without a reporter.

Peraturan Ombudsman 38/2019. Nobody reported, so nobody is asked, told, invited or waited
for: the table of the lifecycle marks the rows that presume a reporter, and here stands
what else follows from there being none.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from complaints.domain.states import Reason, State


class Intake(StrEnum):
    """The kinds of intake, which the Ombudsman counts apart. Kept in addresses."""

    REPORT = "lm"  # laporan masyarakat
    FAST = "rco"  # respons cepat Ombudsman
    OWN = "iaps"  # investigasi atas prakarsa sendiri


class Source(StrEnum):
    """From where the suspicion comes. A tip without a name makes no case of its own."""

    TIP = "kabar"
    MEDIA = "media"
    REPORTS = "laporan"
    WITHDRAWN = "dicabut"
    FOUND = "temuan"
    OTHER = "lain"


#: The letters of each kind in the number on paper; a fast response is a report.
LETTERS = {Intake.REPORT: "LM", Intake.FAST: "LM", Intake.OWN: "IN"}
#: Reasons for closing that only a report can have: they say what its reporter did, or
#: what the law asks of a report (the two years of article 24).
OF_A_REPORT = frozenset(
    {
        Reason.BELUM_MENGADU,
        Reason.DAMAI,
        Reason.DICABUT,
        Reason.KADALUWARSA,
        Reason.KONSULTASI_DIJAWAB,
        Reason.TIDAK_LENGKAP,
        Reason.TIDAK_MEMENUHI_MATERIIL,
    }
)
#: How long the words of a suggestion that the head did not follow are kept.
KEPT = timedelta(days=30)


def intake_of(*, reported: bool, fast: bool) -> Intake:
    """Which kind a case is; ``fast``: it was taken as a fast response."""
    if not reported:
        return Intake.OWN
    return Intake.FAST if fast else Intake.REPORT


def may_go_on(state: State, reason: str, *, reported: bool) -> bool:
    """Whether the office may go on by itself with this case: what was withdrawn only."""
    return reported and state is State.CLOSED and reason == Reason.DICABUT


def may_merge(*, reported: bool, kept_reported: bool) -> bool:
    """Whether one may be closed as the duplicate of the other.

    A reporter is never told that his report is the same as something he cannot know of,
    and what we began ourselves never ends in the report of one person.
    """
    return reported == kept_reported


def may_belong(*, reported: bool, whole_reported: bool) -> bool:
    """Whether one may be part of the other: a report is material of an investigation,
    an investigation is no part of a report."""
    return reported or not whole_reported

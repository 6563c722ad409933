"""Whose work somebody does in a case today, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.policies import stands_in

if TYPE_CHECKING:
    from accounts.actor import Actor
    from complaints.models import Case


def in_place_of(case: Case, actor: Actor) -> list[str]:
    """The names of those whose work he does here today; nobody's where it is his own."""
    seats = stands_in(actor, case)
    holders = [case.intake, case.examiner, case.resmon]
    return list(
        dict.fromkeys(
            one.name for one in holders if one is not None and one.pk in seats.values()
        )
    )

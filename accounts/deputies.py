"""Who acts for whom: rules without a database.

``away`` says of everybody who is away today who his deputy is; None where the one he
named works there no more. A deputy who is away himself hands on to his own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.roles import SEATED, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


def acting_for(person: int, away: Mapping[int, int | None]) -> int:
    """Who acts for him today: the last of the chain who is there, himself if he is.

    Where the chain ends at nobody, or comes back on itself, nobody does: it stays his.
    """
    at, met = person, {person}
    while at in away:
        deputy = away[at]
        if deputy is None or deputy in met:
            return person
        met.add(deputy)
        at = deputy
    return at


def represented_by(person: int, away: Mapping[int, int | None]) -> frozenset[int]:
    """Everybody for whom he acts today."""
    return frozenset(
        one for one in away if one != person and acting_for(one, away) == person
    )


def may_sit_for(role: Role, roles: Collection[Role]) -> bool:
    """Whether who has these roles may act in the place of somebody with this one.

    In the same role, or as a head, who stands above them.
    """
    return role in SEATED and (role in roles or Role.HEAD in roles)


def covers(units: Collection[int], others: Collection[int]) -> bool:
    """Whether who answers for these units of an agency answers for all of the others.

    None of them means the whole agency.
    """
    return not units or (bool(others) and set(others) <= set(units))


def seats(
    person: int,
    roles: Collection[Role],
    away: Mapping[int, int | None],
    held: Mapping[int, Collection[Role]],
) -> frozenset[tuple[int, Role]]:
    """In whose places he acts today, each with the role in which that one holds cases.

    ``held``: the roles that those who are away still have. What one may not take over
    stays with the one who is away.
    """
    return frozenset(
        (one, role)
        for one in represented_by(person, away)
        for role in held.get(one, ())
        if may_sit_for(role, roles)
    )


def comes_back(person: int, deputy: int, days: Iterable[Mapping[int, int]]) -> bool:
    """Whether naming this deputy closes a circle on one of these days.

    Each of ``days`` is who is away then, without the absence that is to be entered.
    """
    return any(_leads_to(person, deputy, away) for away in days)


def _leads_to(person: int, at: int, away: Mapping[int, int]) -> bool:
    met: set[int] = set()
    while at != person:
        if at not in away or at in met:
            return False
        met.add(at)
        at = away[at]
    return True

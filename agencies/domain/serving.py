"""Which office serves which province: each province has one, the centre serves none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def why_not(
    *,
    central: bool,
    own: Collection[str],
    wanted: Collection[str],
    known: Collection[str],
) -> str:
    """The code of the sentence that refuses this list of provinces; "" where it may be.

    An office takes a province over from another one; none is ever left without.
    """
    if central and wanted:
        return "office_centre"
    if set(wanted) - set(known):
        return "office_province"
    return "office_unserved" if set(own) - set(wanted) else ""

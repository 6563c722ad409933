"""An order stands once more: in the report that takes another's place, as an item of a
recommendation, or after what was done came back."""

from __future__ import annotations

from complaints.models import CorrectiveAction


def once_more(order: CorrectiveAction) -> CorrectiveAction:
    """The same order of the same agency and unit, not stored yet: whoever repeats it
    says where it stands, and what is different."""
    return CorrectiveAction(
        case_id=order.case_id,
        lhp_id=order.lhp_id,
        text=order.text,
        wanted=order.wanted,
        instrument=order.instrument,
        agency_id=order.agency_id,
        unit_id=order.unit_id,
        superior=order.superior,
        related=order.related,
    )

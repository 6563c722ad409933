"""The story of a case goes on: the agency objects, and it is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from agencies.domain.calendar import legal_day
from complaints.domain.objecting import ObjectionText, Ruled, Ruling
from complaints.models import CorrectiveAction, Objection
from complaints.selectors.objecting import orders_to_rule
from complaints.services import objecting, objection_review, objection_ruling
from complaints.services.objection_review import RulingText
from tests.complaints.story import Walk, opened_by_agency, to_examination, to_signed_lhp
from tests.people import actor, person
from tests.remembered import step

if TYPE_CHECKING:
    from datetime import date

KEEP, CHANGE, ANNUL = Ruling.KEEP, Ruling.CHANGE, Ruling.ANNUL
REASONS = "Tindakan kedua melampaui wewenang dinas."


@step
def in_time(**changes: Any) -> Walk:
    """Both orders were received; thirty working days run."""
    walk = Walk(**changes)
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    return walk


def order(walk: Walk, n: int = 1) -> CorrectiveAction:
    """An order of the report that was received last."""
    rows = walk.again().actions.filter(recommendation=None, received_on__isnull=False)
    return rows.filter(n=n).latest("pk")


def text_for(walk: Walk, **changes: Any) -> ObjectionText:
    given: dict[str, Any] = {
        "wish": "Mohon tindakan kedua dibatalkan.",
        "orders": {order(walk, 2).ref: "Papan waktu bukan wewenang kami."},
        "findings": {1: "Berkas baru lengkap bulan lalu."},
    }
    return ObjectionText(**(given | changes))


@step
def filed(walk: Walk, who: str = "liaison", **more: Any) -> Objection:
    """The agency objects."""
    given: dict[str, Any] = {"text": more.pop("text", None) or text_for(walk)}
    return objecting.file_objection(
        ref=walk.again().ref, actor=actor(who), now=walk.now, **(given | more)
    )


@step
def named(walk: Walk, *who: str) -> Objection:
    """The head names who reviews it."""
    people = [person(key).pk for key in who or ("other_examiner",)]
    found: Objection = walk.do(objection_review.name_reviewers, "head", people=people)
    return found


def rulings(walk: Walk, **by_number: Ruled) -> dict[Any, Ruled]:
    """One for each order that is owed; ``order_1=``: what becomes of the first."""
    return {
        row.ref: by_number.get(f"order_{row.n}", Ruled(KEEP))
        for row in orders_to_rule(walk.again())
    }


@step
def proposed(walk: Walk, who: str = "other_examiner", **more: Any) -> Objection:
    """A reviewer proposes; ``order_1=``, ``order_2=``: his rulings."""
    by_number = {key: more.pop(key) for key in list(more) if key.startswith("order_")}
    withdraw = more.pop("withdraw", False)
    text = RulingText(
        more.pop("reasons", REASONS),
        withdraw,
        {} if withdraw else more.pop("rulings", None) or rulings(walk, **by_number),
    )
    found: Objection = walk.do(objection_review.propose_ruling, who, text=text, **more)
    return found


@step
def decided(walk: Walk, who: str = "commissioner", **more: Any) -> None:
    given: dict[str, Any] = {"approved": True}
    walk.do(objection_ruling.decide_objection, who, **(given | more))


@step
def ruled(walk: Walk, **rulings_: Any) -> Objection:
    """From the objection to the decision."""
    row = filed(walk)
    named(walk)
    proposed(walk, **rulings_)
    decided(walk)
    row.refresh_from_db()
    return row


def workday_after(walk: Walk, days: int) -> date:
    """A working day at least so many days ahead."""
    day = legal_day(walk.now, walk.case.office.zone) + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day

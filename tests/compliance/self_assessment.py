"""A round whose agencies are asked about their own units."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.wall_clock import wall_now
from compliance.domain.answering import Told
from compliance.domain.self_assessment import mark_of
from compliance.models import Methodology, Round, SelfSheet
from compliance.selectors.self_assessment import own_rows
from compliance.services.instruments import publish
from compliance.services.planning import draw
from compliance.services.self_assessment import hand_in, invite, take_back, write
from tests.compliance import field
from tests.compliance import instruments as made
from tests.compliance.people import ADMIN
from tests.compliance.rounds import NOW, city
from tests.people import actor

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from agencies.models import Agency
    from compliance.models import Place

#: Which indicator is of which kind in the method of :func:`method`.
BOARD, STEP, COUNTED, DAYS = "input", "proses", "output", "pengaduan"
YES, NO = Told(Decimal(1)), Told(Decimal(0))
#: An answer to all of them, as the page sends it.
BODY = {
    f"jawab-{BOARD}": "1",
    f"jawab-{STEP}": "3",
    f"jawab-{COUNTED}": "4",
    f"dari-{COUNTED}": "5",
    f"jawab-{DAYS}": "7,5",
}


def method() -> Methodology:
    """Published, and all of it asked of each unit: seen, steps, a count, days."""
    draft = made.for_the_field()
    made.changed_node(draft, BOARD, may_be_absent=True)
    made.changed_node(draft, STEP, answer="scale", top=4)
    made.changed_node(draft, COUNTED, answer="count")
    made.changed_node(
        draft, DAYS, answer="bands", bands=[["0", "100"], ["8", "50"], ["15.5", "0"]]
    )
    return publish(ref=draft.ref, edition=made.edition(draft), actor=ADMIN, now=NOW)


def of_products() -> Methodology:
    """Published, and nothing of it asked of a unit itself."""
    draft = made.for_the_field()
    for code in (BOARD, STEP, COUNTED, DAYS):
        made.changed_node(draft, code, per="product")
    return publish(ref=draft.ref, edition=made.edition(draft), actor=ADMIN, now=NOW)


def day(ahead: int = 14) -> date:
    """So many days from now."""
    return (wall_now() + timedelta(days=ahead)).date()


def planned(*cities: Agency, units: int = 2) -> Round:
    """A planned round by that method; nobody is asked yet."""
    return field.planned(*cities, by=method(), units=units)


def invited(
    round_: Round, until: date | None = None, *, now: datetime | None = None
) -> Round:
    """The agencies of this round are asked, for two weeks unless told otherwise."""
    return invite(
        round_ref=round_.ref,
        until=until or day(),
        version=Round.objects.get(pk=round_.pk).version,
        actor=ADMIN,
        now=now or wall_now(),
    )


def asked(*cities: Agency, by: Methodology | None = None, units: int = 2) -> Round:
    """A planned round, nothing drawn yet, whose agencies are asked."""
    return invited(field.planned(*cities, by=by or method(), units=units))


def drawn(round_: Round, units: int = 1) -> Round:
    """The same, drawn."""
    round_ = field.announced_seed(round_)
    return draw(
        round_ref=round_.ref,
        seed=field.SEED,
        units=units,
        products=2,
        version=Round.objects.get(pk=round_.pk).version,
        actor=ADMIN,
        now=NOW,
    )


def first(round_: Round, of: Agency | None = None) -> Place:
    """The first unit of the first city, or of this one, by name."""
    rows = round_.places.filter(agency=of or city(1))
    found: Place = rows.select_related("round", "unit", "agency")[0]
    return found


def mark(place: Place, by: str = "liaison") -> str:
    """Of what stands there now."""
    sheet = SelfSheet.objects.filter(round=place.round_id, agency=place.agency_id)
    return mark_of(own_rows(sheet.first(), place.pk, actor(by)))


def said(
    place: Place,
    answers: Mapping[str, Told | None],
    *,
    absent: Collection[str] = (),
    over: str | None = None,
    by: str = "liaison",
    now: datetime | None = None,
) -> SelfSheet:
    """The agency says this of one unit, over what stands there or over ``over``."""
    return write(
        round_ref=place.round.ref,
        agency_ref=place.agency.ref,
        unit_ref=place.unit.ref,
        told=answers,
        absent=absent,
        mark=mark(place, by) if over is None else over,
        actor=actor(by),
        now=now or wall_now(),
    )


def handed_in(
    round_: Round, agency: Agency, *, by: str = "liaison", now: datetime | None = None
) -> SelfSheet:
    """Handed in by whoever speaks for the agency."""
    return hand_in(
        round_ref=round_.ref,
        agency_ref=agency.ref,
        actor=actor(by),
        now=now or wall_now(),
    )


def taken_back(
    round_: Round, agency: Agency, *, now: datetime | None = None
) -> SelfSheet:
    """Taken back by the cast's liaison."""
    return take_back(
        round_ref=round_.ref,
        agency_ref=agency.ref,
        actor=actor("liaison"),
        now=now or wall_now(),
    )

"""A round that is seen at units: the method, the places, and people who go there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings

from accounts.actor_of import member
from accounts.roles import Role
from agencies.domain.calendar import legal_day
from agencies.models import Unit
from compliance.domain.answering import Per, Told
from compliance.models import Methodology, Place, Visit
from compliance.services.answers import record_answers
from compliance.services.framing import announce_seed, name_products
from compliance.services.hearing import announce
from compliance.services.instruments import publish
from compliance.services.locking import lock
from compliance.services.planning import draw
from compliance.services.publishing import publish as publish_round
from compliance.services.reviewing import sign
from compliance.services.sending import send
from compliance.services.visiting import hand_in, write, write_person
from tests.compliance import instruments as made
from tests.compliance.people import ADMIN
from tests.compliance.plenary import agreed
from tests.compliance.rounds import DECREE, NOW, opened
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.agencies import UnitFactory
from tests.people import actor, office, person

if TYPE_CHECKING:
    from accounts.actor import Actor
    from accounts.models import User
    from agencies.models import Agency
    from compliance.models import Round

DUE = date(2026, 12, 10)
SEED, SOURCE = "undian 24 November", "Angka undian umum hari itu"
#: Which indicator is of which kind in the method of :func:`for_interviews`.
SIGN, SHELF, USERS, TYPED = "input", "proses", "output", "pengaduan"


def method(least_units: int = 1) -> Methodology:
    """Published: something seen, a step for each product, three users, one figure."""
    draft = made.for_the_field()
    made.changed_node(draft, SIGN, may_be_absent=True)
    made.changed_node(draft, SHELF, answer="scale", top=4, per="product")
    made.changed_node(
        draft, USERS, answer="scale", top=4, per="user", wanted=4, least=2
    )
    made.changed_node(draft, TYPED, answer="figure", per="agency")
    Methodology.objects.filter(pk=draft.pk).update(least_units=least_units)
    return publish(ref=draft.ref, edition=made.edition(draft), actor=ADMIN, now=NOW)


def units_of(agency: Agency, n: int = 2) -> None:
    """So many units of an invented city, those that it has already among them."""
    of = agency.name_id.removeprefix("Pemerintah ")
    there = set(Unit.objects.filter(agency=agency).values_list("name_id", flat=True))
    for number in range(1, n + 1):
        if (name := f"Dinas {number} {of}") not in there:
            UnitFactory(agency=agency, name_id=name)


def planned(*cities: Agency, units: int = 2, by: Methodology | None = None) -> Round:
    """An open round in the field, its units with three products each, not drawn yet."""
    for one in cities:
        units_of(one, units)
    round_ = opened(*cities, year=2027, method=by or method())
    for one in cities:
        version = type(round_).objects.get(pk=round_.pk).version
        places = round_.places.filter(agency=one)
        name_products(
            round_ref=round_.ref,
            agency_ref=one.ref,
            products={place.ref: ["Akta", "KTP", "Izin"] for place in places},
            version=version,
            actor=ADMIN,
            now=NOW,
        )
    return type(round_).objects.get(pk=round_.pk)


def announced_seed(round_: Round) -> Round:
    """The same with the source of its seed announced the day before."""
    there = type(round_).objects.get(pk=round_.pk)
    return announce_seed(
        round_ref=there.ref,
        source=SOURCE,
        on=legal_day(NOW, settings.TIME_ZONE),
        version=there.version,
        actor=ADMIN,
        now=NOW - timedelta(days=1),
    )


def drawn(
    *cities: Agency, units: int = 1, products: int = 2, by: Methodology | None = None
) -> Round:
    """The same, drawn."""
    round_ = announced_seed(planned(*cities, by=by))
    return draw(
        round_ref=round_.ref,
        seed=SEED,
        units=units,
        products=products,
        version=round_.version,
        actor=ADMIN,
        now=NOW,
    )


def place(round_: Round) -> Place:
    """The first drawn place."""
    found: Place = round_.places.filter(drawn=True).order_by("id")[0]
    return found


def assessor(name: str = "Bayu Rekaan") -> User:
    """One more assessor, beside the one of the cast."""
    user: User = UserFactory(name=name)
    OfficeMembershipFactory(user=user, office=office(), role=Role.ASSESSOR.value)
    return user


def as_(user: User) -> Actor:
    """What the middleware would build of him."""
    return member(user, now=NOW)


def sent(where: Place, user: User | None = None, turn: int = 1) -> Visit:
    """The cast's assessor, or this one, on the way to a place."""
    return send(
        place_ref=where.ref,
        turn=turn,
        assessor_ref=(user or person("assessor")).ref,
        due_on=DUE,
        actor=actor("compliance_admin"),
        now=NOW,
    )


def filled(visit: Visit, *, sign_seen: int = 1, step: int = 4, heard: int = 3) -> Visit:
    """A sheet with an answer to everything, not handed in yet."""
    who = as_(visit.assessor)
    at: dict[str, Any] = {"visit_ref": visit.ref, "actor": who, "now": NOW}
    write(code=SIGN, told={0: Told(Decimal(sign_seen))}, absent=False, **at)
    steps = {n: Told(Decimal(step)) for n in (1, 2)}
    write(code=SHELF, told=steps, absent=False, **at)
    if visit.turn == 1:
        for n in range(1, heard + 1):
            told = {USERS: Told(Decimal(n % 5))}
            write_person(per=Per.USER, who=n, told=told, **at)
    return visit


def handed_in(visit: Visit, **more: int) -> Visit:
    """The same, handed in."""
    filled(visit, **more)
    return hand_in(visit_ref=visit.ref, actor=as_(visit.assessor), now=NOW)


def signed(where: Place, note: str = "Diperiksa, foto ada di berkas lain.") -> Place:
    """Signed by the administrator."""
    there = Place.objects.get(pk=where.pk)
    return sign(
        place_ref=there.ref,
        note=note,
        version=there.version,
        actor=actor("compliance_admin"),
        now=NOW,
    )


def typed(round_: Round, figure: str = "80") -> None:
    """The figure that is typed once, for every agency."""
    for one in round_.members.all():
        record_answers(
            round_ref=round_.ref,
            agency_ref=one.agency.ref,
            answers={TYPED: Decimal(figure)},
            assessed=True,
            version=one.version,
            actor=ADMIN,
            now=NOW,
        )


def heard(round_: Round) -> Round:
    """Announced on the tenth of November; objections were possible up to the twentieth."""
    version = type(round_).objects.get(pk=round_.pk).version
    return announce(
        round_ref=round_.ref,
        until=date(2026, 11, 20),
        version=version,
        actor=ADMIN,
        now=datetime(2026, 11, 10, 3, tzinfo=UTC),
    )


def score_published(agency: Agency, by: Methodology | None = None) -> Round:
    """A whole round of one city: one unit, one sheet, signed, locked, published."""
    round_ = drawn(agency, by=by)
    where = place(round_)
    handed_in(sent(where))
    signed(where)
    return finished(round_)


def finished(round_: Round) -> Round:
    """A round whose places are signed: typed, heard, locked, published."""
    typed(round_)
    version = heard(round_).version
    done = lock(round_ref=round_.ref, version=version, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    return publish_round(
        round_ref=round_.ref, version=done.version, decree=DECREE, actor=ADMIN, now=NOW
    )

"""A round in the field at every moment that a row of the matrix asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import SYSTEM
from accounts.wall_clock import wall_now
from compliance.domain.self_assessment import mark_of
from compliance.models import FieldEvidence, Round
from compliance.services.hearing import announce, object_to, reply
from compliance.services.locking import lock
from documents.services.uploads import accept_upload
from tests import people
from tests.authorisation.cases import ABSENT, NOBODYS_REF
from tests.compliance import field, rounds
from tests.compliance import self_assessment as own
from tests.compliance.field import SHELF, SIGN
from tests.compliance.people import ADMIN
from tests.compliance.plenary import filed
from tests.compliance.rounds import NOW, city
from tests.documents import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from agencies.models import Agency
    from compliance.models import Methodology, Place, Visit


class InTheField:
    """One round that is planned and one that was drawn, with sheets at three places."""

    def __init__(self) -> None:
        method = field.method()
        self.planned = field.planned(city(4), by=method)
        self.ready = field.announced_seed(field.planned(city(4), units=1, by=method))
        self.drawn = field.drawn(city(5), city(6), city(7), city(8), by=method)
        mine, apart, whole, self.empty = self.drawn.places.filter(drawn=True).order_by(
            "agency__code"
        )
        self.mine = field.filled(field.sent(mine))
        self.evidence = shown_at(self.mine)
        first, second = field.assessor("Ana Rekaan"), field.assessor("Ani Rekaan")
        visit = field.sent(apart, first)
        self.of_another = shown_at(visit)
        self.others = field.handed_in(visit)
        field.handed_in(field.sent(apart, second, turn=2), step=2)
        self.apart = apart
        field.handed_in(field.sent(whole, first))
        whole.refresh_from_db()
        self.whole = whole

        self.heard = announced(people.agency(), by=method)
        told: dict[str, Any] = {
            "round_ref": self.heard.ref,
            "agency_ref": people.agency().ref,
            "actor": people.actor("liaison"),
            "now": wall_now(),
        }
        self.objection = object_to(about=None, text="Keliru.", **told)
        self.reply = reply(text="Kami perbaiki.", **told)
        self.published = field.score_published(city(9), by=method)
        self.locked = typed_and_locked(city(4))
        self.plenary = filed(self.locked, NOW)
        self.jumping = with_a_jump(city(4))
        self.asked = own.asked(people.agency(), by=method)
        self.given = own.asked(people.agency(), by=method)
        own.handed_in(self.given, people.agency())

    def unit(self, state: str) -> dict[str, Any]:
        """A unit behind a published score."""
        unit = field.place(self.published).unit.ref
        ref = NOBODYS_REF if state == ABSENT else city(9).ref
        return {"ref": ref, "year": 2027, "unit": unit}

    def round(self, state: str) -> dict[str, Any]:
        return {"ref": NOBODYS_REF if state == ABSENT else self.planned.ref}

    def visit(self, state: str) -> dict[str, Any]:
        known = {"-": self.mine.ref, "another": self.others.ref}
        return {"ref": known.get(state, NOBODYS_REF)}

    def at(self, place: Place) -> Callable[[str], dict[str, Any]]:
        return lambda state: {"ref": NOBODYS_REF if state == ABSENT else place.ref}

    def shown(self, state: str) -> UUID:
        known = {"-": self.evidence.ref, "another": self.of_another.ref}
        found: UUID = known.get(state, NOBODYS_REF)
        return found

    def of_results(self, name: str) -> UUID:
        """What a route of the hearing, or of what sets the results, is about."""
        rows: dict[str, Any] = {
            "judge": self.reply,
            "objection": self.objection,
            "minutes": self.locked,
            "plenary": self.plenary,
            "plenary_minutes": self.plenary,
            "jump": self.jumping,
        }
        found: UUID = rows.get(name, self.heard).ref
        return found

    def of_agency(self, name: str, state: str) -> dict[str, Any]:
        """What an agency reads and writes of itself."""
        rounds = {"self_take_back": self.given, "result": self.heard}
        round_ = rounds.get(name, self.heard if name == "reply" else self.asked)
        ref = NOBODYS_REF if state == ABSENT else round_.ref
        unit = {"unit": own.first(self.asked).unit.ref} if name == "self_unit" else {}
        return {"ref": ref, "agency": people.agency().ref, **unit}

    def arguments(self, route: str, state: str) -> dict[str, Any]:
        """The arguments of a route of the field."""
        name = route.partition(":")[2]
        if route.startswith("scored:"):
            return self.of_agency(name, state)
        if name in HEARING | RESULTS:
            ref = NOBODYS_REF if state == ABSENT else self.of_results(name)
            return {"ref": ref} | ({"agency": city(4).ref} if name == "jump" else {})
        if name in {"plan", "products", "self", *FRAME}:
            more: dict[str, Any] = {"agency": city(4).ref}
            there = self.ready if name == "plan" and state != ABSENT else None
            at = {"ref": there.ref} if there else self.round(state)
            return at | (more if name == "products" else {})
        if name == "field":
            return {"ref": NOBODYS_REF if state == ABSENT else self.drawn.ref}
        if name == "seen_correction":
            ref = NOBODYS_REF if state == ABSENT else self.published.ref
            unit = field.place(self.published).unit.ref
            return {"ref": ref, "agency": city(9).ref, "unit": unit, "code": SHELF}
        if name == "evidence":
            return {"ref": self.shown(state)}
        if name in PLACES:
            place = {"agree": self.apart, "assign": self.empty}.get(name, self.whole)
            code: dict[str, Any] = {"code": SHELF} if name == "agree" else {}
            return self.at(place)(state) | code
        forms: dict[str, dict[str, Any]] = {
            "indicator": {"code": SIGN},
            "person": {"per": "user", "who": 1},
            "evidence_remove": {"evidence": self.evidence.ref},
        }
        return self.visit(state) | forms.get(name, {})

    def body(self, route: str) -> dict[str, Any]:
        """A form of the field, filled in."""
        assessor = str(self.mine.assessor.ref)
        forms: dict[str, dict[str, Any]] = {
            "plan": {
                "seed": field.SEED,
                "units": 1,
                "products": 1,
                "version": self.ready.version,
            },
            "products": {
                "version": self.planned.version,
                **{f"produk-{one.ref}": "Akta" for one in self.planned.places.all()},
            },
            "seed": {
                "source": field.SOURCE,
                "on": (wall_now() + timedelta(days=2)).date().isoformat(),
                "version": self.planned.version,
            },
            "schedule": {
                "field_until": "2099-01-01",
                "version": self.planned.version,
            },
            "frame": {
                "table": SimpleUploadedFile("t.csv", table_of(self.planned)),
                "version": self.planned.version,
            },
            "minutes": {
                "number": "BA contoh 2/2026",
                "held_on": NOW.date().isoformat(),
                "minutes": samples.upload("pleno.png", samples.OURS["png"]),
                "version": self.plenary.version,
            },
            "plenary": {"version": self.plenary.version},
            "jump": {"note": "Dua dinas digabung."},
            "assign": {"turn": 1, "assessor": assessor, "due_on": "2026-12-09"},
            "agree": {f"{SHELF}-turn": 1, f"{SHELF}-why": "Foto pertama lebih jelas."},
            "hand_back": {"turn": 1, "why": "Foto kabur."},
            "sign": {"note": "Sudah dicek.", "version": self.whole.version},
            "seen_correction": {
                "jawab-1": "2",
                "jawab-2": "4",
                "version": "1",
                "reason": "Foto yang salah.",
            },
            "self": {
                "until": own.day().isoformat(),
                "version": self.planned.version,
            },
            "self_unit": {"mark": mark_of([]), f"jawab-{SIGN}": "1"},
            "announce": {
                "until": (wall_now() + timedelta(days=15)).date().isoformat(),
                "version": self.heard.version,
            },
            "judge": {"at": self.reply.at.isoformat()},
            "objection": {"upheld": "tidak", "answer": "Foto sudah benar."},
            "result": {"text": "Papan sudah ada."},
            "reply": {"text": "Sudah kami perbaiki."},
            "conflict": {"why": "Kakak saya di sana."},
            "indicator": {"jawab-0": "0"},
            "person": {f"jawab-{field.USERS}": "4"},
        }
        return forms.get(route.partition(":")[2], {})


#: Routes about one place.
PLACES = frozenset({"place", "assign", "agree", "hand_back", "sign"})
#: Routes of the frame as a whole.
FRAME = frozenset({"seed", "frame", "frame_file", "schedule"})
#: Routes of the hearing, and of what sets the results.
HEARING = frozenset({"announce", "hearing", "judge", "objection"})
RESULTS = frozenset({"minutes", "plenary", "plenary_minutes", "jump"})
#: All routes of the field, and of what sets its results.
ROUTES = (
    "scored:result",
    "scored:reply",
    "scored:self",
    "scored:self_hand_in",
    "scored:self_take_back",
    "scored:self_unit",
    *(
        f"assess:{name}"
        for name in (
            *sorted(PLACES | FRAME | HEARING | RESULTS),
            "plan",
            "products",
            "field",
            "self",
            "sheet",
            "submit",
            "conflict",
            "indicator",
            "person",
            "evidence",
            "evidence_remove",
            "seen_correction",
        )
    ),
)


def typed_and_locked(agency: Agency) -> Round:
    """A round of one agency whose figures are fixed and not published."""
    round_ = rounds.opened(agency)
    rounds.answer(round_, agency, "80")
    return lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)


def with_a_jump(agency: Agency) -> Round:
    """An open round whose one figure is 60 points below that of the year before."""
    rounds.published({agency: "80"}, year=2029)
    round_ = rounds.opened(agency, year=2030)
    rounds.answer(round_, agency, "20")
    return round_


def table_of(round_: Round) -> bytes:
    """A table that names a product for each unit of a round."""
    units = round_.places.values_list("unit__ref", flat=True)
    return "\n".join(["ref,produk", *(f"{ref},Akta" for ref in units)]).encode()


def shown_at(visit: Visit) -> FieldEvidence:
    """A photograph of a sheet."""
    return FieldEvidence.objects.create(
        visit=visit,
        node=visit.place.round.methodology.nodes.get(code=SIGN),
        file=accept_upload(
            file=samples.upload("loket.png", samples.OURS["png"]), actor=SYSTEM, now=NOW
        ),
        added_at=NOW,
    )


def announced(*cities: Agency, by: Methodology) -> Round:
    """Everything signed and typed, and shown to the agencies: they may object."""
    round_ = field.drawn(*cities, by=by)
    for where in round_.places.filter(drawn=True):
        field.handed_in(field.sent(where))
        field.signed(where)
    field.typed(round_)
    version = Round.objects.get(pk=round_.pk).version
    now = wall_now()
    until = (now + timedelta(days=14)).date()
    return announce(
        round_ref=round_.ref, until=until, version=version, actor=ADMIN, now=now
    )

"""A round in the field: drawn, visited, agreed upon, signed, published."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from accounts.errors import NotAllowed
from complaints.models import AgencyTie
from compliance import notifications
from compliance.domain.answering import Per, Told
from compliance.models import Answer, MethodologyNode, Observation, Place, Round, Visit
from compliance.services import errors
from compliance.services.answers import record_answers
from compliance.services.computing import is_intact
from compliance.services.framing import announce_seed, load_products, name_products
from compliance.services.gates import gates
from compliance.services.locking import lock
from compliance.services.planning import draw
from compliance.services.publishing import publish
from compliance.services.reviewing import give_back, settle, sign
from compliance.services.sending import declare_conflict
from compliance.services.visiting import hand_in, write, write_person
from journal.models import Entry
from tests.compliance import field
from tests.compliance.field import SHELF, SIGN, TYPED, USERS
from tests.compliance.people import ADMIN, ASSESSOR, AUDITOR
from tests.compliance.plenary import agreed
from tests.compliance.rounds import DECREE, NOW, city
from tests.factories.accounts import AgencyMembershipFactory
from tests.factories.agencies import UnitFactory
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


DAY = timedelta(days=1)


def drawing(round_: Round, *, announced: bool = True, **more: Any) -> Round:
    there = Round.objects.get(pk=round_.pk)
    if announced and there.seed_on is None:
        field.announced_seed(round_)
    told: dict[str, Any] = {"seed": field.SEED, "units": 1, "products": 2}
    told |= {"version": Round.objects.get(pk=round_.pk).version}
    told |= {"actor": ADMIN, "now": NOW}
    return draw(round_ref=round_.ref, **told | more)


# --- the plan --------------------------------------------------------------------------
def test_every_living_unit_of_the_agencies_is_in_the_frame() -> None:
    round_ = field.planned(city(1), city(2), units=3)
    assert round_.places.count() == 6
    assert not round_.places.filter(drawn=True).exists()


def test_the_same_seed_draws_the_same_units_and_products() -> None:
    round_ = field.planned(city(1), units=6)
    drawing(round_, units=3)
    first = {(p.unit_id, *p.drawn_products) for p in round_.places.filter(drawn=True)}
    round_.places.update(drawn=False, drawn_products=[])
    Round.objects.filter(pk=round_.pk).update(seed="")
    drawing(round_, units=3)
    again = {(p.unit_id, *p.drawn_products) for p in round_.places.filter(drawn=True)}
    assert first == again
    assert len(first) == 3
    assert all(len(one) == 3 for one in first)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"seed": ""}, errors.UnusableSample),
        ({"units": 0}, errors.UnusableSample),
        ({"products": 51}, errors.UnusableSample),
        ({"version": 99}, errors.StaleRound),
    ],
)
def test_a_draw_that_cannot_be_checked_is_refused(
    told: dict[str, Any], error: type[Exception]
) -> None:
    round_ = field.planned(city(1))
    with pytest.raises(error):
        drawing(round_, **told)
    assert not round_.places.filter(drawn=True).exists()


def announcing(round_: Round, **more: Any) -> Round:
    told: dict[str, Any] = {"source": field.SOURCE, "on": NOW.date() + DAY}
    told |= {"version": Round.objects.get(pk=round_.pk).version}
    told |= {"actor": ADMIN, "now": NOW}
    return announce_seed(round_ref=round_.ref, **told | more)


def test_before_its_source_was_announced_no_seed_draws() -> None:
    with pytest.raises(errors.SeedNotAnnounced):
        drawing(field.planned(city(1)), announced=False)


def test_the_draw_waits_for_the_day_on_which_the_seed_is_known() -> None:
    round_ = field.planned(city(1))
    announcing(round_)
    with pytest.raises(errors.SeedNotAnnounced):
        drawing(round_)
    drawing(round_, now=NOW + DAY)
    assert Round.objects.get().seed == field.SEED


@pytest.mark.parametrize("days", [0, -1])
def test_a_seed_that_is_known_already_is_not_announced(days: int) -> None:
    round_ = field.planned(city(1))
    with pytest.raises(errors.SeedTooSoon):
        announcing(round_, on=NOW.date() + days * DAY)


def naming(round_: Round, *names: str, **more: Any) -> None:
    where = round_.places.order_by("id")[0]
    told: dict[str, Any] = {"products": {where.ref: names}, "actor": ADMIN, "now": NOW}
    name_products(
        round_ref=round_.ref,
        agency_ref=where.agency.ref,
        version=Round.objects.get(pk=round_.pk).version,
        **told | more,
    )


def test_a_frame_that_changed_needs_another_announcement() -> None:
    round_ = announcing(field.planned(city(1)))
    naming(round_, "Akta", "KTP", "Izin")
    assert Round.objects.get().seed_on == NOW.date() + DAY  # nothing changed
    naming(round_, "Akta")
    there = Round.objects.get()
    assert (there.seed_source, there.seed_on, there.frame_sha256) == ("", None, "")
    with pytest.raises(errors.SeedNotAnnounced):
        drawing(round_, announced=False)


def test_once_the_seed_can_be_known_neither_frame_nor_announcement_changes() -> None:
    round_ = field.announced_seed(field.planned(city(1)))
    with pytest.raises(errors.SeedKnown):
        naming(round_, "Akta")
    with pytest.raises(errors.SeedKnown):
        announcing(round_)
    unit = round_.places.select_related("unit")[0].unit
    with pytest.raises(errors.SeedKnown):
        load_products(**table(round_, f"x,y,{unit.ref},Paspor"))
    assert Round.objects.get().seed_on == round_.seed_on


def test_a_frame_that_was_moved_behind_our_back_is_not_drawn_from() -> None:
    round_ = field.announced_seed(field.planned(city(1), units=3))
    round_.places.order_by("id")[0].delete()
    with pytest.raises(errors.FrameMoved):
        drawing(round_)


def test_nobody_announces_for_a_page_that_is_old_or_after_the_draw() -> None:
    round_ = field.planned(city(1))
    with pytest.raises(errors.StaleRound):
        announcing(round_, version=1)
    with pytest.raises(NotAllowed):
        announcing(round_, actor=AUDITOR)
    drawing(round_)
    with pytest.raises(errors.AlreadyDrawn):
        announcing(round_)


def test_what_was_announced_stands_beside_the_score() -> None:
    round_ = field.score_published(city(1))
    told = round_.snapshots.get().data["inputs"]["draw"]
    assert told["source"] == field.SOURCE
    assert told["on"] == NOW.date().isoformat()
    entry = Entry.objects.get(kind=notifications.SEED_ANNOUNCED)
    assert (entry.data["on"], entry.data["frame"]) == (
        told["on"],
        told["frame_sha256"],
    )
    assert field.SOURCE not in str(entry.data)
    assert entry.at < Entry.objects.get(kind=notifications.SAMPLE_DRAWN).at


# --- the frame by a table --------------------------------------------------------------
def table(round_: Round, *lines: str) -> dict[str, Any]:
    content = "\n".join(("instansi,unit,ref,produk", *lines)).encode()
    version = Round.objects.get(pk=round_.pk).version
    who = {"actor": ADMIN, "now": NOW}
    return {"round_ref": round_.ref, "content": content, "version": version} | who


def test_a_table_names_the_products_of_many_units_at_once() -> None:
    round_ = field.planned(city(1), city(2))
    first, *_, last = round_.places.order_by("id").select_related("unit")
    lines = [f"x,y,{first.unit.ref},{name}" for name in ("Paspor", "Visa", "Paspor")]
    n = load_products(**table(round_, *lines, f"x,y,{last.unit.ref},"))
    assert n == 2
    told = {place.pk: place.products for place in Place.objects.all()}
    assert told[first.pk] == ["Paspor", "Visa"]
    assert told[last.pk] == []
    assert ["Akta", "KTP", "Izin"] in told.values()


def test_one_row_that_fits_nothing_keeps_the_whole_table_out() -> None:
    round_ = field.planned(city(1))
    unit = round_.places.select_related("unit")[0].unit
    stranger = UnitFactory(agency=city(2))
    before = list(Place.objects.values_list("products", flat=True))
    lines = (f"x,y,{unit.ref},Paspor", f"x,y,{stranger.ref},Visa", "x,y,apa,SIM")
    with pytest.raises(errors.UnusableTable) as refused:
        load_products(**table(round_, *lines))
    assert refused.value.faults == ((3, "unknown_unit"), (4, "unknown_unit"))
    assert list(Place.objects.values_list("products", flat=True)) == before


def test_the_auditor_names_nothing_by_a_table() -> None:
    round_ = field.planned(city(1))
    with pytest.raises(NotAllowed):
        load_products(**table(round_) | {"actor": AUDITOR})


def test_nobody_draws_a_second_time() -> None:
    round_ = field.drawn(city(1))
    with pytest.raises(errors.AlreadyDrawn):
        drawing(round_)
    with pytest.raises(errors.AlreadyDrawn):
        name_products(
            round_ref=round_.ref,
            agency_ref=city(1).ref,
            products={},
            version=round_.version,
            actor=ADMIN,
            now=NOW,
        )


def test_a_unit_without_products_is_not_drawn_where_products_are_asked() -> None:
    round_ = field.planned(city(1))
    round_.places.update(products=[])
    with pytest.raises(errors.LacksProducts):
        drawing(round_)


def test_an_agency_without_a_unit_stops_the_draw() -> None:
    round_ = field.planned(city(1), city(2))
    round_.places.filter(agency=city(2)).delete()
    with pytest.raises(errors.UnusableSample):
        drawing(round_)


@pytest.mark.parametrize("who", [ASSESSOR, AUDITOR])
def test_who_does_not_run_rounds_neither_draws_nor_names_products(who: Any) -> None:
    round_ = field.planned(city(1))
    told = {"round_ref": round_.ref, "version": round_.version, "actor": who}
    with pytest.raises(NotAllowed):
        draw(seed="x", units=1, products=1, now=NOW, **told)
    with pytest.raises(NotAllowed):
        name_products(agency_ref=city(1).ref, products={}, now=NOW, **told)


# --- who goes where --------------------------------------------------------------------
def spoke(where: Place) -> None:
    before = NOW - timedelta(days=9000)
    AgencyMembershipFactory(
        user=person("assessor"),
        agency=where.agency,
        valid_from=before,
        valid_to=before + timedelta(days=9),
    )


def worked(where: Place) -> None:
    AgencyTie.objects.create(user=person("assessor"), agency=where.agency, at=NOW)


def said_so(where: Place) -> None:
    visit = field.sent(where)
    declare_conflict(
        visit_ref=visit.ref, why="Kakak saya di sana.", actor=actor("assessor"), now=NOW
    )


@pytest.mark.parametrize("tie", [spoke, worked, said_so])
def test_nobody_is_sent_to_an_agency_he_has_an_interest_in(
    tie: Callable[[Place], None],
) -> None:
    where = field.place(field.drawn(city(1)))
    tie(where)
    with pytest.raises(errors.TiedAssessor):
        field.sent(where)
    assert not where.visits.exists()


def test_nobody_comes_as_his_own_second() -> None:
    where = field.place(field.drawn(city(1)))
    field.sent(where)
    with pytest.raises(errors.TiedAssessor):
        field.sent(where, turn=2)


def test_whoever_is_sent_instead_begins_with_an_empty_sheet() -> None:
    where = field.place(field.drawn(city(1)))
    other = field.assessor()
    field.filled(field.sent(where))
    visit = field.sent(where, other)
    assert visit.assessor == other
    assert not visit.observations.exists()
    field.handed_in(visit)
    with pytest.raises(errors.HandedIn):
        field.sent(where)


def test_who_is_found_to_be_tied_neither_hands_in_nor_signs() -> None:
    where = field.place(field.drawn(city(1)))
    visit = field.filled(field.sent(where))
    worked(where)
    with pytest.raises(errors.TiedAssessor):
        hand_in(visit_ref=visit.ref, actor=actor("assessor"), now=NOW)
    field.handed_in(field.sent(where, field.assessor()))
    admin = person("compliance_admin")
    AgencyTie.objects.create(user=admin, agency=where.agency, at=NOW)
    with pytest.raises(errors.TiedAssessor):
        field.signed(where)


def test_a_conflict_that_is_noticed_late_is_on_record_and_what_is_in_stays() -> None:
    round_ = field.planned(city(1), units=2)
    drawing(round_, units=2)
    one, other = round_.places.filter(drawn=True).order_by("id")
    field.handed_in(field.sent(one))
    visit = field.sent(other)
    declare_conflict(
        visit_ref=visit.ref, why="Baru tahu.", actor=actor("assessor"), now=NOW
    )
    assert one.visits.get().handed_in_at
    assert not other.visits.exists()
    with pytest.raises(errors.TiedAssessor):
        field.sent(other)


def test_a_page_that_was_made_before_a_sheet_came_back_signs_nothing() -> None:
    where = both()
    seen = Place.objects.get(pk=where.pk).version
    told: dict[str, Any] = {"place_ref": where.ref, "now": NOW}
    told["actor"] = actor("compliance_admin")
    give_back(turn=2, why="Foto kabur.", **told)
    field.handed_in(where.visits.get(turn=2))
    with pytest.raises(errors.StaleRound):
        sign(note="x", version=seen, **told)


def test_fewer_units_than_the_method_wants_are_not_drawn() -> None:
    method = field.method(least_units=2)
    round_ = field.planned(city(1), units=3, by=method)
    with pytest.raises(errors.UnusableSample):
        drawing(round_, units=1)
    assert drawing(round_, units=2).seed


def test_only_drawn_places_are_visited() -> None:
    round_ = field.drawn(city(1))
    with pytest.raises(errors.NotDrawn):
        field.sent(round_.places.filter(drawn=False)[0])


def test_a_conflict_takes_all_his_sheets_of_that_agency_and_names_nobody_else() -> None:
    round_ = field.drawn(city(1), city(2), units=2)
    for one in round_.places.filter(drawn=True):
        field.sent(one)
    first = Visit.objects.filter(place__agency=city(1))[0]
    declare_conflict(
        visit_ref=first.ref, why="Istri saya.", actor=actor("assessor"), now=NOW
    )
    left = Visit.objects.values_list("place__agency", flat=True)
    assert set(left) == {city(2).pk}
    event = Entry.objects.get(kind="compliance.conflict_declared")
    assert "Istri" not in str(event.data)


# --- the sheet -------------------------------------------------------------------------
def visiting() -> Visit:
    return field.sent(field.place(field.drawn(city(1))))


def writing(visit: Visit, code: str, told: dict[int, Any], **more: Any) -> None:
    write(
        visit_ref=visit.ref,
        code=code,
        told={
            n: None if one is None else Told(Decimal(one)) for n, one in told.items()
        },
        absent=more.get("absent", False),
        actor=more.get("actor", actor("assessor")),
        now=NOW,
    )


def test_the_same_answer_twice_is_one_answer() -> None:
    visit = visiting()
    writing(visit, SHELF, {1: 3, 2: 4})
    writing(visit, SHELF, {1: 3, 2: 4})
    assert visit.observations.count() == 2
    writing(visit, SHELF, {1: None, 2: 2})
    left = visit.observations.get()
    assert (left.who, left.value) == (2, Decimal(2))


def test_what_does_not_apply_takes_the_answers_away_and_an_answer_takes_it_back() -> (
    None
):
    visit = visiting()
    writing(visit, SIGN, {0: 1})
    writing(visit, SIGN, {}, absent=True)
    assert [row.absent for row in visit.observations.all()] == [True]
    writing(visit, SIGN, {0: 0})
    assert [row.absent for row in visit.observations.all()] == [False]


@pytest.mark.parametrize(
    ("code", "told", "absent"),
    [
        (SHELF, {1: 5}, False),  # the scale ends at 4
        (SHELF, {3: 1}, False),  # two products were drawn
        (SHELF, {0: 1}, False),  # it is asked of products
        (SHELF, {}, True),  # it always applies
        (SIGN, {0: 2}, False),
        (TYPED, {0: 1}, False),  # typed once for the agency
        ("tidak-ada", {0: 1}, False),
    ],
)
def test_an_answer_that_the_indicator_does_not_take_is_refused(
    code: str, told: dict[int, int], absent: bool
) -> None:
    visit = visiting()
    with pytest.raises(errors.UnusableObservation):
        writing(visit, code, told, absent=absent)
    assert not visit.observations.exists()


def test_people_of_another_kind_are_not_asked_this() -> None:
    visit = visiting()
    told = {USERS: Told(Decimal(1))}
    with pytest.raises(errors.UnusableObservation):
        write_person(
            visit_ref=visit.ref,
            per=Per.STAFF,
            who=1,
            told=told,
            actor=actor("assessor"),
            now=NOW,
        )


def test_nobody_writes_in_the_sheet_of_another() -> None:
    visit = visiting()
    for other in (field.as_(field.assessor()), actor("compliance_admin")):
        with pytest.raises((Visit.DoesNotExist, NotAllowed)):
            writing(visit, SIGN, {0: 1}, actor=other)
    assert not visit.observations.exists()


def test_a_sheet_is_handed_in_whole_and_then_stays() -> None:
    visit = visiting()
    writing(visit, SIGN, {0: 1})
    with pytest.raises(errors.SheetIncomplete) as refused:
        hand_in(visit_ref=visit.ref, actor=actor("assessor"), now=NOW)
    assert refused.value.codes == (SHELF, USERS)
    field.handed_in(visit)
    with pytest.raises(errors.HandedIn):
        writing(visit, SIGN, {0: 0})


def test_the_second_asks_nobody_again() -> None:
    where = field.place(field.drawn(city(1)))
    second = field.sent(where, turn=2)
    with pytest.raises(errors.UnusableObservation):
        write_person(
            visit_ref=second.ref,
            per=Per.USER,
            who=1,
            told={USERS: Told(Decimal(1))},
            actor=actor("assessor"),
            now=NOW,
        )
    assert field.handed_in(second).handed_in_at


# --- the review ------------------------------------------------------------------------
def both(**second: int) -> Place:
    where = field.place(field.drawn(city(1)))
    field.handed_in(field.sent(where))
    field.handed_in(field.sent(where, field.assessor(), turn=2), **second)
    return where


def settling(where: Place, code: str = SHELF, turn: int = 2) -> None:
    settle(
        place_ref=where.ref,
        code=code,
        turn=turn,
        why="Foto menunjukkan papan tanggal itu.",
        actor=actor("compliance_admin"),
        now=NOW,
    )


def test_what_two_people_see_differently_is_settled_before_a_signature() -> None:
    where = both(step=2)
    with pytest.raises(errors.NotReady):
        field.signed(where)
    settling(where)
    assert field.signed(where).signed_at == NOW


def test_where_both_say_the_same_there_is_nothing_to_settle() -> None:
    where = both()
    with pytest.raises(errors.UnusableObservation):
        settling(where)
    assert field.signed(where).signed_at


def test_a_sheet_is_given_back_with_a_reason_and_what_was_settled_goes() -> None:
    where = both(step=2)
    settling(where)
    told: dict[str, Any] = {"place_ref": where.ref, "turn": 2, "now": NOW}
    give_back(why="Foto kabur.", actor=actor("compliance_admin"), **told)
    visit = where.visits.get(turn=2)
    assert (visit.handed_in_at, visit.given_back_why) == (None, "Foto kabur.")
    assert not where.settled.exists()
    with pytest.raises(errors.NotReady):
        give_back(why="Lagi.", actor=actor("compliance_admin"), **told)


def test_odd_figures_are_answered_before_a_signature() -> None:
    where = field.place(field.drawn(city(1)))
    field.handed_in(field.sent(where))  # a yes without its photograph
    with pytest.raises(errors.OddWithoutWords):
        field.signed(where, note="")
    assert field.signed(where, note="Foto ada di berkas unit.").note


def test_what_is_signed_is_neither_given_back_nor_settled_nor_signed_again() -> None:
    where = both(step=2)
    settling(where)
    field.signed(where)
    with pytest.raises(errors.Signed):
        settling(where)
    with pytest.raises(errors.Signed):
        field.signed(where)


def test_nobody_signs_what_he_saw_himself() -> None:
    where = field.place(field.drawn(city(1)))
    admin = person("compliance_admin")
    visit = field.handed_in(field.sent(where))
    Visit.objects.filter(pk=visit.pk).update(assessor=admin)
    with pytest.raises(errors.OwnSheet):
        field.signed(where)


def test_a_page_that_is_behind_signs_nothing() -> None:
    where = both()
    with pytest.raises(errors.StaleRound):
        sign(
            place_ref=where.ref,
            note="x",
            version=99,
            actor=actor("compliance_admin"),
            now=NOW,
        )


# --- to the score ----------------------------------------------------------------------
def locked(round_: Round) -> Round:
    version = Round.objects.get(pk=round_.pk).version
    return lock(round_ref=round_.ref, version=version, actor=ADMIN, now=NOW)


HEARING = ("announced", "term")


def unmet(round_: Round) -> set[str]:
    return {gate.code for gate in gates(round_, NOW.date()) if not gate.met}


def test_a_round_is_locked_when_every_drawn_place_is_signed() -> None:
    planned = field.planned(city(1))
    assert unmet(planned) == {"drawn", "enough", "answers", *HEARING}
    round_ = drawing(planned)
    assert unmet(round_) == {"sent", "signed", "answers", *HEARING}
    where = field.place(round_)
    field.handed_in(field.sent(where))
    field.typed(round_)
    with pytest.raises(errors.GatesShut):
        locked(round_)
    field.signed(where)
    with pytest.raises(errors.GatesShut):
        locked(round_)
    field.heard(round_)
    assert locked(round_).state == "locked"
    with pytest.raises(errors.RoundClosed):
        field.sent(where)


def test_the_score_is_what_was_seen_with_what_was_typed_and_can_be_proven() -> None:
    round_ = field.drawn(city(1), units=1)
    where = field.place(round_)
    field.handed_in(field.sent(where), step=2)
    field.signed(where)
    field.typed(round_, "80")
    field.heard(round_)
    version = locked(round_).version
    agreed(round_, NOW)
    done = publish(
        round_ref=round_.ref, version=version, decree=DECREE, actor=ADMIN, now=NOW
    )
    snapshot = done.snapshots.get()
    # 100 x 21.85 + 50 x 32.37 + 50 x 24.24 (1, 2, 3 of 4) + 80 x 21.54
    assert snapshot.score == Decimal("67.39")
    assert snapshot.formula == "2"
    assert is_intact(snapshot)
    unit = snapshot.data["inputs"]["units"][0]
    assert unit["name_id"] == where.unit.name_id
    assert unit["seen"][USERS]["told"] == [
        ["1.0000", None],
        ["2.0000", None],
        ["3.0000", None],
    ]


def test_the_answer_that_was_settled_on_is_the_one_that_counts() -> None:
    where = both(step=2)
    settling(where, turn=2)
    field.signed(where)
    round_ = where.round
    field.typed(round_)
    field.heard(round_)
    version = locked(round_).version
    agreed(round_, NOW)
    done = publish(
        round_ref=round_.ref, version=version, decree=DECREE, actor=ADMIN, now=NOW
    )
    seen = done.snapshots.get().data["inputs"]["units"][0]["seen"]
    assert seen[SHELF]["told"] == [["2.0000", None], ["2.0000", None]]


def test_only_typed_questions_are_typed() -> None:
    round_ = field.drawn(city(1))
    with pytest.raises(errors.UnusableAnswers):
        record_answers(
            round_ref=round_.ref,
            agency_ref=city(1).ref,
            answers={SHELF: Decimal(80)},
            assessed=True,
            version=1,
            actor=ADMIN,
            now=NOW,
        )
    assert not Answer.objects.exists()
    assert not Observation.objects.exists()
    assert MethodologyNode.objects.filter(code=SHELF).exists()

"""A round is opened, filled, locked and published, each once."""

import copy
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from accounts.actor import Actor
from accounts.errors import NotAllowed
from agencies.models import Agency
from compliance import notifications
from compliance.domain.methodology import Aggregation
from compliance.domain.scoring import FORMULA
from compliance.models import Answer, Round, RoundAgency, Snapshot
from compliance.models.rounds import RoundState
from compliance.services import errors
from compliance.services.answers import record_answers
from compliance.services.computing import (
    UnknownFormulaError,
    is_intact,
    recompute,
    sha256,
)
from compliance.services.locking import lock
from compliance.services.publishing import publish
from compliance.services.rounds import open_round
from journal.ids import uuid7
from journal.models import Entry
from tests.compliance.conftest import Complaints, fact
from tests.compliance.people import ADMIN, AUDITOR, EXAMINER
from tests.compliance.plenary import agreed
from tests.compliance.rounds import DECREE
from tests.factories.agencies import AgencyFactory, UnitFactory
from tests.factories.compliance import MethodologyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
EIGHTY = dict.fromkeys(("input", "proses", "output", "pengaduan"), Decimal(80))


def cities(n: int = 3) -> list[Agency]:
    return [AgencyFactory(code=f"99.7{i}") for i in range(1, n + 1)]


def opened(members: list[Agency], **more: object) -> Round:
    values: dict[str, object] = {
        "ref": uuid7(),
        "methodology": MethodologyFactory().code,
        "name": "Penilaian contoh 2026",
        "year": 2026,
        "cutoff": date(2026, 10, 31),
        "today": TODAY,
        "agencies": [agency.ref for agency in members],
        "actor": ADMIN,
        "now": NOW,
    }
    return open_round(**(values | more))  # type: ignore[arg-type]  # a test's shorthand


def answered(
    round_: Round, agency: Agency, answers: dict[str, Decimal] = EIGHTY, **more: object
) -> RoundAgency:
    member = round_.members.get(agency=agency)
    values: dict[str, object] = {
        "round_ref": round_.ref,
        "agency_ref": agency.ref,
        "answers": answers,
        "assessed": True,
        "version": member.version,
        "actor": ADMIN,
        "now": NOW,
    }
    return record_answers(**(values | more))  # type: ignore[arg-type]  # a test's shorthand


def locked(agencies: list[Agency]) -> Round:
    round_ = opened(agencies)
    for agency in agencies:
        answered(round_, agency)
    return lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)


def published(agencies: list[Agency]) -> Round:
    round_ = locked(agencies)
    agreed(round_, NOW)
    return publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)


def entries(round_: Round, kind: str) -> list[Entry]:
    return list(Entry.objects.filter(subject_id=round_.pk, kind=kind).order_by("n"))


def test_opening_a_round_is_written_down() -> None:
    round_ = opened(cities())
    assert round_.state == RoundState.OPEN
    assert round_.fictional
    assert round_.members.count() == 3
    (entry,) = entries(round_, notifications.ROUND_OPENED)
    assert entry.data["methodology"] == "2023-ktk"
    assert entry.data["cutoff"] == "2026-10-31"
    assert entry.actor_id == ADMIN.user_id


def test_the_same_form_sent_twice_opens_one_round() -> None:
    ref = uuid7()
    agencies = cities()
    first, second = opened(agencies, ref=ref), opened(agencies, ref=ref)
    assert first == second
    assert len(entries(first, notifications.ROUND_OPENED)) == 1


@pytest.mark.parametrize("actor", [EXAMINER, AUDITOR])
def test_nobody_else_opens_a_round(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        opened(cities(), actor=actor)


@pytest.mark.parametrize("cutoff", [TODAY, date(2026, 12, 1)])
def test_the_cutoff_must_be_over(cutoff: date) -> None:
    with pytest.raises(errors.CutoffNotOver):
        opened(cities(), cutoff=cutoff)


def test_a_method_without_published_weights_cannot_compute() -> None:
    method = MethodologyFactory(
        code="2021", official=True, share=0, aggregation=Aggregation.MEAN.value
    )
    for code in (method.code, "unknown"):
        with pytest.raises(errors.UnusableMethod):
            opened(cities(1), methodology=code)


def test_real_and_invented_agencies_are_never_mixed() -> None:
    with pytest.raises(errors.UnusableAgencies):
        opened([*cities(1), AgencyFactory(fictional=False)])


@pytest.mark.parametrize("refs", [[], [UUID(int=1)]])
def test_a_round_needs_agencies_of_the_register(refs: list[UUID]) -> None:
    with pytest.raises(errors.UnusableAgencies):
        opened([], agencies=refs)


def test_answers_are_stored_and_written_down_as_figures() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city)
    assert Answer.objects.filter(round=round_, agency=city).count() == 4
    (entry,) = entries(round_, notifications.ANSWERS_RECORDED)
    assert entry.data["agency"] == city.pk
    assert entry.data["answers"] == dict.fromkeys(EIGHTY, "80")


def test_the_same_answers_again_change_nothing() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city)
    member = answered(round_, city, version=1)
    assert member.version == 2
    assert len(entries(round_, notifications.ANSWERS_RECORDED)) == 1


def test_an_answer_taken_back_is_no_data_and_not_zero() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city)
    answered(round_, city, {"input": None})  # type: ignore[dict-item]  # taken back
    assert not round_.answers.filter(node__code="input").exists()


def test_an_agency_can_be_left_out_and_taken_in_again() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city, {}, assessed=False)
    assert len(entries(round_, notifications.AGENCY_LEFT_OUT)) == 1
    assert answered(round_, city, {}, assessed=True).assessed


@pytest.mark.parametrize(
    "answers", [{"input": Decimal("100.01")}, {"input": Decimal(-1)}, {"x": Decimal(1)}]
)
def test_an_answer_that_cannot_be_is_refused(answers: dict[str, Decimal]) -> None:
    (city,) = cities(1)
    round_ = opened([city])
    with pytest.raises(errors.UnusableAnswers):
        answered(round_, city, answers)


def test_a_stale_page_overwrites_nothing() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city)
    with pytest.raises(errors.StaleRound):
        answered(round_, city, {"input": Decimal(1)}, version=1)


def test_whoever_may_see_no_round_locks_none() -> None:
    round_ = opened(cities(1))
    with pytest.raises(Round.DoesNotExist):
        lock(round_ref=round_.ref, version=round_.version, actor=EXAMINER, now=NOW)


def test_a_round_that_one_may_only_see_takes_no_answers() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    with pytest.raises(NotAllowed):
        answered(round_, city, actor=AUDITOR)


def test_a_round_that_one_cannot_see_does_not_exist() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    with pytest.raises(Round.DoesNotExist):
        answered(round_, city, actor=EXAMINER)


def test_the_lock_waits_for_every_answer() -> None:
    agencies = cities(2)
    round_ = opened(agencies)
    answered(round_, agencies[0])
    with pytest.raises(errors.GatesShut) as refused:
        lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    (gate,) = refused.value.gates
    assert (gate.code, gate.done, gate.total) == ("answers", 1, 2)


def test_the_lock_waits_for_our_own_verdicts(complaints: Complaints) -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city)
    complaints.waiting = 2
    with pytest.raises(errors.GatesShut) as refused:
        lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    assert [gate.code for gate in refused.value.gates] == ["verdicts"]


def test_a_round_with_nobody_assessed_is_not_locked() -> None:
    (city,) = cities(1)
    round_ = opened([city])
    answered(round_, city, {}, assessed=False)
    with pytest.raises(errors.GatesShut):
        lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)


def test_the_lock_fixes_the_record_as_it_is_verified_now(
    complaints: Complaints,
) -> None:
    agencies = cities(2)
    unit = UnitFactory(agency=agencies[0])
    complaints.records[agencies[0].pk] = (fact("a", agencies[0].pk, unit_id=unit.pk),)
    round_ = locked(agencies)
    complaints.records.clear()
    first, second = round_.members.order_by("agency_id")
    assert [row["ref"] for row in first.record or []] == ["a"]
    assert (first.record or [])[0]["unit_id"] == unit.name_id
    assert second.record == []
    (entry,) = entries(round_, notifications.ROUND_LOCKED)
    assert entry.data == {"assessed": 2, "actions": 1}


def test_locking_twice_locks_once_and_closes_the_answers() -> None:
    (city,) = cities(1)
    round_ = locked([city])
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    assert len(entries(round_, notifications.ROUND_LOCKED)) == 1
    with pytest.raises(errors.RoundClosed):
        answered(round_, city, {"input": Decimal(1)})


def test_a_stale_page_neither_locks_nor_publishes() -> None:
    round_ = opened(cities(1))
    with pytest.raises(errors.StaleRound):
        lock(round_ref=round_.ref, version=7, actor=ADMIN, now=NOW)
    round_ = locked(cities(2)[1:])
    with pytest.raises(errors.StaleRound):
        publish(round_ref=round_.ref, version=1, decree=DECREE, actor=ADMIN, now=NOW)


def test_only_a_locked_round_is_published() -> None:
    round_ = opened(cities(1))
    with pytest.raises(errors.NotLocked):
        publish(round_ref=round_.ref, version=1, decree=DECREE, actor=ADMIN, now=NOW)


def test_an_undone_action_lowers_the_score_and_the_rank(
    complaints: Complaints,
) -> None:
    agencies = cities()
    complaints.records[agencies[1].pk] = (fact("a", agencies[1].pk),)
    round_ = published(agencies)
    first, second, third = Snapshot.objects.filter(round=round_).order_by("agency_id")
    assert [first.score, second.score] == [Decimal("80.00"), Decimal("77.33")]
    assert [one.rank for one in (first, second, third)] == [1, 3, 1]
    assert second.ranked == 3
    assert second.data["result"]["ktk"] == {"shown": "0.00", "total": "0", "n": 1}
    assert second.data["result"]["band"]["grade"] == "C"
    assert first.data["result"]["ktk"] is None


def test_a_round_of_a_part_of_a_category_ranks_nobody() -> None:
    agencies = cities()
    AgencyFactory(code="99.79", valid_to=date(2026, 10, 31))  # no more at the cut-off
    published(agencies[:2])
    assert list(Snapshot.objects.values_list("rank", "ranked")) == [(None, None)] * 2
    assert None not in Snapshot.objects.values_list("score", flat=True)
    round_ = published(agencies)
    ranked = Snapshot.objects.filter(round=round_).values_list("rank", "ranked")
    assert list(ranked) == [(1, 3)] * 3


def test_publishing_is_written_down_once() -> None:
    round_ = published(cities())
    publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)
    assert Snapshot.objects.count() == 3
    (entry,) = entries(round_, notifications.ROUND_PUBLISHED)
    assert entry.data["snapshots"] == 3
    assert entry.data["formula"] == FORMULA


def test_an_agency_that_was_not_assessed_has_no_score_and_no_rank() -> None:
    agencies = cities(2)
    round_ = opened(agencies)
    answered(round_, agencies[0])
    answered(round_, agencies[1], {}, assessed=False)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)
    first, second = Snapshot.objects.order_by("agency_id")
    assert (second.score, second.data["result"]) == (None, None)
    assert (first.rank, second.rank) == (None, None)


def full_record(agency: Agency) -> tuple[object, ...]:
    return (
        fact(
            "1",
            agency.pk,
            status="dilaksanakan",
            executed_on=date(2026, 8, 30),
            on_time_days_late=0,
        ),
        fact(
            "2",
            agency.pk,
            status="sebagian",
            submitted_on=date(2026, 9, 20),
            on_time_days_late=13,
            settled_on=date(2026, 9, 28),
        ),
        fact("3", agency.pk, superseded_by="4"),
        fact("4", agency.pk, instrument="REKOMENDASI", due_on=date(2026, 10, 20)),
        fact("5", agency.pk, instrument="saran"),
    )


def test_a_published_score_is_computed_again_to_the_same(
    complaints: Complaints,
) -> None:
    (city,) = cities(1)
    complaints.records[city.pk] = full_record(city)  # type: ignore[assignment]  # facts
    published([city])
    snapshot = Snapshot.objects.get()
    assert snapshot.data["result"]["ktk"]["n"] == 3
    assert recompute(snapshot) == snapshot.data["result"]
    assert snapshot.sha256 == sha256(snapshot.data)
    assert is_intact(snapshot)


def test_a_changed_input_or_result_shows() -> None:
    published(cities(1))
    snapshot = Snapshot.objects.get()
    kept = copy.deepcopy(snapshot.data)
    snapshot.data["inputs"]["answers"]["input"] = "99"
    assert not is_intact(snapshot)
    snapshot.data = kept | {"result": kept["result"] | {"value": "99.00"}}
    snapshot.sha256 = sha256(snapshot.data)
    assert not is_intact(snapshot)


def test_the_arithmetic_of_another_time_is_named_and_not_guessed() -> None:
    published(cities(1))
    snapshot = Snapshot.objects.get()
    snapshot.formula = "0"
    with pytest.raises(UnknownFormulaError):
        recompute(snapshot)


def test_a_fact_without_a_due_date_is_refused(complaints: Complaints) -> None:
    (city,) = cities(1)
    published([city])
    snapshot = Snapshot.objects.get()
    snapshot.data["inputs"]["record"] = [
        {
            "ref": "a",
            "received_on": None,
            "due_on": None,
            "submitted_on": None,
            "executed_on": None,
            "settled_on": None,
        }
    ]
    with pytest.raises(ValueError, match="no due date"):
        recompute(snapshot)

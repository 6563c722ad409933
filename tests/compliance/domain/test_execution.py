"""KTK by its worked examples. The properties stand in test_execution_properties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.domain.execution import (
    ActionFact,
    Execution,
    InconsistentFactError,
    Instrument,
    Place,
    Weighed,
    ktk,
    months_before,
    weigh,
)
from compliance.domain.scales import round_once
from compliance.domain.scoring import final

T = date(2022, 10, 31)
SHARE = Decimal("0.10")


def fact(ref: str = "a", **more: object) -> ActionFact:
    values = {
        "agency_id": 1,
        "instrument": Instrument.CORRECTIVE,
        "due_on": date(2022, 5, 2),
    } | more
    return ActionFact(ref, **values)  # type: ignore[arg-type]  # a test's shorthand


def done(ref: str = "a", late: int = 0, **more: object) -> ActionFact:
    return fact(
        ref,
        **{
            "status": Execution.DONE,
            "executed_on": date(2022, 6, 1),
            "on_time_days_late": late,
        }
        | more,
    )


def place(action: ActionFact, cutoff: date = T) -> Place:
    return weigh([action], cutoff)[0].place


def five() -> list[ActionFact]:
    """The worked example: on time, 12 days late, partly, not done, superseded."""
    return [
        done("1"),
        done("2", late=12),
        fact(
            "3",
            status=Execution.PARTLY,
            submitted_on=date(2022, 4, 20),
            on_time_days_late=0,
        ),
        fact("4"),
        fact("5", superseded_by="5r"),
        done(
            "5r",
            instrument=Instrument.RECOMMENDATION,
            due_on=date(2022, 9, 1),
            executed_on=date(2022, 8, 1),
        ),
    ]


def test_the_worked_example_is_58_and_lowers_99_25_to_95_08() -> None:
    record = ktk(five(), T)
    assert record is not None
    assert (record.total, record.n) == (Decimal("2.90"), 5)
    assert record.shown == Decimal("58.00")
    value = final(Decimal("99.25"), record.exact, record.n, SHARE)
    assert value == Decimal("95.0815")
    assert round_once(value) == Decimal("95.08")


def test_an_accepted_excuse_leaves_four_and_72_50() -> None:
    actions = [replace(a, excused=a.ref == "4") for a in five()]
    record = ktk(actions, T)
    assert record is not None
    assert (record.n, record.shown) == (4, Decimal("72.50"))
    value = final(Decimal("99.25"), record.exact, record.n, SHARE)
    assert value == Decimal("96.520625")


def test_all_five_on_time_is_100_and_the_base() -> None:
    record = ktk([done(str(i)) for i in range(5)], T)
    assert record is not None
    assert record.shown == Decimal("100.00")
    assert final(Decimal("99.25"), record.exact, 5, SHARE) == Decimal("99.25")


def test_no_action_is_not_applicable_and_never_zero() -> None:
    assert ktk([], T) is None


def test_ktk_is_used_exact_and_shown_rounded() -> None:
    record = ktk([done("1"), done("2"), fact("3")], T)
    assert record is not None
    assert record.shown == Decimal("66.67")
    assert final(Decimal(90), record.exact, 3, SHARE) == 87


@pytest.mark.parametrize(
    ("late", "t"),
    [(-3, "1.0"), (0, "1.0"), (1, "0.8"), (30, "0.8"), (31, "0.6"), (400, "0.6")],
)
def test_lateness_costs_a_fifth_and_after_thirty_working_days_two(
    late: int, t: str
) -> None:
    assert weigh([done(late=late)], T)[0].t == Decimal(t)


def test_an_action_due_on_the_cutoff_counts_and_one_due_the_day_after_does_not() -> (
    None
):
    assert place(fact(due_on=T)) is Place.COUNTED
    assert place(fact(due_on=date(2022, 11, 1))) is Place.NOT_DUE
    assert place(done(due_on=date(2022, 11, 1))) is Place.NOT_DUE


def test_an_extended_action_is_measured_by_its_new_date() -> None:
    extended = done(due_on=date(2022, 6, 10), on_time_days_late=None)
    assert weigh([extended], T)[0].t == Decimal("1.0")


def test_annulled_and_excused_actions_do_not_count() -> None:
    assert place(fact(annulled=True)) is Place.ANNULLED
    assert place(fact(excused=True)) is Place.EXCUSED
    assert not fact(annulled=True).is_open_at(T)


def test_a_suggestion_is_never_counted() -> None:
    assert place(fact(instrument=Instrument.SUGGESTION)) is Place.SUGGESTION


def test_a_settled_action_leaves_after_24_months() -> None:
    assert place(done(due_on=date(2020, 11, 1))) is Place.COUNTED
    assert place(done(due_on=date(2020, 10, 31))) is Place.SETTLED_LONG_AGO


def test_an_open_action_never_leaves() -> None:
    assert place(fact(due_on=date(2012, 1, 2))) is Place.COUNTED


def test_partly_done_is_open_unless_the_case_was_closed_with_it() -> None:
    partly = fact(
        status=Execution.PARTLY,
        executed_on=date(2012, 1, 2),
        due_on=date(2012, 1, 2),
        on_time_days_late=0,
    )
    assert place(partly) is Place.COUNTED
    accepted = replace(partly, case_closed_partly_accepted=True)
    assert place(accepted) is Place.SETTLED_LONG_AGO


def test_what_happened_after_the_cutoff_is_not_known_at_the_cutoff() -> None:
    later = done(executed_on=date(2022, 11, 1), on_time_days_late=130)
    assert weigh([later], T) == (Weighed("a", Place.COUNTED, Execution.NOT),)


def test_evidence_sent_in_time_counts_although_we_verified_it_later() -> None:
    sent = done(
        executed_on=date(2022, 10, 30),
        settled_on=date(2022, 11, 25),
        late=20,
    )
    assert weigh([sent], T)[0].points == Decimal("0.8")


def superseded(**more: object) -> list[ActionFact]:
    new = {"instrument": Instrument.RECOMMENDATION, "due_on": date(2022, 9, 1)} | more
    return [fact("a", superseded_by="r"), fact("r", **new)]


def places(actions: list[ActionFact]) -> list[Place]:
    return [w.place for w in weigh(actions, T)]


def test_a_superseded_action_stays_until_its_replacement_is_due() -> None:
    assert places(superseded(due_on=date(2022, 12, 1))) == [
        Place.COUNTED,
        Place.NOT_DUE,
    ]
    assert places(superseded()) == [Place.REPLACED, Place.COUNTED]


def test_a_replacement_done_early_counts_from_that_day() -> None:
    early = superseded(
        due_on=date(2022, 12, 1),
        status=Execution.DONE,
        executed_on=date(2022, 10, 1),
    )
    assert places(early) == [Place.REPLACED, Place.COUNTED]
    assert weigh(early, T)[1].points == Decimal("0.60")


def test_a_replacement_is_worth_six_tenths_at_most_whatever_the_dates() -> None:
    on_time = superseded(
        status=Execution.DONE, executed_on=date(2022, 8, 1), on_time_days_late=0
    )
    assert weigh(on_time, T)[1].t == Decimal("0.6")


def test_a_replacement_of_an_excused_action_waits_for_its_own_date() -> None:
    first, second = superseded(
        due_on=date(2022, 12, 1),
        status=Execution.DONE,
        executed_on=date(2022, 10, 1),
    )
    assert places([replace(first, excused=True), second]) == [
        Place.EXCUSED,
        Place.NOT_DUE,
    ]


def test_an_annulled_replacement_gives_the_action_back() -> None:
    assert places(superseded(annulled=True)) == [Place.COUNTED, Place.ANNULLED]


def test_a_replacement_that_is_not_in_the_record_replaces_nothing() -> None:
    assert place(fact(superseded_by="elsewhere")) is Place.COUNTED


def test_one_recommendation_item_repeats_exactly_one_action() -> None:
    twice = [*superseded(), fact("b", superseded_by="r")]
    with pytest.raises(InconsistentFactError, match="repeats two"):
        weigh(twice, T)


@pytest.mark.parametrize("executed", [None, date(2022, 6, 1)])
def test_a_fact_must_say_how_late_it_was(executed: date | None) -> None:
    vague = done(on_time_days_late=None, executed_on=executed)
    with pytest.raises(InconsistentFactError, match="days late"):
        weigh([vague], T)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2022, 10, 31), date(2020, 10, 31)),
        (date(2024, 2, 29), date(2022, 2, 28)),
        (date(2026, 2, 28), date(2024, 2, 28)),
    ],
)
def test_24_months_before_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, before: date
) -> None:
    assert months_before(day, 24) == before


def test_months_cross_the_turn_of_the_year() -> None:
    assert months_before(date(2026, 3, 31), 4) == date(2025, 11, 30)

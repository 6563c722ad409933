"""What must hold for every record an agency can have, found by hypothesis.

Records are drawn as practice makes them: something carried out brings a day and
its working days late; only an open action climbs to a recommendation, and its
execution is then written down on the recommendation.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.corrective import (
    ActionState,
    ActionStatus,
    Submission,
    Verified,
    best_by,
    execution_day,
)
from compliance.domain.execution import (
    ActionFact,
    Execution,
    Instrument,
    Place,
    ktk,
    months_before,
    weigh,
)
from compliance.domain.scoring import final
from tests.complaints.domain.calendars import CALENDAR

T = date(2026, 10, 31)
WINDOW = months_before(T, 24)
bases = st.decimals(0, 100, places=2)
shares = st.decimals("0", "0.30", places=2)
dues = st.dates(date(2021, 1, 1), date(2027, 6, 30))
#: Due in the 24 months that count: then nothing leaves the record by being done.
recent = st.dates(WINDOW + timedelta(days=1), T)
Record = tuple[ActionFact, ...]


def carried_out(action: ActionFact, status: Execution, days_late: int) -> ActionFact:
    """The action carried out so many calendar days after (before) its due date."""
    return replace(
        action,
        status=status,
        executed_on=action.due_on + timedelta(days=days_late),
        on_time_days_late=max(0, days_late * 5 // 7),
    )


@st.composite
def actions(draw: st.DrawFn, ref: str = "x") -> ActionFact:
    action = ActionFact(
        ref,
        1,
        draw(st.sampled_from(Instrument)),
        draw(dues),
        annulled=draw(st.booleans()) and draw(st.booleans()),
        excused=draw(st.booleans()) and draw(st.booleans()),
        case_closed_partly_accepted=draw(st.booleans()),
    )
    status = draw(st.sampled_from(Execution))
    if status is Execution.NOT:
        return action
    return carried_out(action, status, draw(st.integers(-30, 200)))


@st.composite
def escalated(draw: st.DrawFn, ref: str) -> Record:
    """An open action and the recommendation that repeats it."""
    first = ActionFact(
        ref, 1, Instrument.CORRECTIVE, draw(dues), superseded_by=f"{ref}r"
    )
    if draw(st.booleans()):
        first = carried_out(first, Execution.PARTLY, draw(st.integers(-30, 30)))
    due = first.due_on + timedelta(days=draw(st.integers(60, 400)))
    second = replace(
        draw(actions(f"{ref}r")),
        instrument=Instrument.RECOMMENDATION,
        due_on=due,
        status=Execution.NOT,
        executed_on=None,
        on_time_days_late=None,
    )
    if draw(st.booleans()):
        second = carried_out(second, Execution.DONE, draw(st.integers(-30, 100)))
    return first, second


@st.composite
def records(draw: st.DrawFn, most: int = 6) -> Record:
    plain = [draw(actions(f"p{i}")) for i in range(draw(st.integers(0, most)))]
    pairs = [draw(escalated(f"e{i}")) for i in range(draw(st.integers(0, 2)))]
    return (*plain, *(action for pair in pairs for action in pair))


def result(
    record: Record,
    base: Decimal = Decimal(100),
    share: Decimal = Decimal("0.10"),
    cutoff: date = T,
) -> Fraction:
    made = ktk(record, cutoff)
    if made is None:
        return final(base, None, 0, share)
    return final(base, made.exact, made.n, share)


@given(records(), bases, shares)
def test_a_record_never_lifts_a_score_above_its_base(
    record: Record, base: Decimal, share: Decimal
) -> None:
    assert result(record, base, share) <= base


@given(records(), bases, shares)
def test_a_score_stays_between_0_and_100(
    record: Record, base: Decimal, share: Decimal
) -> None:
    assert 0 <= result(record, base, share) <= 100


@given(records())
def test_ktk_stays_between_0_and_100(record: Record) -> None:
    made = ktk(record, T)
    assert made is None or 0 <= made.exact <= 100


@given(records(), bases)
def test_without_a_share_the_record_changes_nothing(
    record: Record, base: Decimal
) -> None:
    assert result(record, base, Decimal(0)) == base


@given(records(), actions(), st.integers(-30, 400))
def test_doing_an_action_never_lowers_against_leaving_it_undone(
    record: Record, drawn: ActionFact, days_late: int
) -> None:
    undone = replace(
        drawn, status=Execution.NOT, executed_on=None, on_time_days_late=None
    )
    ignored = result((*record, undone))
    for status in (Execution.PARTLY, Execution.DONE):
        assert result((*record, carried_out(undone, status, days_late))) >= ignored


def verified(due: date, status: ActionStatus, days_late: int) -> Verified:
    """What we verified: so many calendar days after (before) the due date."""
    day = due + timedelta(days=days_late)
    return Verified(status, day, max(0, CALENDAR.workdays_between(due, day)))


def as_told(action: ActionFact, facts: Sequence[Verified]) -> ActionFact:
    """The action as assessments hear of it: by the best fact up to the cut-off."""
    best = best_by(facts, T)
    if best is None:
        return action
    return replace(
        action,
        status=Execution(best.status),
        executed_on=best.executed_on,
        on_time_days_late=best.days_late,
    )


@given(records(), recent, st.integers(-30, 200), st.integers(0, 400))
def test_improving_an_action_never_lowers(
    record: Record, due: date, first: int, more: int
) -> None:
    """Whenever it is completed, before the cut-off or after it.

    Held for the 24 months. An action partly done long ago leaves the record
    once it is whole, and with it the half that it added: docs/decisions/0030.
    """
    action = ActionFact("x", 1, Instrument.CORRECTIVE, due)
    partly = verified(due, ActionStatus.SEBAGIAN, first)
    whole = verified(due, ActionStatus.DILAKSANAKAN, first + more)
    half = result((*record, as_told(action, [partly])))
    assert result((*record, action)) <= half
    assert half <= result((*record, as_told(action, [partly, whole])))


@given(
    st.lists(
        st.builds(
            verified,
            st.just(T - timedelta(days=200)),
            st.sampled_from([ActionStatus.SEBAGIAN, ActionStatus.DILAKSANAKAN]),
            st.integers(-30, 400),
        ),
        max_size=4,
    )
)
def test_the_fact_that_is_told_is_worth_the_most(facts: list[Verified]) -> None:
    action = ActionFact("x", 1, Instrument.CORRECTIVE, T - timedelta(days=200))
    told = weigh([as_told(action, facts)], T)[0].points
    each = [weigh([as_told(action, [fact])], T)[0].points for fact in facts]
    assert told == max(each, default=Decimal(0))


@given(records(), dues, st.integers(-30, 0))
def test_one_done_on_time_never_lowers(
    record: Record, due: date, days_late: int
) -> None:
    on_time = carried_out(
        ActionFact("x", 1, Instrument.CORRECTIVE, due), Execution.DONE, days_late
    )
    assert result((*record, on_time)) >= result(record)


@given(records(), dues, st.integers(-30, 200), st.integers(1, 200))
def test_doing_it_sooner_never_lowers(
    record: Record, due: date, days_late: int, sooner: int
) -> None:
    action = ActionFact("x", 1, Instrument.CORRECTIVE, due)
    late = carried_out(action, Execution.DONE, days_late)
    soon = carried_out(action, Execution.DONE, days_late - sooner)
    assert result((*record, soon)) >= result((*record, late))


@given(records(), escalated("x"), st.integers(0, 900))
def test_escalating_an_open_action_never_raises(
    record: Record, pair: Record, days: int
) -> None:
    first, second = pair
    cutoff = first.due_on + timedelta(days=days)
    open_still = replace(
        second,
        status=Execution.NOT,
        executed_on=None,
        on_time_days_late=None,
        excused=False,
    )
    alone = (*record, replace(first, superseded_by=None))
    climbed = (*record, first, open_still)
    assert result(climbed, cutoff=cutoff) <= result(alone, cutoff=cutoff)


@given(records(), recent, st.integers(0, 300), st.integers(60, 400))
def test_what_was_done_only_by_recommendation_is_worth_no_more_than_done_late(
    record: Record, due: date, days_late: int, term: int
) -> None:
    first = ActionFact("x", 1, Instrument.CORRECTIVE, due)
    alone = carried_out(first, Execution.DONE, days_late)
    second = ActionFact(
        "xr",
        1,
        Instrument.RECOMMENDATION,
        due + timedelta(days=term),
        Execution.DONE,
        executed_on=alone.executed_on,
        on_time_days_late=max(0, days_late - term),
    )
    climbed = (replace(first, superseded_by="xr"), second)
    assert result((*record, *climbed)) <= result((*record, alone))


@given(st.dates(date(2012, 1, 1), T), st.integers(0, 900) | st.none(), st.integers(0))
def test_time_never_forgives_an_open_action(
    due: date, partly_late: int | None, days: int
) -> None:
    action = ActionFact("x", 1, Instrument.CORRECTIVE, due)
    if partly_late is not None:
        action = carried_out(action, Execution.PARTLY, partly_late)
    today = max(T, action.executed_on or T)
    later = today + timedelta(days=days % 8000)
    now, then = weigh([action], today)[0], weigh([action], later)[0]
    assert now.place is Place.COUNTED
    assert (then.place, then.points) == (now.place, now.points)


#: One piece of evidence: whether we asked for more (or refused it), after how many
#: days at the best, how many days after that the next one came (or before it), and
#: how much later we judged in the other world, if at all.
Piece = tuple[bool, int, int, int | None]
pieces = st.lists(
    st.tuples(
        st.booleans(),
        st.integers(0, 15),
        st.integers(-5, 9),
        st.sampled_from([0, 3, 10, 40, None]),
    ),
    min_size=1,
    max_size=4,
)


def submissions(due: date, sent: Sequence[Piece], *, slow: bool) -> list[Submission]:
    """The same evidence on the same days; judged soon, or later, or not yet."""
    made: list[Submission] = []
    day = due - timedelta(days=8)
    for asks_more, soon, lag, delay in sent:
        wait = soon if not slow else None if delay is None else soon + delay
        decided = None if wait is None else day + timedelta(days=wait)
        made.append(Submission(day, decided, asks_more=asks_more))
        day += timedelta(days=max(0, soon + lag))
    return made


@given(records(), recent, pieces, st.integers(0, 9))
def test_our_delay_never_lowers(
    record: Record, due: date, sent: list[Piece], earlier: int
) -> None:
    """However late our verdicts on what the agency sent: its own days decide."""

    def scored(*, slow: bool) -> Fraction:
        made = submissions(due, sent, slow=slow)
        truly = made[-1].submitted_on - timedelta(days=earlier)
        state = ActionState(
            "x", ActionStatus.DILAKSANAKAN, due, submissions=tuple(made)
        )
        day = execution_day(state, truly, CALENDAR)
        fact = verified(due, ActionStatus.DILAKSANAKAN, (day - due).days)
        action = ActionFact("x", 1, Instrument.CORRECTIVE, due)
        return result((*record, as_told(action, [fact])))

    assert scored(slow=True) >= scored(slow=False)


@given(records())
def test_the_order_of_the_record_changes_nothing(record: Record) -> None:
    assert result(record) == result(tuple(reversed(record)))

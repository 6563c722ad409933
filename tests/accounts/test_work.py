"""R78: a proof of work is for one action, one moment, and once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from accounts import single_use, work
from accounts.models import SingleUse

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def solve(question: str) -> str:
    """By trying, as the browser does."""
    most, _, salt, wanted = question.split(":", maxsplit=1)[0].split(".")
    tried = (str(n) for n in range(int(most)) if work.fingerprint(salt, n) == wanted)
    return next(tried)


def done(
    question: str, answer: str, *, action: str = "a", now: datetime = NOON
) -> bool:
    return work.is_done(action, question, answer, now=now)


@pytest.mark.django_db
class TestOneQuestion:
    def test_it_is_answered_once(self) -> None:
        question = work.pose("a", now=NOON)
        answer = solve(question)
        assert done(question, answer)
        assert not done(question, answer)
        assert not done(question, f"0{answer}")

    def test_the_answer_to_one_form_is_none_to_another(self) -> None:
        question = work.pose("a", now=NOON)
        assert not done(question, solve(question), action="b")
        assert done(question, solve(question))

    def test_it_is_over_after_ten_minutes(self) -> None:
        question = work.pose("a", now=NOON)
        answer = solve(question)
        assert not done(question, answer, now=NOON + work.LIVES)
        assert done(question, answer, now=NOON + work.LIVES - SECOND)

    @pytest.mark.parametrize("part", [0, 1, 2, 3])
    def test_no_part_of_it_can_be_put_in_from_another(self, part: int) -> None:
        """Spliced: an easier one, a later expiry, an old salt, a known fingerprint."""
        known = work.pose("a", now=NOON + timedelta(hours=1))
        fresh = work.pose("a", now=NOON)
        told, signature = fresh.split(":")
        parts = told.split(".")
        parts[part] = "1" if part == 0 else known.split(":")[0].split(".")[part]
        spliced = ".".join(parts) + ":" + signature
        assert not any(done(spliced, solve(one)) for one in (known, fresh))

    @pytest.mark.parametrize(
        "answer", ["", "-1", "x", "١", "20001", "9" * 400, "1e3", " 1"]
    )
    def test_a_wrong_answer_uses_nothing_up(self, answer: str) -> None:
        question = work.pose("a", now=NOON)
        assert not done(question, answer)
        assert done(question, solve(question))

    @pytest.mark.parametrize("question", ["", "x", "1.2.3.4", ":", "1.2.3.4:x", "\x00"])
    def test_what_is_no_question_of_ours_is_refused(self, question: str) -> None:
        assert not done(question, "1")

    def test_used_ones_are_forgotten_when_they_are_over_anyway(self) -> None:
        question = work.pose("a", now=NOON)
        done(question, solve(question))
        assert single_use.sweep(NOON + work.LIVES) == 0
        assert single_use.sweep(NOON + work.LIVES + SECOND) == 1

    def test_the_table_does_not_say_what_was_used(self) -> None:
        single_use.use("report:ABCD", until=NOON)
        row = SingleUse.objects.get()
        assert "ABCD" not in row.name_hash
        assert "ABCD" not in str(row)

    def test_the_questions_answers_lie_all_over(self) -> None:
        answers = {solve(work.pose("a", now=NOON)) for _ in range(20)}
        assert len(answers) > 15


@pytest.mark.django_db(transaction=True)
def test_of_many_who_answer_at_once_one_is_let_in() -> None:
    question = work.pose("a", now=NOON)
    answer = solve(question)

    def tries(_: int) -> int:
        try:
            return sum(done(question, answer) for _ in range(5))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tries, range(8))) == 1

"""How a letter counts as received: whichever came first, and never before it was sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from complaints.domain.correspondence import (
    Receipt,
    comes_late,
    counts_from,
    may_arrive_on,
    may_be_signed_on,
    receipt_of,
)

MON, TUE, WED = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


@pytest.mark.parametrize(
    ("received", "opened", "signed", "answered", "how"),
    [
        (None, None, None, None, Receipt.WAITING),
        (MON, MON, None, None, Receipt.OPENED),
        (MON, None, MON, None, Receipt.SIGNED),
        (MON, None, None, MON, Receipt.ANSWERED),
        (MON, None, None, None, Receipt.DEEMED),
        # A proof that came later is kept; the day and what it rests on stay.
        (MON, None, TUE, None, Receipt.DEEMED),
        (MON, TUE, None, None, Receipt.DEEMED),
        (MON, None, None, TUE, Receipt.DEEMED),
    ],
)
def test_a_page_says_what_the_day_of_receipt_rests_on(
    received: date | None,
    opened: date | None,
    signed: date | None,
    answered: date | None,
    how: Receipt,
) -> None:
    found = receipt_of(
        received_on=received, opened_on=opened, signed_on=signed, answered_on=answered
    )
    assert found is how


def test_the_earlier_of_proof_and_silence_counts() -> None:
    assert counts_from(TUE, None) == TUE
    assert counts_from(TUE, WED) == TUE
    assert counts_from(WED, TUE) == TUE


@pytest.mark.parametrize(("day", "may"), [(MON, False), (TUE, True), (WED, True)])
def test_nobody_signs_for_a_letter_before_it_was_sent(day: date, may: bool) -> None:
    assert may_be_signed_on(day, sent_on=TUE, today=WED) == may
    assert may_arrive_on(day, first=TUE, today=WED) == may
    assert not may_be_signed_on(WED, sent_on=MON, today=TUE)
    assert not may_arrive_on(WED, first=MON, today=TUE)


@pytest.mark.parametrize(
    ("corrected", "measured", "late"),
    [
        (MON, TUE, True),  # told Wednesday, done on Tuesday: it was in time
        (MON, WED, True),
        (TUE, TUE, False),
        (TUE, MON, False),
        (MON, WED + timedelta(days=1), False),  # late by the day that was told too
        (WED, WED, False),
    ],
)
def test_who_kept_the_day_that_he_was_told_is_not_made_late_by_a_correction(
    corrected: date, measured: date, late: bool
) -> None:
    assert comes_late(told=WED, corrected=corrected, measured=measured) == late

"""Letters that went out and came in: how one counts as received, and from which day.

A letter counts as received at the earliest of: opened by its addressee in the portal,
signed for on paper, answered on paper, the fifth working day after it was sent (a setting
of ours, not of the law). A day that was counted and told to both sides stays: a proof that
comes to hand later moves no clock.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Receipt(StrEnum):
    """How we know that a letter arrived."""

    WAITING = "waiting"
    OPENED = "opened"  # in the portal, by its addressee
    SIGNED = "signed"  # on paper
    ANSWERED = "answered"  # its answer came on paper
    DEEMED = "deemed"  # nobody did either, and the days are over


class Addressee(StrEnum):
    """To whom a letter of ours goes."""

    REPORTER = "reporter"
    AGENCY = "agency"
    SUPERIOR = "superior"  # of the reported official
    OUTSIDE = "outside"  # who has no door here: a higher official, DPR, the President


class Way(StrEnum):
    """How a letter on paper was handed over."""

    POST = "post"  # registered, with the post's own proof
    HAND = "hand"


class Side(StrEnum):
    """From whom a letter on paper came."""

    REPORTER = "reporter"
    AGENCY = "agency"
    OTHER = "other"


def receipt_of(
    *,
    received_on: date | None,
    opened_on: date | None,
    signed_on: date | None,
    answered_on: date | None,
) -> Receipt:
    """What stands behind the day on which a letter counts as received.

    A proof that came later than that day is kept, and is not what it counts by.
    """
    if received_on is None:
        return Receipt.WAITING
    if signed_on == received_on:
        return Receipt.SIGNED
    if opened_on == received_on:
        return Receipt.OPENED
    return Receipt.ANSWERED if answered_on == received_on else Receipt.DEEMED


def counts_from(signed_on: date, deemed_on: date | None) -> date:
    """The day that counts when a proof arrives: whichever of the two was first."""
    return signed_on if deemed_on is None else min(signed_on, deemed_on)


def may_be_signed_on(day: date, *, sent_on: date, today: date) -> bool:
    """Whether a letter of that day can have been handed over on this one."""
    return sent_on <= day <= today


def may_arrive_on(day: date, *, first: date, today: date) -> bool:
    """Whether a letter about a case can have arrived then: not before the case, not ahead."""
    return first <= day <= today


def comes_late(*, told: date, corrected: date, measured: date) -> bool:
    """Whether a last day that is corrected makes late what was in time by the one told.

    ``measured``: the day on which it was done, or today where nobody did it yet. Who kept
    the day that he was told kept his time; who missed it missed it by that day already.
    """
    return corrected < measured <= told

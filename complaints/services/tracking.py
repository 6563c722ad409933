"""Number and code: what the reporter holds, and nobody else."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from argon2.exceptions import InvalidHashError, VerifyMismatchError
from django.conf import settings
from django.db import transaction

from accounts.actor import reporter_of
from accounts.limits import allow, give_back, is_spent
from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from complaints.domain import events, numbering
from complaints.models import Case
from complaints.services import codes, receipt
from complaints.services.errors import TooManyTries, WrongCode
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime

#: The hash of a code nobody has, so that a wrong number costs what a wrong code costs.
DUMMY = codes.HASHER.hash("0" * 12)
TRIES = 10
#: Right codes in an hour: of one number, and from one network.
RIGHT = (60, 600)
WINDOW = timedelta(hours=1)
#: The counter of the numbers whose code was wrong, over all networks and processes.
NUMBERS_GUESSED = "track-wrong-numbers"


def open_with_code(*, locator: str, code: str, network: str, now: datetime) -> Case:
    """The case of this number, if the code is its code (R23-R25).

    Raises :class:`WrongCode` for every way in which they may not match, and
    :class:`TooManyTries` when the budget of the number or the network is used up.
    """
    number = numbering.normalise_locator(locator)
    counted = wall_now()
    budgets = (f"track:{number}", f"track-net:{network}")
    for key in budgets:
        if not allow(key, TRIES, WINDOW, counted):
            raise TooManyTries
    # With the case whose code opens it, so that every number costs one look.
    rows = Case.objects.select_related("split_off__case")
    case: Case | None = rows.filter(locator=number).first()
    if not _matches(case, code) or case is None:
        _guessed(number)
        raise WrongCode
    # Counted first, so that many at once get no more; a right code is no guess, and
    # many people read their reports from one network: they have a budget of their own.
    for key, most in zip(budgets, RIGHT, strict=True):
        give_back(key, WINDOW, counted)
        if not allow(f"right-{key}", most, WINDOW, counted):
            raise TooManyTries
    _opened(case, now)
    return case


def read_on(case: Case, now: datetime) -> Case:
    """Whoever opened the report earlier reads on: what came since is received.

    The case as it stands then; unchanged where no letter waits for its reader.
    """
    if not case.letters.filter(addressee="reporter", received_on=None).exists():
        return case
    _opened(case, now)
    return Case.objects.get(pk=case.pk)


def is_guessed_at(now: datetime) -> bool:
    """Whether codes of unusually many numbers were wrong in this hour (R25).

    One person guesses one number; whoever tries many is after any report, and from
    many networks he meets no other limit. ``now`` is the real time.
    """
    return is_spent(NUMBERS_GUESSED, settings.GUESSED_NUMBERS, WINDOW, now)


def _guessed(number: str) -> None:
    """Count the number, once an hour, however often it is tried."""
    now = wall_now()
    if allow(f"track-wrong:{number}", 1, WINDOW, now):
        allow(NUMBERS_GUESSED, settings.GUESSED_NUMBERS, WINDOW, now)


def _matches(case: Case | None, code: str) -> bool:
    """Whether it is the typed code or the QR's; every answer does the same work."""
    live = case is not None and case.erased_at is None
    stored, scan = DUMMY, bytes(32)
    if case is not None and live:
        stored, scan = case.opener.code_hash, bytes(case.opener.qr_hash)
    typed = _verifies(stored, numbering.normalise_code(code))
    scanned = hmac.compare_digest(hashlib.sha256(code.encode()).digest(), scan)
    return live and (typed or scanned)


def _verifies(stored: str, code: str) -> bool:
    try:
        return codes.HASHER.verify(stored, code)
    except (VerifyMismatchError, InvalidHashError):
        return False


@transaction.atomic
def _opened(case: Case, now: datetime) -> None:
    """The reporter has read what stood there: his letters count as received today."""
    locked = Case.objects.locked(case.ref)
    actor = reporter_of(locked.pk)
    record(events.CASE_TRACKED, actor=actor, subject=locked, data={}, now=now)
    day = legal_day(now, locked.office.zone)
    receipt.opened(locked, addressee="reporter", on=day, actor=actor, now=now)

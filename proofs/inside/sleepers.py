"""``python -m proofs.inside.sleepers COUNT SEED``: open cases, and a scheduler asleep for a week.

Cases of every kind that time acts on, filed long enough ago that their terms end within
the last seven days; whatever ended before that was noticed in time. Prints one JSON object.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime, timedelta

import django

django.setup()

from argon2 import PasswordHasher
from django.db import transaction
from django.db.models.functions import Now

from complaints.domain.completeness import FORMAL_KEYS
from complaints.models import Case
from complaints.services import (
    codes,
    examination,
    intake,
    receipt,
    reminding,
    sweep,
)
from documents import typesetting
from journal.models import Delivery, DeliveryState
from ombudsman import clock
from tests.complaints.story import Walk, opened_by_agency, to_examination, to_signed_lhp
from tests.people import actor

WEEK = timedelta(days=7)
#: Kind -> how many days ago such a case was filed, at least and at most, so that its
#: term ends in the week; and its share of all cases.
FILED = {
    "promise": (14.6, 20.4, 0.80),  # 14 days: nobody but the alarm hears of it
    "completion": (31.6, 36.9, 0.08),  # 30 days from receipt: the case is closed
    "receipt": (8.2, 11.4, 0.04),  # 5 working days: the letter counts as received
    "answer": (15.1, 20.4, 0.04),  # 14 days from receipt: the LHP may be drafted
    "corrective": (44.6, 48.4, 0.04),  # 30 working days: resolution and monitoring
}


def main(count: int, seed: int) -> None:
    """Make them, and let the scheduler run up to a week ago."""
    # What costs time here is not what is proven: codes are hashed with the cheapest
    # Argon2, letters are blank.
    codes.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    blank = b"%PDF-1.7\n%%EOF\n"
    typesetting.typeset = lambda *args, **more: blank
    chance, now = random.Random(seed), clock.now()
    told: dict[str, int] = {}
    for kind, (least, most, share) in FILED.items():
        told[kind] = max(2, round(count * share))
        for _ in range(told[kind]):
            make(kind, now - timedelta(days=chance.uniform(least, most)))
    sweep.run(now - WEEK)
    reminding.run(now - WEEK)
    Delivery.objects.filter(state=DeliveryState.WAITING).update(
        state=DeliveryState.CANCELLED, done_at=Now()
    )
    print(json.dumps(told))


def make(kind: str, filed: datetime) -> None:
    """One case, as far as its kind goes."""
    walk = Walk(now=filed)
    if kind in {"completion", "receipt"}:
        walk.do(intake.start_formal, "intake")
        answers = {key: (key != FORMAL_KEYS[0], "") for key in FORMAL_KEYS}
        missing = [FORMAL_KEYS[0]]
        walk.do(intake.ask_completion, "intake", answers=answers, missing=missing)
    if kind == "answer":
        to_examination(walk)
        walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
        walk.do(examination.notify_result, "head")
    if kind in {"completion", "answer"}:
        received_by_reporter(walk)
    if kind == "corrective":
        to_examination(walk)
        to_signed_lhp(walk)
        opened_by_agency(walk)


def received_by_reporter(walk: Walk) -> None:
    """The reporter opens his letters on the day of filing."""
    with transaction.atomic():
        case = Case.objects.locked(walk.again().ref)
        receipt.opened(
            case,
            addressee="reporter",
            on=walk.now.date(),
            actor=actor("head"),
            now=walk.now,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

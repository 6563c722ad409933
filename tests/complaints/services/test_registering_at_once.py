"""R61: however many register at once, every number is given once and none is left out."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.numbering import register_number
from complaints.domain.states import CaseClass
from complaints.models import Case
from complaints.services import intake, register
from tests.complaints.story import Walk
from tests.people import actor
from tests.proof import sized

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = sized(4, 16)
EACH = sized(3, 200)


def before_the_plenary() -> Walk:
    walk = Walk()
    yes = (True, "")
    walk.do(intake.start_formal, "intake")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    walk.again()
    return walk


def test_numbers_given_at_once_are_one_row_without_gap_or_double() -> None:
    waiting = [before_the_plenary() for _ in range(THREADS * EACH)]
    head, faults = actor("head"), list[BaseException]()

    def work(walks: list[Walk]) -> None:
        try:
            for walk in walks:
                register.register(
                    ref=walk.case.ref,
                    version=walk.case.version,
                    case_class=CaseClass.LIGHT,
                    actor=head,
                    now=walk.now,
                )
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(waiting[n::THREADS],))
        for n in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    year = waiting[0].now.year
    wanted = {register_number(n, year) for n in range(1, len(waiting) + 1)}
    found = list(Case.objects.exclude(number="").values_list("number", flat=True))
    assert len(found) == len(waiting)
    assert set(found) == wanted

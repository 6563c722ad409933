"""What an agency still owes is said once: of one row, and as a condition on many."""

from __future__ import annotations

from itertools import product

import pytest

from complaints.domain.corrective import ActionStatus
from complaints.models import CorrectiveAction
from complaints.models.owed import FREED, OWED
from tests.complaints.views.pages import in_correction

pytestmark = pytest.mark.django_db
FREEING = ("annulled_on", "excused_on", "superseded_by")


def test_the_condition_and_the_row_agree_however_an_order_stands() -> None:
    walk = in_correction()
    one, other = walk.case.actions.order_by("n")
    day, rows = walk.now.date(), CorrectiveAction.objects.filter(pk=one.pk)
    marks = {
        "settled_on": day,
        "annulled_on": day,
        "excused_on": day,
        "superseded_by": other,
    }
    for status, ends in product(ActionStatus, product((False, True), repeat=4)):
        wanted = {
            name: value if set_ else None
            for (name, value), set_ in zip(marks.items(), ends, strict=True)
        }
        rows.update(status=status.value, **wanted)
        row = rows.get()
        freed = any(wanted[name] is not None for name in FREEING)
        assert rows.filter(FREED).exists() is freed
        assert rows.filter(OWED).exists() is row.is_owed
        ended = wanted["settled_on"] or status is ActionStatus.DILAKSANAKAN
        assert row.is_owed is not bool(freed or ended)

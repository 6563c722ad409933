"""An officer gives a receipt away while the case is erased: one waits, neither fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.models import Case, Draft
from complaints.models.choices import Channel
from complaints.services import taking
from journal.models import Entry
from tests.database import until_one_waits
from tests.factories.complaints import FILED, file_one
from tests.people import actor

pytestmark = pytest.mark.django_db(transaction=True)


def handed_over(draft: Draft) -> None:
    try:
        taking.hand_over(ref=draft.ref, actor=actor("intake"), now=FILED)
    finally:
        connections.close_all()


def test_a_receipt_that_goes_with_an_erased_case_is_handed_over_no_more() -> None:
    case, _ = file_one()
    draft = taking.begin(
        channel=Channel.COUNTER, received_on=None, actor=actor("intake"), now=FILED
    )
    receipt = {"ref": str(case.ref), "locator": case.locator}
    Draft.objects.update(filed_at=wall_now(), answers={"receipt": receipt})
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Case.objects.locked(case.ref)  # as whoever erases it
            late = pool.submit(handed_over, draft)
            until_one_waits()
            Draft.objects.all().delete()
        with pytest.raises(Draft.DoesNotExist):
            late.result()
    assert not Entry.objects.filter(kind=events.RECEIPT_HANDED_OVER).exists()

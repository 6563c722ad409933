"""What a filing writes, and that a key stands for one report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import STRANGER
from complaints.domain import events
from complaints.domain.states import State
from complaints.models import Case, CaseFile, Deadline, SearchDocument
from complaints.services.errors import NotReady
from complaints.services.filing import Report, file_report
from documents.services import accept_upload
from journal.errors import KeyReused
from journal.models import Entry, IdempotencyKey
from tests.documents.samples import picture, upload
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import FILED, calendar, renewed, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole() -> Report:
    """A report with a file, and all that its filing reads."""
    calendar()
    ProvinceFactory(code="99")
    stored = accept_upload(
        file=upload("bukti.png", picture("PNG")), actor=STRANGER, now=FILED
    )
    return report(file_ids=(stored.pk,))


def test_a_filing_writes_case_terms_files_search_and_history_together(
    whole: Report,
) -> None:
    receipt = file_report(key=uuid4(), report=whole, actor=STRANGER, now=FILED)
    case = Case.objects.get(ref=receipt.case_ref)
    assert (case.state, case.locator) == (State.SUBMITTED, receipt.locator)
    kinds = Deadline.objects.filter(case=case).values_list("kind", flat=True)
    assert len(kinds) == 2
    assert case.due_on is not None
    assert CaseFile.objects.get(case=case).lane == "reporter"
    assert SearchDocument.objects.filter(case=case, audience="staff").count() == 1
    entry = Entry.objects.get(kind=events.CASE_FILED)
    assert entry.data == {
        "channel": "web",
        "secrecy": "open",
        "office": case.office_id,
        "agency": case.agency_id,
        "files": 1,
    }
    assert receipt.code not in str(IdempotencyKey.objects.get().response)


def test_the_same_key_with_another_report_is_refused(whole: Report) -> None:
    key = uuid4()
    first = file_report(key=key, report=whole, actor=STRANGER, now=FILED)
    again = file_report(key=key, report=whole, actor=STRANGER, now=FILED)
    assert replace(first, again=True) == again
    with pytest.raises(KeyReused):
        file_report(key=key, report=report(), actor=STRANGER, now=FILED)


def test_a_code_that_was_replaced_since_is_shown_to_nobody(whole: Report) -> None:
    key = uuid4()
    sent: dict[str, Any] = {
        "key": key,
        "report": whole,
        "actor": STRANGER,
        "now": FILED,
    }
    receipt = file_report(**sent)
    assert file_report(**sent).code == receipt.code
    renewed(Case.objects.get(locator=receipt.locator))
    with pytest.raises(NotReady, match="code_replaced"):
        file_report(**sent)

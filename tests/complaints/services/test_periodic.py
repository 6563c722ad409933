"""The report to DPR and the President: counted, frozen, issued by another, put right."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from agencies.models import Office
from complaints.domain import events
from complaints.domain.periodic import Period
from complaints.domain.releasing import digest
from complaints.domain.states import Reason, State
from complaints.models import Case, PeriodicReport
from complaints.selectors.periodic import inputs_of, reports_for
from complaints.services import closing, periodic
from complaints.services.errors import NotReady, SamePerson
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.own import begun
from tests.complaints.register import defied, obeyed
from tests.complaints.story import Walk, to_examination
from tests.documents.reading import text_of
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
    file_one,
)
from tests.people import actor, office, person

pytestmark = pytest.mark.django_db
Q1 = Period(2026, 1)
AFTER = datetime(2027, 1, 4, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _centre() -> None:
    office("00")


def drafted(period: Period = Q1, **more: Any) -> PeriodicReport:
    given: dict[str, Any] = {"actor": actor("commissioner"), "now": AFTER}
    return periodic.draft(period=period, **(given | more))


def issued(period: Period = Q1, **more: Any) -> PeriodicReport:
    row = drafted(period, **more)
    return periodic.issue(ref=row.ref, actor=actor("chair"), now=AFTER)


def figures(row: PeriodicReport) -> dict[str, Any]:
    found: dict[str, Any] = row.data["figures"]
    return found


def filed(n: int, **changes: Any) -> None:
    for _turn in range(n):
        file_one(**changes)


def test_a_quarter_counts_what_came_in_by_the_offices_own_days() -> None:
    assert FILED.year == 2026
    filed(6)
    outside = datetime(2026, 3, 31, 16, 30, tzinfo=UTC)  # already April in Makassar
    file_one(now=outside)
    begun(now=FILED)
    row = drafted()
    assert figures(row)["by_channel"] == {"rows": [], "others": 7, "total": 7}
    inputs = {one["channel"]: one["n"] for one in row.data["inputs"]["received"]}
    assert inputs == {"web": 6, "prakarsa": 1}
    second = drafted(Period(2026, 2))
    assert figures(second)["by_channel"]["total"] == 1


def test_questions_and_imports_are_no_reports() -> None:
    filed(2)
    Case.objects.filter(pk=file_one()[0].pk).update(channel="impor")
    Case.objects.filter(pk=file_one()[0].pk).update(
        state=State.CLOSED, closing_reason=Reason.KONSULTASI_DIJAWAB
    )
    assert figures(drafted())["by_channel"]["total"] == 2


def test_what_was_registered_and_closed_stands_in_its_class_and_reason() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    inputs = inputs_of(Q1)
    assert inputs["registered"] == [{"class": "light", "n": 1}]
    assert inputs["closed"] == [{"reason": "bukan_wewenang", "n": 1}]
    assert inputs_of(Period(2026, 2))["closed"] == []


def test_orders_and_recommendations_stand_as_on_the_last_day() -> None:
    walk = obeyed()
    defied()
    first, second = drafted(), drafted(Period(2026, 2))
    orders = dict(map(tuple, figures(first)["orders"]["rows"]))
    assert sum(orders.values()) == 4
    told = figures(second)["recommendations"]
    by_number = {one["number"]: one for one in told}
    assert set(by_number) == {"001/RM.03.01/IV/2026", "002/RM.03.01/IV/2026"}
    done = by_number["001/RM.03.01/IV/2026"]
    assert done["status"] == "dilaksanakan"
    assert done["official"] == "Kepala Dinas Kependudukan"
    assert figures(first)["refused"] == []
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    again = drafted(Period(2026, 2))
    (closed,) = (
        one
        for one in figures(again)["recommendations"]
        if one["number"] == done["number"]
    )
    assert (closed["agency"], closed["official"], closed["superior"]) == ("", "", "")


def test_who_did_not_obey_is_named_by_office_in_the_quarter_of_the_announcement() -> (
    None
):
    walk = defied()
    day = walk.case.publications.get().published_on
    row = drafted(Period(day.year, (day.month - 1) // 3 + 1))
    (refused,) = figures(row)["refused"]
    assert refused["announced_on"] == day.isoformat()
    assert refused["superior"] == "Wali Kota Tirtalaya"


def test_one_drafts_and_the_chair_issues_with_number_and_day() -> None:
    filed(6)
    row = drafted()
    for who in ("commissioner", "head", "auditor", "system_admin"):
        with pytest.raises(NotAllowed):
            periodic.issue(ref=row.ref, actor=actor(who), now=AFTER)
    for who in ("head", "auditor", "system_admin", "resmon"):
        with pytest.raises(NotAllowed):
            drafted(actor=actor(who))
    done = periodic.issue(ref=row.ref, actor=actor("chair"), now=AFTER)
    assert done.letter is not None
    assert done.letter.number.startswith("B/")
    assert done.issued_on == done.letter.issued_on
    with pytest.raises(NotReady, match="periodic_over"):
        periodic.issue(ref=row.ref, actor=actor("chair"), now=AFTER)


def test_the_chair_does_not_issue_what_she_drafted() -> None:
    row = drafted(actor=actor("chair"))
    with pytest.raises(SamePerson):
        periodic.issue(ref=row.ref, actor=actor("chair"), now=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodicReport.objects.filter(pk=row.pk).update(
            issued_by=person("chair"), issued_at=AFTER, issued_on=AFTER.date()
        )


def test_nothing_is_counted_before_the_last_day_is_over() -> None:
    Office.objects.filter(code="00").update(zone="Asia/Jakarta")
    late = datetime(2026, 3, 31, 16, tzinfo=UTC)  # in Makassar it is April
    with pytest.raises(NotReady, match="periodic_running"):
        drafted(now=late)
    assert drafted(now=late + timedelta(hours=2)).version == 1


def test_a_new_draft_takes_the_place_of_the_last_one() -> None:
    old = drafted()
    filed(6)
    new = drafted()
    assert (old.version, new.version) == (1, 1)
    with pytest.raises(NotReady, match="periodic_over"):
        periodic.issue(ref=old.ref, actor=actor("chair"), now=AFTER)
    assert list(reports_for(actor("chair"))) == [new]


def test_a_correction_is_a_new_version_and_the_old_paper_says_so() -> None:
    first = issued()
    with pytest.raises(NotReady, match="periodic_why"):
        drafted()
    for named in ("Telepon 081234567890.", "a@b.id", "NIK 6471050101900000"):
        with pytest.raises(NotReady, match="periodic_names"):
            drafted(why=named)
    filed(6)
    second = issued(why="Enam laporan terlambat dicatat.")
    assert (first.version, second.version) == (1, 2)
    first.refresh_from_db()
    assert figures(first)["by_channel"]["total"] == 0
    assert figures(second)["by_channel"] == {"rows": [], "others": 6, "total": 6}
    assert periodic.stands(second)
    assert first.letter is not None
    assert (first.letter.state, first.letter.replaced_by) == ("replaced", second.letter)


def test_a_year_waits_for_its_quarters_and_is_their_sum() -> None:
    with pytest.raises(NotReady, match="periodic_quarters"):
        drafted(Period(2026))
    filed(6)
    for quarter in Period(2026).quarters:
        issued(quarter)
    filed(6)  # written down afterwards: the year says what its quarters said
    year = issued(Period(2026))
    assert figures(year)["by_channel"]["total"] == 6
    assert periodic.stands(year)


def test_what_was_frozen_is_reckoned_again_and_what_was_touched_is_not_issued() -> None:
    filed(6)
    row = drafted()
    assert row.sha256 == digest(row.data)
    assert periodic.stands(PeriodicReport.objects.get())
    row.data["figures"]["by_channel"]["total"] = 60
    assert not periodic.stands(row)
    row.sha256 = digest(row.data)
    assert not periodic.stands(row)


def test_nobody_changes_what_was_frozen_or_issued() -> None:
    issued()
    drafted(Period(2026, 2))
    for change in (
        "UPDATE complaints_periodicreport SET sha256 = 'x'",
        "UPDATE complaints_periodicreport SET data = '{}'",
        "UPDATE complaints_periodicreport SET ended_at = now() WHERE issued_at IS NOT NULL",
        "DELETE FROM complaints_periodicreport",
        "TRUNCATE complaints_periodicreport",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as c,
        ):
            c.execute(change)


def test_the_paper_says_every_figure_and_nothing_of_who_reported() -> None:
    defied(secrecy="confidential")
    filed(6, secrecy="confidential")
    row = issued(Period(2026, 2))
    assert row.letter is not None
    words = text_of(content_of(row.letter.file))
    for said in (
        "Triwulan II Tahun 2026",
        "Pasal 42",
        "Tindakan korektif yang diperintahkan",
        "001/RM.03.01/IV/2026",
        row.sha256[:16],
    ):
        assert said in words
    case = Case.objects.earliest("pk")
    for said in (words, json.dumps(row.data), json.dumps(row.letter.context)):
        for hidden in (
            *CANARY_NAME.split(),
            CANARY_NIK,
            CANARY_MAIL,
            CANARY_PHONE,
            case.locator,
            case.number or "-",
            str(case.ref),
        ):
            assert hidden not in said


def test_drafting_and_issuing_stand_in_the_history_of_the_centre() -> None:
    row = issued()
    kinds = [events.PERIODIC_DRAFTED, events.PERIODIC_ISSUED]
    found = Entry.objects.filter(kind__in=kinds).order_by("pk")
    assert [one.kind for one in found] == kinds
    last = found[1]
    assert (last.subject_kind, last.subject_id) == ("office", office("00").pk)
    assert row.letter is not None
    assert last.data == {
        "periodic": str(row.ref),
        "year": 2026,
        "quarter": 1,
        "edition": 1,
        "sha256": row.sha256,
        "letter": str(row.letter.ref),
    }


def test_two_who_draw_up_or_issue_at_once_wait_for_each_other() -> None:
    """Else the second would meet the database's refusal of a second version 1."""
    with CaptureQueriesContext(connection) as drawn:
        row = drafted()
    with CaptureQueriesContext(connection) as signed:
        periodic.issue(ref=row.ref, actor=actor("chair"), now=AFTER)
    for asked in (drawn, signed):
        locks = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
        assert "agencies_office" in locks[0]

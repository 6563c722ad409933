"""No list, count or choice tells anybody of a case that is not his to know of."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.absent import absences_for
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import Absence, OfficeMembership
from accounts.services.absences import end_absence, enter_absence
from accounts.wall_clock import wall_now
from agencies.selectors.calendar import work_calendar
from complaints.domain.activities import Kind
from complaints.domain.bulk import BulkKind
from complaints.models import (
    Bulk,
    BulkRow,
    Case,
    Draft,
    Export,
    Followed,
    Recusal,
    SavedFilter,
    Unsent,
)
from complaints.models.choices import Channel
from complaints.selectors import bulk as chosen
from complaints.selectors.load import in_office
from complaints.selectors.narrowing import Filters, days_at
from complaints.selectors.queue import queue
from complaints.selectors.sign_off import waits
from complaints.selectors.today import today_of
from complaints.selectors.todo import tasks_for
from complaints.selectors.unsent_words import all_unsent
from complaints.services import activities, following, taking, todo
from complaints.services.errors import WouldName
from tests.complaints.services.test_no_party import FAR, in_examination, in_plenary
from tests.complaints.services.test_standing_still import ask, in_formal
from tests.complaints.views.test_pauses_page import audit
from tests.factories.complaints import CANARY_NAME, FILED, calendar, file_one
from tests.people import actor, login, office, person
from tests.reporters import reporter

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
TODAY = FILED.date()


def kept_out(case: Case, who: str) -> None:
    """He withdrew from this case."""
    Recusal.objects.create(
        case=case, user=person(who), reason="Saudara", created_at=wall_now()
    )


def test_a_head_who_withdrew_finds_it_in_no_page_of_her_office() -> None:
    examined, formal, pleno = in_examination(), in_formal(), in_plenary()
    ask(formal)
    head = actor("head")

    def found() -> tuple[int, int, int]:
        return (
            in_office(head).count(),
            len(waits(head, FILED).rows),
            len(audit(days=2).rows),
        )

    assert found() == (3, 1, 1)
    for case in (examined.case, formal.case, pleno):
        kept_out(case, "head")
    assert found() == (0, 0, 0)


def test_what_was_chosen_is_shown_as_long_as_it_may_be_seen() -> None:
    case, who = in_examination().case, actor("examiner")
    bulk = Bulk.objects.create(
        by=person("examiner"), kind=BulkKind.PRINT, made_at=FILED
    )
    BulkRow.objects.create(bulk=bulk, case=case, n=1, version=case.version)
    assert [seen for _, seen in chosen.rows_seen(bulk, who)] == [case]
    kept_out(case, "examiner")
    assert [seen for _, seen in chosen.rows_seen(bulk, who)] == [None]


def test_tasks_and_unsent_words_of_a_case_that_is_closed_to_her_are_not_shown() -> None:
    walk = in_examination()
    todo.add(ref=walk.case.ref, text="Telepon.", actor=actor("examiner"), now=walk.now)
    Unsent.objects.create(
        case=walk.case, by=person("examiner"), act="catatan", fields={}, at=FILED
    )
    who = actor("examiner")
    assert tasks_for(who)[1] == 1
    assert [waiting.case for waiting in all_unsent(who)] == [walk.case]
    kept_out(walk.case, "examiner")
    assert tasks_for(who)[1] == 0
    assert [waiting.case for waiting in all_unsent(who)] == [None]


def test_what_an_officer_reported_himself_is_on_no_desk_of_his() -> None:
    file_one()
    mine = Case.objects.get()
    Case.objects.update(office=office("63"), filed_by=person("examiner"))
    who = actor("examiner")
    assert Case.objects.visible_to(who).get() == mine
    assert not queue(who, Filters(), days_at(FILED, work_calendar())).rows
    assert today_of(who, TODAY, FAR).counts["unassigned"] == 0
    assert today_of(actor("auditor"), TODAY, FAR).counts["unassigned"] == 0
    assert today_of(actor("examiner_elsewhere"), TODAY, FAR).counts["unassigned"] == 1


def test_what_a_role_may_do_with_many_is_what_it_may_do_with_one() -> None:
    everything = {BulkKind.ASSIGN, BulkKind.CLASS, BulkKind.MESSAGE, BulkKind.PRINT}
    assert set(chosen.kinds_for(actor("head"))) == everything
    assert set(chosen.kinds_for(actor("examiner"))) == {
        BulkKind.MESSAGE,
        BulkKind.PRINT,
    }
    assert set(chosen.kinds_for(actor("auditor"))) == {BulkKind.PRINT}


def test_a_report_is_kept_only_by_whoever_holds_its_code() -> None:
    walk = in_examination()
    account = member(reporter(), now=wall_now())
    with pytest.raises(NotAllowed):
        following.follow(
            ref=walk.case.ref, account=account, actor=actor("head"), now=FILED
        )
    assert not Followed.objects.exists()


def absent(**more: Any) -> Absence:
    told: dict[str, Any] = {
        "person_id": person("examiner").pk,
        "deputy_id": person("other_examiner").pk,
        "first": TODAY,
        "last": TODAY + timedelta(days=3),
        "actor": actor("examiner"),
        "now": FILED,
    }
    return enter_absence(**(told | more))


def test_who_may_not_know_of_an_absence_finds_none() -> None:
    found = absent()
    for who in ("intake", "examiner_elsewhere", "auditor"):
        assert not absences_for(actor(who), FILED).exists(), who
        with pytest.raises(Absence.DoesNotExist):
            end_absence(ref=found.ref, actor=actor(who), now=FILED)
    assert absences_for(actor("other_examiner"), FILED).get() == found


def test_who_has_no_place_in_an_office_is_absent_from_none() -> None:
    with pytest.raises(NotAllowed):
        absent(person_id=person("citizen").pk, actor=actor("head"))


def test_a_colleague_with_a_task_does_not_order_the_list_of_others() -> None:
    walk = in_examination()
    for text in ("Satu.", "Dua."):
        task = todo.add(
            ref=walk.case.ref,
            text=text,
            whom_id=person("other_examiner").pk,
            actor=actor("examiner"),
            now=walk.now,
        )
    with pytest.raises(NotAllowed):
        todo.move_up(
            ref=walk.case.ref, task=task.ref, actor=actor("other_examiner"), now=FILED
        )


def test_the_place_of_a_visit_names_no_confidential_reporter() -> None:
    walk = in_examination()
    Case.objects.filter(pk=walk.case.pk).update(secrecy="confidential")
    plan = activities.Plan(
        kind=Kind.SUMMONS,
        day=TODAY + timedelta(days=20),
        time=time(10),
        place=f"Rumah {CANARY_NAME}",
        about="Akta.",
        person="Kepala dinas",
    )
    with pytest.raises(WouldName):
        walk.do(activities.begin, "examiner", plan=plan)


def lost_its_role(who: str) -> None:
    OfficeMembership.objects.filter(user=person(who)).update(valid_to=wall_now())


def test_whoever_reads_no_cases_any_more_opens_nothing_that_he_had_made(
    client: Client,
) -> None:
    calendar()
    me = person("examiner")
    bulk = Bulk.objects.create(by=me, kind=BulkKind.PRINT, made_at=FILED)
    export = Export.objects.create(
        asked_by=me,
        asked_at=FILED,
        form="csv",
        purpose="work",
        language="id",
        found=0,
    )
    kept = SavedFilter.objects.create(owner=me, name="Saya", query="", place=1)
    pages: dict[str, Any] = {
        reverse("work:bulk_page", args=[bulk.ref]): client.get,
        reverse("work:export_page", args=[export.ref]): client.get,
        reverse("work:saved_change", args=[kept.pk]): client.post,
    }
    login(client, "examiner")
    for page, send in pages.items():
        assert send(page).status_code != 404, page
    lost_its_role("examiner")
    OfficeMembership.objects.create(
        user=me, office=office(), role="custodian", valid_from=FILED
    )
    for page, send in pages.items():
        assert send(page).status_code == 404, page


def test_only_a_head_is_offered_to_share_what_she_keeps(client: Client) -> None:
    calendar()
    for who, offered in (("head", True), ("examiner", False)):
        SavedFilter.objects.create(owner=person(who), name="Saya", query="", place=1)
        login(client, who)
        page = client.get(reverse("work:saved")).content.decode()
        assert ("bagikan" in page.lower()) is offered, who


def test_who_takes_no_reports_in_any_more_goes_on_with_none(client: Client) -> None:
    draft = taking.begin(
        channel=Channel.COUNTER, received_on=None, actor=actor("intake"), now=wall_now()
    )
    page = reverse("work:taking_on", args=[draft.ref])
    login(client, "intake")
    assert client.post(page).status_code == 302
    OfficeMembership.objects.filter(user=person("intake")).update(role="examiner")
    assert client.post(page).status_code == 404
    assert Draft.objects.get() == draft

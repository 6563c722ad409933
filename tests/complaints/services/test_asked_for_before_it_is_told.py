"""Who comes is asked before an act looks at anything else, and tells what it found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError

from accounts.errors import NotAllowed, StepUpRequired
from complaints.domain.bulk import BulkKind
from complaints.domain.states import Reason
from complaints.models import Bulk, CalendarFeed, Case, Milestone, PeriodicReport
from complaints.models import SavedFilter as Kept
from complaints.services import (
    agency_time,
    bulk,
    calendar_feed,
    closing,
    desk,
    identity,
    initiating,
    lhp,
    milestones,
    periodic,
    replying,
    talking,
    urging,
)
from complaints.services.errors import NotReady
from journal.models import Entry
from tests.complaints.former import NOW, ROW, brought, content_of
from tests.complaints.own import suspicion
from tests.complaints.services.test_only_what_he_may_know import kept_out
from tests.complaints.services.test_orders_files import at_a_prompt
from tests.complaints.services.test_talking import invited, meeting, met
from tests.complaints.story import Walk, asked, explained, opened_by_agency
from tests.complaints.views.pages import in_correction, in_examination
from tests.complaints.views.test_milestone_pages import drafted
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, office, person

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", [closing.close, closing.propose_closing])
def test_whether_a_case_could_be_closed_is_told_to_nobody_who_may_not_close_it(
    act: Any,
) -> None:
    walk = in_correction()
    told = {"reason": Reason.TK_DILAKSANAKAN}
    with pytest.raises(NotReady):
        walk.do(act, "head" if act is closing.close else "examiner", **told)
    with pytest.raises(NotAllowed):
        walk.do(act, "auditor", **told)


def test_how_far_it_is_is_told_by_the_agency_alone() -> None:
    walk = drafted()
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    row = Milestone.objects.get(action__case=walk.case, day=10)
    with pytest.raises(NotAllowed):
        milestones.report_progress(
            ref=row.ref, text="x", file_ids=[], actor=actor("examiner"), now=walk.now
        )
    assert not row.reports.exists()


def test_an_order_is_given_time_at_the_wish_of_its_agency_and_urged_by_its_officers() -> (
    None
):
    walk = in_correction()
    ref = walk.case.actions.get(n=1).ref
    order: dict[str, Any] = {"action_ref": ref, "now": walk.now}
    until = walk.now.date() + timedelta(days=60)
    with pytest.raises(NotAllowed):
        agency_time.ask_for_time(
            **order, until=until, reason="Cuti.", actor=actor("examiner")
        )
    with pytest.raises(NotAllowed):
        urging.urge(**order, version=walk.case.version, actor=actor("auditor"))


def test_no_officer_writes_an_answer_for_the_agency() -> None:
    walk = in_examination()
    request = asked(walk)
    opened_by_agency(walk)
    request.refresh_from_db()
    with pytest.raises(NotAllowed):
        replying.keep_answer(
            ref=request.ref,
            text=explained(request, "Belum."),
            actor=actor("examiner"),
            now=walk.now,
        )


def test_talks_go_on_at_the_word_of_who_leads_them() -> None:
    walk = in_examination()
    met(walk)
    again = meeting(walk)
    with pytest.raises(NotAllowed):
        walk.do(talking.invite, "other_examiner", meeting=again)
    assert invited(walk, "examiner")


def test_no_case_from_the_register_before_is_brought_in_but_by_a_head() -> None:
    with time_machine.travel(NOW, tick=True):
        with pytest.raises(NotAllowed):
            brought(ROW, who="examiner")
        assert not Case.objects.exists()
        assert brought(ROW)


def test_a_prompt_does_not_tell_who_heads_no_office_what_is_in_a_file(
    tmp_path: Path,
) -> None:
    content = content_of(ROW)
    with time_machine.travel(NOW, tick=True):
        with pytest.raises(CommandError, match="does not head"):
            at_a_prompt(tmp_path, content, "--dry-run", by="examiner")
        assert "nothing was stored" in at_a_prompt(tmp_path, content, "--dry-run")


def test_actions_are_chosen_by_who_reads_cases() -> None:
    with pytest.raises(NotAllowed, match="reads_cases"):
        bulk.choose_actions(actions=[], view="", actor=actor("liaison"), now=FILED)
    assert not Bulk.objects.filter(kind=BulkKind.URGE).exists()


def test_only_who_has_duties_has_a_calendar_and_shows_a_fresh_factor_for_it() -> None:
    with pytest.raises(StepUpRequired):
        calendar_feed.make(language="id", actor=actor("examiner"), now=FILED)
    with pytest.raises(NotAllowed):
        calendar_feed.make(
            language="id", actor=actor("custodian", stepped_up=True), now=FILED
        )
    assert not CalendarFeed.objects.exists()


def test_the_figures_of_a_period_are_taken_along_with_a_fresh_factor() -> None:
    before = Entry.objects.count()
    with pytest.raises(StepUpRequired):
        periodic.take_along(PeriodicReport(), actor=actor("commissioner"), now=FILED)
    assert Entry.objects.count() == before


def test_only_a_head_shares_a_filter_with_her_office() -> None:
    for who in ("examiner", "head"):
        Kept.objects.create(owner=person(who), name="Saya", query="", place=1)
    own = {one.owner: one.pk for one in Kept.objects.all()}
    with pytest.raises(NotAllowed):
        desk.share_filter(
            pk=own[person("examiner")],
            office_id=office().pk,
            actor=actor("examiner"),
        )
    with pytest.raises(NotAllowed):
        desk.share_filter(
            pk=own[person("head")], office_id=office("63").pk, actor=actor("head")
        )
    shared = desk.share_filter(
        pk=own[person("head")], office_id=office().pk, actor=actor("head")
    )
    assert shared.office == office()


def test_whether_an_identity_was_opened_is_told_to_nobody_who_is_kept_out() -> None:
    walk: Walk = in_examination()
    opening: dict[str, Any] = {
        "ref": walk.case.ref,
        "entry_id": 0,
        "actor": actor("examiner"),
        "real_now": FILED,
    }
    with pytest.raises(Entry.DoesNotExist):
        identity.open_identity(**opening)
    kept_out(walk.case, "examiner")
    with pytest.raises(Case.DoesNotExist):
        identity.open_identity(**opening)


def test_the_same_form_again_finds_no_case_from_which_its_head_is_kept_out_since() -> (
    None
):
    calendar()
    ProvinceFactory(code="99")
    sending: dict[str, Any] = {"wish": suspicion(), "key": uuid4(), "now": FILED}
    case = initiating.begin(**sending, actor=actor("head"))
    assert initiating.begin(**sending, actor=actor("head")) == case
    kept_out(case, "head")
    with pytest.raises(Case.DoesNotExist):
        initiating.begin(**sending, actor=actor("head"))

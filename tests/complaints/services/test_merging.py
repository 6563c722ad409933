"""Two reports of one matter: one stays, nothing is lost, nobody learns who the other is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.identity import Identity
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.mandate import Urgency
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.models import Case, Merge
from complaints.selectors.merging import alike
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, intake, merging
from complaints.services.errors import NotReady
from complaints.vault import Contact
from journal.models import Entry
from tests.complaints.elsewhere import ELSEWHERE
from tests.complaints.story import Walk, to_examination, to_review
from tests.complaints.views.pages import act_page, case_page
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


@pytest.fixture
def walk(kept: Walk) -> Walk:
    found = Walk(now=kept.now)
    found.do(intake.start_formal, "intake")
    found.again()
    return found


def merged(walk: Walk, kept: Walk, who: str = "head") -> Case:
    walk.do(merging.merge, who, kept_ref=kept.case.ref)
    kept.again()
    return walk.again()


def owed(case: Case) -> dict[str, str]:
    rows = case.deadlines.filter(met_on=None, dropped_at=None)
    return {row.kind: row.due_on.isoformat() for row in rows}


def test_the_merged_one_is_closed_as_a_duplicate_and_the_other_goes_on(
    walk: Walk, kept: Walk
) -> None:
    before, ran = kept.case.version, owed(kept.case)
    case = merged(walk, kept)
    assert (case.state, case.closing_reason) == (State.CLOSED, Reason.DUPLIKAT)
    assert owed(case) == {}
    assert (kept.case.state, kept.case.version) == (State.EXAM, before)
    assert owed(kept.case) == ran


def test_both_histories_say_so_in_codes_only(walk: Walk, kept: Walk) -> None:
    merged(walk, kept)
    assert walk.kinds()[-1] == events.CASE_MERGED
    assert kept.kinds()[-1] == events.MERGE_TAKEN_IN
    entry = Entry.objects.get(kind=events.CASE_MERGED)
    assert entry.data == {"into": str(kept.case.ref)}


def test_undone_the_case_stands_where_it_stood_and_its_terms_run_on(
    walk: Walk, kept: Walk
) -> None:
    before = owed(walk.case)
    merged(walk, kept)
    walk.do(merging.undo_merge, "head")
    case = walk.again()
    assert (case.state, case.closing_reason) == (State.FORMAL, "")
    assert owed(case) == before
    assert case.intake_id == person("intake").pk
    assert walk.kinds()[-1] == events.MERGE_UNDONE
    assert kept.kinds()[-1] == events.MERGE_LEFT
    merged(walk, kept)  # and it may be merged again


def test_a_term_that_went_by_meanwhile_begins_anew(walk: Walk, kept: Walk) -> None:
    merged(walk, kept)
    walk.pass_days(10)
    walk.do(merging.undo_merge, "head")
    term = walk.again().deadlines.get(kind=TermKind.FORMAL, dropped_at=None)
    assert term.started_on > walk.case.submitted_on


def test_an_urgent_report_is_urgent_again(kept: Walk) -> None:
    walk = Walk(urgency=Urgency.LIFE)
    assert not merged(walk, kept).urgent
    walk.do(merging.undo_merge, "head")
    assert walk.again().urgent


@pytest.mark.parametrize("who", ["intake", "examiner"])
def test_only_a_head_merges_and_takes_it_back(walk: Walk, kept: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        merged(walk, kept, who)
    merged(walk, kept)
    with pytest.raises(NotAllowed):
        walk.do(merging.undo_merge, who)


def test_what_is_closed_or_elsewhere_or_itself_does_not_stay(
    walk: Walk, kept: Walk
) -> None:
    with pytest.raises(NotReady, match="may_not_stay"):
        merged(walk, walk)
    Case.objects.filter(pk=kept.case.pk).update(office=office(ELSEWHERE))
    with pytest.raises(NotReady, match="may_not_stay"):
        merged(walk, kept)
    Case.objects.filter(pk=kept.case.pk).update(office=office())
    kept.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    with pytest.raises(NotReady, match="may_not_stay"):
        merged(walk, kept)


def test_a_case_that_she_may_not_see_does_not_stay(walk: Walk, kept: Walk) -> None:
    kept.case.recusals.create(user=person("head"), reason="x", created_at=kept.now)
    with pytest.raises(NotReady, match="may_not_stay"):
        merged(walk, kept)
    assert alike(walk.case, actor("head"), kept.case.number or "") == []


def test_a_case_that_took_others_in_is_not_merged_away(walk: Walk, kept: Walk) -> None:
    merged(walk, kept)
    third = Walk()
    with pytest.raises(NotReady, match="others_merged"):
        merged(kept, third)


def test_from_the_review_on_it_is_too_late(kept: Walk) -> None:
    late = Walk()
    to_review(late)
    with pytest.raises(IllegalTransition, match="too_late"):
        merged(late, kept)


def test_what_is_not_merged_is_not_taken_back(walk: Walk) -> None:
    with pytest.raises(NotReady, match="not_merged"):
        walk.do(merging.undo_merge, "head")


def another_reporters(kept: Walk) -> Walk:
    return Walk(
        now=kept.now,
        identity=Identity(name="Orang Lain Uji"),
        contact=Contact(email="orang.lain@contoh.test"),
    )


def test_likely_ones_are_of_the_same_body_or_of_the_same_reporter(
    walk: Walk, kept: Walk
) -> None:
    other = another_reporters(kept)
    found = {(one.case, one.same_reporter) for one in alike(walk.case, actor("head"))}
    assert found == {(kept.case, True), (other.case, False)}
    Case.objects.exclude(pk=walk.case.pk).update(agency=None, unit=None)
    found = {(one.case, one.same_reporter) for one in alike(walk.case, actor("head"))}
    assert found == {(kept.case, True)}


@pytest.mark.parametrize("hidden", ["this", "that"])
def test_of_a_confidential_report_nobody_hears_whose_other_reports_are(
    walk: Walk, kept: Walk, hidden: str
) -> None:
    secret = walk.case if hidden == "this" else kept.case
    Case.objects.filter(pk=secret.pk).update(secrecy="confidential")
    found = {
        (one.case, one.same_reporter) for one in alike(walk.again(), actor("head"))
    }
    assert found == {(kept.case, False)}
    Case.objects.exclude(pk=walk.case.pk).update(agency=None, unit=None)
    assert alike(walk.case, actor("head")) == []


@pytest.mark.parametrize("who", ["examiner", "intake", "auditor"])
def test_who_may_not_merge_is_shown_no_likely_case(
    client: Client, walk: Walk, kept: Walk, who: str
) -> None:
    login(client, who)
    page = client.post(act_page(walk.case, "gabungkan"), {}).content.decode()
    assert str(kept.case.ref) not in page


@pytest.mark.parametrize("called", ["number", "display_number", "locator"])
def test_every_number_of_a_case_finds_it(kept: Walk, called: str) -> None:
    walk = another_reporters(kept)
    Case.objects.filter(pk=kept.case.pk).update(agency=None, unit=None)
    (found,) = alike(walk.case, actor("head"), f" {getattr(kept.case, called)} ")
    assert found.case == kept.case


def opened(client: Client, walk: Walk) -> Any:
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    client.post(reverse("tracking:enter"), told)
    page = client.get(f"/lacak/{walk.receipt.locator}/")
    assert page.status_code == 200
    return page


def secrets_of(walk: Walk) -> tuple[Any, ...]:
    case = walk.case
    return case.locator, str(case.ref), case.display_number, case.number


def test_a_reporter_reads_that_there_is_another_and_never_whose(
    client: Client, walk: Walk, kept: Walk
) -> None:
    Case.objects.filter(pk=kept.case.pk).update(story="Kisah orang lain.")
    merged(walk, kept)
    page = opened(client, walk).content.decode()
    assert "Perkara itu masih kami tangani." in page
    for secret in (*secrets_of(kept), "Kisah orang lain."):
        assert secret not in page
    kept.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    page = opened(client, walk).content.decode()
    assert "Perkara itu sudah selesai." in page
    assert "instansi sudah menyelesaikannya" not in page


def test_the_reporter_of_the_case_that_stays_learns_nothing_of_it(
    client: Client, walk: Walk, kept: Walk
) -> None:
    merged(walk, kept)
    told = [moment.kind for moment in reporter_page(kept.case, kept.now).moments]
    assert events.MERGE_TAKEN_IN not in told
    page = opened(client, kept).content.decode()
    assert walk.case.locator not in page


def test_from_the_case_that_stays_the_papers_of_the_other_are_a_link_away(
    client: Client, walk: Walk, kept: Walk
) -> None:
    merged(walk, kept)
    login(client, "examiner")
    page = client.get(case_page(kept.case)).content.decode()
    assert case_page(walk.case) in page
    page = client.get(case_page(walk.case)).content.decode()
    assert case_page(kept.case) in page
    # Who is kept out of the one sees no link to it from the other.
    walk.case.recusals.create(user=person("examiner"), reason="x", created_at=kept.now)
    page = client.get(case_page(kept.case)).content.decode()
    assert walk.case.locator not in page


def test_the_page_finds_by_number_and_says_when_there_is_none(
    client: Client, walk: Walk, kept: Walk
) -> None:
    login(client, "head")
    door = act_page(walk.case, "gabungkan")
    page = client.get(door).content.decode()
    assert str(kept.case.ref) in page
    assert "pelapor yang sama" in page
    page = client.get(door, {"nomor": "ZZZZZZZZ"}).content.decode()
    assert "Tidak ada perkara di kantor ini dengan nomor itu yang dapat" in page
    assert '<button class="btn">Gabungkan' not in page
    assert Merge.objects.count() == 0

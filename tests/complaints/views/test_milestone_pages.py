"""Milestones of an order: drafted, counted from receipt, told of, judged, reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.milestones import Reached, Step
from complaints.domain.terms import TermKind
from complaints.interface import execution_record, pending_verdicts
from complaints.models import Milestone, Progress
from complaints.models.choices import Verdict
from complaints.selectors.milestones import standing_of
from complaints.services import corrective, lhp, milestones
from complaints.services.errors import LeftUndone, NotReady
from documents.services.keeping import content_of
from journal.models import Entry
from ombudsman import clock
from tests.complaints.contacts import deliver
from tests.complaints.story import (
    LHP,
    Walk,
    opened_by_agency,
    submitted,
    to_review,
)
from tests.complaints.views.pages import (
    act_page,
    agency_page,
    case_page,
    counted,
    lhp_sent,
)
from tests.documents.reading import text_of
from tests.documents.samples import pdf, upload
from tests.factories.complaints import FILED
from tests.people import actor, agency, login

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db
TOLD = "Edaran sudah ditandatangani."
TODAY = FILED.date()
STEPS = (Step(10, "Surat edaran terbit"), Step(20, "Papan waktu terpasang"))


def drafted(steps: Sequence[Step] = STEPS) -> Walk:
    walk = Walk()
    to_review(walk)
    first, second = LHP.actions
    text = replace(LHP, actions=[replace(first, milestones=steps), second])
    walk.do(lhp.draft_lhp, "examiner", text=text)
    return walk


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Walk:
    """The report was received today; its first order has two milestones."""
    walk = drafted()
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    walk.again()
    monkeypatch.setattr(clock, "now", lambda: walk.now)
    return walk


def page_of(row: Milestone) -> str:
    return reverse("agency:progress", args=[row.ref])


def told(walk: Walk, day: int = 10, **more: Any) -> Progress:
    given: dict[str, Any] = {"text": TOLD, "file_ids": [], "actor": actor("liaison")}
    row = Milestone.objects.get(action__case=walk.case, day=day)
    report: Progress = milestones.report_progress(
        ref=row.ref, now=walk.now, **(given | more)
    )
    return report


def judged(report: Progress, walk: Walk, verdict: Verdict = Verdict.ACCEPTED) -> None:
    milestones.judge_progress(
        ref=report.ref,
        verdict=verdict,
        reason="Nomor suratnya tidak terbaca.",
        actor=actor("examiner"),
        now=walk.now,
    )


def browser(who: str) -> Client:
    client = Client()
    login(client, who)
    return client


# --- drafting -----------------------------------------------------------------------
def test_the_examiner_writes_them_beside_the_order_and_finds_them_again() -> None:
    walk = Walk()
    to_review(walk)
    client = browser("examiner")
    body = lhp_sent(
        walk,
        action_1="Terbitkan akta.",
        milestones_1="20 Papan waktu terpasang\n10. Surat edaran terbit",
    )
    assert client.post(act_page(walk.case, "lhp"), body).status_code == 302
    rows = Milestone.objects.filter(action__case=walk.case)
    assert [(row.day, row.text) for row in rows] == [
        (step.day, step.text) for step in STEPS
    ]
    page = client.get(act_page(walk.again(), "lhp")).content.decode()
    assert "10 Surat edaran terbit\n20 Papan waktu terpasang" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Surat edaran", "Tulis hari kerjanya dulu"),
        ("31 Surat edaran", "dalam batas waktu tindakan korektif"),
        ("5 Satu\n5 Dua", "pada hari kerja yang berbeda-beda"),
    ],
)
def test_what_is_no_milestone_is_refused_and_kept(typed: str, says: str) -> None:
    walk = Walk()
    to_review(walk)
    body = lhp_sent(
        walk,
        action_1="Terbitkan akta.",
        milestones_1=typed,
    )
    answer = browser("examiner").post(act_page(walk.case, "lhp"), body)
    assert answer.status_code in {409, 422}
    assert says in answer.content.decode()
    assert typed.splitlines()[0] in answer.content.decode()
    assert not Milestone.objects.exists()


def test_the_letter_says_them(walk: Walk) -> None:
    letter = walk.case.lhps.get().letter
    assert letter is not None
    assert letter.template_version == 5
    said = text_of(content_of(letter.file))
    assert "hari kerja ke-10: Surat edaran terbit" in said


def test_a_draft_written_anew_has_its_own() -> None:
    walk = drafted()
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    assert not Milestone.objects.exists()


def test_a_suggestion_stands_beside_orders_and_binds_to_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk = Walk()
    to_review(walk)
    body = lhp_sent(
        walk,
        action_1="Latih petugas loket.",
        instrument_1="saran",
    )
    client = browser("examiner")
    answer = client.post(act_page(walk.case, "lhp"), body)
    assert answer.status_code == 409
    assert "sedikitnya satu tindakan korektif" in answer.content.decode()
    body |= {"version": walk.again().version, "action_2": "Terbitkan akta."}
    assert client.post(act_page(walk.case, "lhp"), body).status_code == 302
    page = client.get(act_page(walk.again(), "lhp")).content.decode()
    assert '<option value="saran" selected>' in page
    walk.do(lhp.sign_lhp, "head")
    letter = walk.case.lhps.get().letter
    assert letter is not None
    assert "Saran tidak mengikat" in text_of(content_of(letter.file))
    opened_by_agency(walk)
    monkeypatch.setattr(clock, "now", lambda: walk.now)
    shown = browser("liaison").get(agency_page(walk.again())).content.decode()
    assert '<span class="tag">Saran</span>' in shown
    # Its day goes by and nothing follows from it.
    walk.case.actions.filter(n=2).update(status="dilaksanakan", settled_on=TODAY)
    walk.pass_days(60)
    assert walk.again().state == "corrective"


# --- counting -----------------------------------------------------------------------
def test_their_days_run_from_receipt(walk: Walk) -> None:
    rows = list(Milestone.objects.order_by("day"))
    action = rows[0].action
    assert action.received_on == walk.now.date()
    first, second = (row.due_on for row in rows)
    assert first
    assert second
    assert action.due_on
    assert first < second < action.due_on
    page = browser("liaison").get(agency_page(walk.case)).content.decode()
    assert "Surat edaran terbit" in page
    assert "belum ada laporan" in page


# --- telling and judging ------------------------------------------------------------
def test_the_agency_tells_how_far_it_is_with_its_proof(walk: Walk) -> None:
    row = Milestone.objects.get(day=10)
    client = browser("liaison")
    body = {"text": TOLD, "attachments": [upload("edaran.pdf", pdf())]}
    assert client.post(page_of(row), body).status_code == 302
    page = client.get(page_of(row)).content.decode()
    assert TOLD in page
    assert "edaran.pdf" in page
    assert "laporannya sedang kami periksa" in page
    entry = Entry.objects.get(kind=events.PROGRESS_REPORTED)
    assert (entry.data["milestone"], entry.data["files"]) == (10, 1)
    office = browser("examiner").get(case_page(walk.again())).content.decode()
    assert TOLD in office
    assert "edaran.pdf" in office
    assert "Periksa laporan" in office


def test_it_never_touches_the_order_itself(walk: Walk) -> None:
    """Neither its status, nor when it was shown, nor what a score waits for."""
    action = walk.case.actions.get(n=1)
    judged(told(walk), walk)
    judged(told(walk, 20), walk)
    action.refresh_from_db()
    assert (action.status, action.settled_on) == (ActionStatus.BELUM, None)
    assert not action.evidence.exists()
    assert action.due_on
    cutoff = action.due_on + timedelta(days=1)
    facts = {fact.ref: fact for fact in execution_record(agency().pk, cutoff)}
    assert facts[str(action.ref)].submitted_on is None
    assert pending_verdicts([agency().pk], cutoff) == 0


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        (Verdict.ACCEPTED, "tercapai"),
        (Verdict.MORE, "perlu tambahan"),
        (Verdict.REJECTED, "laporan ditolak"),
    ],
)
def test_the_verdict_stands_beside_the_milestone_with_its_reason(
    walk: Walk, verdict: Verdict, word: str
) -> None:
    report = told(walk)
    client = browser("examiner")
    address = reverse("work:progress", args=[walk.case.ref, report.ref])
    assert TOLD in client.get(address).content.decode()
    body = {"decision": verdict.value, "reason": "Nomor suratnya tidak terbaca."}
    assert client.post(address, body).status_code == 302
    page = browser("liaison").get(agency_page(walk.case)).content.decode()
    assert word in page
    assert "Nomor suratnya tidak terbaca." in page
    assert "sudah diperiksa" in client.get(address).content.decode()
    again = client.post(address, body)
    assert again.status_code == 409
    assert Entry.objects.get(kind=events.PROGRESS_JUDGED).data["verdict"] == verdict


def test_after_a_refusal_it_is_told_again_and_after_a_yes_no_more(walk: Walk) -> None:
    judged(told(walk), walk, Verdict.REJECTED)
    again = told(walk)
    with pytest.raises(NotReady, match="milestone_settled"):
        told(walk)  # one at a time
    judged(again, walk)
    with pytest.raises(NotReady, match="milestone_settled"):
        told(walk)
    answer = browser("liaison").post(
        page_of(Milestone.objects.get(day=10)), {"text": TOLD}
    )
    assert answer.status_code == 409
    assert TOLD in answer.content.decode()


def verdicts_owed(walk: Walk) -> list[str]:
    rows = walk.case.deadlines.filter(
        kind=TermKind.VERDICT, met_on=None, dropped_at=None
    )
    return [row.subject for row in rows]


def test_what_was_told_of_is_owed_a_verdict_until_it_has_one(walk: Walk) -> None:
    report = told(walk)
    assert verdicts_owed(walk) == [str(report.ref)]
    judged(report, walk)
    assert verdicts_owed(walk) == []


def test_of_an_order_that_is_done_no_verdict_on_its_way_there_is_owed(
    walk: Walk,
) -> None:
    told(walk)
    piece = submitted(walk, 1)
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Sudah.",
        actor=actor("examiner"),
        now=walk.now,
    )
    assert verdicts_owed(walk) == []


def test_the_same_form_twice_is_one_report(walk: Walk) -> None:
    client, row = browser("liaison"), Milestone.objects.get(day=10)
    page = client.get(page_of(row)).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    for _again in range(2):
        body = {"text": TOLD, "key": key}
        assert client.post(page_of(row), body).status_code == 302
    assert Progress.objects.count() == 1


def test_of_an_order_that_is_done_nothing_is_told_any_more(walk: Walk) -> None:
    walk.case.actions.filter(n=1).update(settled_on=walk.now.date())
    with pytest.raises(NotReady, match="action_closed"):
        told(walk)
    page = browser("liaison").get(page_of(Milestone.objects.get(day=10)))
    assert "tidak lagi wajib" in page.content.decode()


@pytest.mark.parametrize("who", ["other_liaison", "examiner", "citizen"])
def test_others_tell_nothing(walk: Walk, who: str) -> None:
    client, row = browser(who), Milestone.objects.get(day=10)
    assert client.get(page_of(row)).status_code == 404
    assert client.post(page_of(row), {"text": TOLD}).status_code == 404


def test_a_colleague_reads_and_does_not_judge(walk: Walk) -> None:
    report = told(walk)
    address = reverse("work:progress", args=[walk.case.ref, report.ref])
    client = browser("other_examiner")
    assert client.get(address).status_code == 403
    body = {"decision": "diterima", "reason": "Ya."}
    assert client.post(address, body).status_code == 403
    assert browser("examiner").post(address).status_code == 422
    absent = reverse("work:progress", args=[walk.case.ref, walk.case.ref])
    assert browser("examiner").get(absent).status_code == 404


def test_no_verdict_names_a_confidential_reporter(walk: Walk) -> None:
    report = told(walk)
    with pytest.raises(NotReady, match="already_decided"):
        milestones.judge_progress(
            ref=report.ref,
            verdict=Verdict.PENDING,
            reason="",
            actor=actor("examiner"),
            now=walk.now,
        )


# --- reminding ----------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_the_agency_is_reminded_five_and_one_working_days_before(walk: Walk) -> None:
    row = Milestone.objects.get(day=10)
    assert row.due_on is not None
    deliver()
    mail.outbox.clear()
    spoken = []
    day = walk.now
    while day.date() <= row.due_on:
        milestones.remind(day)
        milestones.remind(day)  # twice is once
        spoken.append(Entry.objects.filter(kind=events.MILESTONE_NEAR).count())
        day += timedelta(days=1)
    assert spoken[-1] == 2
    assert sorted(set(spoken)) == [0, 1, 2]
    deliver()
    assert len(mail.outbox) >= 2
    assert all("edaran" not in str(letter.body) for letter in mail.outbox)


def test_what_was_told_of_is_reminded_of_no_more_and_a_refusal_wakes_it(
    walk: Walk,
) -> None:
    report = told(walk)
    assert Milestone.objects.get(day=10).remind_on is None
    judged(report, walk, Verdict.MORE)
    assert Milestone.objects.get(day=10).remind_on is not None
    walk.case.actions.filter(n=1).update(settled_on=walk.now.date())
    milestones.remind(walk.now + timedelta(days=20))
    assert not Entry.objects.filter(kind=events.MILESTONE_NEAR).exists()


def test_one_that_fails_keeps_none_behind_it_waiting(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Milestone.objects.order_by("pk")[:2]
    due = first.due_on
    assert due is not None
    Milestone.objects.update(remind_on=walk.now.date())

    def fails(row: Milestone, today: date) -> Reached:
        if row.pk == first.pk:
            raise ZeroDivisionError
        return standing_of(row, today)

    monkeypatch.setattr(milestones, "BATCH", 1)
    monkeypatch.setattr(milestones, "standing_of", fails)
    with pytest.raises(LeftUndone):
        milestones.remind(walk.now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.remind_on == walk.now.date()
    assert second.remind_on != walk.now.date()


def test_the_pages_cost_the_same_for_any_number_of_milestones(walk: Walk) -> None:
    client, office = browser("liaison"), browser("examiner")
    told(walk)
    pages = [(client, agency_page(walk.case)), (office, case_page(walk.case))]
    few = []
    for one, page in pages:
        one.get(page)
        with counted() as found:
            one.get(page)
        few.append(len(found))
    told(walk, 20)
    for (one, page), least in zip(pages, few, strict=True):
        with counted() as found:
            one.get(page)
        assert len(found) == least

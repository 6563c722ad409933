"""The office begins by itself: a case without a reporter, and nothing made up for one."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints import vault
from complaints.domain import events
from complaints.domain.identity import Identity
from complaints.domain.lifecycle import IllegalTransition, WhyNot
from complaints.domain.states import Reason, State
from complaints.domain.talking import Manner
from complaints.domain.terms import TermKind
from complaints.models import AgencyTie, BlindIndex, Case, VaultRow
from complaints.models.choices import Channel
from complaints.selectors.hindering import hindrances_of
from complaints.services import (
    closing,
    examination,
    fast,
    initiating,
    lhp,
    recusing,
    reopening,
    splitting,
    talking,
    transferring,
)
from complaints.services.errors import Conflicted, NotReady, SamePerson, WrongCode
from complaints.services.tracking import open_with_code
from complaints.vault import Contact
from documents.services.keeping import content_of
from journal.models import Delivery, Entry
from tests.complaints.elsewhere import acting as head_elsewhere
from tests.complaints.own import (
    OwnWalk,
    begun,
    own_to_examination,
    own_to_review,
    own_to_signed_lhp,
    suspicion,
)
from tests.complaints.services.test_erasing import erase
from tests.complaints.story import (
    LHP,
    Walk,
    asked,
    opened_by_agency,
    to_examination,
    to_review,
)
from tests.documents.reading import text_of
from tests.factories.complaints import FILED
from tests.people import actor, agency, office, person

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def to_a_reporter(case: Case) -> int:
    """How many deliveries to a reporter the history of a case has."""
    rows = Delivery.objects.filter(
        entry__subject_kind="case", entry__subject_id=case.pk
    )
    return rows.filter(subscriber__in=("reporter_news", "contact_letter")).count()


def running(case: Case) -> set[str]:
    rows = case.deadlines.filter(met_on=None, dropped_at=None)
    return set(rows.values_list("kind", flat=True))


def test_it_is_registered_at_once_without_anybody_who_reported() -> None:
    case = begun()
    assert (case.state, case.channel) == (State.REGISTERED, Channel.OWN)
    assert not case.has_reporter
    assert case.display_number == "0001/IN/III/2026/64"
    assert case.number == "000001.2026"
    assert case.registered_on == FILED.date() == case.submitted_on
    assert case.filed_by is None
    assert case.identity_filled is None
    assert case.contact_marks is None
    assert not VaultRow.objects.filter(case=case).exists()
    assert not BlindIndex.objects.filter(case=case).exists()
    assert case.initiative.grounds.startswith("Enam kabar")
    assert (case.initiative.title, case.initiative.suspicion) == ("", "")


def test_its_terms_run_from_the_day_on_which_the_head_decides() -> None:
    walk = OwnWalk()
    assert running(walk.case) == {TermKind.ASSIGN, TermKind.EXAM_MEDIUM}
    limit = walk.case.deadlines.get(kind=TermKind.EXAM_MEDIUM)
    walk.pass_days(2)
    own_to_examination(walk)
    assert running(walk.again()) == {TermKind.EXAM_MEDIUM}
    again = walk.case.deadlines.get(kind=TermKind.EXAM_MEDIUM)
    assert (again.pk, again.due_on) == (limit.pk, limit.due_on)
    two_days_later = limit.started_on + timedelta(days=2)
    assert walk.case.exam_started_on == two_days_later


def test_its_history_says_who_began_it_and_holds_no_words() -> None:
    case = begun()
    entry = Entry.objects.get(kind=events.OWN_BEGUN)
    assert entry.subject_id == case.pk
    assert entry.actor_id == person("head").pk
    assert entry.data["number"] == case.number
    assert entry.data["source"] == "kabar"
    assert len(str(entry.data["text"])) == 64


def test_its_number_stands_in_the_one_row_of_the_register() -> None:
    report = Walk()
    to_examination(report)
    own = begun()
    assert report.again().display_number == "0001/LM/III/2026/64"
    assert own.display_number == "0002/IN/III/2026/64"


def test_the_same_form_again_begins_nothing() -> None:
    begun()
    key = office().ref
    sent: dict[str, Any] = {
        "wish": suspicion(),
        "key": key,
        "actor": actor("head"),
        "now": FILED,
    }
    first = initiating.begin(**sent)
    assert initiating.begin(**sent) == first
    assert Case.objects.filter(channel=Channel.OWN).count() == 2


@pytest.mark.parametrize("who", ["examiner", "intake", "resmon", "chair", "liaison"])
def test_only_a_head_begins_one(who: str) -> None:
    with pytest.raises(NotAllowed, match="party"):
        begun(who=who)
    assert not Case.objects.exists()


def test_it_is_of_the_heads_own_office() -> None:
    case = begun()
    assert case.office == office()
    OwnWalk()
    elsewhere = initiating.begin(wish=suspicion(), actor=head_elsewhere(), now=FILED)
    assert elsewhere.office == office("63")
    assert elsewhere.display_number.endswith("/63")


def test_who_has_to_do_with_the_agency_begins_nothing_and_no_number_is_lost() -> None:
    begun()
    AgencyTie.objects.create(user=person("head"), agency=agency(), at=FILED)
    with pytest.raises(Conflicted):
        initiating.begin(wish=suspicion(), actor=actor("head"), now=FILED)
    other = initiating.begin(wish=suspicion(), actor=actor("other_head"), now=FILED)
    assert other.number == "000002.2026"


def test_who_has_to_do_with_the_agency_does_not_examine_it() -> None:
    walk = OwnWalk()
    AgencyTie.objects.create(user=person("examiner"), agency=agency(), at=FILED)
    with pytest.raises(Conflicted):
        own_to_examination(walk)


def test_few_may_read_it_from_the_first_moment_where_the_head_says_so() -> None:
    case = begun(limited_for="safety")
    assert case.restricted
    assert case.restrictions.get().reason == "safety"
    assert not Case.objects.visible_to(actor("examiner")).filter(pk=case.pk).exists()
    kinds = Entry.objects.filter(subject_id=case.pk, subject_kind="case")
    assert kinds.filter(kind=events.CASE_RESTRICTED).exists()


def test_the_database_takes_nothing_of_a_reporter_for_it() -> None:
    case = begun()
    with pytest.raises(DatabaseError), transaction.atomic():
        vault.put(case, Identity(name="Kenari"), Contact(), now=FILED)
    for change in (
        {"filed_by": person("citizen")},
        {"contact_marks": {"email": "given"}},
        {"identity_filled": ["name"]},
        {"secrecy": "confidential"},
        {"on_behalf": True},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)
    vault.put_witness(case, "Kenari Sulastri Uji", now=FILED)
    assert [*case.vault.values_list("kind", flat=True)] == ["witness"]


def test_no_code_opens_it() -> None:
    case = begun()
    for code in ("", "0" * 12, case.locator):
        with pytest.raises(WrongCode):
            open_with_code(locator=case.locator, code=code, network="uji", now=FILED)


def test_from_the_beginning_to_the_corrective_period_no_reporter_is_told() -> None:
    walk = OwnWalk()
    own_to_signed_lhp(walk)
    opened_by_agency(walk)
    assert walk.again().state == State.CORRECTIVE
    walk.pass_days(80)
    assert walk.again().state == State.RESMON
    assert to_a_reporter(walk.case) == 0
    assert not walk.case.letters.filter(addressee="reporter").exists()


def test_the_same_way_of_a_report_tells_its_reporter() -> None:
    """The guard on the guard above."""
    walk = Walk()
    to_examination(walk)
    assert to_a_reporter(walk.case) > 0


def test_the_head_goes_on_to_the_review_at_once_and_nobody_has_fourteen_days() -> None:
    walk = OwnWalk()
    own_to_review(walk)
    assert walk.again().state == State.LHP_DRAFT
    assert TermKind.RESULT_ANSWER not in running(walk.case)
    notice = walk.case.notices.get()
    assert notice.approved_by == person("head")
    assert notice.closed_at is not None
    assert walk.kinds()[-1] == events.RESULT_APPROVED


def test_who_drafted_the_result_does_not_approve_it() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    with pytest.raises(NotReady, match="no_notice"):
        walk.do(examination.approve_result, "head")
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.case.notices.update(drafted_by=person("head"))
    with pytest.raises(SamePerson):
        walk.do(examination.approve_result, "head")
    with pytest.raises(NotAllowed):
        walk.do(examination.approve_result, "examiner")


def test_of_a_report_the_result_is_told_to_its_reporter_and_not_only_approved() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    with pytest.raises(IllegalTransition) as refused:
        walk.do(examination.approve_result, "head")
    assert refused.value.why is WhyNot.NOT_IN_THIS_STATE


MEETING = talking.Meeting(
    Manner.MEDIATION, FILED.date(), FILED.time(), "Kantor", "Akta."
)
PRESUMES: list[tuple[str, Callable[[OwnWalk], object]]] = [
    ("notify", lambda w: w.do(examination.notify_result, "head")),
    ("talks", lambda w: w.do(talking.invite, "head", meeting=MEETING)),
    ("fast", lambda w: w.do(fast.take_fast, "head", reason="Mendesak.")),
    (
        "withdraw",
        lambda w: closing.withdraw(ref=w.case.ref, actor=actor("intake"), now=w.now),
    ),
]


@pytest.mark.parametrize(("name", "act"), PRESUMES, ids=[one[0] for one in PRESUMES])
def test_a_step_that_presumes_a_reporter_says_that_there_is_none(
    name: str, act: Callable[[OwnWalk], object]
) -> None:
    walk = OwnWalk()
    if name in {"notify", "talks"}:
        own_to_examination(walk)
        walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    with pytest.raises(IllegalTransition) as refused:
        act(walk)
    assert refused.value.why is WhyNot.NO_REPORTER


def test_it_holds_one_matter_and_is_not_split() -> None:
    walk = OwnWalk()
    told = {"title": "Lain", "parts": [0], "file_refs": []}
    with pytest.raises(NotReady, match="no_reporter"):
        walk.do(splitting.split, "head", **told)


@pytest.mark.parametrize(
    "reason", [Reason.BELUM_MENGADU, Reason.DAMAI, Reason.KADALUWARSA]
)
def test_it_does_not_end_for_what_only_a_report_can_lack(reason: Reason) -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    assert reason not in closing.reasons_for(walk.again())
    with pytest.raises(NotReady, match="no_reporter"):
        walk.do(closing.close, "head", reason=reason)


def test_its_end_writes_no_letter_and_asks_nobody_how_it_was() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    case = walk.again()
    assert case.state == State.CLOSED
    assert not case.letters.exists()
    assert not case.opinions.exists()
    assert not case.deadlines.filter(kind=TermKind.CLOSING_LETTER).exists()
    assert to_a_reporter(case) == 0
    assert hindrances_of(case) == ()


def test_the_head_takes_it_up_again_for_something_new_within_a_year() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    walk.pass_days(30)
    with pytest.raises(NotAllowed):
        walk.do(reopening.reopen_own, "examiner", reason="Terjadi lagi.")
    walk.do(reopening.reopen_own, "head", reason="Terjadi lagi.")
    assert walk.again().state == State.EXAM
    assert TermKind.EXAM_MEDIUM in running(walk.case)
    assert walk.case.notes.get().text == "Terjadi lagi."
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    walk.pass_days(400)
    with pytest.raises(NotReady, match="own_not_reopenable"):
        walk.do(reopening.reopen_own, "head", reason="Terjadi lagi.")


def test_a_report_comes_back_at_its_reporters_wish_alone() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    with pytest.raises(NotReady, match="reporter_asks"):
        walk.do(reopening.reopen_own, "head", reason="Terjadi lagi.")


def test_its_letters_speak_of_no_reporter_and_those_of_a_report_as_before() -> None:
    own, report = OwnWalk(), Walk()
    own_to_examination(own)
    to_examination(report)
    said = {}
    for name, walk in (("own", own), ("report", report)):
        letter = asked(walk).letter
        said[name] = " ".join(text_of(content_of(letter.file)).split())
    assert "investigasi atas prakarsa sendiri" in said["own"]
    assert "elapor" not in said["own"]
    assert "Nomor perkara" in said["own"]
    assert "menerima laporan masyarakat" in said["report"]
    assert "Identitas pelapor tidak dicantumkan" in said["report"]
    assert "Nomor laporan" in said["report"]


def test_its_lhp_names_the_rule_in_place_of_a_reporter() -> None:
    own, report = OwnWalk(), Walk()
    own_to_signed_lhp(own)
    to_review(report)
    report.do(lhp.draft_lhp, "examiner", text=LHP)
    report.do(lhp.sign_lhp, "head")
    of_own, of_report = (
        " ".join(
            text_of(content_of(walk.case.letters.latest("pk").letter.file)).split()
        )
        for walk in (own, report)
    )
    assert "Nomor 38 Tahun 2019" in of_own
    assert "Uraian dugaan" in of_own
    assert "elapor" not in of_own.replace("Terlapor", "")
    assert "Ada pada Ombudsman dan tidak dicantumkan" in of_report


def test_it_goes_to_another_office_as_any_case() -> None:
    walk = OwnWalk()
    head_elsewhere()
    row = walk.do(
        transferring.ask_transfer, "head", office_id=office("63").pk, reason="Wilayah."
    )
    transferring.answer_transfer(
        ref=row.ref, accept=True, answer="", actor=head_elsewhere(), now=walk.now
    )
    assert walk.again().office == office("63")
    assert walk.case.initiative.office == office()
    assert to_a_reporter(walk.case) == 0


def test_an_examiner_who_keeps_out_leaves_it_to_another() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("examiner").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=walk.now,
    )
    walk.do(
        recusing.reassign,
        "head",
        examiner_id=person("other_examiner").pk,
    )
    assert walk.again().examiner == person("other_examiner")


@pytest.mark.django_db(transaction=True)
def test_erasing_it_leaves_no_word_of_why_it_was_begun() -> None:
    walk = OwnWalk()
    own_to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    erase(walk.again())
    case = walk.again()
    assert case.erased_at is not None
    assert case.initiative.grounds == ""
    assert (case.title, case.story) == ("", "")
    assert not case.documents.exists()


def test_neither_tracking_nor_a_lost_code_finds_it(client: Client) -> None:
    case = begun()
    pages = []
    for locator in (case.locator, "ZZZZ2222"):
        page = client.get(reverse("tracking:case", args=[locator])).content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        pages.append(page.replace(locator, ""))
    assert pages[0] == pages[1]

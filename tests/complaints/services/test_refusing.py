"""The plenary refuses a report: on a ground of the law, and the reporter reads which."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.grounds import VERSIONS, Ground
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import Reason, State
from complaints.models import CaseLetter, Refusal
from complaints.services import closing, intake, refusing
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.story import Walk
from tests.complaints.views.pages import act_page, case_page
from tests.documents.reading import text_of
from tests.people import login

pytestmark = pytest.mark.django_db
WORDS = "Perkara perdata itu diputus bulan Mei."


def before_the_plenary(**no: bool) -> Walk:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    answers = {key: (no.get(key, True), "") for key in MATERIAL_KEYS}
    walk.do(intake.pass_material, "intake", answers=answers)
    walk.again()
    return walk


def letter_of(walk: Walk) -> str:
    letter = CaseLetter.objects.get(case=walk.case, letter__kind="penutupan").letter
    return " ".join(text_of(content_of(letter.file)).split())


@pytest.mark.parametrize("ground", VERSIONS[0].all, ids=lambda one: one.reason.value)
def test_the_letter_names_the_ground_its_law_and_what_else_helps(
    ground: Ground,
) -> None:
    walk = before_the_plenary()
    walk.do(refusing.refuse, "head", ground=ground.reason, words=WORDS)
    assert walk.again().state == State.CLOSED
    assert walk.case.closing_reason == Reason.TIDAK_MEMENUHI_MATERIIL
    words = letter_of(walk)
    assert "Tidak memenuhi syarat materiil: " in words
    assert WORDS in words
    assert " ".join(ground.advice_id.split()) in words
    assert ("Dasar hukum:" in words) is bool(ground.law)
    if ground.law:
        assert f"Dasar hukum: {ground.law}." in words


def test_what_is_no_ground_of_the_law_refuses_nothing() -> None:
    walk = before_the_plenary()
    for reason in (Reason.TIDAK_DITEMUKAN, Reason.DICABUT, Reason.DILIMPAHKAN):
        with pytest.raises(NotReady, match="no_ground"):
            walk.do(refusing.refuse, "head", ground=reason)
    assert walk.again().state == State.PLENO
    assert not Refusal.objects.exists()


def test_head_and_commissioner_refuse_and_nobody_else_does() -> None:
    for who in ("intake", "other_examiner"):
        walk = before_the_plenary()
        with pytest.raises(NotAllowed):
            walk.do(refusing.refuse, who, ground=Reason.OBJEK_PERADILAN)
    for who in ("head", "commissioner"):
        walk = before_the_plenary()
        walk.do(refusing.refuse, who, ground=Reason.OBJEK_PERADILAN)
        assert walk.again().state == State.CLOSED


def test_only_what_the_plenary_has_before_it_is_refused() -> None:
    walk = Walk()
    with pytest.raises(IllegalTransition):
        walk.do(refusing.refuse, "head", ground=Reason.OBJEK_PERADILAN)


def test_refusing_without_a_ground_is_no_way_of_closing() -> None:
    walk = before_the_plenary()
    assert Reason.TIDAK_MEMENUHI_MATERIIL not in closing.reasons_for(walk.case)
    with pytest.raises(NotReady):
        walk.do(closing.close, "head", reason=Reason.TIDAK_MEMENUHI_MATERIIL)


def test_the_journal_keeps_the_ground_and_no_word() -> None:
    walk = before_the_plenary()
    walk.do(refusing.refuse, "head", ground=Reason.KADALUWARSA, words=WORDS)
    entry = Entry.objects.get(kind="complaints.case_closed")
    assert entry.data["ground"] == "kadaluwarsa"
    assert WORDS not in str(entry.data)
    assert not walk.case.deadlines.filter(met_on=None, dropped_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_erasing_the_case_takes_the_words_and_leaves_the_ground() -> None:
    walk = before_the_plenary()
    walk.do(refusing.refuse, "head", ground=Reason.KADALUWARSA, words=WORDS)
    erase_case(ref=walk.case.ref, reason="request", actor=SYSTEM, now=walk.now)
    row = Refusal.objects.get()
    assert (row.ground, row.words) == ("kadaluwarsa", "")


def test_the_page_offers_the_grounds_and_says_what_the_check_found() -> None:
    walk = before_the_plenary(not_in_court=False)
    client = Client()
    login(client, "head")
    page = client.get(act_page(walk.case, "tolak")).content.decode()
    assert "Pasal 36 ayat (1) huruf b" in page
    assert "Verifikasi materiil menemukan: Diperiksa pengadilan." in page
    sent = {"version": walk.case.version, "ground": "", "words": WORDS}
    refused = client.post(act_page(walk.case, "tolak"), sent)
    assert refused.status_code == 422
    assert WORDS in refused.content.decode()
    sent["ground"] = "objek_peradilan"
    assert client.post(act_page(walk.case, "tolak"), sent).status_code == 302
    shown = client.get(case_page(walk.case)).content.decode()
    assert "Ditolak rapat pleno" in shown
    assert WORDS in shown


@pytest.mark.parametrize(
    ("language", "told"),
    [("id", "Tanyakan langkah berikutnya"), ("en", "legal aid post")],
)
def test_the_reporter_reads_ground_law_and_way_on_in_his_language(
    language: str, told: str
) -> None:
    walk = before_the_plenary()
    walk.do(refusing.refuse, "head", ground=Reason.OBJEK_PERADILAN, words=WORDS)
    client = Client()
    code = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", code).status_code == 302
    where = f"/lacak/{walk.receipt.locator}/?bahasa={language}"
    page = client.get(where, follow=True).content.decode()
    assert "UU 37/2008 Pasal 36 ayat (1) huruf b" in page
    assert told in page
    assert WORDS in page

"""What is shown before it goes out, what goes back, and what may still be set."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.states import State
from complaints.models import Case, SearchDocument
from complaints.services import closing, examination, intake, lhp, naming, returning
from complaints.services.errors import Conflicted, NotReady
from complaints.services.lhp import ActionText, FindingText
from journal.models import Entry
from tests.complaints.story import (
    LHP,
    Walk,
    answered,
    asked,
    opened_by_agency,
    to_examination,
    to_review,
)
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.factories.accounts import AgencyMembershipFactory
from tests.factories.agencies import AgencyAliasFactory, UnitFactory
from tests.factories.complaints import CANARY_NAME, CANARY_NIK, confidential_one
from tests.people import agency, login, person

if TYPE_CHECKING:
    from django.test import Client

    from documents.models import Letter

pytestmark = pytest.mark.django_db
NOTICE = "Akta seharusnya terbit dalam lima hari."
REASON = "Sebutkan tanggal permohonan."
PRIMARY = re.compile(r'<(?:a|button)[^>]*class="btn(?! alt)(?: small)?"')


def read(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


def notice_drafted() -> Walk:
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text=NOTICE)
    walk.again()
    return walk


def lhp_drafted() -> Walk:
    walk = Walk()
    to_review(walk)
    text = replace(
        LHP,
        account="Akta diminta bulan Maret.",
        result="Berkas tidak diteruskan.",
        opinion="Penundaan tidak beralasan.",
        actions=[ActionText("Terbitkan akta.", "Salinan akta")],
    )
    walk.do(lhp.draft_lhp, "examiner", text=text)
    walk.again()
    return walk


def letter_of(walk: Walk, kind: str) -> Letter:
    return walk.case.letters.get(letter__kind=kind).letter


# --- the head reads what she approves -------------------------------------------


@pytest.mark.parametrize("page", [case_page, lambda case: act_page(case, "beritahu")])
def test_the_head_reads_the_result_before_the_reporter_does(
    client: Client, page: object
) -> None:
    walk = notice_drafted()
    login(client, "head")
    words = read(client, page(walk.case))  # type: ignore[operator]  # one of two
    for said in (NOTICE, "Pemberitahuan hasil pemeriksaan", person("examiner").name):
        assert said in words


@pytest.mark.parametrize(
    "page", [case_page, lambda case: act_page(case, "tandatangani")]
)
def test_the_head_reads_every_part_of_the_lhp_before_he_signs(
    client: Client, page: object
) -> None:
    walk = lhp_drafted()
    login(client, "head")
    words = read(client, page(walk.case))  # type: ignore[operator]  # one of two
    walk.do(lhp.sign_lhp, "head")
    body = letter_of(walk, "lhp").context["body"]
    for said in (
        *(body[part] for part in ("account", "result", "opinion")),
        *(finding["text"] for finding in body["findings"]),
        *(action["text"] for action in body["actions"]),
        "Salinan akta",
        body["corrective_term"],
        f"Pimpinan {walk.case.unit.name_id}" if walk.case.unit else "",
        "Ditemukan maladministrasi",
    ):
        assert said in words


def test_a_preview_says_that_an_emoji_becomes_a_box(client: Client) -> None:
    walk = notice_drafted()
    walk.do(examination.draft_result, "examiner", text="Selesai \U0001f64f")
    login(client, "head")
    assert "menjadi □" in read(client, act_page(walk.case, "beritahu"))


@pytest.mark.parametrize("stage", [notice_drafted, lhp_drafted])
def test_a_draft_that_went_back_keeps_its_words_and_shows_the_reason(
    client: Client, stage: object
) -> None:
    walk: Walk = stage()  # type: ignore[operator]  # one of two
    signs, writes, text = {
        State.EXAM: ("beritahu", "hasil", NOTICE),
        State.LHP_DRAFT: ("tandatangani", "lhp", "Penundaan tidak beralasan."),
    }[walk.case.stage]
    walk.do(returning.send_back_draft, "head", reason=REASON)
    login(client, "examiner")
    for address in (case_page(walk.again()), act_page(walk.case, writes)):
        words = read(client, address)
        assert REASON in words
        assert text in words
    login(client, "head")
    assert client.get(act_page(walk.case, signs)).status_code == 409
    body = {"version": walk.case.version}
    answer = client.post(act_page(walk.case, signs), body)
    assert "sudah dikembalikan" in answer.content.decode()
    entry = Entry.objects.get(kind=events.DRAFT_RETURNED)
    assert entry.data["to"] == person("examiner").pk
    assert REASON not in str(entry.data)


def test_a_draft_that_was_written_anew_may_be_approved(client: Client) -> None:
    walk = notice_drafted()
    walk.do(returning.send_back_draft, "head", reason=REASON)
    with pytest.raises(NotReady, match="sent_back"):
        walk.do(returning.send_back_draft, "head", reason=REASON)
    walk.do(examination.draft_result, "examiner", text="Tanggal 9 Maret 2026.")
    login(client, "head")
    assert REASON not in read(client, case_page(walk.again()))
    walk.do(examination.notify_result, "head")
    assert letter_of(walk, "pemberitahuan_hasil").context["body"]["summary"] == (
        "Tanggal 9 Maret 2026."
    )


def test_nothing_goes_back_where_nothing_waits() -> None:
    walk = Walk()
    to_examination(walk)
    with pytest.raises(NotReady, match="no_draft"):
        walk.do(returning.send_back_draft, "head", reason=REASON)


# --- the LHP --------------------------------------------------------------------


def test_an_lhp_names_the_form_the_term_and_who_signed() -> None:
    walk = lhp_drafted()
    walk.do(lhp.sign_lhp, "head")
    body = letter_of(walk, "lhp").context["body"]
    assert body["findings"][0]["label"] == "Penundaan berlarut"
    assert body["corrective_term"] == "30 hari kerja"
    assert body["signer"] == person("head").name
    assert body["signer_title"] == "Kepala kantor"


def test_the_form_of_an_lhp_opens_with_the_earlier_draft(client: Client) -> None:
    walk = lhp_drafted()
    login(client, "examiner")
    words = read(client, act_page(walk.case, "lhp"))
    for said in ("Akta diminta bulan Maret.", "Terbitkan akta.", "Salinan akta"):
        assert said in words
    assert '<option value="PB" selected>' in words


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"actions": []}, "sedikitnya satu tindakan korektif, atau mengapa"),
        ({"findings": [FindingText("PB", " ")]}, "Tulis alasan setiap temuan."),
        ({"no_action": "Sudah diperbaiki."}, "hanya bila ditemukan dan tidak ada"),
    ],
)
def test_an_lhp_that_finds_fault_without_reasons_is_refused(
    client: Client, changes: dict[str, object], sentence: str
) -> None:
    walk = Walk()
    to_review(walk)
    text = replace(LHP, **changes)  # type: ignore[arg-type]  # each fits its field
    body = {
        "version": walk.again().version,
        "account": text.account,
        "result": text.result,
        "opinion": text.opinion,
        "conclusion": text.conclusion,
        "form_1": "PB",
        "finding_1": text.findings[0].text,
        "no_action": text.no_action,
    } | {f"action_{n}": a.text for n, a in enumerate(text.actions, start=1)}
    login(client, "examiner")
    answer = client.post(act_page(walk.case, "lhp"), body)
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert not walk.case.lhps.exists()


def test_an_lhp_may_find_fault_and_say_why_nothing_is_left_to_correct() -> None:
    walk = Walk()
    to_review(walk)
    text = replace(LHP, actions=[], no_action="Akta terbit tanggal 2 April.")
    walk.do(lhp.draft_lhp, "examiner", text=text)
    walk.do(lhp.sign_lhp, "head")
    body = letter_of(walk, "lhp").context["body"]
    assert body["no_action"] == "Akta terbit tanggal 2 April."


def test_a_sign_that_no_font_knows_is_no_fault_of_the_portal(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "examiner")
    typed = "Mengapa? \U0001f64f ꦲꦤ 申诉 \u202egpj"
    body = {"version": walk.again().version, "summary": typed, "questions": typed}
    assert client.post(act_page(walk.case, "klarifikasi"), body).status_code == 302


def test_a_letter_that_cannot_be_made_is_a_sentence_and_keeps_the_text(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk()
    to_examination(walk)
    monkeypatch.setattr("documents.typesetting.TRIES", 0)
    login(client, "examiner")
    body = {"version": walk.again().version, "summary": NOTICE, "questions": "Apa?"}
    answer = client.post(act_page(walk.case, "klarifikasi"), body)
    assert answer.status_code == 409
    assert "tidak dapat dicetak" in answer.content.decode()
    assert NOTICE in answer.content.decode()
    assert not walk.case.clarifications.exists()


# --- asking the agency ----------------------------------------------------------


def test_the_agency_reads_our_summary_and_numbered_questions(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(
        examination.ask_clarification,
        "examiner",
        summary="Akta diminta, belum terbit.",
        questions="1. Kapan berkas masuk?\n\n2. Mengapa belum terbit?",
    )
    body = letter_of(walk, "permintaan_klarifikasi").context["body"]
    assert body["summary"] == "Akta diminta, belum terbit."
    assert body["questions"] == "Kapan berkas masuk?\nMengapa belum terbit?"
    assert body["signer"] == person("examiner").name
    opened_by_agency(walk)
    login(client, "liaison")
    words = read(client, agency_page(walk.case))
    assert "Akta diminta, belum terbit." in words
    assert (
        "<ol><li>Kapan berkas masuk?</li><li>Mengapa belum terbit?</li></ol>" in words
    )
    assert walk.case.story not in words


@pytest.mark.parametrize("missing", ["summary", "questions"])
def test_no_request_goes_out_without_a_summary(client: Client, missing: str) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "examiner")
    body = {"version": walk.again().version, "summary": "Apa.", "questions": "Apa?"}
    answer = client.post(act_page(walk.case, "klarifikasi"), body | {missing: " "})
    assert answer.status_code == 422
    assert not walk.case.clarifications.exists()


def test_a_request_that_is_open_closes_the_act_with_its_reason(client: Client) -> None:
    walk = Walk()
    to_examination(walk)
    asked(walk)
    login(client, "examiner")
    words = read(client, case_page(walk.again()))
    assert act_page(walk.case, "klarifikasi") not in words
    assert "Permintaan penjelasan sebelumnya belum dijawab." in words
    assert client.get(act_page(walk.case, "klarifikasi")).status_code == 409


# --- one main action ------------------------------------------------------------


def test_a_case_page_has_one_main_action_and_closing_is_never_it(
    client: Client,
) -> None:
    walk = Walk()
    to_examination(walk)
    answered(walk)
    for who in ("examiner", "head"):
        login(client, who)
        assert len(PRIMARY.findall(read(client, case_page(walk.again())))) <= 1
    walk = lhp_drafted()
    login(client, "head")
    main = PRIMARY.findall(read(client, case_page(walk.case)))
    assert len(main) == 1
    walk.do(lhp.sign_lhp, "head")
    assert walk.again().state == State.LHP_ISSUED
    words = read(client, case_page(walk.case))
    # Two orders are open: closing is shut, and says why.
    assert act_page(walk.case, "tutup") not in words
    assert "Tutup laporan" in words
    assert PRIMARY.findall(words) == []


# --- the checks of intake -------------------------------------------------------


def test_who_decides_reads_the_checks_with_their_notes(client: Client) -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    answers["chronology"] = (True, "Urut dari Maret.")
    walk.do(intake.pass_formal, "intake", answers=answers)
    login(client, "head")
    words = read(client, case_page(walk.again()))
    assert "Hasil verifikasi" in words
    assert "Urut dari Maret." in words
    assert person("intake").name in words


def test_intake_sees_which_fields_are_there_and_never_what_they_say(
    client: Client,
) -> None:
    case, _ = confidential_one()
    walk = Walk()
    walk.case = case
    assert case.identity_filled == [
        "name",
        "birth_place",
        "birth_date",
        "marital_status",
        "occupation",
        "address",
    ]
    Case.objects.filter(pk=case.pk).update(identity_filled=["name"])
    walk.do(intake.start_formal, "intake")
    login(client, "intake")
    words = read(client, act_page(walk.again(), "formil"))
    assert words.count("Terisi</span>") == 1
    assert words.count("Kosong</span>") == 5
    for canary in (CANARY_NAME, CANARY_NIK, "penjahit"):
        assert canary not in words
    Case.objects.filter(pk=case.pk).update(identity_filled=None)
    assert "Isian identitas" not in read(client, act_page(walk.again(), "formil"))


# --- whom it is about -----------------------------------------------------------


def nameless() -> Walk:
    return Walk(agency_id=None, unit_id=None, agency_label="Kantor dekat pasar")


def test_intake_searches_the_register_and_sets_the_agency(client: Client) -> None:
    walk = nameless()
    city = agency()
    AgencyAliasFactory(agency=city, name="Kota Tirtalaya", key="kota tirtalaya")
    login(client, "intake")
    address = act_page(walk.again(), "terlapor")
    assert "Kantor dekat pasar" in read(client, address)
    assert "Tidak ada yang cocok" in read(client, f"{address}?cari=zzzzzz")
    words = read(client, f"{address}?cari=tirtalaya")
    assert f'value="agency:{city.pk}"' in words
    body = {"version": walk.case.version, "body": f"agency:{city.pk}"}
    assert client.post(f"{address}?cari=tirtalaya", body).status_code == 302
    assert walk.again().agency == city
    entry = Entry.objects.get(kind=events.AGENCY_NAMED)
    assert entry.data == {"agency": city.pk, "unit": None, "before": None}
    login(client, "head")
    found = client.get(f"/kerja/antrean/?q={city.name_id}").content.decode()
    assert case_page(walk.case) in found
    assert SearchDocument.objects.filter(case=walk.case).count() == 1


def test_a_unit_brings_its_agency_along() -> None:
    walk = nameless()
    unit = UnitFactory(agency=agency())
    walk.do(naming.name_agency, "head", agency_id=unit.agency_id, unit_id=unit.pk)
    assert walk.again().unit == unit
    assert walk.case.agency_id == unit.agency_id


def test_an_agency_that_is_not_in_the_register_is_not_set(client: Client) -> None:
    walk = nameless()
    login(client, "intake")
    body = {"version": walk.again().version, "body": "agency:999999"}
    answer = client.post(act_page(walk.case, "terlapor"), body)
    assert answer.status_code == 422
    assert walk.again().agency is None


def test_without_an_agency_the_examiner_sets_it_before_she_asks(
    client: Client,
) -> None:
    walk = nameless()
    to_examination(walk)
    login(client, "examiner")
    words = read(client, case_page(walk.again()))
    assert "Tetapkan dulu instansi terlapor." in words
    assert act_page(walk.case, "terlapor") in words
    walk.do(naming.name_agency, "examiner", agency_id=agency().pk, unit_id=None)
    asked(walk)
    with pytest.raises(NotReady, match="agency_knows"):
        walk.do(naming.name_agency, "head", agency_id=agency(1).pk, unit_id=None)


@pytest.mark.parametrize("who", ["intake", "examiner"])
def test_nobody_names_an_agency_for_which_he_or_the_holder_spoke(who: str) -> None:
    walk = nameless()
    to_examination(walk)
    AgencyMembershipFactory(
        user=person(who),
        agency=agency(),
        valid_from=datetime(2018, 1, 1, tzinfo=UTC),
        valid_to=datetime(2019, 1, 1, tzinfo=UTC),
    )
    with pytest.raises(Conflicted):
        walk.do(naming.name_agency, "head", agency_id=agency().pk, unit_id=None)
    assert walk.again().agency is None


def test_an_lhp_without_an_agency_is_refused_with_a_sentence(client: Client) -> None:
    walk = nameless()
    to_review(walk)
    with pytest.raises(NotReady, match="no_agency"):
        walk.do(lhp.draft_lhp, "examiner", text=LHP)
    walk.do(naming.name_agency, "head", agency_id=agency().pk, unit_id=None)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    walk.do(naming.name_agency, "head", agency_id=agency(1).pk, unit_id=None)
    assert {row.agency_id for row in walk.case.actions.all()} == {agency(1).pk}


# --- the closing letter ---------------------------------------------------------


def test_closing_sends_the_reporter_a_letter_that_says_why() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(closing.close, "head", reason="bukan_wewenang")
    body = letter_of(walk, "penutupan").context["body"]
    assert body["reason"] == "Bukan wewenang Ombudsman."
    assert body["text"] == "Di luar wewenang kami."
    assert body["signer"] == person("head").name
    term = walk.case.deadlines.get(kind="closing_letter")
    assert (term.met_on, term.count) == (term.started_on, 7)
    assert not [row for row in walk.case.deadlines.all() if row.is_owed]


def test_time_that_closes_a_case_sends_the_letter_too() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    no = dict.fromkeys(FORMAL_KEYS, (False, ""))
    walk.do(intake.ask_completion, "intake", answers=no, missing=["Kronologi"])
    walk.pass_days(60)
    assert walk.again().state == State.CLOSED
    body = letter_of(walk, "penutupan").context["body"]
    assert "signer" not in body
    assert "30 hari" in body["text"]


# --- the history in words -------------------------------------------------------


def test_a_history_says_words_and_names_not_codes(client: Client) -> None:
    walk = lhp_drafted()
    walk.do(returning.send_back_draft, "head", reason=REASON)
    login(client, "auditor")
    words = read(client, f"{case_page(walk.case)}riwayat/")
    assert "{" not in words
    for said in (
        walk.case.agency.name_id if walk.case.agency else "",
        walk.case.office.name_id,
        person("examiner").name,
        "Penundaan berlarut",
        "Ringan",
        "Situs",
    ):
        assert said in words

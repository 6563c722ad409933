"""The agency's pages over HTTP: its letters, its questions, its duties, its evidence."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.models import (
    ActionEvidence,
    Case,
    CaseFile,
    Clarification,
    ClarificationReply,
    CorrectiveAction,
)
from documents.models import StoredFile
from journal.models import Entry
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.complaints.views.pages import (
    agency_page,
    case_page,
    counted,
    in_correction,
    in_examination,
    said_to_each,
)
from tests.documents.samples import pdf, upload
from tests.factories.complaints import calendar
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
TYPED = "Kalimat yang tidak boleh hilang."
OTHERS = ["citizen", "examiner", "other_liaison"]


@pytest.fixture
def walk() -> Walk:
    """The agency was asked and has not opened the letter."""
    walk = in_examination()
    asked(walk)
    walk.again()
    return walk


def answer_page() -> str:
    return reverse("agency:answer", args=[Clarification.objects.get().ref])


def evidence_page(n: int = 1) -> str:
    return reverse("agency:evidence", args=[CorrectiveAction.objects.get(n=n).ref])


def test_an_agency_without_duties_reads_that_there_are_none(client: Client) -> None:
    calendar()
    login(client, "liaison")
    page = client.get("/instansi/").content.decode()
    assert "Tidak ada kewajiban terbuka." in page


@pytest.mark.parametrize("who", ["citizen", "examiner", "auditor"])
def test_the_inbox_is_for_agencies(client: Client, who: str) -> None:
    login(client, who)
    assert client.get("/instansi/").status_code == 404
    assert client.post("/instansi/").status_code == 405


def test_a_question_is_read_only_after_its_letter_was_opened(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    before = client.get(agency_page(walk.case)).content.decode()
    assert "Mengapa belum terbit?" not in before
    assert "Mengapa belum terbit?" not in client.get("/instansi/").content.decode()
    assert "Mengapa belum terbit?" not in client.get(answer_page()).content.decode()
    assert client.post(agency_page(walk.case)).status_code == 302
    after = client.get(agency_page(walk.case)).content.decode()
    assert "Mengapa belum terbit?" in after
    assert events.LETTER_RECEIVED in walk.kinds()


def test_opening_twice_is_one_receipt(client: Client, walk: Walk) -> None:
    login(client, "liaison")
    for _again in range(2):
        assert client.post(agency_page(walk.case)).status_code == 302
    assert walk.kinds().count(events.LETTER_RECEIVED) == 1


def test_a_letter_is_read_when_it_counts_as_received(
    client: Client, walk: Walk
) -> None:
    login(client, "liaison")
    letter = walk.case.letters.get(addressee="agency").letter
    address = reverse("agency:letter", args=[walk.case.ref, letter.ref])
    assert client.get(address).status_code == 404
    client.post(agency_page(walk.case))
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("who", OTHERS)
def test_others_find_none_of_it(client: Client, walk: Walk, who: str) -> None:
    login(client, who)
    for address in (agency_page(walk.case), answer_page()):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_strangers_are_asked_to_sign_in(client: Client, walk: Walk) -> None:
    for address in (agency_page(walk.case), answer_page()):
        assert client.get(address).status_code == 302
        assert client.put(address).status_code == 302


def test_a_case_that_was_not_released_does_not_exist_for_its_agency(
    client: Client,
) -> None:
    walk = Walk()
    to_examination(walk)
    login(client, "liaison")
    assert client.get(agency_page(walk.again())).status_code == 404
    assert client.post(agency_page(walk.case)).status_code == 404


def test_an_answer_arrives_with_its_files(client: Client, walk: Walk) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    body = said_to_each(TYPED) | {"attachments": [upload("surat.pdf", pdf())]}
    assert client.post(answer_page(), body).status_code == 302
    assert ClarificationReply.objects.get().text == TYPED
    page = client.get(agency_page(walk.case)).content.decode()
    assert TYPED in page
    sent = CaseFile.objects.get(case=walk.case, lane="agency")
    assert reverse("agency:file", args=[walk.case.ref, sent.ref]) in page
    assert "surat.pdf" in page
    assert events.CLARIFICATION_ANSWERED in walk.kinds()


def test_an_empty_answer_is_asked_for_again(client: Client, walk: Walk) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    answer = client.post(answer_page(), {})
    assert answer.status_code == 422
    assert "Pertanyaan 1: pilih satu jawaban." in answer.content.decode()


def test_a_refused_file_keeps_what_was_typed(client: Client, walk: Walk) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    body = said_to_each(TYPED) | {"attachments": [upload("surat.exe", b"MZ")]}
    answer = client.post(answer_page(), body)
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert "tidak kami terima" in answer.content.decode()
    assert Clarification.objects.get().answered_at is None


def test_who_answers_second_reads_so_and_keeps_his_words(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    client.post(answer_page(), said_to_each("Yang pertama."))
    answer = client.post(answer_page(), said_to_each(TYPED))
    assert answer.status_code == 409
    assert TYPED in answer.content.decode()
    assert "sudah dijawab" in answer.content.decode()


def test_the_superior_reads_a_question_and_leaves_it_to_the_liaison(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "superior")
    page = client.get(answer_page()).content.decode()
    assert "Hanya narahubung yang menjawab" in page
    assert client.post(answer_page(), said_to_each(TYPED)).status_code == 403


def test_evidence_arrives_and_sets_no_status(client: Client) -> None:
    walk = in_correction()
    login(client, "liaison")
    body = {
        "text": TYPED,
        "done_on": "2026-03-09",
        "attachments": [upload("bukti.pdf", pdf())],
    }
    assert client.post(evidence_page(), body).status_code == 302
    page = client.get(agency_page(walk.case)).content.decode()
    assert TYPED in page
    assert "Bukti sedang kami periksa" in page
    assert "belum dipindai" in page.lower()
    entry = Entry.objects.get(kind=events.EVIDENCE_SUBMITTED)
    assert entry.data["files"] == 1
    assert TYPED not in str(entry.data)


def test_evidence_without_words_is_asked_for_again(client: Client) -> None:
    in_correction()
    login(client, "liaison")
    answer = client.post(evidence_page(), {"done_on": "2026-03-09"})
    assert answer.status_code == 422
    assert 'value="2026-03-09"' in answer.content.decode()


def test_a_finished_action_takes_no_more_evidence(client: Client) -> None:
    walk = in_correction()
    CorrectiveAction.objects.filter(n=1).update(
        settled_on=walk.now.date(), status="dilaksanakan"
    )
    login(client, "liaison")
    page = client.get(evidence_page()).content.decode()
    assert "sudah dinyatakan dilaksanakan" in page
    answer = client.post(evidence_page(), {"text": TYPED})
    assert answer.status_code == 409
    assert TYPED in answer.content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_others_show_no_evidence(client: Client, who: str) -> None:
    in_correction()
    login(client, who)
    assert client.get(evidence_page()).status_code == 404
    assert client.post(evidence_page(), {"text": TYPED}).status_code == 404


def test_drafts_of_ours_are_no_stage_for_the_agency(client: Client, walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(state="pre_lhp")
    Case.objects.filter(pk=walk.case.pk).update(state="lhp_draft")
    login(client, "liaison")
    page = client.get("/instansi/").content.decode()
    assert "Pemeriksaan" in page
    assert "LHP" not in page


def test_the_inbox_costs_the_same_for_any_number_of_duties(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    client.get("/instansi/")
    with counted() as few:
        client.get("/instansi/")
    for _n in range(3):
        another = in_examination()
        asked(another)
        opened_by_agency(another)
    with counted() as many:
        client.get("/instansi/")
    assert len(many) == len(few)


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def test_evidence_sent_twice_from_one_form_is_one_piece(client: Client) -> None:
    walk = in_correction()
    login(client, "liaison")
    key = key_of(client.get(evidence_page()).content.decode())

    paper = pdf()

    def send(text: str, key: str) -> Any:
        body = {"text": text, "key": key, "attachments": [upload("b.pdf", paper)]}
        return client.post(evidence_page(), body)

    for _again in range(2):
        assert send(TYPED, key).status_code == 302
    assert ActionEvidence.objects.count() == 1
    assert walk.kinds().count(events.EVIDENCE_SUBMITTED) == 1
    # The file that came the second time is destroyed, the first one is not.
    kept = StoredFile.objects.filter(sha256=sha256(paper).hexdigest()).order_by("id")
    assert list(kept.values_list("state", flat=True)) == ["stored", "erased"]
    changed = send("Kiriman lain.", key)
    assert changed.status_code == 409
    assert "sudah terkirim dengan isi lain" in changed.content.decode()
    again = key_of(changed.content.decode())
    assert again != key
    assert send("Kiriman lain.", again).status_code == 302
    assert ActionEvidence.objects.count() == 2


def test_an_answer_sent_twice_from_one_form_is_one_answer(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    key = key_of(client.get(answer_page()).content.decode())
    for _again in range(2):
        body = said_to_each(TYPED) | {"key": key}
        assert client.post(answer_page(), body).status_code == 302
    assert walk.kinds().count(events.CLARIFICATION_ANSWERED) == 1


@pytest.mark.parametrize("day", ["2026-03-08", "2099-01-01"])
def test_an_action_is_not_done_before_receipt_or_after_today(
    client: Client, day: str
) -> None:
    in_correction()
    login(client, "liaison")
    answer = client.post(evidence_page(), {"text": TYPED, "done_on": day})
    assert answer.status_code == 422
    assert "antara tanggal LHP diterima" in answer.content.decode()
    assert TYPED in answer.content.decode()
    assert not ActionEvidence.objects.exists()


def test_a_draft_of_an_answer_is_there_again_and_nobody_else_sees_it(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    half = {"text_1": TYPED, "do": "keep"}
    assert client.post(answer_page(), half).status_code == 302
    page = client.get(answer_page()).content.decode()
    assert TYPED in page
    assert "Ini draf Anda." in page
    assert TYPED not in client.get(agency_page(walk.case)).content.decode()
    login(client, "examiner")
    assert TYPED not in client.get(case_page(walk.case)).content.decode()
    assert Clarification.objects.get().answered_at is None


def basis_of(page: str) -> str:
    found = re.search(r'name="basis" value="(\w+)"', page)
    return found[1] if found else ""


def test_two_liaisons_on_one_draft_see_both_texts_and_choose_for_each_question(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    opened_on = basis_of(client.get(answer_page()).content.decode())
    assert opened_on == ""
    client.post(answer_page(), {"text_1": "Tulisan rekan.", "do": "keep"})
    mine = {"stance_1": "agree", "text_1": TYPED, "basis": opened_on}
    for do in ("keep", ""):
        answer = client.post(answer_page(), mine | {"do": do})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Rekan Anda menyimpan draf lain" in page
        assert f"{person('liaison').name} menyimpan tulisan lain pada" in page
        assert "Tulisan rekan." in page
        assert TYPED in page
    seen = basis_of(page)
    both = {"do": "merge", "merge_text_1": "both", "merge_stance_1": "mine"}
    joined = client.post(answer_page(), mine | both | {"basis": seen})
    assert joined.status_code == 200
    assert f"Tulisan rekan.\n\n{TYPED}</textarea>" in joined.content.decode()
    text = f"Tulisan rekan.\n\n{TYPED}"
    sent = mine | {"text_1": text, "basis": basis_of(joined.content.decode())}
    assert client.post(answer_page(), sent).status_code == 302
    assert ClarificationReply.objects.get().text == text


def test_a_choice_between_texts_is_carried_out_only_on_what_was_shown(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    client.post(answer_page(), {"text_1": "Tulisan rekan.", "do": "keep"})
    mine = {"text_1": TYPED, "do": "merge", "merge_text_1": "theirs", "basis": "old"}
    page = client.post(answer_page(), mine).content.decode()
    assert f"{TYPED}</textarea>" in page
    assert "menyimpan tulisan lain pada" in page


def test_the_superior_is_shown_no_draft_even_where_the_page_says_no(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    client.post(answer_page(), {"text_1": "Tulisan rekan.", "do": "keep"})
    login(client, "superior")
    answer = client.post(answer_page(), {"text_1": TYPED, "do": "keep"})
    assert answer.status_code == 403
    assert "Tulisan rekan." not in answer.content.decode()


def test_the_office_and_the_agency_read_the_answer_beside_its_question(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    said = {"stance_1": "disagree", "text_1": TYPED, "answer": "Kami tambahkan ini."}
    assert client.post(answer_page(), said).status_code == 302
    mine = client.get(agency_page(walk.case)).content.decode()
    login(client, "examiner")
    theirs = client.get(case_page(walk.case)).content.decode()
    for page in (mine, theirs):
        assert page.count("Mengapa belum terbit?") == 1
        words = page[page.index("Mengapa belum terbit?") :]
        assert "Tidak benar" in words
        assert TYPED in words
        assert "Kami tambahkan ini." in words


def test_who_disagrees_without_a_word_is_asked_why_and_keeps_the_choice(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    answer = client.post(answer_page(), {"stance_1": "disagree"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pertanyaan 1: tulis penjelasannya." in page
    assert re.search(r'value="disagree"[^>]* checked', page)


def test_a_choice_that_is_none_is_refused_in_a_sentence(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    answer = client.post(answer_page(), {"stance_1": "perhaps", "text_1": TYPED})
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert ClarificationReply.objects.count() == 0


def test_more_time_to_answer_is_asked_on_a_page_of_its_own(
    client: Client, walk: Walk
) -> None:
    opened_by_agency(walk)
    login(client, "liaison")
    address = reverse(
        "agency:more_time_to_answer", args=[Clarification.objects.get().ref]
    )
    due = (wall_now() + timedelta(days=10)).date()  # pages run on the real clock
    walk.case.deadlines.filter(kind="clarification").update(due_on=due)
    assert address in client.get(agency_page(walk.case)).content.decode()
    early = client.post(address, {"until": due.isoformat(), "reason": TYPED})
    assert early.status_code == 409
    assert TYPED in early.content.decode()
    assert address in client.get(answer_page()).content.decode()
    later = (due + timedelta(days=7)).isoformat()
    sent = client.post(address, {"until": later, "reason": "Berkas di arsip."})
    assert sent.status_code == 302
    page = client.get(agency_page(walk.case)).content.decode()
    assert "menunggu putusan" in page
    assert address not in page + client.get(answer_page()).content.decode()
    assert "tidak bisa diminta" in client.get(address).content.decode()
    login(client, "head")
    assert "Berkas di arsip." in client.get(case_page(walk.again())).content.decode()

"""What the search of the queue finds, by which words and numbers, and what it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection

from complaints.models import Case, SearchDocument
from complaints.services import asking, fast, searching, writing
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page, in_examination
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
    confidential_one,
    file_one,
)
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/kerja/antrean/"
STORY = "Warga mengeluh karena penerbitan sertipikat tanah ditunda tanpa alasan."


def finds(client: Client, words: str, case: Case) -> bool:
    """Whether the page of the queue shows this case for these words."""
    answer = client.get(PAGE, {"q": words})
    assert answer.status_code == 200
    return case_page(case) in [row["url"] for row in answer.context["rows"]]


def documents() -> str:
    """All that the search documents hold, as the database stores it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(tsv::text, ' ') FROM complaints_searchdocument"
        )
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "words",
    [
        "keluhan",
        "dikeluhkan",
        "mengeluh",
        "keluhn",
        "KELUHAN",
        "terbit",
        "diterbitkan",
        "penundaan",
        "sertifikat tanah",
        "sertipikat",
        "keluhan penundaan",
        '"sertipikat tanah"',
        "jembatan or tanah",
    ],
)
def test_any_form_of_a_word_and_a_slip_find_the_story(
    client: Client, words: str
) -> None:
    case, _ = file_one(title="Tanah", story=STORY)
    login(client, "intake")
    assert finds(client, words, case)


@pytest.mark.parametrize(
    "words", ["jembatan", "keluhan jembatan", "tanah -alasan", '"tanah sertipikat"']
)
def test_a_word_that_is_not_there_is_not_found(client: Client, words: str) -> None:
    case, _ = file_one(title="Tanah", story=STORY)
    login(client, "intake")
    assert not finds(client, words, case)


@pytest.mark.parametrize(
    "words",
    [
        "0001/LM/III/2026/64",
        "0001/lm/iii/2026",
        "1/2026",
        "000001.2026",
        "No. 1/2026",
        " 1 / 2026 ",
    ],
)
def test_a_register_number_is_found_however_it_is_written(
    client: Client, words: str
) -> None:
    walk = in_examination()
    other, _ = file_one()
    login(client, "examiner")
    assert finds(client, words, walk.case)
    assert not finds(client, words, other)


def test_a_locator_is_found_with_its_lookalikes_and_spaces(client: Client) -> None:
    case, _ = file_one()
    Case.objects.filter(pk=case.pk).update(locator="ZW10FA2B")
    login(client, "intake")
    for words in ("ZW10FA2B", "zw10 fa2b", "ZWLO-FA2B"):
        assert finds(client, words, case)
    assert not finds(client, "ZW10FA2", case)
    assert not finds(client, "ZW10FA2BX", case)


def test_the_agency_is_found_by_its_name(client: Client) -> None:
    case, _ = file_one()
    assert case.agency
    login(client, "intake")
    assert finds(client, case.agency.name_id, case)


def test_notes_and_messages_are_found_as_soon_as_they_are_written(
    client: Client,
) -> None:
    walk = in_examination()
    told: dict[str, Any] = {"ref": walk.case.ref, "now": FILED}
    writing.write_note(text="Periksa arsip kecamatan.", actor=actor("head"), **told)
    writing.write_message(text="Bawalah kuitansi.", actor=actor("examiner"), **told)
    asking.ask_reporter(
        text="Kapan loketnya tutup?", actor=actor("examiner"), key=None, **told
    )
    login(client, "examiner")
    for words in ("mengarsipkan", "kuitansi", "ditutup"):
        assert finds(client, words, walk.case)


def test_why_a_report_is_urgent_is_found_as_a_note(client: Client) -> None:
    walk = Walk()
    walk.do(fast.take_fast, "intake", reason="Tidak bisa berobat.")
    login(client, "intake")
    assert finds(client, "pengobatan", walk.case)


def test_messages_of_a_confidential_case_are_not_found_and_its_notes_are(
    client: Client,
) -> None:
    case, _ = confidential_one()
    Case.objects.filter(pk=case.pk).update(intake_id=actor("intake").user_id)
    told: dict[str, Any] = {"ref": case.ref, "actor": actor("intake"), "now": FILED}
    writing.write_message(text=f"Yth. Ibu {CANARY_NAME}, kuitansi?", **told)
    writing.write_note(text="Cocokkan arsip.", **told)
    login(client, "intake")
    assert finds(client, "arsip", case)
    for words in ("kuitansi", CANARY_NAME, "Sulastri"):
        assert not finds(client, words, case)


def test_nobody_is_found_by_a_number_or_an_address_that_stands_in_a_text(
    client: Client,
) -> None:
    spoken = f"Hubungi saya di {CANARY_PHONE}, 0812-9999-0000 atau {CANARY_MAIL}."
    case, _ = file_one(story=f"{spoken} NIK saya {CANARY_NIK}. {STORY}")
    login(client, "intake")
    assert finds(client, "hubungi tanah", case)
    for words in (CANARY_PHONE, CANARY_NIK, CANARY_MAIL, "0812-9999-0000"):
        assert not finds(client, words, case)
    kept = documents()
    for words in (CANARY_PHONE, CANARY_NIK, CANARY_MAIL, "9999"):
        assert words not in kept


def test_what_one_may_not_see_is_not_found_and_not_counted(client: Client) -> None:
    case, _ = file_one(story=STORY)
    Case.objects.filter(pk=case.pk).update(restricted=True)
    for who in ("intake", "examiner_elsewhere", "auditor"):
        login(client, who)
        for words in ("keluhan", case.locator):
            assert not finds(client, words, case)
    login(client, "head")
    assert finds(client, "keluhan", case)


def test_an_update_finds_old_cases_once_their_documents_are_written_anew(
    client: Client,
) -> None:
    cases = [file_one(story=STORY)[0] for _n in range(3)]
    SearchDocument.objects.update(tsv="'lama':1")
    login(client, "intake")
    assert not finds(client, "keluhan", cases[0])
    assert searching.index_again(0, 2) == cases[1].pk
    assert not finds(client, "keluhan", cases[2])
    call_command("reindex_search")
    assert all(finds(client, "keluhan", case) for case in cases)


def test_an_erased_case_leaves_no_document_to_write_anew() -> None:
    case, _ = file_one(story=STORY)
    SearchDocument.objects.filter(case=case).delete()
    call_command("reindex_search")
    assert not SearchDocument.objects.exists()

"""An administrator writes what citizens are asked, looks at it, and publishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.models import Question, QuestionSet
from journal.models import Entry
from tests.complaints.views.pages import counted
from tests.complaints.views.test_beside_the_story import published
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/pertanyaan/"
PAGE = f"{HOME}adminduk/"
ROW = {"text_id": "Nomor berkas?", "text_en": "File number?", "kind": "text"}
CHOICE = {
    "text_id": "Dokumen apa?",
    "text_en": "Which document?",
    "kind": "choice",
    "choices_id": "KTP\nAkta",
    "choices_en": "Card\nCertificate",
}


def form(*rows: dict[str, str], version: int = 0) -> dict[str, str]:
    """The page as it is sent, each row under its number."""
    sent = {"version": str(version), "q-TOTAL_FORMS": str(len(rows))}
    sent |= {"q-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        sent |= {f"q-{n}-{name}": value for name, value in row.items()}
    return sent


@pytest.fixture
def admin(client: Client) -> Client:
    login(client, "system_admin")
    return client


@pytest.mark.parametrize("who", ["intake", "head", "auditor", "compliance_admin"])
@pytest.mark.parametrize("path", [HOME, PAGE, f"{PAGE}pratinjau/"])
def test_these_pages_exist_for_administrators_only(
    client: Client, who: str, path: str
) -> None:
    login(client, who)
    assert client.get(path).status_code == 404


def test_every_substance_is_listed_at_the_same_cost(admin: Client) -> None:
    admin.get(HOME)
    with counted() as few:
        page = admin.get(HOME).content.decode()
    assert page.count("/kerja/pertanyaan/") >= 36
    published()
    published(substance="imigrasi")
    with counted() as many:
        page = admin.get(HOME).content.decode()
    assert "5 pertanyaan, versi 1" in page
    assert len(many) <= len(few) + 1, many


def test_a_draft_is_kept_and_nobody_is_asked_it(admin: Client) -> None:
    answer = admin.post(PAGE, form(ROW, {"kind": "text"}, CHOICE))
    assert answer["Location"] == f"{PAGE}pratinjau/"
    page = admin.get(f"{PAGE}pratinjau/").content.decode()
    assert "Nomor berkas?" in page
    assert "Seperti inilah versi 1 dilihat warga, bila diterbitkan." in page
    kept = QuestionSet.objects.get()
    assert (kept.published_at, kept.questions.count()) == (None, 2)
    assert list(kept.questions.values_list("choices", flat=True))[1] == [
        ["KTP", "Card"],
        ["Akta", "Certificate"],
    ]


def test_what_was_published_is_followed_never_changed(admin: Client) -> None:
    published()
    page = admin.get(PAGE).content.decode()
    assert "Versi 1 sedang ditanyakan" in page
    assert "Apa kata petugas?" in page
    admin.post(PAGE, form(ROW))
    assert admin.post(f"{PAGE}terbit/", {"version": "1"})["Location"] == HOME
    assert [row.number for row in QuestionSet.objects.order_by("number")] == [1, 2]
    assert Question.objects.count() == 6
    assert "1 pertanyaan, versi 2" in admin.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (ROW | {"text_en": ""}, "kedua bahasa"),
        (CHOICE | {"choices_id": "KTP"}, "dua pilihan"),
        (CHOICE | {"choices_en": "Card"}, "sama di kedua bahasa"),
    ],
)
def test_a_question_that_is_not_whole_is_named_and_nothing_typed_is_lost(
    admin: Client, row: dict[str, str], error: str
) -> None:
    answer = admin.post(PAGE, form(row, ROW | {"text_id": "Yang kedua?"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(error) >= 2
    assert "<title>Perlu dilengkapi:" in page
    assert "Yang kedua?" in page
    assert not QuestionSet.objects.exists()


def test_rows_are_taken_out_and_put_in_order_by_number(admin: Client) -> None:
    rows = [
        ROW | {"text_id": "Dua?", "place": "2"},
        ROW | {"text_id": "Satu?", "place": "1"},
        ROW | {"text_id": "Tidak?", "remove": "on"},
        ROW | {"text_id": "Akhir?"},
    ]
    admin.post(PAGE, form(*rows))
    texts = Question.objects.order_by("position").values_list("text_id", flat=True)
    assert list(texts) == ["Satu?", "Dua?", "Akhir?"]


def test_two_administrators_do_not_overwrite_each_other(admin: Client) -> None:
    admin.post(PAGE, form(ROW))
    answer = admin.post(PAGE, form(ROW | {"text_id": "Tulisan kedua?"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in page
    assert "Tulisan kedua?" in page
    assert Question.objects.get().text_id == "Nomor berkas?"
    stale = admin.post(f"{PAGE}terbit/", {"version": "7"})
    assert stale.status_code == 409
    assert not QuestionSet.objects.exclude(published_at=None).exists()


def test_thirteen_questions_are_more_than_a_page_bears(admin: Client) -> None:
    answer = admin.post(PAGE, form(*[ROW] * 13))
    assert answer.status_code == 409
    assert "Paling banyak dua belas" in answer.content.decode()


def test_nothing_is_published_without_a_draft_or_by_half_a_form(admin: Client) -> None:
    none = admin.post(f"{PAGE}terbit/", {"version": "0"})
    assert none.status_code == 409
    assert "Belum ada draf" in none.content.decode()
    assert admin.post(f"{PAGE}terbit/").status_code == 422


def test_a_substance_that_is_none_has_no_page(admin: Client) -> None:
    for path in ("", "pratinjau/"):
        assert admin.get(f"{HOME}tidak-ada/{path}").status_code == 404


def test_history_says_what_was_written_and_published_without_a_word_of_it(
    admin: Client,
) -> None:
    admin.post(PAGE, form(ROW))
    admin.post(f"{PAGE}terbit/", {"version": "1"})
    told = {"substance": "adminduk", "number": 1, "questions": 1}
    rows = Entry.objects.filter(subject_kind="questions").order_by("n")
    assert [(row.kind, row.data) for row in rows] == [
        ("complaints.questions_written", told),
        ("complaints.questions_published", told),
    ]


def test_an_empty_version_asks_nothing_any_more(admin: Client) -> None:
    published()
    admin.post(PAGE, form({"kind": "text"}))
    assert "Tanpa pertanyaan" in admin.get(f"{PAGE}pratinjau/").content.decode()


def test_the_pages_speak_english(admin: Client) -> None:
    published()
    page = admin.get(f"{PAGE}pratinjau/?bahasa=en").content.decode()
    assert "What did the officer say?" in page
    assert "This is how citizens see version 1 now." in page

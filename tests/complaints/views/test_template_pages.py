"""An administrator writes templates; an officer puts one into what she writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.domain.templating import Audience, Line, TemplateKind
from complaints.models import ReporterMessage, Template, Unsent
from complaints.services.templating import Content
from journal.models import Entry
from tests.complaints.services.test_templating import published, written
from tests.complaints.views.pages import act_page, case_page, counted, in_examination
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
HOME = "/kerja/templat/"
NEW = f"{HOME}pesan/baru/"
PAGE = f"{HOME}pesan/kabar/"
TEXT = {"text_id": "Laporan {nomor}.", "text_en": "Report {nomor}."}


def form(*rows: dict[str, str], version: int = 0, **head: str) -> dict[str, str]:
    """The page as it is sent, each row under its number."""
    sent = {"version": str(version), "b-TOTAL_FORMS": str(len(rows))}
    sent |= {"b-INITIAL_FORMS": "0", "offered": "on"}
    sent |= {"name_id": "Kabar", "name_en": "News", "place": ""} | head
    for n, row in enumerate(rows):
        sent |= {f"b-{n}-{name}": value for name, value in row.items()}
    return sent


@pytest.fixture
def admin(client: Client) -> Client:
    login(client, "system_admin")
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_of_what_was_never_written_there_is_no_preview(admin: Client) -> None:
    assert admin.get(f"{NEW}pratinjau/").status_code == 404


@pytest.mark.parametrize("who", ["intake", "head", "auditor", "compliance_admin"])
@pytest.mark.parametrize("path", [HOME, NEW, PAGE, f"{PAGE}pratinjau/"])
def test_these_pages_exist_for_administrators_only(
    client: Client, who: str, path: str
) -> None:
    published()
    login(client, who)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["surat/kabar/", "pesan/tidak-ada/", "pesan/x/terbit/"]
)
def test_what_is_no_template_is_not_found(admin: Client, path: str) -> None:
    send = admin.post if path.endswith("terbit/") else admin.get
    assert send(HOME + path).status_code == 404


def test_a_message_is_written_looked_at_and_published(admin: Client) -> None:
    assert "Belum ada. Tulis yang pertama." in read(admin, HOME)
    answer = admin.post(NEW, form(TEXT))
    assert answer.headers["Location"] == f"{PAGE}pratinjau/"
    page = read(admin, f"{PAGE}pratinjau/")
    assert "Laporan 000001.2026." in page
    assert "Report 000001.2026." in page
    assert "Tidak ditawarkan" in read(admin, HOME)
    answer = admin.post(f"{PAGE}terbit/", {"version": 1})
    assert answer.headers["Location"] == HOME
    assert "versi 1" in read(admin, HOME)
    assert "Versi 1 sedang ditawarkan." in read(admin, PAGE)


def test_an_unknown_gap_is_a_sentence_where_it_is_written(admin: Client) -> None:
    answer = admin.post(NEW, form(TEXT | {"text_en": "Dear {name} of {kantor}"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    said = "Kami tidak mengenal isian {name}. Yang ada: {nomor}, {instansi}"
    assert page.count(said) == 2  # above the form, and beside the field
    assert "Dear {name} of {kantor}" in page
    assert not Template.objects.exists()


@pytest.mark.parametrize("name", ["text_id", "text_en"])
def test_a_message_is_written_in_both_languages(admin: Client, name: str) -> None:
    answer = admin.post(NEW, form(TEXT | {name: ""}))
    assert answer.status_code == 422
    assert "belum diisi." in answer.content.decode()
    assert not Template.objects.exists()


def test_a_new_name_must_be_free(admin: Client) -> None:
    written()
    answer = admin.post(NEW, form(TEXT))
    assert answer.status_code == 422
    assert "Nama ini sudah dipakai" in answer.content.decode()


def test_who_saves_over_a_colleague_is_told_and_keeps_her_words(admin: Client) -> None:
    written()
    answer = admin.post(PAGE, form(TEXT | {"text_id": "Kata saya."}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in page
    assert "Kata saya." in page
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize(("version", "status"), [("", 422), ("7", 409)])
def test_another_draft_than_was_looked_at_is_not_published(
    admin: Client, version: str, status: int
) -> None:
    written()
    answer = admin.post(f"{PAGE}terbit/", {"version": version})
    assert answer.status_code == status
    assert Template.objects.get().published_at is None


def test_history_says_what_was_written_and_published_without_a_word_of_it(
    admin: Client,
) -> None:
    published()
    told = {"kind": "message", "slug": "kabar", "number": 1, "lines": 1}
    found = Entry.objects.filter(kind__startswith="complaints.template").order_by("id")
    assert list(found.values_list("kind", "data")) == [
        ("complaints.template_written", told),
        ("complaints.template_published", told),
    ]


def test_every_template_is_listed_at_the_same_cost(admin: Client) -> None:
    published()
    admin.get(HOME)
    with counted() as few:
        admin.get(HOME)
    for n in range(5):
        published(f"kabar-{n}")
    with counted() as many:
        assert read(admin, HOME).count("versi 1") == 6
    assert len(few) == len(many)


@pytest.fixture
def walk() -> Walk:
    return in_examination()


WORDS = (
    "Nomor {nomor}, {instansi}, sampai {tenggat}. {petugas}, {kantor}.",
    "Number {nomor}, {instansi}, until {tenggat}. {petugas}, {kantor}.",
)


def offer(place: str = "", slug: str = "kabar") -> None:
    published(slug, content=Content("Kabar", "News", (Line(*WORDS),), place=place))


def use(client: Client, walk: Walk, slug: str = "pesan", **body: str) -> str:
    sent = {"do": "use", "template": "kabar.id"} | body
    answer = client.post(act_page(walk.case, slug), sent)
    return read(client, answer.headers["Location"])


def kept(walk: Walk) -> dict[str, dict[str, str]]:
    rows = Unsent.objects.filter(case=walk.case, by=person("examiner"))
    return {row.act: row.fields for row in rows}


def test_the_composer_fills_a_template_and_keeps_what_was_typed(
    client: Client, walk: Walk
) -> None:
    offer()
    login(client, "examiner")
    assert ">Pakai</button>" in read(client, case_page(walk.case))
    page = use(client, walk, text="Selamat pagi.")
    number = walk.case.display_number
    name = person("examiner").name
    promise = walk.case.deadlines.get(kind="exam_light").due_on
    text = kept(walk)["pesan"]["text"]
    assert text.startswith(f"Selamat pagi.\n\nNomor {number}, ")
    assert f"sampai {promise.day} " in text
    assert f"{name}, {walk.case.office.name_id}." in text
    assert "Selamat pagi." in page
    assert not ReporterMessage.objects.exists()


def test_a_template_is_put_in_in_the_language_that_was_chosen(
    client: Client, walk: Walk
) -> None:
    offer()
    login(client, "examiner")
    use(client, walk, template="kabar.en")
    assert kept(walk)["pesan"]["text"].startswith("Number ")


def test_what_is_not_known_yet_is_named_and_stays_open(
    client: Client, walk: Walk
) -> None:
    offer()
    login(client, "examiner")
    page = use(client, walk, "klarifikasi")
    assert "Belum kami ketahui, isi sendiri: {tenggat}." in page
    assert "{tenggat}" in kept(walk)["klarifikasi"]["questions"]


@pytest.mark.parametrize("template", ["", "kabar", "kabar.fr", "lain.id"])
def test_without_a_choice_nothing_is_put_in_and_nothing_lost(
    client: Client, walk: Walk, template: str
) -> None:
    offer()
    login(client, "examiner")
    page = use(client, walk, template=template, text="Selamat pagi.")
    assert "Pilih dulu templatnya." in page
    assert kept(walk) == {"pesan": {"text": "Selamat pagi."}}


def test_a_template_for_the_reporter_is_not_offered_for_the_agency(
    client: Client, walk: Walk
) -> None:
    offer(Audience.REPORTER)
    login(client, "examiner")
    assert "kabar.id" in read(client, act_page(walk.case, "pesan"))
    assert "Sisipkan templat" not in read(client, act_page(walk.case, "klarifikasi"))
    assert "Pilih dulu templatnya." in use(client, walk, "klarifikasi")


def test_no_template_is_offered_where_there_is_none(client: Client, walk: Walk) -> None:
    written(kind=TemplateKind.MESSAGE)
    login(client, "examiner")
    assert "Sisipkan templat" not in read(client, case_page(walk.case))

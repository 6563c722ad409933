"""Substance, its questions and the place: proposed, changed, left open, kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from complaints.domain.asking import Kind
from complaints.models import Case, CaseAnswer, Draft, Question, QuestionSet
from complaints.services import questioning
from complaints.services.questioning import Wording
from tests.complaints.services.test_substance_editing import (
    published as published_substance,
)
from tests.complaints.views.pages import case_page, counted
from tests.complaints.views.writer import CONTACT, PERSON, SECRECY, STORY, TRIED
from tests.factories.agencies import AgencyFactory, OfficeFactory, RegionFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, login

if TYPE_CHECKING:
    from agencies.models import Agency

pytestmark = pytest.mark.django_db
ASKED = (
    Wording(Kind.TEXT, "Nomor tanda terima", "Number of the receipt"),
    Wording(Kind.LONG, "Apa kata petugas?", "What did the officer say?", required=True),
    Wording(Kind.DATE, "Kapan diajukan?", "When was it applied for?"),
    Wording(
        Kind.CHOICE,
        "Dokumen apa?",
        "Which document?",
        choices=(("KTP", "Identity card"), ("Akta", "Certificate")),
    ),
    Wording(Kind.YES_NO, "Diminta membayar?", "Asked to pay?"),
)
SAID = "Petugas bilang blangkonya habis sejak Lebaran."


@pytest.fixture
def city() -> Agency:
    """An invented city that can be reported."""
    calendar()
    return AgencyFactory(code="99.71", region__code="99.71", region__name="Kota Melati")


def published(*wordings: Wording, substance: str = "adminduk") -> list[Question]:
    """A version of questions that is asked from now on."""
    administrator = actor("system_admin", stepped_up=True)
    draft = questioning.write(
        substance=substance,
        version=0,
        questions=wordings or ASKED,
        actor=administrator,
        now=FILED,
    )
    questioning.publish(
        substance=substance, version=draft.version, actor=administrator, now=FILED
    )
    return list(QuestionSet.objects.get(pk=draft.pk).questions.all())


def _answers(questions: list[Question]) -> dict[str, str]:
    values = ("A-17", SAID, "9 3 2026", "2", "yes")
    return {f"q{one.pk}": value for one, value in zip(questions, values, strict=True)}


def _text(client: Client, path: str) -> str:
    return str(client.get(path).content.decode())


def _send(client: Client) -> Case:
    page = _text(client, "/lapor/periksa/")
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    sent = client.post("/lapor/periksa/", {"key": found.group(1), "true": "on"})
    assert sent.status_code == 302, sent.content.decode()
    return Case.objects.get()


def _until(client: Client, city: Agency, *more: tuple[str, dict[str, str]]) -> None:
    for slug, answers in (
        ("kejadian", STORY),
        ("instansi", {"choice": f"agency:{city.pk}"}),
        *more,
    ):
        response = client.post(f"/lapor/{slug}/", answers)
        assert response.status_code == 302, response.content.decode()


REST = (
    ("keluhan", TRIED),
    ("data-diri", PERSON),
    ("kerahasiaan", SECRECY),
    ("kontak", CONTACT),
)


def test_the_substance_is_proposed_from_the_story_and_can_be_changed(
    client: Client, city: Agency
) -> None:
    _until(client, city)
    page = _text(client, "/lapor/bidang/")
    assert re.search(r'value="adminduk" checked', page)
    assert "Kami menebak dari cerita Anda" in page
    _until(client, city, ("bidang", {"substance": "imigrasi"}))
    assert re.search(r'value="imigrasi" checked', _text(client, "/lapor/bidang/"))


def test_what_cannot_be_guessed_is_said_so_and_the_whole_list_stands_open(
    client: Client, city: Agency
) -> None:
    client.post("/lapor/kejadian/", STORY | {"title": "x", "story": "Kecewa."})
    page = _text(client, "/lapor/bidang/")
    assert "Kami tidak bisa menebak" in page
    assert "<details open>" in page
    assert page.count('name="substance"') == 37


@pytest.mark.parametrize("code", ["", "tidak-ada"])
def test_a_substance_that_is_none_is_refused(client: Client, code: str) -> None:
    client.post("/lapor/kejadian/", STORY)
    answer = client.post("/lapor/bidang/", {"substance": code})
    assert answer.status_code == 422
    assert answer.content.decode().count("atau pilih “saya tidak tahu”.") == 2


def test_one_that_is_retired_is_neither_proposed_nor_taken_and_a_new_one_is(
    client: Client, city: Agency
) -> None:
    published_substance("adminduk", offered=False)
    published_substance("kartu_warga", name_id="Kartu warga", words=("akta",))
    _until(client, city)
    page = _text(client, "/lapor/bidang/")
    assert 'value="adminduk"' not in page
    assert re.search(r'value="kartu_warga" checked', page)
    assert "Kartu warga" in page
    answer = client.post("/lapor/bidang/", {"substance": "adminduk"})
    assert answer.status_code == 422
    _until(client, city, ("bidang", {"substance": "kartu_warga"}))


def test_one_that_is_retired_between_choosing_and_sending_stays_as_it_was_chosen(
    client: Client, city: Agency
) -> None:
    _until(
        client,
        city,
        ("bidang", {"substance": "adminduk"}),
        ("tempat", {"region": "unknown"}),
        *REST,
    )
    published_substance("adminduk", offered=False)
    assert "Air minum" in _text(client, "/lapor/periksa/")
    assert _send(client).substance == "adminduk"


def test_without_questions_there_is_no_page_of_questions(
    client: Client, city: Agency
) -> None:
    _until(client, city)
    onward = client.post("/lapor/bidang/", {"substance": "unknown"})
    assert onward["Location"] == "/lapor/tempat/"
    assert client.get("/lapor/pertanyaan/")["Location"] == "/lapor/tempat/"


def test_only_the_questions_of_this_substance_are_asked(
    client: Client, city: Agency
) -> None:
    published()
    published(Wording(Kind.TEXT, "Nomor paspor?", "Passport?"), substance="imigrasi")
    _until(client, city)
    onward = client.post("/lapor/bidang/", {"substance": "adminduk"})
    assert onward["Location"] == "/lapor/pertanyaan/"
    page = _text(client, "/lapor/pertanyaan/")
    assert "Apa kata petugas?" in page
    assert "Yang bertanda “boleh dikosongkan” boleh dilewati." in page
    assert "Nomor paspor?" not in page
    assert "What did the officer say?" in _text(client, "/lapor/pertanyaan/?bahasa=en")


def test_a_required_question_is_named_and_the_others_keep_what_was_typed(
    client: Client, city: Agency
) -> None:
    questions = published()
    _until(client, city, ("bidang", {"substance": "adminduk"}))
    told = _answers(questions) | {f"q{questions[1].pk}": ""}
    answer = client.post("/lapor/pertanyaan/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Jawab pertanyaan ini.") == 2
    assert "A-17" in page
    assert "Belum diisi" in _text(client, "/lapor/periksa/")


def test_answers_become_rows_of_the_case_that_intake_reads_and_finds(
    client: Client, city: Agency
) -> None:
    questions = published()
    _until(
        client,
        city,
        ("bidang", {"substance": "adminduk"}),
        ("pertanyaan", _answers(questions)),
        ("tempat", {"region": "99.71", "place": "Loket lantai 2"}),
        *REST,
    )
    page = _text(client, "/lapor/periksa/")
    for shown in (SAID, "9 Maret 2026", "Akta", "Kota Melati", "Loket lantai 2"):
        assert shown in page
    case = _send(client)
    assert (case.substance, case.region_code) == ("adminduk", "99.71")
    values = CaseAnswer.objects.order_by("id").values_list("value", flat=True)
    assert list(values) == ["A-17", SAID, "2026-03-09", "2", "yes"]
    login(client, "intake")
    page = _text(client, case_page(case))
    for shown in (SAID, "9 Maret 2026", "Akta", "Ya", "Loket lantai 2", "Kota Melati"):
        assert shown in page
    assert "Administrasi kependudukan" in page
    assert case_page(case) in _text(client, "/kerja/antrean/?q=blangko")


def test_a_draft_keeps_the_version_that_it_was_begun_under(
    client: Client, city: Agency
) -> None:
    old = published()
    _until(client, city, ("bidang", {"substance": "adminduk"}))
    published(Wording(Kind.TEXT, "Pertanyaan baru?", "A new question?"))
    _until(client, city, ("bidang", {"substance": "adminduk"}))
    assert "Apa kata petugas?" in _text(client, "/lapor/pertanyaan/")
    _until(client, city, ("pertanyaan", _answers(old)))
    other = Client()
    _until(other, city, ("bidang", {"substance": "adminduk"}))
    page = _text(other, "/lapor/pertanyaan/")
    assert "Pertanyaan baru?" in page
    assert "Apa kata petugas?" not in page


def test_answers_to_another_substance_are_not_filed(
    client: Client, city: Agency
) -> None:
    questions = published()
    _until(
        client,
        city,
        ("bidang", {"substance": "adminduk"}),
        ("pertanyaan", _answers(questions)),
        ("bidang", {"substance": "unknown"}),
        ("tempat", {"region": "99"}),
        *REST,
    )
    case = _send(client)
    assert (case.substance, CaseAnswer.objects.count()) == ("", 0)


# --- the place -----------------------------------------------------------------------


def test_a_place_is_searched_for_without_a_script_and_chosen(
    client: Client, city: Agency
) -> None:
    RegionFactory(code="99.72", name="Kota Kenanga")
    client.post("/lapor/kejadian/", STORY)
    typed = {"act": "search", "place_search": "kenanga", "place": "Dekat pasar"}
    page = client.post("/lapor/tempat/", typed).content.decode()
    assert 'value="99.72"' in page
    assert "Provinsi 99" in page
    assert "Dekat pasar" in page
    chosen = {"region": "99.72", "place": "Dekat pasar"}
    assert client.post("/lapor/tempat/", chosen).status_code == 302
    assert re.search(r'value="99.72" checked', _text(client, "/lapor/tempat/"))


def test_a_search_without_a_hit_says_so_and_loses_nothing(
    client: Client, city: Agency
) -> None:
    client.post("/lapor/kejadian/", STORY)
    page = client.post(
        "/lapor/tempat/", {"act": "search", "place_search": "qqqqqq"}
    ).content.decode()
    assert "Tidak ketemu" in page
    assert "qqqqqq" in page


def test_where_the_agency_is_stands_there_to_be_chosen(
    client: Client, city: Agency
) -> None:
    _until(client, city)
    assert 'value="99.71"' in _text(client, "/lapor/tempat/")


@pytest.mark.parametrize("code", ["99\0", "\0", "99.71\x01", "'"])
@pytest.mark.parametrize("act", ["", "search"])
def test_a_place_that_is_no_text_is_refused_and_no_fault(
    client: Client, city: Agency, code: str, act: str
) -> None:
    client.post("/lapor/kejadian/", STORY)
    told = {"region": code, "place": "Loket 2", "act": act}
    answer = client.post("/lapor/tempat/", told)
    assert answer.status_code == (200 if act else 422)
    assert "Loket 2" in answer.content.decode()


def test_a_place_that_is_none_is_refused(client: Client, city: Agency) -> None:
    client.post("/lapor/kejadian/", STORY)
    answer = client.post("/lapor/tempat/", {"region": "99.79"})
    assert answer.status_code == 422
    assert "Pilih tempat dari daftar" in answer.content.decode()


def test_not_knowing_the_place_is_an_answer_and_the_centre_takes_it(
    client: Client, city: Agency
) -> None:
    OfficeFactory(code="00", central=True, zone="Asia/Jakarta")
    _until(
        client,
        city,
        ("bidang", {"substance": "unknown"}),
        ("tempat", {"region": "unknown", "place": "Di jalan"}),
        *REST,
    )
    case = _send(client)
    assert (case.office.code, case.region_code, case.place) == ("00", "", "Di jalan")


def test_a_draft_from_before_this_page_is_sent_to_the_office_of_its_province(
    client: Client, city: Agency
) -> None:
    _until(client, city, *REST)
    draft = Draft.objects.get()
    draft.answers["province"] = "99"
    draft.save()
    assert _send(client).region_code == "99"


def test_each_page_costs_the_same_whatever_is_found(
    client: Client, city: Agency
) -> None:
    published()
    _until(client, city, ("bidang", {"substance": "adminduk"}))
    typed = {"act": "search", "place_search": "kenanga"}
    with counted() as few:
        client.post("/lapor/tempat/", typed)
    for n in range(72, 80):
        RegionFactory(code=f"99.{n}", name=f"Kota Kenanga {n}")
    with counted() as many:
        client.post("/lapor/tempat/", typed)
    assert len(many) <= len(few), many

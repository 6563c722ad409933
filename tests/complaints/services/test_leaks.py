"""Before an agency reads a word of ours: does it tell who reported?"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from complaints import vault
from complaints.domain import events
from complaints.domain.identity import Identity
from complaints.models import BlindIndex, Clarification, Lhp
from complaints.models.choices import Verdict
from complaints.services import corrective, examination, lhp
from complaints.services.errors import WouldName
from complaints.services.leaks import HELD_A_DAY, TOO_OFTEN, held, places
from complaints.services.lhp import ActionText, LhpText
from journal.models import Entry
from tests.complaints.story import (
    LHP,
    Walk,
    opened_by_agency,
    submitted,
    to_examination,
    to_review,
    to_signed_lhp,
)
from tests.complaints.views.crawl import crawl
from tests.complaints.views.pages import act_page
from tests.complaints.views.test_acts import DONE, TYPED, Does, body_of
from tests.complaints.views.test_what_an_agency_may_know import CANARIES
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
    file_one,
)
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
OTHER = "Telepon kantor 021-52251370."
OWN = [
    CANARY_NAME,
    CANARY_NAME.upper(),
    CANARY_NIK,
    f"{CANARY_NIK[:6]} {CANARY_NIK[6:]}",
    CANARY_MAIL.upper(),
    CANARY_PHONE,
    f"+62 {CANARY_PHONE[1:4]}-{CANARY_PHONE[4:]}",
]


def examined(secrecy: str = "confidential") -> Walk:
    walk = Walk(secrecy=secrecy)
    to_examination(walk)
    return walk


def ask(walk: Walk, words: str, **more: Any) -> Any:
    return walk.do(
        examination.ask_clarification,
        "examiner",
        summary="Akta belum terbit.",
        questions=f"Mengapa? {words}",
        **more,
    )


@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize("words", OWN)
def test_a_confidential_reporter_is_named_to_no_agency_whoever_saw_it(
    words: str, *, checked: bool
) -> None:
    walk = examined()
    with pytest.raises(WouldName) as refused:
        ask(walk, words, checked=checked)
    assert refused.value.walled
    assert any(place.own for place in refused.value.places)
    assert not Clarification.objects.exists()


@pytest.mark.parametrize(
    ("secrecy", "words"), [("confidential", OTHER), ("open", OTHER), ("open", OWN[0])]
)
def test_what_else_may_name_somebody_is_seen_first_and_then_goes(
    secrecy: str, words: str
) -> None:
    walk = examined(secrecy)
    with pytest.raises(WouldName) as refused:
        ask(walk, words)
    assert not refused.value.walled
    assert ask(walk, words, checked=True).turn == 1


def test_words_that_name_nobody_go_unasked() -> None:
    assert ask(examined(), "Kapan akta diserahkan kepada pemohon?").turn == 1


def test_every_part_of_an_lhp_is_looked_at() -> None:
    walk = Walk(secrecy="confidential")
    to_review(walk)
    for part in (
        {"account": CANARY_NAME},
        {"opinion": CANARY_PHONE},
        {"actions": (ActionText("Terbitkan akta.", wanted=CANARY_NAME),)},
    ):
        text = LhpText(**{**_parts(LHP), **part})
        with pytest.raises(WouldName):
            walk.do(lhp.draft_lhp, "examiner", text=text, checked=True)
    assert not Lhp.objects.exists()


def _parts(text: LhpText) -> dict[str, Any]:
    return {name: getattr(text, name) for name in LhpText.__dataclass_fields__}


def test_a_draft_from_before_the_check_is_stopped_when_it_is_signed() -> None:
    walk = Walk(secrecy="confidential")
    to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    Lhp.objects.update(opinion=f"Menurut {CANARY_NAME}.")
    with pytest.raises(WouldName):
        walk.do(lhp.sign_lhp, "head")
    assert Lhp.objects.get().signed_on is None


def test_the_reason_of_a_verdict_names_nobody() -> None:
    walk = examined()
    to_signed_lhp(walk)
    opened_by_agency(walk)
    piece = submitted(walk)
    with pytest.raises(WouldName):
        corrective.decide_evidence(
            evidence_ref=piece.ref,
            verdict=Verdict.REJECTED,
            status=None,
            reason=f"{CANARY_NAME} belum menerima akta.",
            checked=True,
            actor=actor("examiner"),
            now=walk.now,
        )


@pytest.mark.parametrize(
    "does", [one for one in DONE if TYPED in one.body.values()], ids=str
)
def test_no_act_of_an_officer_brings_a_name_before_an_agency(
    client: Client, does: Does
) -> None:
    """Every act that takes words, with a name in each of its fields, seen and sent."""
    walk = Walk(secrecy="confidential")
    does.before(walk)
    login(client, does.who)
    body = body_of(does, walk.again())
    told = {
        name: f"{CANARY_NAME}, {CANARY_NIK}, {CANARY_PHONE}" if said == TYPED else said
        for name, said in body.items()
    }
    client.post(act_page(walk.case, does.slug), told | {"checked": "on"})
    login(client, "liaison")
    found = crawl(client, "/instansi/", within="/instansi/")
    assert [one for one in CANARIES for text in found.values() if one in text] == []


def test_the_page_shows_each_place_and_lets_it_go_when_it_was_seen(
    client: Client,
) -> None:
    walk = examined("open")
    login(client, "examiner")
    body = {
        "version": str(walk.again().version),
        "summary": "Akta.",
        "questions": OTHER,
    }
    answer = client.post(act_page(walk.case, "klarifikasi"), body)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<q>021-52251370</q>" in page
    assert "Sudah saya periksa, lanjutkan" in page
    answer = client.post(act_page(walk.case, "klarifikasi"), body | {"checked": "on"})
    assert answer.status_code == 302


def test_the_page_offers_no_way_past_the_wall(client: Client) -> None:
    walk = examined()
    login(client, "examiner")
    body = {"summary": "Akta.", "questions": CANARY_NAME}
    body["version"] = str(walk.again().version)
    look = client.post(act_page(walk.case, "klarifikasi"), body | {"do": "look"})
    assert "milik pelapor" in look.content.decode()
    page = client.post(act_page(walk.case, "klarifikasi"), body).content.decode()
    assert "milik pelapor" in page
    assert "Sudah saya periksa, lanjutkan" not in page


def test_of_a_confidential_report_it_is_told_that_a_name_stands_there_not_which(
    client: Client,
) -> None:
    """Whoever typed every name there is would read the reporter's from the answer."""
    walk = examined()
    others = "Budi Sri Agus Dewi Joko"
    text = f"{others}. {CANARY_NAME}. {CANARY_NIK}. {CANARY_NIK[:-1]}9."
    found = places(walk.again(), [text])
    assert all(not place.own for place in found if place.text)
    assert [place.own for place in found if not place.text] == [True]
    assert [place.own for place in places(walk.case, [CANARY_NAME.split()[0]])] == [
        False
    ]
    login(client, "examiner")
    body = {"summary": "Akta.", "questions": text, "do": "look"}
    body["version"] = str(walk.case.version)
    page = client.post(act_page(walk.case, "klarifikasi"), body).content.decode()
    assert "<q>" in page
    assert f"<q>{CANARY_NAME}" not in page


@pytest.mark.parametrize("who", ["auditor", "commissioner", "intake", "head"])
def test_who_may_not_ask_the_agency_learns_nothing_by_looking(
    client: Client, who: str
) -> None:
    walk = examined()
    login(client, who)
    body = {"summary": "Akta.", "questions": CANARY_NAME, "do": "look"}
    body["version"] = str(walk.again().version)
    answer = client.post(act_page(walk.case, "klarifikasi"), body)
    assert answer.status_code in {403, 409}
    assert "milik pelapor" not in answer.content.decode()


def test_marks_of_one_name_differ_from_case_to_case() -> None:
    one, other = file_one()[0], file_one()[0]
    marks = {
        case.pk: {
            bytes(row.digest)
            for row in BlindIndex.objects.filter(case=case, kind="name")
        }
        for case in (one, other)
    }
    assert len(marks[one.pk]) == len(CANARY_NAME.split())
    assert not marks[one.pk] & marks[other.pk]


def test_letters_have_one_door() -> None:
    """It looks: what was drafted before the check is stopped in it (above)."""
    makers = {
        str(path.relative_to(settings.BASE_DIR))
        for path in Path(settings.BASE_DIR, "complaints").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "CaseLetter.objects.create"
    }
    assert makers == {"complaints/services/letters.py"}


def test_what_a_reporter_adds_to_his_name_later_is_known_too() -> None:
    case = file_one()[0]
    vault.complete(case, Identity(name=f"{CANARY_NAME} Pratiwi"), now=FILED)
    (place,) = places(case, ["Ibu Uji Pratiwi datang."])
    assert (place.text, place.own) == ("Uji Pratiwi", True)


def test_a_name_of_one_word_is_that_person_also_beside_whom_he_speaks_for() -> None:
    case = file_one()[0]
    vault.complete(
        case, Identity(name="Suparman", represented_name="Wagiyo Santoso"), now=FILED
    )
    assert [place.own for place in places(case, ["Suparman datang."])] == [True]
    assert [place.own for place in places(case, ["Wagiyo datang."])] == [False]


def test_a_word_that_the_agency_itself_is_called_by_tells_of_nobody() -> None:
    case = file_one()[0]
    assert case.agency is not None
    case.agency.name_id = "Dinas Kenari"
    assert places(case, ["Dinas Kenari belum menjawab."]) == []
    assert places(case, ["Ibu Sulastri datang."]) != []


def _shown(client: Client, walk: Walk, text: str) -> str:
    """What the look at a letter to the agency says of this text."""
    body = {"summary": text, "questions": "Mengapa?", "do": "look"}
    page = client.post(
        act_page(walk.case, "klarifikasi"), {**body, "version": walk.again().version}
    )
    assert page.status_code == 200
    return page.content.decode()


def _held() -> int:
    return Entry.objects.filter(kind=events.TEXT_HELD).count()


def test_every_answer_that_tells_of_a_confidential_reporter_is_on_record(
    client: Client,
) -> None:
    walk = examined()
    login(client, "examiner")
    _shown(client, walk, "Akta belum terbit.")
    assert _held() == 0
    _shown(client, walk, CANARY_NAME)
    assert _held() == 1
    with pytest.raises(WouldName) as caught:
        ask(walk, CANARY_NAME)
    held(walk.case, caught.value.places, actor=actor("examiner"), now=walk.now)
    entry = Entry.objects.filter(kind=events.TEXT_HELD).order_by("pk")[1]
    assert (entry.subject_id, entry.data) == (walk.case.pk, {})


def test_who_guesses_too_often_in_a_day_gets_one_answer_to_everything(
    client: Client,
) -> None:
    walk = examined()
    login(client, "examiner")
    for _ in range(HELD_A_DAY):
        assert "milik pelapor" in _shown(client, walk, CANARY_NAME)
    often = "terlalu sering memuat identitas pelapor"
    for text in (CANARY_NAME, "Akta belum terbit."):
        assert often in _shown(client, walk, text)
        with pytest.raises(WouldName):
            ask(walk, text)
    assert _held() == HELD_A_DAY
    other = Walk(secrecy="confidential")
    assert places(other.case, ["Akta belum terbit."]) == []


def test_who_sends_many_texts_at_the_same_moment_gets_no_answer_more() -> None:
    """Each was checked before the answer to another stood on record."""
    walk = examined()
    with pytest.raises(WouldName) as caught:
        ask(walk, CANARY_NAME)
    found = caught.value.places

    def told() -> object:
        return held(walk.case, found, actor=actor("examiner"), now=walk.now)

    assert [told() for _ in range(HELD_A_DAY)] == [found] * HELD_A_DAY
    assert told() == [TOO_OFTEN]
    assert _held() == HELD_A_DAY


def test_in_an_open_case_nothing_is_counted(client: Client) -> None:
    walk = examined("open")
    login(client, "examiner")
    for _ in range(HELD_A_DAY + 1):
        assert "terlalu sering" not in _shown(client, walk, CANARY_NAME)
    assert _held() == 0

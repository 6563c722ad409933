"""Two texts of one draft: both are shown, one is chosen or both are joined (R59)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from complaints.models import Case, Lhp, ResultNotice
from complaints.services import examination
from tests.complaints.story import Walk, to_review
from tests.complaints.views.pages import act_page, in_examination
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
THEIRS, MINE = "Kami menemukan penundaan.", "Kami menemukan pungutan."
HIDDEN = re.compile(r'name="(version|basis)" value="([^"]+)"')


@pytest.fixture
def walk() -> Walk:
    return in_examination()


LHP = {
    "account": "Uraian.",
    "result": "Hasil.",
    "opinion": "Pendapat.",
    "conclusion": "found",
    "form_1": "PB",
    "finding_1": "Lewat tujuh bulan.",
    "action_1": "Terbitkan akta.",
}


def opened(client: Client, walk: Walk, slug: str = "hasil") -> dict[str, str]:
    """What the form of a fresh page would send along."""
    page = client.get(act_page(walk.case, slug)).content.decode()
    found = dict(HIDDEN.findall(page))
    assert found.keys() == {"version", "basis"}
    return found


def sent(client: Client, walk: Walk, body: dict[str, str]) -> tuple[int, str]:
    answer = client.post(act_page(walk.case, "hasil"), body)
    return answer.status_code, answer.content.decode()


def saved() -> str:
    return ResultNotice.objects.get().text


@pytest.fixture
def overtaken(client: Client, walk: Walk) -> dict[str, str]:
    """Her form, opened before another window saved the same draft."""
    login(client, "examiner")
    body = opened(client, walk) | {"text": MINE}
    walk.do(examination.draft_result, "examiner", text=THEIRS)
    return body


def test_who_saves_second_sees_both_texts_and_overwrites_none(
    client: Client, walk: Walk, overtaken: dict[str, str]
) -> None:
    status, page = sent(client, walk, overtaken)
    assert status == 409
    assert f"<p>{THEIRS}</p>" in page
    assert f"<p>{MINE}</p>" in page
    assert "menyimpan tulisan lain pada" in page
    assert saved() == THEIRS


def test_a_form_with_the_newest_version_is_no_way_around_the_other_text(
    client: Client, walk: Walk, overtaken: dict[str, str]
) -> None:
    version = str(Case.objects.get(pk=walk.case.pk).version)
    status, page = sent(client, walk, overtaken | {"version": version})
    assert (status, saved()) == (409, THEIRS)
    assert "Dua tulisan untuk konsep yang sama" in page


@pytest.mark.parametrize(
    ("choice", "text"),
    [("mine", MINE), ("theirs", THEIRS), ("both", f"{THEIRS}\n\n{MINE}")],
)
def test_she_chooses_or_joins_looks_at_it_and_saves(
    client: Client, walk: Walk, overtaken: dict[str, str], choice: str, text: str
) -> None:
    _status, page = sent(client, walk, overtaken)
    body = dict(HIDDEN.findall(page)) | {"text": MINE}
    chosen = {"do": "merge", "merge_text": choice}
    status, page = sent(client, walk, body | chosen)
    assert (status, saved()) == (200, THEIRS)  # nothing is saved by choosing
    assert "Dua tulisan" not in page
    body = dict(HIDDEN.findall(page)) | {"text": text}
    assert text in page
    assert sent(client, walk, body)[0] == 302
    assert saved() == text


def test_a_third_text_during_the_choice_is_shown_as_well(
    client: Client, walk: Walk, overtaken: dict[str, str]
) -> None:
    _status, page = sent(client, walk, overtaken)
    body = dict(HIDDEN.findall(page)) | {"text": MINE}
    walk.do(examination.draft_result, "examiner", text="Tulisan ketiga.")
    status, page = sent(client, walk, body | {"do": "merge", "merge_text": "theirs"})
    assert status == 409
    assert "<p>Tulisan ketiga.</p>" in page
    assert f"<p>{MINE}</p>" in page


def test_words_that_waited_meet_the_text_that_was_saved_since(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    body = opened(client, walk) | {"text": MINE, "do": "autosave"}
    client.post(act_page(walk.case, "hasil"), body)
    assert (
        "Dua tulisan" not in client.get(act_page(walk.case, "hasil")).content.decode()
    )
    walk.do(examination.draft_result, "examiner", text=THEIRS)
    page = client.get(act_page(walk.case, "hasil")).content.decode()
    assert f"<p>{THEIRS}</p>" in page
    assert f"<p>{MINE}</p>" in page


def test_another_change_of_the_case_shows_no_two_texts(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    body = opened(client, walk) | {"text": MINE}
    Case.objects.filter(pk=walk.case.pk).update(version=walk.again().version + 1)
    status, page = sent(client, walk, body)
    assert status == 409
    assert "Dua tulisan" not in page
    assert MINE in page


def test_each_part_of_an_lhp_is_chosen_by_itself(client: Client) -> None:
    walk = Walk()
    to_review(walk)
    login(client, "examiner")
    body: dict[str, Any] = opened(client, walk, "lhp") | LHP
    other = opened(client, walk, "lhp") | LHP
    other |= {"account": "Uraian lain.", "opinion": "Pendapat lain."}
    address = act_page(walk.case, "lhp")
    assert client.post(address, other).status_code == 302
    page = client.post(address, body).content.decode()
    for name, kept in (("account", True), ("opinion", True), ("result", False)):
        assert (f'name="merge_{name}"' in page) is kept
    body |= dict(HIDDEN.findall(page))
    chosen = {"do": "merge", "merge_account": "theirs", "merge_opinion": "mine"}
    page = client.post(address, body | chosen).content.decode()
    body |= dict(HIDDEN.findall(page)) | {"account": "Uraian lain."}
    assert client.post(address, body).status_code == 302
    lhp = Lhp.objects.get(replaced_by=None)
    assert (lhp.account, lhp.opinion) == ("Uraian lain.", body["opinion"])

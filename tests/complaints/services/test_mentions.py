"""A note asks colleagues to look: who may see the case, until they opened it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from accounts.models import User
from complaints.domain import events
from complaints.models import Case, Mention, Note, Recusal
from complaints.notifications import COLLEAGUE_NEWS
from complaints.services import writing
from complaints.services.errors import NotReady
from journal.models import Entry
from tests.complaints.views.pages import act_page, case_page, in_examination
from tests.people import actor, login, person

if TYPE_CHECKING:
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
TODAY = "/kerja/hari-ini/"
WORDS = "Tolong lihat bukti kedua."


@pytest.fixture
def walk() -> Walk:
    for who in ("head", "intake", "other_examiner", "examiner_elsewhere"):
        person(who)
    return in_examination()


def note(walk: Walk, *who: str) -> Note:
    return writing.write_note(
        ref=walk.case.ref,
        text=WORDS,
        mentioned=[person(one).pk for one in who],
        actor=actor("examiner"),
        now=walk.now,
    )


def part(who: str) -> str:
    client = Client()
    login(client, who)
    page = client.get(TODAY).content.decode()
    found = re.search(r'<section class="day" id="disebut".*?</section>', page, re.S)
    count = re.search(r'href="#disebut">.*?<b>(\d+)</b>', page)
    assert found is not None
    assert count is not None
    return f"{count[1]} {found[0]}"


def send(walk: Walk, *ids: int) -> tuple[int, str]:
    client = Client()
    login(client, "examiner")
    told = {"text": WORDS, "mentioned": [str(pk) for pk in ids]}
    answer = client.post(act_page(walk.case, "catatan"), told)
    return answer.status_code, answer.content.decode()


def test_it_stands_on_his_day_until_he_opened_the_case_and_on_nobody_elses(
    walk: Walk,
) -> None:
    assert send(walk, person("head").pk)[0] == 302
    assert part("head").startswith("1 ")
    assert case_page(walk.case) in part("head")
    assert part("intake").startswith("0 ")
    client = Client()
    login(client, "intake")
    client.get(case_page(walk.case))
    assert part("head").startswith("1 ")
    login(client, "head")
    client.get(case_page(walk.case))
    assert part("head").startswith("0 ")
    assert "Tidak ada catatan" in part("head")


def test_two_notes_in_one_case_count_once(walk: Walk) -> None:
    note(walk, "head", "intake")
    note(walk, "head")
    assert Mention.objects.count() == 3
    assert part("head").startswith("1 ")


def test_only_colleagues_who_may_see_the_case_are_offered(walk: Walk) -> None:
    client = Client()
    login(client, "examiner")

    def offered() -> set[int]:
        page = client.get(act_page(walk.case, "catatan")).content.decode()
        found = re.findall(r'name="mentioned"[^>]*value="(\d+)"', page)
        found += re.findall(r'value="(\d+)"[^>]*name="mentioned"', page)
        return {int(pk) for pk in found}

    before = offered()
    assert {person("head").pk, person("other_examiner").pk} <= before
    assert person("examiner").pk not in before
    assert person("examiner_elsewhere").pk not in before
    Recusal.objects.create(
        case=walk.case,
        user=person("other_examiner"),
        reason="Keluarga.",
        created_at=walk.now,
    )
    assert before - offered() == {person("other_examiner").pk}


@pytest.mark.parametrize(
    "who", ["examiner_elsewhere", "liaison", "citizen", "examiner"]
)
def test_who_may_not_see_it_is_refused_with_a_sentence_and_the_text_kept(
    walk: Walk, who: str
) -> None:
    status, page = send(walk, person(who).pk)
    assert status == 422
    assert "tidak boleh melihat perkara ini" in page
    assert WORDS in page
    with pytest.raises(NotReady):
        note(walk, who)
    assert not Note.objects.exists()


def test_who_lost_sight_of_the_case_meanwhile_no_longer_finds_it(walk: Walk) -> None:
    note(walk, "other_examiner")
    assert part("other_examiner").startswith("1 ")
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    assert part("other_examiner").startswith("0 ")


def test_the_news_goes_to_whom_it_mentions_and_says_nothing(walk: Walk) -> None:
    note(walk, "head", "intake")
    entry = Entry.objects.get(kind=events.NOTE_WRITTEN)
    told = {f"user:{person(one).pk}" for one in ("head", "intake")}
    assert set(COLLEAGUE_NEWS[entry.kind](entry)) == told
    assert WORDS not in str(entry.data)
    assert list(COLLEAGUE_NEWS[entry.kind](Entry(data={"text": "x"}))) == []


def test_the_history_names_whom_it_asked(walk: Walk) -> None:
    note(walk, "head")
    client = Client()
    login(client, "examiner")
    page = client.get(f"{case_page(walk.case)}riwayat/").content.decode()
    assert "Diminta melihat" in page
    assert person("head").name in page


def test_ticks_are_kept_with_the_words_that_are_not_sent(walk: Walk) -> None:
    client = Client()
    login(client, "examiner")
    here, head = act_page(walk.case, "catatan"), person("head").pk
    client.post(here, {"text": WORDS, "mentioned": [str(head)], "do": "keep"})
    page = client.get(here).content.decode()
    assert WORDS in page
    (box,) = re.findall(rf"<input[^>]*value=\"{head}\"[^>]*>", page)
    assert "checked" in box
    assert not Note.objects.exists()


def typed(walk: Walk, words: str, *ticked: int) -> tuple[int, str]:
    client = Client()
    login(client, "examiner")
    told = {"text": words, "mentioned": [str(pk) for pk in ticked]}
    answer = client.post(act_page(walk.case, "catatan"), told)
    return answer.status_code, answer.content.decode()


def test_a_name_after_an_at_asks_as_a_tick_does(walk: Walk) -> None:
    head, other = person("head"), person("other_examiner")
    assert typed(walk, f"@{head.name} tolong lihat.", other.pk, head.pk)[0] == 302
    asked = Mention.objects.values_list("user_id", flat=True)
    assert sorted(asked) == sorted([head.pk, other.pk])
    assert part("head").startswith("1 ")
    assert Note.objects.get().text == f"@{head.name} tolong lihat."


@pytest.mark.parametrize(
    "who", ["examiner_elsewhere", "liaison", "citizen", "examiner"]
)
def test_a_name_of_who_may_not_see_it_is_as_unknown_as_one_of_nobody(
    walk: Walk, who: str
) -> None:
    """What was typed is kept, and nothing says that he exists."""
    name = person(who).name

    def told(name: str) -> str:
        words = f"@{name} {WORDS}"
        status, page = typed(walk, words)
        assert (status, Note.objects.count()) == (422, 0)
        assert WORDS in page
        (said,) = set(re.findall(r"Tidak ada rekan bernama @([^<]*?) yang boleh", page))
        return str(said)

    assert told(name) == name.split()[0]
    assert told("Siapapun") == "Siapapun"
    kept = Client()
    login(kept, "examiner")
    assert WORDS in kept.get(act_page(walk.case, "catatan")).content.decode()


def test_a_name_of_two_colleagues_asks_which_and_keeps_the_words(walk: Walk) -> None:
    for who in ("head", "other_examiner"):
        User.objects.filter(pk=person(who).pk).update(name=f"Sari {who}")
    status, page = typed(walk, f"@Sari {WORDS}")
    assert (status, Note.objects.count()) == (422, 0)
    assert "Lebih dari satu rekan bernama @Sari." in page
    assert WORDS in page
    assert typed(walk, f"@sari other_examiner {WORDS}")[0] == 302
    assert Mention.objects.get().user_id == person("other_examiner").pk

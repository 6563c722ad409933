"""Whom people report by the words that they use: each ends in a list or in help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from agencies.domain.names import search_key
from complaints.views.citizen.everyday import EVERYDAY, everyday
from tests.complaints.views.writer import STORY
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from agencies.models import Agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Agency:
    calendar()
    found: Agency = AgencyFactory(
        code="99.71",
        name_id="Pemerintah Kota Tirtalaya",
        region__code="99.71",
        region__name="Kota Tirtalaya",
        region__path="kota tirtalaya",
    )
    return found


def searched(text: str) -> str:
    citizen = Client()
    citizen.post("/lapor/kejadian/", STORY)
    answer = citizen.post("/lapor/instansi/", {"search": text, "act": "search"})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("text", "help_said"),
    [
        ("pln", "PLN dan BPJS boleh dilaporkan"),
        ("BPJS Kesehatan", "PLN dan BPJS boleh dilaporkan"),
        ("pdam", "PDAM milik pemerintah kota atau kabupaten"),
        ("polsek", "bagian dari Kepolisian"),
        ("samsat", "STNK diurus"),
        ("kelurahan kebon jeruk", "bagian dari pemerintah kota atau kabupaten"),
        ("kua", "bagian dari Kementerian Agama"),
        ("puskesmas", "dinas kesehatan kota atau kabupaten"),
        ("sekolah", "SMA dan SMK negeri pemerintah provinsi"),
    ],
)
@pytest.mark.usefixtures("city")
def test_an_everyday_word_is_answered_by_whom_to_choose(
    text: str, help_said: str
) -> None:
    assert help_said in searched(text)


@pytest.mark.parametrize("text", ["pdam tirtalaya", "Kelurahan Tirtalaya"])
@pytest.mark.usefixtures("city")
def test_beside_a_town_it_finds_the_government_of_the_town(text: str) -> None:
    assert "Pemerintah Kota Tirtalaya</b>" in searched(text)


@pytest.mark.usefixtures("city")
def test_other_words_are_searched_for_as_they_are() -> None:
    assert 'class="note" role="status"' not in searched("tirtalaya")


def test_no_word_means_two_things_and_each_is_written_as_it_is_compared() -> None:
    words = [word for one in EVERYDAY for word in one.words]
    assert len(words) == len(set(words))
    assert [search_key(word) for word in words] == words
    assert everyday("PDAM Kota Tirtalaya")[1] == "kota tirtalaya"
    assert everyday("Dinas Sosial") == (None, "")

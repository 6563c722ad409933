"""R20 in small: a secret in every field, worked through, then rows, mails and logs searched.

In full over HTTP, with Redis, dumps, files and processes: ``make proof ARGS=R20``.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.wall_clock import wall_now
from complaints.models import CaseFile
from complaints.services import filed_words
from documents.services import releasing
from journal import relay
from proofs import besides, working
from proofs.asking import Answer
from proofs.reporting import REPORTER, Identity
from proofs.tokens import Search, Token
from tests import database, people
from tests.factories.agencies import ProvinceFactory
from tests.factories.complaints import calendar
from tests.journeys.conftest import stored_files

pytestmark = pytest.mark.django_db(transaction=True)
#: What stands in one of the files and nowhere else.
SAID = "confidential words in a paper"


def send(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Ask the portal in this process."""
    client = Client(raise_request_exception=False)
    kind = headers.get("Content-Type", "")
    said = client.generic(method, path, body, kind, headers=dict(headers))
    content = said.getvalue() if said.streaming else said.content
    told = {name.lower(): value for name, value in said.items()}
    cookies = {name: morsel.value for name, morsel in said.cookies.items()}
    return Answer(said.status_code, 0.0, content, told, cookies)


def value(query: str, word: str) -> Any:
    """One value, as the owner of the tables reads it."""
    with database.as_owner() as cursor:
        cursor.execute(query, [word])
        ((found,),) = cursor.fetchall()
        return found


def rows() -> bytes:
    """Every table as a dump has it."""
    lines = StringIO()
    with database.as_owner() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', lines)
    return lines.getvalue().encode()


@pytest.fixture
def house() -> working.House:
    """The cast and what a report needs, no more."""
    people.everybody()
    people.agency()
    calendar()
    ProvinceFactory(code="99")
    return working.House(send, value)


def test_no_row_no_mail_no_log_and_no_page_of_others_holds_a_secret(
    house: working.House, lines: StringIO
) -> None:
    person = Identity(random.Random(20), confidential=True)
    before: list[bytes] = []
    filed = working.file(house, person, between=lambda: before.append(rows()))
    later = besides.completed(house, filed, person, random.Random(22))
    working.examine(house, filed, between=later)
    releasing.release_due(wall_now())
    filed_words.run(wall_now())
    working.look_around(house, filed)
    working.provoke(house, filed, person, random.Random(21))
    besides.calendars(house)
    besides.programs(house)
    while relay.run_once():
        pass

    (said,) = [one.value.encode() for one in person.tokens if one.name == SAID]
    search = Search([one for one in house.tokens if "session" not in one.name])
    places = {
        "rows of the draft": before[0],
        "rows": rows(),
        "mails": "\n".join(f"{m.subject} {m.body}" for m in mail.outbox).encode(),
        "logs": lines.getvalue().encode(),
        **stored_files(),
    }
    assert len(places) > 10
    for one in house.seen:
        if one.who not in {REPORTER, "searcher", besides.KEEPER}:
            body = one.answer.body
            # Officers open the files of a case; what those say is said nowhere else.
            places[f"{one.who} {one.path}"] = body.replace(said, b"")
    # Until it is sent, a draft has the key of its own sending; then only a hash of it.
    tokens_of_sending = {"confidential idempotency key"}
    assert search.names(places.pop("rows of the draft")) == tokens_of_sending
    assert not CaseFile.objects.filter(words_at=None).exists()
    assert mail.outbox
    assert b"answered" in places["logs"]
    assert {
        p: found for p, data in places.items() if (found := search.names(data))
    } == {}


@pytest.mark.parametrize("told", [False, True])
def test_what_a_reporter_sees_of_a_repair_and_an_agency_has_not_sent_stay_where_they_are(
    house: working.House, lines: StringIO, told: bool
) -> None:
    """``told``: he says it to the officer, who writes it down."""
    chance = random.Random(23)
    filed = working.file(
        house, Identity(chance, confidential=True), between=lambda: None
    )
    working.examine(house, filed)
    working.order(house, filed)
    working.carry_out(house, filed)
    besides.half_written(house, filed, chance)
    besides.seen(house, filed, chance, told=told)
    working.look_around(house, filed)
    while relay.run_once():
        pass
    seen, unsent = "words of what a reporter sees", "unsent words of an agency"
    search = Search([one for one in house.tokens if one.name in {seen, unsent}])
    assert search.names(rows()) == {seen, unsent}
    mails = "\n".join(f"{m.subject} {m.body}" for m in mail.outbox)
    assert search.names(f"{mails}{lines.getvalue()}".encode()) == set()
    read = {
        one.who: set[str]().union(
            *(
                search.names(page.answer.body)
                for page in house.seen
                if page.who == one.who
            )
        )
        for one in house.seen
    }
    assert read.pop("liaison") == {unsent}
    for who in ("intake", "examiner", "head", "auditor"):
        assert read.pop(who) == {seen}
    assert read.pop("custodian") == set()
    assert set(read) == {REPORTER}


@pytest.mark.parametrize("spelt", ["plain", "hex", "base64"])
def test_the_search_finds_what_a_table_holds(spelt: str) -> None:
    """The guard on the guard."""
    secret = Token("planted", "kenari-uji-412")
    with database.as_owner() as cursor:
        cursor.execute(PLANTED[spelt], [secret.value])
    assert Search([secret]).names(rows()) == {"planted"}
    assert Search([Token("other", "kenari-uji-lain")]).names(rows()) == set()


PLANTED = {
    name: (
        "INSERT INTO accounts_storedsession"
        " (session_key, session_data, expire_date, made_at, used_at)"
        f" VALUES ('planted', {data}, now(), now(), now())"
    )
    for name, data in {
        "plain": "upper(%s)",
        "hex": "encode(%s, 'hex')",
        "base64": "encode(convert_to('ab' || %s, 'UTF8'), 'base64')",
    }.items()
}

"""R11: nothing an agency can fetch tells of a reporter, or of a case kept from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail

from complaints.models import AgencyTie, Recusal
from complaints.services import identity, recusing, restricting, writing
from journal.testing import drain
from ombudsman import clock
from tests import people
from tests.complaints.colleagues import colleague
from tests.complaints.keepers import against, decided
from tests.complaints.keepers import asked as asked_for
from tests.complaints.story import Walk, asked, submitted, to_examination
from tests.complaints.views.crawl import crawl
from tests.complaints.views.pages import in_correction, in_examination
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
    confidential_one,
)
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

#: Whatever would name the reporter, with the number also as people write it.
CANARIES = (
    CANARY_NAME,
    CANARY_NIK,
    CANARY_MAIL,
    CANARY_PHONE,
    "Kenari",
    CANARY_PHONE.removeprefix("0"),
)
INTERNAL = "Catatan yang tidak keluar rumah."
PRIVATE = "Pesan antara kantor dan pelapor."


def said(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (address, canary)
        for address, text in texts.items()
        for canary in (*CANARIES, INTERNAL, PRIVATE)
        if canary in text
    ]


def talkative() -> Walk:
    """A case in correction with a note, a message and evidence."""
    walk = in_correction()
    submitted(walk)
    for write, text in (
        (writing.write_note, INTERNAL),
        (writing.write_message, PRIVATE),
    ):
        write(ref=walk.case.ref, text=text, actor=actor("examiner"), now=walk.now)
    return walk


@pytest.mark.django_db
def test_a_case_kept_from_an_agency_changes_no_byte_of_what_it_can_fetch(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: FILED)
    talkative()
    asked(in_examination())
    colleague()
    login(client, "liaison")
    before = crawl(client, "/instansi/", within="/instansi/")
    confidential_one()
    kept = Walk(secrecy="confidential")
    to_examination(kept)
    assert crawl(client, "/instansi/", within="/instansi/") == before
    assert len(before) >= 12  # inbox, two cases, question, actions, letters
    # Our people, who works on what, the record with its filters and its pages.
    kinds = {address.split("/")[2] for address in before}
    assert kinds >= {"catatan", "orang", "perkara", "tindakan", "tugas"}
    # Nor does what becomes of it inside the house.
    decided(asked_for(kept.again()))
    kept.do(restricting.restrict, "head", reason="safety", note="Saksi takut.")
    recusing.recuse(
        ref=kept.again().ref,
        user_id=person("examiner").pk,
        reason="Kerabat.",
        actor=actor("head"),
        now=kept.now,
    )
    assert crawl(client, "/instansi/", within="/instansi/") == before


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("why", ["recused", "employed", "restricted"])
def test_a_case_kept_from_an_officer_changes_no_byte_of_what_he_can_fetch(
    client: Client, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    """R10, R11 inside the house: queue, counts, search, histories and every page."""
    monkeypatch.setattr(clock, "now", lambda: FILED)
    mine = Walk(agency_id=people.agency(1).pk, unit_id=None)
    to_examination(mine)
    login(client, "other_examiner")

    def fetched() -> dict[str, str]:
        return crawl(client, "/kerja/antrean/?q=akta&view=all", within="/kerja/")

    before = fetched()
    kept = in_examination()
    him = person("other_examiner")
    if why == "recused":
        Recusal.objects.create(
            case=kept.case, user=him, reason="Kerabat.", created_at=FILED
        )
    elif why == "employed":
        AgencyTie.objects.create(user=him, agency_id=against(kept.case), at=FILED)
    else:
        kept.do(restricting.restrict, "head", reason="safety", note="")
    assert fetched() == before
    assert len(before) > 15


@pytest.mark.django_db
def test_no_page_or_letter_of_an_agency_names_the_reporter(client: Client) -> None:
    talkative()
    login(client, "liaison")
    found = crawl(client, "/instansi/", within="/instansi/")
    letters = [text for address, text in found.items() if "/surat/" in address]
    assert len(letters) == 2
    assert all("Ombudsman" in text for text in letters)
    assert said(found) == []


@pytest.mark.django_db
def test_no_page_of_an_officer_names_the_reporter(client: Client) -> None:
    talkative()
    login(client, "examiner")
    found = crawl(client, "/kerja/antrean/", within="/kerja/")
    assert len(found) > 15
    named = {canary for _address, canary in said(found)}
    assert named == {INTERNAL, PRIVATE}


@pytest.mark.django_db(transaction=True)
def test_no_mail_names_anybody_or_anything() -> None:
    walk = talkative()
    drain()
    sent = {str(n): f"{one.subject} {one.body}" for n, one in enumerate(mail.outbox)}
    assert said(sent) == []
    assert not [text for text in sent.values() if walk.case.title in text]
    assert {address for one in mail.outbox for address in one.to} >= {
        CANARY_MAIL,
        "liaison@contoh.test",
    }


@pytest.mark.django_db(transaction=True)
def test_the_identity_is_read_on_its_own_page_after_its_line_was_written(
    client: Client,
) -> None:
    walk = in_examination()
    login(client, "examiner")
    door = f"/kerja/perkara/{walk.case.ref}/identitas/"
    asking = client.get(door)
    assert said({"door": asking.content.decode()}) == []
    assert client.post(door, {}).status_code == 422
    answer = client.post(door, {"purpose": "contact"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert CANARY_NAME in page
    assert CANARY_NIK not in page  # masked
    assert CANARY_MAIL not in page
    login(client, "head")
    assert client.get(answer.headers["Location"]).status_code == 404
    assert client.get(f"{door}0/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_identity_closes_after_its_quarter_of_an_hour(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = in_examination()
    login(client, "examiner")
    door = f"/kerja/perkara/{walk.case.ref}/identitas/"
    opened = client.post(door, {"purpose": "contact"}).headers["Location"]
    monkeypatch.setattr(identity, "TIME_BOX", -identity.TIME_BOX)
    answer = client.get(opened)
    assert answer.status_code == 403
    assert "Waktu 15 menit sudah lewat" in answer.content.decode()
    assert said({"page": answer.content.decode()}) == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["other_examiner", "auditor", "resmon"])
def test_who_does_not_hold_the_case_opens_no_identity(client: Client, who: str) -> None:
    walk = in_examination()
    login(client, who)
    door = f"/kerja/perkara/{walk.case.ref}/identitas/"
    assert client.get(door).status_code == 403
    assert client.post(door, {"purpose": "contact"}).status_code == 403
    assert "complaints.identity_refused" in walk.kinds()


@pytest.mark.django_db
def test_a_confidential_identity_stays_closed_to_its_own_examiner(
    client: Client,
) -> None:
    walk = Walk(secrecy="confidential")
    to_examination(walk)
    login(client, "examiner")
    door = f"/kerja/perkara/{walk.again().ref}/identitas/"
    answer = client.get(door)
    assert answer.status_code == 200
    assert "dirahasiakan" in answer.content.decode()
    assert client.post(door, {"purpose": "contact"}).status_code == 422
    assert "complaints.identity_opened" not in walk.kinds()


@pytest.mark.django_db
def test_an_old_second_factor_is_asked_for_again(client: Client) -> None:
    walk = in_examination()
    login(client, "examiner", minutes_ago=10)
    answer = client.get(f"/kerja/perkara/{walk.case.ref}/identitas/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk/ulang/")

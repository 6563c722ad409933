"""Five orders of two reports become the score of the worked example, over HTTP."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.management import call_command

from agencies.models import Agency
from complaints.domain.states import State
from complaints.interface import execution_record
from compliance.services.computing import is_intact
from journal import relay
from journal.verify import verify
from ombudsman import clock
from ombudsman.demo.services import offset
from proofs.tokens import Search, Token
from tests.complaints.views.crawl import crawl
from tests.factories.agencies import CalendarVersionFactory
from tests.factories.compliance import MethodologyFactory
from tests.journeys.conftest import stored_files
from tests.journeys.five_actions import (
    KTK,
    LATE,
    SCORE,
    SECRETS,
    announced,
    five_orders_become_a_score,
)
from tests.journeys.over_http import HttpHands
from tests.people import office

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hands() -> Iterator[HttpHands]:
    """A freshly seeded demonstration, with its clock."""
    clock.use_offset(offset)
    for code in ("64", "63", "00"):
        office(code)
    CalendarVersionFactory()
    MethodologyFactory()
    call_command("seed_demo", stdout=StringIO())
    yield HttpHands()
    clock.use_offset(lambda: clock.NO_OFFSET)


def test_five_orders_of_two_reports_become_the_worked_example(
    hands: HttpHands, lines: StringIO
) -> None:
    one, other, snapshot = five_orders_become_a_score(hands)

    city = Agency.objects.get(code="99.71")
    facts = execution_record(city.pk, snapshot.round.cutoff)
    assert [
        (fact.instrument, fact.status, fact.on_time_days_late) for fact in facts
    ] == [
        ("tk", "dilaksanakan", 0),
        ("tk", "dilaksanakan", LATE),
        ("tk", "sebagian", 0),
        ("tk", "belum", None),
        ("tk", "belum", None),  # replaced by the item below
        ("rekomendasi", "dilaksanakan", 0),
    ]
    result = snapshot.data["result"]
    assert result["ktk"]["shown"] == KTK
    assert str(snapshot.score) == SCORE
    assert is_intact(snapshot)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == (State.RESMON, State.CLOSED)
    assert other.closing_reason == "rekomendasi_dilaksanakan"

    hands.leave()
    page = hands.see(f"/rapor/{city.ref}/{snapshot.year}/", "usulan, bukan rumus resmi")
    for figure in (KTK, SCORE, "99,25"):
        assert figure.replace(".", ",") in page
    hands.be("auditor")
    for case in (one, other):
        hands.see(f"/kerja/perkara/{case.ref}/riwayat/", "Rantai utuh")
    assert verify().breaks == []
    announced(hands, other)
    while relay.run_once():
        pass
    _no_copy_holds(lines)
    _nobody_outside_reads_who_reported(hands)
    _nor_does_an_officer_unasked(hands, one.ref, other.ref, city.ref, snapshot.year)


def _nobody_outside_reads_who_reported(hands: HttpHands) -> None:
    """Neither the agency, its superior nor the public, in pages, letters and mails."""
    for who, start in (
        ("liaison", "/instansi/"),
        ("superior", "/instansi/"),
        ("", "/rapor/"),
        ("", "/rekomendasi/"),
    ):
        hands.leave()
        if who:
            hands.be(who)
        pages = crawl(hands.client, start, within=start)
        assert len(pages) > 3, (who, list(pages))
        kinds = {path.rpartition(".")[2] for path in pages}
        assert start != "/rekomendasi/" or {"csv", "json", "xml"} <= kinds
        _clean(pages)
    _clean({str(one.subject): str(one.message()) for one in mail.outbox})
    assert mail.outbox


def _no_copy_holds(lines: StringIO) -> None:
    """Neither the words and the metadata of a letter nor a line of the log."""
    search = Search([Token(secret, secret) for secret in SECRETS])
    files = stored_files()
    assert len(files) > 10
    found = {name: search.names(content) for name, content in files.items()}
    found["log"] = search.names(lines.getvalue().encode())
    assert b"answered" in lines.getvalue().encode()
    assert {place: names for place, names in found.items() if names} == {}


def _nor_does_an_officer_unasked(hands: HttpHands, *refs: object) -> None:
    one, other, city, year = refs
    for who, path in (
        ("resmon", f"/kerja/perkara/{one}/rantai/"),
        ("resmon", f"/kerja/perkara/{other}/rantai/"),
        ("resmon", f"/kerja/perkara/{other}/"),
        ("commissioner", "/kerja/pleno-pimpinan/"),
        ("auditor", f"/kerja/penilaian/rapor/{city}/{year}/"),
    ):
        hands.be(who)
        _clean({path: hands.see(path)})


def _clean(pages: dict[str, str]) -> None:
    found = {
        (place, secret)
        for place, text in pages.items()
        for secret in SECRETS
        if secret in text
    }
    assert found == set()

"""R78: machines are kept out, and nobody who sits in front of a screen."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connections
from django.test import Client
from pytest_django import Settings

from accounts.actor import STRANGER
from accounts.sessions import begin
from accounts.wall_clock import wall_now
from complaints.domain.identity import Identity
from complaints.models import Case
from complaints.models.choices import Secrecy
from complaints.services import admitting, drafting
from complaints.services.errors import TooManyReports
from complaints.vault import Contact
from complaints.views.citizen.wizard import SESSION_KEY
from tests import proof
from tests.accounts.test_work import solve
from tests.complaints.api.test_reports import body, post
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar, written_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
NOON = "2026-11-20T12:00:01+00:00"
ANSWERS = {
    "story": "Akta kelahiran belum terbit.",
    "title": "Akta",
    "hope": "Akta terbit",
    "choice": "unknown",
    "agency_label": "Dinas Dukcapil",
    "region": "99",
    "tried_before": "yes",
    "tried": "Surat",
    "evidence_seen": True,
    "secrecy": Secrecy.OPEN,
}
WHO = Identity(
    name="Rahmi Contoh",
    birth_place="",
    birth_date="",
    marital_status="",
    occupation="",
    address="Kelurahan Contoh",
    nik="9971014101900000",
    passport="",
)


@pytest.fixture(autouse=True)
def places() -> None:
    calendar()
    AgencyFactory(code="99.71", region__code="99.71")


@pytest.fixture
def clock() -> Iterator[Any]:
    """Noon; the clock stands still unless it is moved."""
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


class Sender:
    """Somebody, or something, with a report that is ready to be sent."""

    def __init__(self, *, minutes: float = 5) -> None:
        now = wall_now()
        started = now - timedelta(minutes=minutes)
        who: dict[str, Any] = {"actor": STRANGER, "now": now}
        draft = drafting.start(actor=STRANGER, now=started)
        drafting.keep(ref=draft.ref, answers=ANSWERS, **who)
        person = drafting.Person(WHO, Contact(email="", phone="+6281299990000"))
        written_by(draft, person, now=now)
        self.key = draft.key
        self.client = Client()
        session = self.client.session
        session[SESSION_KEY] = str(draft.ref)
        begin(session)
        session.save()
        self.client.cookies["sesi"] = str(session.session_key)

    def send(self, **more: str) -> Any:
        told = {"key": str(self.key), "true": "on"} | more
        return self.client.post("/lapor/periksa/", told)

    def with_script(self) -> bool:
        """As a browser does: where a question comes back, answer it and send again."""
        answer = self.send()
        if answer.status_code == 429:
            question = asked(answer)
            answer = self.send(question=question, answer=solve(question))
        return is_sent(answer)


def asked(answer: HttpResponse) -> str:
    found = re.search(r'data-question="([^"]+)"', answer.content.decode())
    assert found
    return unescape(found.group(1))


def is_sent(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"] == "/lapor/terkirim/"


def use_up(network: str = "127.0.0.0/24") -> None:
    """The network's free reports, and its place for those who wait."""
    for _ in range(5):
        admitting.admit(key=uuid4(), network=network, proof=admitting.Proof())


@pytest.mark.usefixtures("clock")
class TestMachines:
    def test_of_a_thousand_machines_five_get_in(self) -> None:
        """They fall into the trap, hurry, or show work that is none of theirs."""
        machines = proof.sized(40, 1000)
        other = Sender()
        known: dict[str, str] = {}
        sent = 0
        for n in range(machines):
            machine = Sender(minutes=(0, 5)[n % 2])
            ways: tuple[dict[str, str], ...] = (
                {},
                {"site": "http://jual.example"},
                {"answer": "1"},
                known,
            )
            answer = machine.send(**ways[n % 4])
            sent += is_sent(answer)
            if answer.status_code == 429 and not known:
                question = asked(other.send())
                known = {"question": question, "answer": solve(question)}
        print(f"machines: {machines}, let in: {sent}")  # noqa: T201 - a count for the reader
        assert 1 <= sent <= 5
        assert Case.objects.count() == sent

    def test_a_hundred_people_of_one_network_get_in_beside_them(self) -> None:
        people = proof.sized(12, 100)
        sent = 0
        for _ in range(people):
            Sender(minutes=0).send()  # a machine, all the time
            sent += Sender().with_script()
        print(f"people: {people}, let in: {sent}")  # noqa: T201 - a count for the reader
        assert sent == people


@pytest.mark.usefixtures("clock")
class TestPeople:
    def test_the_first_ones_are_asked_nothing(self) -> None:
        for _ in range(4):
            answer = Sender().send()
            assert is_sent(answer)

    def test_whoever_answers_too_late_keeps_the_report_and_is_asked_anew(
        self, clock: time_machine.Traveller
    ) -> None:
        use_up()
        sender = Sender()
        question = asked(sender.send())
        clock.shift(timedelta(minutes=10))
        use_up_waiting()
        late = sender.send(question=question, answer=solve(question))
        assert late.status_code == 429
        assert asked(late) != question

    def test_work_of_one_report_sends_no_other(self) -> None:
        use_up()
        mine, other = Sender(), Sender()
        question = asked(mine.send())
        answer = solve(question)
        refused = other.send(question=question, answer=answer)
        assert refused.status_code == 429
        assert is_sent(mine.send(question=question, answer=answer))

    def test_work_shown_again_sends_nothing_again(self) -> None:
        use_up()
        sender = Sender()
        question = asked(sender.send())
        shown = {"question": question, "answer": solve(question)}
        assert is_sent(sender.send(**shown))
        assert is_sent(sender.send(**shown))
        assert Case.objects.count() == 1

    def test_without_a_script_one_waits_and_gets_in(
        self, clock: time_machine.Traveller
    ) -> None:
        use_up()
        sender = Sender()
        refused = sender.send()
        page = refused.content.decode()
        assert refused.status_code == 429
        assert refused["Retry-After"] == "599"
        assert "sesudah pukul 19.10" in page
        assert "tersimpan dan belum terkirim" in page
        assert 'name="true" required' in page or "checked" in page
        clock.shift(timedelta(seconds=599))
        assert is_sent(sender.send())

    def test_only_the_page_that_asks_loads_the_script_that_works(self) -> None:
        sender = Sender()
        calm = sender.client.get("/lapor/periksa/")
        use_up()
        asking = sender.send()
        for answer, loads in ((calm, False), (asking, True)):
            assert ("/static/js/work.js" in answer.content.decode()) is loads
            assert "script-src 'self';" in f"{answer['Content-Security-Policy']};"

    def test_a_browser_that_filled_the_trap_is_told_and_gets_in(self) -> None:
        sender = Sender()
        answer = sender.send(site="https://contoh.example")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Kosongkan kolom" in page
        assert 'id="site"' not in page  # it can be seen now
        assert is_sent(sender.send(site=""))

    def test_another_network_is_not_asked(self) -> None:
        use_up("198.51.100.0/24")
        assert is_sent(Sender().send())

    def test_haste_counts_twice(self) -> None:
        sent = [is_sent(Sender(minutes=0).send()) for _ in range(4)]
        assert sent == [True, True, True, False]  # two free, one that waits


def use_up_waiting() -> None:
    """Somebody else without a script was first."""
    admitting.admit(
        key=uuid4(), network="127.0.0.0/24", proof=admitting.Proof(took=timedelta(0))
    )


@pytest.mark.usefixtures("clock")
class TestPrograms:
    def test_the_api_has_the_same_budget_and_says_when_to_come_back(self) -> None:
        keys = [str(uuid4()) for _ in range(5)]
        answers = [post("reports", body(), key=key) for key in keys]
        assert [answer.status_code for answer in answers] == [201] * 4 + [429]
        last = answers[-1]
        assert last["Retry-After"] == "3599"
        assert last.json()["code"] == "too_many_reports"
        assert is_sent(Sender().send())  # a person may still wait for the free place
        assert Sender().send().status_code == 429

    def test_a_receipt_is_given_again_however_busy_it_is(self) -> None:
        key = str(uuid4())
        first = post("reports", body(), key=key)
        use_up_free()
        again = post("reports", body(), key=key)
        assert (again.status_code, again.json()) == (200, first.json())

    def test_how_many_are_free_is_for_the_operator_to_say(
        self, settings: Settings
    ) -> None:
        settings.REPORTS_PER_NETWORK = 1
        codes = [post("reports", body(), key=str(uuid4())).status_code for _ in "12"]
        assert codes == [201, 429]


def use_up_free() -> None:
    for _ in range(3):
        admitting.admit(key=uuid4(), network="127.0.0.0/24")


@pytest.mark.django_db(transaction=True)
def test_the_same_report_sent_by_many_at_once_counts_once() -> None:
    keys = [uuid4() for _ in range(4)]

    def sends(n: int) -> UUID | None:
        key = keys[n % 4]
        try:
            admitting.admit(key=key, network="net")
        except TooManyReports:
            return None
        finally:
            connections.close_all()
        return key

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(sends, range(32)))
    assert None not in let_in
    with pytest.raises(TooManyReports):
        admitting.admit(key=uuid4(), network="net")

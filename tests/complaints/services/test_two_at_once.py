"""Two requests meet: the second waits, and is told what became of it, never a fault."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connections, transaction

from complaints.models import Initiative, Objection
from complaints.services import initiating, objecting, sending, suggesting
from complaints.services.errors import NotReady
from tests.complaints.ladder import agenda, checked, in_resmon, proposed
from tests.complaints.objecting import filed, in_time, text_for
from tests.complaints.own import suspicion
from tests.complaints.services.test_plenary import opened
from tests.complaints.services.test_refusing import before_the_plenary
from tests.factories.complaints import FILED
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db(transaction=True)
HELD = 0.7


@contextmanager
def meanwhile(act: Callable[[], Any]) -> Iterator[None]:
    """Another request did this and has not ended yet; it ends a moment later."""
    inside = Event()

    def other() -> None:
        try:
            with transaction.atomic():
                act()
                inside.set()
                time.sleep(HELD)
        finally:
            inside.set()
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(other)
        assert inside.wait(30)
        yield
        done.result()


def test_an_objection_that_is_sent_while_old_drafts_go_stays() -> None:
    walk = in_time()
    text, liaison = text_for(walk), actor("liaison")
    row = objecting.keep_objection(
        ref=walk.case.ref, text=text, actor=liaison, now=walk.now
    )
    assert row is not None
    Objection.objects.update(written_at=walk.now - timedelta(days=31))
    with meanwhile(lambda: filed(walk, text=text)):
        objecting.purge(walk.now)
    row.refresh_from_db()
    assert row.is_open
    assert row.grounds.count() == 2


@pytest.mark.parametrize("form", ["begin", "suggest"])
def test_a_double_click_on_an_own_investigation_is_a_sentence(form: str) -> None:
    who = actor("head" if form == "begin" else "examiner")
    wish, key = suspicion(), uuid4()
    send: Any = initiating.begin if form == "begin" else suggesting.suggest

    def first() -> None:
        initiating.claimed(form, wish, None, key, actor=who, now=FILED)

    with meanwhile(first), pytest.raises(NotReady, match="sent_already"):
        send(wish=wish, key=key, actor=who, now=FILED)
    assert not Initiative.objects.exists()


def test_the_same_form_twice_at_once_is_refused_by_its_claim() -> None:
    key, who = uuid4(), actor("liaison")
    told: dict[str, Any] = {"form": "x", "words": ["a"], "file_ids": []}

    def claim() -> None:
        sending.claim(key, **told, actor=who, now=FILED)

    refused = pytest.raises(NotReady, match="sent_already")
    with meanwhile(claim), transaction.atomic(), refused:
        claim()


def test_two_agendas_of_one_report_at_once_are_one() -> None:
    walk = before_the_plenary()
    walk.again(), actor("head"), person("intake")
    with (
        meanwhile(lambda: opened(walk)),
        pytest.raises(NotReady, match="plenary_agenda"),
    ):
        opened(walk)
    assert walk.case.plenary_items.count() == 1


def test_two_agendas_of_one_matter_at_once_are_one() -> None:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    actor("commissioner"), person("chair")
    with (
        meanwhile(lambda: agenda(walk)),
        pytest.raises(NotReady, match="plenary_agenda"),
    ):
        agenda(walk)
    assert walk.case.plenary_items.count() == 1

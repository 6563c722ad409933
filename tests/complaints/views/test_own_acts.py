"""Where nobody reported, every act works or is refused with a sentence, in every state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.actor import SYSTEM
from complaints.domain.lifecycle import OPEN_STATES
from complaints.domain.states import Reason, State
from complaints.models import Case
from complaints.services import closing
from complaints.services.erasing import erase_case
from complaints.views.acts import ACTS
from complaints.views.own_acts import NEED_REPORTER
from complaints.views.own_sentences import NO_REPORTER
from tests.complaints.own import (
    OwnWalk,
    own_to_examination,
    own_to_review,
    own_to_signed_lhp,
)
from tests.complaints.story import Walk, opened_by_agency
from tests.complaints.views.pages import act_page, case_page
from tests.complaints.views.test_acts import DONE, body_of
from tests.people import login

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.long, pytest.mark.django_db]


def corrected(walk: Walk) -> None:
    own_to_signed_lhp(walk)
    opened_by_agency(walk)


def overdue(walk: Walk) -> None:
    corrected(walk)
    walk.pass_days(80)


def later(state: State) -> Callable[[Walk], None]:
    """Stages for which there is no page yet: put there as the table allows."""

    def put(walk: Walk) -> None:
        overdue(walk)
        for step in (State.RECOMMENDATION, State.PUBLISHED):
            Case.objects.filter(pk=walk.case.pk).update(state=step)
            if step is state:
                return

    return put


def closed(walk: Walk) -> None:
    own_to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)


#: Every state in which a case without a reporter can stand, and the way there.
WAYS: dict[State, Callable[[Walk], None]] = {
    State.REGISTERED: lambda _walk: None,
    State.EXAM: own_to_examination,
    State.LHP_DRAFT: own_to_review,
    State.LHP_ISSUED: own_to_signed_lhp,
    State.CORRECTIVE: corrected,
    State.RESMON: overdue,
    State.RECOMMENDATION: later(State.RECOMMENDATION),
    State.PUBLISHED: later(State.PUBLISHED),
    State.CLOSED: closed,
}
#: Where nobody has reported yet, or is waited for: no such case ever stands there.
NEVER = {
    State.CONSULT,
    State.SUBMITTED,
    State.RCO,
    State.FORMAL,
    State.INCOMPLETE,
    State.MATERIAL,
    State.PLENO,
    State.CONCILIATION,
    State.PRE_LHP,
}
BODIES = {does.slug: does for does in DONE}
SENTENCE = re.compile(
    r'class="(?:note warn|field-error|error)[^"]*"|role="alert"|belum diisi'
)


def come(state: State) -> Walk:
    walk = OwnWalk()
    WAYS[state](walk)
    assert walk.again().state == state
    return walk


def test_every_state_that_it_can_reach_is_walked_through_here() -> None:
    assert set(WAYS) == (OPEN_STATES - NEVER) | {State.CLOSED}


@pytest.mark.parametrize("state", WAYS, ids=str)
def test_every_act_works_or_is_refused_with_a_sentence(state: State) -> None:
    """Asked for by the head, and sent by her and by the examiner, each undone."""
    walk = come(state)
    found: dict[tuple[str, str, str], Any] = {}
    bodies = {slug: body_of(BODIES[slug], walk.case) for slug in sorted(ACTS)}
    for who, method in (("head", "get"), ("head", "post"), ("examiner", "post")):
        client = Client()
        login(client, who)
        for slug, body in bodies.items():
            with transaction.atomic():
                answer = getattr(client, method)(act_page(walk.case, slug), body)
                transaction.set_rollback(True)
            status, page = answer.status_code, answer.content.decode()
            said = status in {200, 302} or SENTENCE.search(page)
            if status not in {200, 302, 403, 409, 422} or not said:
                found[who, slug, method] = status
    assert found == {}


@pytest.mark.parametrize("state", WAYS, ids=str)
def test_what_presumes_a_reporter_says_that_there_is_none(
    client: Client, state: State
) -> None:
    walk = come(state)
    login(client, "head")
    for slug in sorted(NEED_REPORTER):
        answer = client.get(act_page(walk.case, slug))
        assert answer.status_code == 409, slug
        assert str(NO_REPORTER) in answer.content.decode(), slug


@pytest.mark.parametrize("state", WAYS, ids=str)
@pytest.mark.parametrize("who", ["head", "examiner"])
def test_its_page_offers_nothing_that_presumes_one(
    client: Client, state: State, who: str
) -> None:
    walk = come(state)
    login(client, who)
    page = client.get(case_page(walk.case)).content.decode()
    for slug in NEED_REPORTER:
        assert act_page(walk.case, slug) not in page, slug
    for words in ("Beri pelapor kode baru", "Buka identitas", "terlihat oleh pelapor"):
        assert words not in page
    assert "Tidak ada: prakarsa sendiri." in page


def test_of_an_erased_one_every_act_is_refused_with_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = come(State.CLOSED)
    monkeypatch.setattr("complaints.vault.erase", lambda *_: None)
    erase_case(ref=walk.case.ref, reason="request", actor=SYSTEM, now=walk.now)
    login(client, "head")
    assert client.get(case_page(walk.again())).status_code == 200
    for slug in sorted(ACTS):
        answer = client.post(act_page(walk.case, slug), {"version": walk.case.version})
        assert answer.status_code in {302, 403, 409, 422}, slug

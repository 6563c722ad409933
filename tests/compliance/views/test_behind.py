"""From an order to the scores that it made, and from a score back to its orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case
from compliance.services.locking import lock
from compliance.services.publishing import publish
from tests.compliance.people import ADMIN
from tests.compliance.plenary import agreed
from tests.compliance.rounds import DECREE
from tests.compliance.services.test_from_cases import (
    NOW,
    decide,
    filled_round,
    send_evidence,
    with_two_actions,
)
from tests.people import login, office

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    """Of two orders one was done in time; nothing is published yet."""
    found = with_two_actions()
    send_evidence(found)
    decide(found)
    found.again()
    return found


@pytest.fixture
def scored(walk: Walk) -> Walk:
    """The same, with a published score of 85.07 on a base of 88."""
    round_ = filled_round(walk)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)
    return walk


def counted(walk: Walk, n: int = 1) -> str:
    return reverse("assess:counted", args=[walk.case.actions.get(n=n).ref])


def behind(walk: Walk) -> str:
    assert walk.case.agency is not None
    return reverse("assess:behind", args=[walk.case.agency.ref, 2026])


def read(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_before_any_score_the_page_says_how_it_would_count_today(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    page = read(client, counted(walk))
    assert "Bila dihitung hari ini" in page
    assert "Belum ada rapor terbit yang memuatnya." in page
    assert "Belum ada rapor terbit yang memuatnya." in read(client, behind(walk))


def test_a_published_score_says_what_each_order_did_in_it(
    client: Client, scored: Walk
) -> None:
    login(client, "examiner")
    done, missed = (read(client, counted(scored, n)) for n in (1, 2))
    for page in (done, missed):
        assert "Penilaian contoh" in page
        for figure in ("50,00", "88,00", "85,07"):
            assert figure in page, figure
    assert '<td>Dilaksanakan</td><td class="r"><span class="num b">1' in done
    assert '<td>Tidak dilaksanakan</td><td class="r"><span class="num b">0' in missed


def test_the_score_leads_back_to_every_order_that_he_may_see(
    client: Client, scored: Walk
) -> None:
    assert scored.case.agency is not None
    card = reverse("rapor:card", args=[scored.case.agency.ref, 2026])
    assert behind(scored) in read(client, card)  # of a stranger it asks to sign in
    assert client.get(behind(scored)).status_code == 302
    login(client, "examiner")
    page = read(client, behind(scored))
    chain = reverse("work:chain", args=[scored.case.ref])
    for order in scored.case.actions.all():
        assert f"{chain}#tindakan-{order.ref}" in page
        assert counted(scored, order.n) in page


def test_who_may_not_see_the_case_gets_the_score_without_it(
    client: Client, scored: Walk
) -> None:
    login(client, "examiner_elsewhere")
    page = read(client, behind(scored))
    assert "Tindakan korektif 1" in page
    assert scored.case.display_number not in page
    assert "Terbitkan akta." not in page
    assert client.get(counted(scored)).status_code == 404


def test_of_a_restricted_case_no_words_are_fetched(
    client: Client, scored: Walk
) -> None:
    Case.objects.filter(pk=scored.case.pk).update(restricted=True)
    login(client, "examiner")
    for path in (behind(scored), counted(scored)):
        page = read(client, path)
        assert "Terbitkan akta." not in page
        assert "Perkara terbatas" in page
    Case.objects.filter(pk=scored.case.pk).update(restricted=False, office=office("63"))
    assert client.get(counted(scored)).status_code == 404


@pytest.mark.parametrize("who", ["liaison", "system_admin", "citizen"])
def test_the_way_back_is_for_those_who_work_on_cases_or_scores(
    client: Client, scored: Walk, who: str
) -> None:
    login(client, who)
    for path in (behind(scored), counted(scored)):
        assert client.get(path).status_code == 404

"""The office asks agencies about themselves and compares; who assesses learns nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.wall_clock import wall_now
from compliance.models import Place, Round, SelfAnswer, SelfSheet
from compliance.selectors.self_assessment import said_by_agency
from compliance.services.reviewing import give_back
from compliance.services.visiting import hand_in
from tests.compliance import field
from tests.compliance import self_assessment as own
from tests.compliance.people import ADMIN
from tests.compliance.rounds import city
from tests.compliance.self_assessment import NO, YES
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
COLUMN = "Menurut instansi"


def at(name: str, **kwargs: object) -> str:
    return reverse(f"assess:{name}", kwargs=kwargs)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return re.sub(r"\s+", " ", page)


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


def said_and_seen(*, handed_in: bool = True) -> Place:
    """The agency says that there is no board; the assessor saw one and has handed in."""
    person("liaison")
    round_ = own.drawn(own.asked(city(1), by=field.method()))
    where = field.place(round_)
    own.said(where, {field.SIGN: NO})
    if handed_in:
        own.handed_in(round_, city(1))
    field.handed_in(field.sent(where))
    return where


# --- asking ----------------------------------------------------------------------------
def test_agencies_are_asked_and_the_day_is_moved_on_one_page(admin: Client) -> None:
    person("liaison")
    round_ = own.planned(city(1), city(2))
    address = at("self", ref=round_.ref)
    assert address in text(admin.get(at("plan", ref=round_.ref)))
    assert address in text(admin.get(at("round", ref=round_.ref)))
    assert "Instansi belum diminta." in text(admin.get(address))
    body = {"until": own.day().isoformat(), "version": round_.version}
    assert "Tuliskan tanggal" in text(admin.post(address, body | {"until": ""}), 422)
    assert "Pilih tanggal" in text(admin.post(address, body | {"until": "x"}), 422)
    near = own.day(2).isoformat()
    refused = text(admin.post(address, body | {"until": near}), 422)
    assert "paling sedikit 7 hari" in refused
    assert near in refused
    done = text(admin.post(address, body, follow=True))
    assert "Instansi diminta menilai diri." in done
    assert "0 dari 2 instansi menyerahkan" in done
    assert done.count("Belum diserahkan") == 2
    stale = text(admin.post(address, body | {"until": own.day(20).isoformat()}), 409)
    assert "sudah diubah orang lain" in stale
    assert f'name="version" value="{round_.version + 1}"' in stale
    again = {"until": own.day(20).isoformat(), "version": round_.version + 1}
    assert admin.post(address, again).status_code == 302
    assert Round.objects.get().self_until == own.day(20)


def test_it_is_said_how_many_agencies_handed_in(admin: Client) -> None:
    person("liaison")
    round_ = own.asked(city(1), city(2))
    there = at("round", ref=round_.ref)
    assert "0 <small>dari 2 menyerahkan" in text(admin.get(there))
    own.handed_in(round_, city(1))
    assert "1 <small>dari 2 menyerahkan" in text(admin.get(there))
    page = text(admin.get(at("self", ref=round_.ref)))
    assert "1 dari 2 instansi menyerahkan" in page
    assert page.count("Belum diserahkan") == 1


def test_the_list_of_agencies_costs_the_same_however_many_they_are(
    admin: Client,
) -> None:
    def queries(round_: Round) -> int:
        with CaptureQueriesContext(connection) as found:
            text(admin.get(at("self", ref=round_.ref)))
        return len(found)

    by = own.method()
    few = queries(own.asked(city(1), by=by))
    assert queries(own.asked(*(city(n) for n in range(1, 7)), by=by)) == few


def test_once_results_are_told_nobody_is_asked_any_more(admin: Client) -> None:
    round_ = own.asked(city(1))
    told = {"announced_at": wall_now(), "objections_until": own.day(30)}
    Round.objects.filter(pk=round_.pk).update(**told)
    address = at("self", ref=round_.ref)
    assert "Pindahkan dan beri tahu" not in text(admin.get(address))
    body = {"until": own.day(20).isoformat(), "version": round_.version}
    assert "sudah diberitahukan" in text(admin.post(address, body), 409)


def test_before_results_are_told_it_is_said_that_this_closes_it(
    admin: Client,
) -> None:
    round_ = own.asked(city(1))
    address = at("announce", ref=round_.ref)
    assert "Pemberitahuan ini menutupnya." in text(admin.get(address))
    Round.objects.filter(pk=round_.pk).update(self_until=own.day(-3))
    assert "Pemberitahuan ini menutupnya." not in text(admin.get(address))


def test_a_method_that_asks_nothing_of_a_unit_offers_no_form(admin: Client) -> None:
    round_ = field.planned(city(1), by=own.of_products())
    address = at("self", ref=round_.ref)
    page = text(admin.get(address))
    assert "tidak menanyakan apa pun" in page
    assert "Minta instansi menilai diri" not in page
    body = {"until": own.day().isoformat(), "version": round_.version}
    assert "tidak menanyakan apa pun" in text(admin.post(address, body), 422)


def test_an_auditor_reads_it_and_asks_nobody(client: Client) -> None:
    round_ = own.asked(city(1))
    login(client, "auditor")
    address = at("self", ref=round_.ref)
    page = text(client.get(address))
    assert "0 dari 1 instansi menyerahkan" in page
    assert "Pindahkan dan beri tahu" not in page
    assert client.post(address, {"until": "2099-01-01"}).status_code == 403
    assert Round.objects.get().self_until == own.day()


# --- beside what was seen --------------------------------------------------------------
@pytest.mark.parametrize("who", ["compliance_admin", "auditor"])
def test_what_differs_is_marked_beside_what_was_seen(client: Client, who: str) -> None:
    where = said_and_seen()
    login(client, who)
    page = text(client.get(at("place", ref=where.ref)))
    assert COLUMN in page
    assert page.count("instansi: tidak; dilihat: ya") == 1
    assert page.count('<span class="tag warn">Berbeda</span>') == 1


def test_what_agrees_is_not_marked(admin: Client) -> None:
    person("liaison")
    round_ = own.drawn(own.asked(city(1), by=field.method()))
    where = field.place(round_)
    own.said(where, {field.SIGN: YES})
    own.handed_in(round_, city(1))
    field.handed_in(field.sent(where))
    page = text(admin.get(at("place", ref=where.ref)))
    assert COLUMN in page
    assert "; dilihat:" not in page


def test_what_does_not_apply_for_the_agency_differs_from_what_was_seen(
    admin: Client,
) -> None:
    where = said_and_seen(handed_in=False)
    own.said(where, {}, absent=[field.SIGN])
    own.handed_in(where.round, city(1))
    page = text(admin.get(at("place", ref=where.ref)))
    assert "instansi: tidak berlaku di sini; dilihat: ya" in page


def test_before_somebody_else_has_looked_it_is_not_shown(admin: Client) -> None:
    person("liaison")
    round_ = own.drawn(own.asked(city(1), by=field.method()))
    where = field.place(round_)
    own.said(where, {field.SIGN: NO})
    own.handed_in(round_, city(1))
    address = at("place", ref=where.ref)
    assert COLUMN not in text(admin.get(address))
    visit = field.filled(field.sent(where))
    assert COLUMN not in text(admin.get(address))
    hand_in(visit_ref=visit.ref, actor=actor("assessor"), now=wall_now())
    assert COLUMN in text(admin.get(address))
    give_back(place_ref=where.ref, turn=1, why="x", actor=ADMIN, now=wall_now())
    assert COLUMN not in text(admin.get(address))


def test_a_draft_of_the_agency_is_its_own(admin: Client) -> None:
    where = said_and_seen(handed_in=False)
    address = at("place", ref=where.ref)
    assert COLUMN not in text(admin.get(address))
    own.handed_in(where.round, city(1))
    assert COLUMN in text(admin.get(address))
    own.taken_back(where.round, city(1))
    assert COLUMN not in text(admin.get(address))


# --- blindness -------------------------------------------------------------------------
def test_an_assessor_learns_nothing_of_it_not_even_after_handing_in(
    client: Client,
) -> None:
    where = said_and_seen()
    visit = where.visits.get()
    login(client, "assessor")
    pages = [
        at("round", ref=where.round.ref),
        at("visits"),
        at("sheet", ref=visit.ref),
        at("submit", ref=visit.ref),
        at("indicator", ref=visit.ref, code=field.SIGN),
    ]
    with CaptureQueriesContext(connection) as asked:
        shown = [text(client.get(one)) for one in pages]
    assert [one for one in shown if "andiri" in one] == []
    assert [one for one in asked if "self" in one["sql"]] == own_columns(asked)
    for closed in (at("place", ref=where.ref), at("self", ref=where.round.ref)):
        assert client.get(closed).status_code == 403
    assert not SelfAnswer.objects.visible_to(actor("assessor")).exists()
    assert not SelfSheet.objects.visible_to(actor("assessor")).exists()


def own_columns(asked: Any) -> list[Any]:
    """Queries that name the day, which every round carries, and no table of answers."""
    named = [one for one in asked if "self" in one["sql"]]
    tables = ("compliance_selfanswer", "compliance_selfsheet")
    return [one for one in named if not any(name in one["sql"] for name in tables)]


def test_who_also_assesses_compares_nothing_whatever_else_he_is(
    admin: Client,
) -> None:
    where = said_and_seen()
    assert COLUMN in text(admin.get(at("place", ref=where.ref)))
    boss = person("compliance_admin")
    OfficeMembershipFactory(user=boss, office=office("00"), role="assessor")
    assert COLUMN not in text(admin.get(at("place", ref=where.ref)))
    assert said_by_agency(where, actor("compliance_admin")) == {}


def test_it_is_in_no_score_card_and_in_no_snapshot(client: Client) -> None:
    where = said_and_seen()
    field.signed(where)
    field.finished(where.round)
    ref = city(1).ref
    card = reverse("rapor:card", kwargs={"ref": ref, "year": 2027})
    page = text(client.get(card))
    unit = reverse(
        "rapor:unit", kwargs={"ref": ref, "year": 2027, "unit": where.unit.ref}
    )
    for shown in (page, text(client.get(unit))):
        assert "andiri" not in shown
        assert COLUMN not in shown
    inputs = str(Round.objects.get().snapshots.get().data)
    assert "self" not in inputs


def test_an_english_reader_reads_english(admin: Client) -> None:
    where = said_and_seen()
    admin.cookies["bahasa"] = "en"
    page = text(admin.get(at("place", ref=where.ref)))
    assert "agency: no; seen: yes" in page
    assert "1 of 1 agencies handed in" in text(
        admin.get(at("self", ref=where.round.ref))
    )

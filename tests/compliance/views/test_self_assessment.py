"""An agency fills in its self-assessment: all units, one a page, then hands it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.wall_clock import wall_now
from compliance.models import Round, SelfAnswer, SelfSheet
from compliance.services.hearing import announce
from tests.compliance import field
from tests.compliance import self_assessment as own
from tests.compliance.people import ADMIN
from tests.compliance.rounds import city
from tests.compliance.self_assessment import BOARD, BODY, COUNTED, DAYS, NO, STEP, YES
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

    from agencies.models import Agency
    from compliance.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def at(name: str, round_: Round, agency: Agency | None = None, **more: Any) -> str:
    there = {"ref": round_.ref, "agency": (agency or city(1)).ref}
    return reverse(f"scored:{name}", kwargs=there | more)


def unit_at(place: Place) -> str:
    return at("self_unit", place.round, place.agency, unit=place.unit.ref)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


def listing(client: Client) -> str:
    return text(client.get(reverse("scored:list")))


@pytest.fixture
def liaison(client: Client) -> Client:
    """Signed in as the liaison of the first city."""
    login(client, "liaison")
    return client


@pytest.fixture
def round_() -> Round:
    """Two cities with two units each are asked."""
    return own.asked(city(1), city(2))


# --- whose turn it is --------------------------------------------------------------------
def test_the_list_says_that_one_is_asked_until_when_and_whose_turn_it_is(
    liaison: Client,
) -> None:
    assert "Belum ada hasil penilaian" in listing(liaison)
    round_ = own.asked(city(1), city(2))
    page = listing(liaison)
    assert "Giliran Anda: isi dan serahkan paling lambat" in page
    assert at("self", round_) in page
    assert at("self", round_, city(2)) not in page
    assert "Belum ada hasil penilaian" not in page
    own.handed_in(round_, city(1))
    assert "Masih bisa ditarik dan diubah sampai" in listing(liaison)


def test_the_list_costs_the_same_however_many_rounds_there_are(
    liaison: Client,
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            listing(liaison)
        return len(found)

    by = own.method()
    own.asked(city(1), by=by)
    few = queries()
    own.handed_in(own.asked(city(1), by=by), city(1))
    own.asked(city(1), by=by)
    assert queries() == few


def test_before_it_is_asked_there_is_nothing(liaison: Client) -> None:
    round_ = own.planned(city(1))
    where = own.first(round_)
    for address in (at("self", round_), at("self_hand_in", round_), unit_at(where)):
        assert liaison.get(address).status_code == 404
    assert liaison.post(at("self_take_back", round_)).status_code == 404


def test_another_agency_and_who_speaks_for_one_unit_find_nothing(
    client: Client, round_: Round
) -> None:
    where = own.first(round_)
    seat = person("liaison").agency_memberships.get()
    seat.units.add(where.unit)
    for who in ("liaison", "other_liaison", "superior"):
        client.logout()
        login(client, who)
        assert at("self", round_) not in listing(client)
        for address in (at("self", round_), at("self_hand_in", round_), unit_at(where)):
            assert client.get(address).status_code == 404
            assert client.post(address, {"mark": ""}).status_code in {404, 405}
        assert client.post(at("self_take_back", round_)).status_code == 404
    assert not SelfAnswer.objects.exists()


def test_a_unit_of_another_agency_is_not_there(liaison: Client, round_: Round) -> None:
    other = own.first(round_, city(2)).unit.ref
    assert liaison.get(at("self_unit", round_, unit=other)).status_code == 404


# --- all units -------------------------------------------------------------------------
def test_all_units_are_listed_with_how_far_each_is(
    liaison: Client, round_: Round
) -> None:
    page = text(liaison.get(at("self", round_)))
    assert '<b class="num">0</b> dari 8 jawaban' in page
    assert page.count("0 dari 4 terjawab") == 2
    own.said(own.first(round_), {BOARD: YES, STEP: NO})
    page = text(liaison.get(at("self", round_)))
    assert '<b class="num">2</b> dari 8 jawaban' in page
    assert "2 dari 4 terjawab" in page
    assert "Lanjutkan mengisi" in page


def test_nothing_of_it_tells_which_units_were_drawn(
    liaison: Client, round_: Round
) -> None:
    def pages() -> list[str]:
        places = round_.places.filter(agency=city(1)).select_related("round", "unit")
        addresses = [
            reverse("scored:list"),
            at("self", round_),
            at("self_hand_in", round_),
            *(at("self_unit", round_, unit=place.unit.ref) for place in places),
        ]
        return [without_token(text(liaison.get(one))) for one in addresses]

    before = pages()
    own.drawn(round_)
    where = field.place(round_)
    field.sent(where)
    assert pages() == before


def without_token(page: str) -> str:
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_an_agency_without_units_reads_so(liaison: Client) -> None:
    round_ = own.asked(city(1), units=0)
    page = text(liaison.get(at("self", round_)))
    assert "belum punya unit" in page
    assert "Lanjutkan mengisi" not in page


def test_many_units_cost_what_two_cost_and_are_turned_over(liaison: Client) -> None:
    def queries(round_: Round) -> int:
        with CaptureQueriesContext(connection) as found:
            text(liaison.get(at("self", round_)))
        return len(found)

    by = own.method()
    few = queries(own.asked(city(1), by=by))
    many = own.asked(city(1), by=by, units=105)
    assert queries(many) == few
    assert "1–100 dari 105" in text(liaison.get(at("self", many)))
    assert "101–105 dari 105" in text(liaison.get(at("self", many) + "?hal=2"))


# --- one unit --------------------------------------------------------------------------
def test_a_page_asks_all_of_one_unit_and_the_next_one_follows(
    liaison: Client, round_: Round
) -> None:
    one, other = round_.places.filter(agency=city(1)).select_related(
        "round", "agency", "unit"
    )
    page = text(liaison.get(unit_at(one)))
    assert page.count("Belum dijawab") == 2  # the board and the steps
    assert "Ya, terlihat" not in page  # an agency does not see, it says
    assert "tidak berlaku di sini" in page
    body = {"mark": own.mark(one), **BODY}
    saved = liaison.post(unit_at(one), body)
    assert (saved.status_code, saved["Location"]) == (302, unit_at(other))
    assert "Tersimpan." in text(liaison.get(unit_at(other)))
    page = text(liaison.get(unit_at(one)))
    assert 'value="7,5"' in page
    assert "checked" in page
    body = {"mark": own.mark(other), **BODY}
    assert liaison.post(unit_at(other), body)["Location"] == at("self", round_)
    page = text(liaison.get(at("self", round_)))
    assert "Lanjutkan mengisi" not in page
    assert "Serahkan penilaian mandiri" in page


def test_a_page_may_be_saved_with_nothing_and_answers_go_again(
    liaison: Client, round_: Round
) -> None:
    where = own.first(round_)
    assert liaison.post(unit_at(where), {"mark": own.mark(where)}).status_code == 302
    own.said(where, {BOARD: YES})
    body = {"mark": own.mark(where), f"jawab-{BOARD}": ""}
    assert liaison.post(unit_at(where), body).status_code == 302
    assert not SelfAnswer.objects.exists()


def test_what_does_not_apply_is_ticked_and_shown_ticked(
    liaison: Client, round_: Round
) -> None:
    where = own.first(round_)
    body = {"mark": own.mark(where), f"tidak-{BOARD}": "on"}
    assert liaison.post(unit_at(where), body).status_code == 302
    assert SelfAnswer.objects.get().absent
    assert f'name="tidak-{BOARD}" id="id_tidak-{BOARD}" checked' in text(
        liaison.get(unit_at(where))
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({f"jawab-{STEP}": "9"}, "pilihan"),
        ({f"jawab-{COUNTED}": "6", f"dari-{COUNTED}": "5"}, "Tidak bisa lebih banyak"),
        ({f"jawab-{COUNTED}": "", f"dari-{COUNTED}": "5"}, "Tuliskan angka."),
        ({f"jawab-{COUNTED}": "3", f"dari-{COUNTED}": ""}, "Tuliskan dari berapa."),
        ({f"jawab-{DAYS}": "lama"}, "Tuliskan angka."),
        ({f"tidak-{BOARD}": "on"}, "Pilih satu: jawaban, atau tidak berlaku"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    liaison: Client, round_: Round, wrong: dict[str, str], words: str
) -> None:
    where = own.first(round_)
    body = {"mark": own.mark(where), **BODY, f"jawab-{DAYS}": "12", **wrong}
    page = text(liaison.post(unit_at(where), body), 422)
    assert "Ada yang perlu dilengkapi" in page
    assert words in page
    assert wrong.get(f"jawab-{DAYS}", "12") in page
    assert not SelfAnswer.objects.exists()


def test_the_same_form_twice_on_a_bad_line_does_no_harm(
    liaison: Client, round_: Round
) -> None:
    where = own.first(round_)
    body = {"mark": own.mark(where), **BODY}
    assert [liaison.post(unit_at(where), body).status_code for _ in (1, 2)] == [
        302,
        302,
    ]
    assert SelfAnswer.objects.count() == 4


def test_over_what_a_colleague_saved_nothing_is_lost_and_one_may_save_again(
    liaison: Client, round_: Round
) -> None:
    where = own.first(round_)
    body = {"mark": own.mark(where), **BODY, f"jawab-{BOARD}": "0"}
    own.said(where, {BOARD: YES})
    page = text(liaison.post(unit_at(where), body), 409)
    assert "Rekan Anda lebih dulu mengubah" in page
    assert "Yang tersimpan sekarang" in page
    assert 'value="7,5"' in page
    fresh = own.mark(where)
    assert f'value="{fresh}"' in page
    assert liaison.post(unit_at(where), body | {"mark": fresh}).status_code == 302
    assert SelfAnswer.objects.get(node__code=BOARD).value == 0


# --- handing in ------------------------------------------------------------------------
def test_before_it_is_handed_in_it_is_said_what_is_missing(
    liaison: Client, round_: Round
) -> None:
    page = text(liaison.get(at("self_hand_in", round_)))
    assert "Masih ada 2 unit yang belum lengkap." in page
    assert "0 dari 4 terjawab" in page
    sent = text(liaison.post(at("self_hand_in", round_), follow=True))
    assert "Penilaian mandiri diserahkan." in sent
    assert "Tarik kembali untuk mengubah" in sent
    again = text(liaison.get(at("self_hand_in", round_)))
    assert "Masih bisa ditarik" in again
    assert "Batal" not in again


def test_when_all_is_answered_it_says_so(liaison: Client, round_: Round) -> None:
    for place in round_.places.filter(agency=city(1)).select_related("unit"):
        address = at("self_unit", round_, unit=place.unit.ref)
        liaison.post(address, {"mark": own.mark(place), **BODY})
    page = text(liaison.get(at("self_hand_in", round_)))
    assert "Semua unit sudah lengkap." in page


def test_what_was_handed_in_is_read_and_written_again_once_taken_back(
    liaison: Client, round_: Round
) -> None:
    where = own.first(round_)
    own.handed_in(round_, city(1))
    page = text(liaison.get(unit_at(where)))
    assert "<fieldset disabled>" in page
    body = {"mark": own.mark(where), **BODY}
    assert "sudah diserahkan" in text(liaison.post(unit_at(where), body), 409)
    back = text(liaison.post(at("self_take_back", round_), follow=True))
    assert "ditarik. Serahkan lagi" in back
    assert liaison.post(unit_at(where), body).status_code == 302


def test_after_its_day_it_is_read_and_closed(liaison: Client, round_: Round) -> None:
    where = own.first(round_)
    own.said(where, {STEP: YES})
    Round.objects.filter(pk=round_.pk).update(self_until=own.day(-3))
    assert "Sudah ditutup dan tidak diserahkan." in listing(liaison)
    page = text(liaison.get(at("self", round_)))
    assert "Lanjutkan mengisi" not in page
    assert "<fieldset disabled>" in text(liaison.get(unit_at(where)))
    body = {"mark": own.mark(where), **BODY}
    assert "sudah ditutup" in text(liaison.post(unit_at(where), body), 409)
    for name in ("self_hand_in", "self_take_back"):
        refused = text(liaison.post(at(name, round_), follow=True))
        assert "Isian tidak bisa diubah lagi." in refused
    assert SelfSheet.objects.get().handed_in_at is None


def test_closed_and_handed_in_it_says_both(liaison: Client, round_: Round) -> None:
    own.handed_in(round_, city(1))
    Round.objects.filter(pk=round_.pk).update(self_until=own.day(-3))
    page = text(liaison.get(at("self", round_)))
    assert "Sudah ditutup." in page
    assert "Tarik kembali" not in page


# --- beside the result -----------------------------------------------------------------
def seen_and_announced(**told: Any) -> Round:
    """Seen with the board up; the agency had said ``told`` of the same unit."""
    person("liaison")
    round_ = own.drawn(own.asked(city(1), by=field.method()))
    where = field.place(round_)
    if told:
        own.said(where, told)
    field.handed_in(field.sent(where))
    field.signed(where)
    field.typed(round_)
    version = Round.objects.get(pk=round_.pk).version
    return announce(
        round_ref=round_.ref,
        until=own.day(),
        version=version,
        actor=ADMIN,
        now=wall_now(),
    )


def test_an_agency_reads_what_it_said_beside_its_result(liaison: Client) -> None:
    round_ = seen_and_announced(**{field.SIGN: NO})
    page = text(liaison.get(at("result", round_)))
    assert "Menurut Anda" in page
    assert "<td>ya</td><td>tidak</td>" in page
    assert "<td>4 dari 4; 4 dari 4</td><td>-</td>" in page
    both = listing(liaison)
    assert at("self", round_) in both
    assert at("result", round_) in both


def test_who_said_nothing_reads_its_result_alone(liaison: Client) -> None:
    round_ = seen_and_announced()
    assert "Menurut Anda" not in text(liaison.get(at("result", round_)))


# --- the other language ----------------------------------------------------------------
def test_an_english_reader_reads_english(liaison: Client, round_: Round) -> None:
    where = own.first(round_)
    liaison.cookies["bahasa"] = "en"
    assert "Your turn: fill it in and hand it in by" in listing(liaison)
    assert "Self-assessment" in text(liaison.get(at("self", round_)))
    page = text(liaison.get(unit_at(where)))
    assert "Not answered" in page
    assert "does not apply here" in page
    assert "are not complete" in text(liaison.get(at("self_hand_in", round_)))

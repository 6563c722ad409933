"""The units behind a published score, as everybody reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from compliance.services.visiting import hand_in, write
from tests.compliance import field
from tests.compliance.field import score_published
from tests.compliance.rounds import NOW, city

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def text(client: Client, name: str, status: int = 200, **kwargs: Any) -> str:
    there = {"ref": city(1).ref, "year": 2027} | kwargs
    answer = client.get(reverse(f"rapor:{name}", kwargs=there))
    assert answer.status_code == status
    page: str = answer.content.decode()
    return page


def test_the_card_leads_to_every_unit_that_was_visited(client: Client) -> None:
    unit = field.place(score_published(city(1))).unit
    page = text(client, "card")
    assert unit.name_id in page
    assert reverse("rapor:unit", args=[city(1).ref, 2027, unit.ref]) in page


def test_a_unit_page_says_what_was_seen_and_what_it_is_worth(client: Client) -> None:
    unit = field.place(score_published(city(1))).unit
    page = text(client, "unit", unit=unit.ref)
    assert "4 dari 4; 4 dari 4" in page
    assert "rata-rata" not in page  # three users: nobody reads what so few said
    assert "Terlalu sedikit orang untuk ditampilkan" in page
    # 100 x 21.85 + 100 x 32.37 + 50 x 24.24 + 80 x 21.54
    assert 'Nilai unit ini <b class="num">83,57</b>' in page


def test_a_unit_that_was_not_visited_is_not_there(client: Client) -> None:
    score_published(city(1))
    text(client, "unit", 404, unit=uuid4())
    text(client, "unit", 404, unit=uuid4(), year=2019)


def test_the_card_says_by_which_seed_and_from_which_units_was_drawn(
    client: Client,
) -> None:
    round_ = score_published(city(1))
    page = text(client, "card")
    assert field.SEED in page
    for place in round_.places.all():
        assert str(place.unit.ref) in page


def test_a_part_that_applied_nowhere_is_shown_as_a_dash(client: Client) -> None:
    round_ = field.drawn(city(1))
    where = field.place(round_)
    visit = field.filled(field.sent(where))
    write(
        visit_ref=visit.ref,
        code=field.SIGN,
        told={},
        absent=True,
        actor=field.as_(visit.assessor),
        now=NOW,
    )
    hand_in(visit_ref=visit.ref, actor=field.as_(visit.assessor), now=NOW)
    field.signed(where)
    field.finished(round_)
    page = text(client, "card")
    assert '<span class="v">-</span>' in page
    sheet = reverse("rapor:sheet", kwargs={"ref": city(1).ref, "year": 2027})
    assert client.get(sheet).status_code == 200

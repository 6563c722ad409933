"""Who asks with a token: its owner as he is now, and nothing that a session shows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.test import Client

from accounts.actor_of import bearer
from accounts.models import AgencyMembership, ApiToken, OfficeMembership, User
from accounts.roles import Role
from accounts.scopes import Scope
from accounts.services import tokens as service
from accounts.wall_clock import wall_now
from tests import people, tokens
from tests.complaints.views.pages import counted
from tests.factories.complaints import calendar
from tests.people import login, person

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
ME = "/api/v1/me/"


def shown(answer: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All of it but the id of the request."""
    heads = [pair for pair in answer.items() if pair[0] != "X-Request-ID"]
    return answer.status_code, answer.content, heads


def test_it_says_in_whose_name_it_acts_and_what_it_may() -> None:
    user = person("examiner")
    secret = tokens.made(user, Scope.CASES_READ, name="Rekap", label="k3v9q2ab")
    answer = tokens.asked("me/", secret)
    told = answer.json()
    assert answer["Cache-Control"] == "no-store"
    assert set(told) == {"ref", "name", "roles", "token"}
    assert (told["ref"], told["name"]) == (str(user.ref), user.name)
    assert told["roles"] == ["examiner"]
    until = told["token"].pop("expires_at")
    assert until.startswith(ApiToken.objects.get().expires_at.date().isoformat())
    assert told["token"] == {
        "label": "k3v9q2ab",
        "kind": "personal",
        "name": "Rekap",
        "scopes": ["cases:read"],
    }


def test_without_a_token_one_is_asked_for() -> None:
    for heads in ({}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"[:3]}):
        answer = Client().get(ME, headers=heads)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="api"'
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "token_missing"


def test_a_refusal_speaks_both_languages() -> None:
    titles = {
        Client().get(ME, {"bahasa": code}).json()["title"] for code in ("id", "en")
    }
    assert titles == {"Token diperlukan", "A token is needed"}
    secret = tokens.made(person("examiner"))
    assert tokens.asked("me/", secret, bahasa="en").status_code == 200
    assert tokens.asked("me/", secret, bahasa="fr").status_code == 422


def unknown(secret: str) -> str:
    return secret[:-1] + ("A" if secret[-1] != "A" else "B")


def revoked(secret: str) -> str:
    ApiToken.objects.update(revoked_at=wall_now())
    return secret


def over(secret: str) -> str:
    long_ago = wall_now() - timedelta(days=60)
    ApiToken.objects.update(
        created_at=long_ago, expires_at=long_ago + timedelta(days=1)
    )
    return secret


def suspended(secret: str) -> str:
    User.objects.filter(pk=person("examiner").pk).update(is_active=False)
    return secret


def without_a_factor(secret: str) -> str:
    person("examiner").authenticator_set.all().delete()
    return secret


def without_a_role(secret: str) -> str:
    OfficeMembership.objects.update(valid_to=wall_now())
    return secret


def of_another_role(secret: str) -> str:
    OfficeMembership.objects.update(role=Role.CUSTODIAN.value)
    return secret


DEAD = [
    unknown,
    revoked,
    over,
    suspended,
    without_a_factor,
    without_a_role,
    of_another_role,
]


@pytest.mark.parametrize("spoil", DEAD)
def test_the_very_next_request_of_a_dead_token_is_that_of_an_unknown_one_to_the_byte(
    spoil: Callable[[str], str],
) -> None:
    """R8: asked for anew each time; and whatever is wrong with it stays untold."""
    secret = tokens.made(person("examiner"))
    assert tokens.asked("me/", secret).status_code == 200
    dead = spoil(secret)
    never = tokens.asked("me/", "bukan token")
    for address in ("me/", "cases/", "actions/"):
        assert shown(tokens.asked(address, dead)) == shown(never)
    assert (never.status_code, never.json()["code"]) == (401, "token_invalid")
    assert never["WWW-Authenticate"] == 'Bearer realm="api"'


def test_an_agencys_token_needs_the_second_factor_of_its_bearer_too() -> None:
    user = person("liaison")
    assert bearer(user, now=wall_now()).awaits_second_factor
    secret = tokens.made(user, equipped=False)
    assert tokens.asked("me/", secret).status_code == 401
    assert tokens.asked("me/", tokens.made(user)).status_code == 200


def test_a_place_that_ends_by_its_day_ends_what_the_token_reads() -> None:
    secret = tokens.made(person("liaison"))
    AgencyMembership.objects.update(valid_to=wall_now())
    assert tokens.asked("cases/", secret).status_code == 401


def test_a_token_shows_no_second_factor_and_keeps_no_step_up() -> None:
    tokens.made(person("examiner"))
    actor = bearer(person("examiner"), now=wall_now())
    assert (actor.stepped_up, actor.stepped_up_at) == (False, None)
    assert actor.roles == {Role.EXAMINER}


def test_it_opens_no_page(client: Client) -> None:
    secret = tokens.made(person("examiner"))
    for path in ("/kerja/antrean/", "/masuk/akun/", "/masuk/akun/token/"):
        answer = client.get(path, headers=tokens.bearing(secret))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/masuk/")
    assert not client.cookies


def test_a_session_opens_no_operation_and_changes_nothing_of_one(
    client: Client,
) -> None:
    login(client, "head")
    assert client.get(ME).status_code == 401
    secret = tokens.made(person("examiner"))
    answer = client.get(ME, headers=tokens.bearing(secret))
    assert answer.json()["ref"] == str(person("examiner").ref)
    assert not answer.cookies


def test_a_token_in_the_address_is_none() -> None:
    secret = tokens.made(person("examiner"))
    for name in ("access_token", "token", "Authorization", "bahasa"):
        assert Client().get(ME, {name: secret}).status_code == 401


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
def test_the_scheme_is_read_as_everywhere(scheme: str) -> None:
    secret = tokens.made(person("examiner"))
    heads = {"Authorization": f"{scheme} {secret}"}
    assert Client().get(ME, headers=heads).status_code == 200


@pytest.mark.parametrize("odd", ["", "\xe9\xff", "x" * 9000, "a b c", "omb_a_b"])
def test_an_odd_token_is_a_wrong_one(odd: str) -> None:
    answer = Client().get(ME, HTTP_AUTHORIZATION=f"Bearer {odd}")
    assert answer.status_code == 401


def test_a_scope_that_the_token_lacks_is_named() -> None:
    secret = tokens.made(person("examiner"), Scope.ACTIONS_READ)
    answer = tokens.asked("cases/", secret)
    assert answer.status_code == 403
    assert answer.json()["code"] == "scope_missing"
    assert "cases:read" in answer.json()["title"]
    calendar()
    assert tokens.asked("actions/", secret).status_code == 200


def test_wrong_tokens_of_a_network_close_it_for_wrong_tokens_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "WRONG", 3)
    secret = tokens.made(person("examiner"))
    for n in range(3):
        assert tokens.asked("me/", f"salah {n}").status_code == 401
    answer = tokens.asked("me/", "salah lagi")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_often")
    assert answer["Retry-After"] == "600"
    assert tokens.asked("me/", secret).status_code == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.get(ME, headers=tokens.bearing("salah")).status_code == 401


def test_a_dead_token_is_counted_as_a_wrong_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "WRONG", 1)
    secret = revoked(tokens.made(person("examiner")))
    assert tokens.asked("me/", secret).status_code == 401
    assert tokens.asked("me/", secret).status_code == 429


def test_the_tokens_of_one_person_ask_so_often_in_a_minute_and_no_oftener(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "REQUESTS", 2)
    first, again = (tokens.made(person("examiner")) for _n in range(2))
    second = tokens.made(person("head"))
    for secret in (first, again):
        assert tokens.asked("me/", secret).status_code == 200
    answer = tokens.asked("me/", first)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert tokens.asked("me/", second).status_code == 200


def test_its_last_use_is_a_day_and_written_once_in_it() -> None:
    secret = tokens.made(person("examiner"))
    tokens.asked("me/", secret)
    day = ApiToken.objects.get().last_used_on
    assert day is not None
    with counted() as again:
        assert tokens.asked("me/", secret).status_code == 200
    written = [sql for sql in again if re.match("UPDATE .accounts_apitoken", sql)]
    assert written == []
    with time_machine.travel(wall_now() + timedelta(days=2), tick=True):
        tokens.asked("me/", secret)
    assert ApiToken.objects.get().last_used_on == day + timedelta(days=2)


def test_a_day_that_a_later_request_wrote_stays() -> None:
    secret = tokens.made(person("examiner"))
    later = wall_now().date() + timedelta(days=5)
    ApiToken.objects.update(last_used_on=later)
    assert tokens.asked("me/", secret).status_code == 200
    assert ApiToken.objects.get().last_used_on == later


def test_asking_costs_the_same_however_many_tokens_there_are() -> None:
    secret = tokens.made(person("examiner"))
    tokens.asked("me/", secret)
    with counted() as few:
        tokens.asked("me/", secret)
    for _n in range(5):
        tokens.made(person("examiner"))
    with counted() as many:
        tokens.asked("me/", secret)
    assert len(few) == len(many) == 4, many


def test_a_program_of_somebody_who_is_away_acts_as_he_would() -> None:
    """The roles of a page: nothing is added for a program, nothing left out."""
    everybody: dict[str, User] = people.everybody()
    for key, user in everybody.items():
        tokens.made(user)
        found = bearer(user, now=wall_now())
        assert found.roles == people.actor(key).roles
        assert found.places == people.actor(key).places

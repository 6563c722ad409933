"""Tokens of the API: made with a fresh second factor, shown once, ended at once."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import events
from accounts.actor import STRANGER
from accounts.errors import NotAllowed, Settled, StepUpRequired, TooManyTokens
from accounts.labels import SCOPE_LABELS, TOKEN_KIND_LABELS
from accounts.models import (
    AgencyMembership,
    ApiToken,
    OfficeMembership,
    StoredSession,
)
from accounts.roles import Role, Why
from accounts.scopes import DAYS, LONGEST, Scope, TokenKind, offered
from accounts.selectors import tokens_of
from accounts.services import (
    change_password,
    end_agency_role,
    end_office_role,
    restore,
    suspend,
)
from accounts.services import tokens as service
from accounts.services.own_account import end_sessions
from accounts.services.people import give_office_role
from accounts.wall_clock import wall_now
from complaints.policies import reads_cases
from journal.models import Entry
from journal.testing import drain
from tests import people, tokens
from tests.canary import tables_with
from tests.journeys.conftest import lines
from tests.people import KEYS, actor, login, person

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import StringIO

    from accounts.models import User

pytestmark = pytest.mark.django_db
__all__ = ["lines"]  # the fixture
MINE, NEW = "/masuk/akun/token/", "/masuk/akun/token/baru/"
EVERYBODYS = "/kerja/orang/token/"
SECRET = re.compile(r"omb_[a-z2-7]{8}_[0-9A-Za-z_-]{43}")
READERS = {
    *("intake", "examiner", "other_examiner", "head", "other_head", "resmon"),
    *("examiner_elsewhere", "commissioner", "chair", "auditor"),
    *("liaison", "other_liaison", "superior"),
}


def make(who: str = "examiner", **changes: Any) -> tuple[ApiToken, str]:
    wish: dict[str, Any] = {
        "kind": TokenKind.PERSONAL,
        "name": "Rekap mingguan",
        "scopes": [Scope.CASES_READ],
        "days": 90,
    }
    asker = changes.pop("actor", None) or actor(who, stepped_up=True)
    return service.make(**(wish | changes), actor=asker, now=wall_now())


def one(token: ApiToken) -> str:
    return f"{MINE}{token.ref}/"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def status(secret: str) -> int:
    """Of the next request that shows it."""
    found: int = tokens.asked("me/", secret).status_code
    return found


# --- what may be asked for ---------------------------------------------------------------
@pytest.mark.parametrize("who", KEYS)
def test_whoever_reads_cases_may_let_a_program_read_them_and_nobody_else(
    client: Client, who: str
) -> None:
    login(client, who)
    may = who in READERS
    assert bool(offered(actor(who).roles)) is may
    assert (reads_cases(actor(who)) or actor(who).is_liaison) is may
    for address in (MINE, NEW):
        assert client.get(address).status_code == (200 if may else 404)
    assert client.post(NEW, tokens.asked_for()).status_code == (200 if may else 404)
    assert (f'href="{MINE}"' in page(client, "/masuk/akun/")) is may
    if not may:
        with pytest.raises(NotAllowed):
            make(who)


def test_every_scope_and_kind_has_a_name() -> None:
    assert set(SCOPE_LABELS) == set(Scope)
    assert set(TOKEN_KIND_LABELS) == set(TokenKind)
    assert max(DAYS) == LONGEST.days == 365


def test_a_token_for_nothing_is_none() -> None:
    with pytest.raises(NotAllowed):
        make(scopes=[])


def test_both_kinds_want_the_second_factor_shown_just_now(client: Client) -> None:
    login(client, "examiner", minutes_ago=10)
    assert "/masuk/ulang/" in client.post(NEW, tokens.asked_for())["Location"]
    for kind in TokenKind:
        with pytest.raises(StepUpRequired):
            make(kind=kind, actor=actor("examiner"))
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Tulis nama token."),
        ({"kind": ""}, "Pilih siapa yang memakainya."),
        ({"scopes": []}, "Pilih paling sedikit satu."),
        ({"scopes": ["cases:erase"]}, "cases:erase"),
        ({"days": "366"}, "366"),
    ],
)
def test_what_is_missing_or_too_much_is_said(
    client: Client, change: dict[str, Any], says: str
) -> None:
    login(client, "examiner")
    answer = client.post(NEW, tokens.asked_for() | change)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_twenty_that_live_are_enough(client: Client) -> None:
    for _n in range(service.MOST):
        made, _secret = make()
    with pytest.raises(TooManyTokens):
        make()
    login(client, "examiner")
    answer = client.post(NEW, tokens.asked_for())
    assert answer.status_code == 409
    assert "Anda sudah memegang 20 token" in answer.content.decode()
    service.revoke(ref=made.ref, actor=actor("examiner"), now=wall_now())
    make()


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_at": "created_at"},
        {"expires_at": 366},
        {"kind": "robot"},
        {"scopes": []},
        {"scopes": ["cases:erase"]},
        {"revoked_by": "owner"},
    ],
)
def test_the_database_keeps_the_same_limits(changes: dict[str, Any]) -> None:
    token, _secret = make()
    named: dict[Any, Any] = {
        "created_at": token.created_at,
        366: token.created_at + timedelta(days=366),
        "owner": token.owner_id,
    }
    (column, value), *_none = changes.items()
    told = value if isinstance(value, list) else named.get(value, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.filter(pk=token.pk).update(**{column: told})


# --- shown once ---------------------------------------------------------------------------
def test_a_token_is_shown_once_and_only_its_hash_is_kept(
    client: Client, lines: StringIO
) -> None:
    """R20, R21: in no table, on no later page, in no letter and no line of the log."""
    user = login(client, "examiner")
    tokens.made(user)  # somebody with a second factor
    answer = client.post(NEW, tokens.asked_for())
    (secret,) = set(SECRET.findall(answer.content.decode()))
    assert answer["Cache-Control"] == "no-store"
    token = ApiToken.objects.get(name="Rekap mingguan")
    assert bytes(token.digest) == hashlib.sha256(secret.encode()).digest()
    assert token.scopes == ["cases:read"]
    assert token.expires_at - token.created_at == timedelta(days=90)
    assert status(secret) == 200
    assert tokens.asked("cases/rahasia/", f"{secret}x").status_code == 401
    drain()
    letters = "".join(f"{one.subject}{one.body}" for one in mail.outbox)
    assert "Token API dibuat di akun Anda." in letters
    admin = Client()
    login(admin, "system_admin")
    seen = [page(client, MINE), page(client, one(token)), page(admin, EVERYBODYS)]
    for copy in (*seen, letters, lines.getvalue()):
        assert secret not in copy
        assert secret.rpartition("_")[2] not in copy
        assert bytes(token.digest).hex() not in copy
    assert tables_with(secret) == set()
    assert all(f"omb_{token.label}…" in copy for copy in seen)


def test_history_says_that_it_was_made_and_revoked_and_which() -> None:
    token, _secret = make()
    service.revoke(ref=token.ref, actor=actor("examiner"), now=wall_now())
    rows = Entry.objects.filter(subject_kind="user", subject_id=token.owner_id)
    told = [(row.kind, row.data) for row in rows.order_by("n")]
    assert told == [
        (events.TOKEN_MADE, {"token": str(token.ref)}),
        (events.TOKEN_REVOKED, {"token": str(token.ref)}),
    ]


# --- the lists -----------------------------------------------------------------------------
def test_the_list_is_of_ones_own_and_says_how_each_stands(client: Client) -> None:
    login(client, "examiner")
    assert "Belum ada token." in page(client, MINE)
    make(name="Yang hidup")
    gone, _secret = make(name="Yang dicabut")
    service.revoke(ref=gone.ref, actor=actor("examiner"), now=wall_now())
    tokens.made(
        person("examiner"),
        name="Yang habis",
        created_at=wall_now() - timedelta(days=40),
        expires_at=wall_now() - timedelta(days=10),
    )
    make("head", name="Milik kepala")
    text = page(client, MINE)
    assert "Milik kepala" not in text
    for words in ("Yang hidup", "Yang dicabut", "Yang habis"):
        assert words in text
    for words in ("aktif", "dicabut", "habis", "Belum pernah"):
        assert words in text
    assert one(gone) not in text
    assert "1 token aktif." in page(client, "/masuk/akun/")


def test_an_administrator_sees_everybodys_with_owner_scopes_and_last_use(
    client: Client,
) -> None:
    login(client, "system_admin")
    assert "Belum ada yang membuat token." in page(client, EVERYBODYS)
    make("liaison", name="Sistem kota", kind=TokenKind.MACHINE)
    secret = tokens.made(person("examiner"), name="Rekap")
    assert status(secret) == 200
    text = page(client, EVERYBODYS)
    for words in (
        *(person("liaison").name, person("examiner").name, "Sistem kota", "Rekap"),
        *("Baca perkara, Baca tindakan korektif", "Belum pernah"),
        "Untuk sistem kantor atau instansi",
    ):
        assert words in text
    assert EVERYBODYS in page(client, "/kerja/orang/")


@pytest.mark.parametrize("who", ["head", "examiner", "auditor", "citizen"])
def test_nobody_else_sees_everybodys(client: Client, who: str) -> None:
    login(client, who)
    assert client.get(EVERYBODYS).status_code == 404
    if who == "head":
        assert EVERYBODYS not in page(client, "/kerja/orang/")


def test_everybodys_goes_on_where_a_page_ended(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.selectors.PAGE", 2)
    for n in range(3):
        make(name=f"Token {n}")
    login(client, "system_admin")
    first = page(client, EVERYBODYS)
    assert "Token 2" in first
    assert "Token 0" not in first
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = page(client, f"{EVERYBODYS}{onward}")
    assert "Token 0" in second
    assert "Token 2" not in second
    assert 'rel="next"' not in second
    assert "Token 2" in page(client, f"{EVERYBODYS}?setelah=bukan-uuid")


# --- taken away -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "back"), [("examiner", MINE), ("system_admin", EVERYBODYS)]
)
def test_owner_and_administrator_revoke_it_at_once(
    client: Client, who: str, back: str
) -> None:
    secret = tokens.made(person("examiner"))
    token = ApiToken.objects.get()
    login(client, who, minutes_ago=10)  # taking away needs no second factor
    assert (person("examiner").email in page(client, one(token))) is (who != "examiner")
    assert status(secret) == 200
    answer = client.post(one(token), follow=True)
    assert answer.redirect_chain == [(back, 302)]
    assert "Token dicabut." in answer.content.decode()
    assert status(secret) == 401
    token.refresh_from_db()
    assert token.revoked_by == person(who)
    again = client.post(one(token))
    assert again.status_code == 409
    with pytest.raises(Settled):
        service.revoke(ref=token.ref, actor=actor(who), now=wall_now())
    drain()
    assert mail.outbox[-1].to == [person("examiner").email]


def test_whose_roles_are_over_still_revokes_his_own(client: Client) -> None:
    tokens.made(person("examiner"))
    token = ApiToken.objects.get()
    OfficeMembership.objects.update(valid_to=wall_now())
    login(client, "examiner")
    assert client.get(MINE).status_code == 404
    assert client.post(one(token))["Location"] == "/masuk/akun/"


@pytest.mark.parametrize("who", ["head", "other_examiner", "auditor", "liaison"])
def test_of_anothers_token_there_is_nothing(client: Client, who: str) -> None:
    secret = tokens.made(person("examiner"))
    token = ApiToken.objects.get()
    login(client, who)
    assert client.get(one(token)).status_code == 404
    assert client.post(one(token)).status_code == 404
    with pytest.raises(ApiToken.DoesNotExist):
        service.revoke(ref=token.ref, actor=actor(who), now=wall_now())
    assert status(secret) == 200


def new_password(user: User) -> None:
    change_password(user=user, password="x" * 20, actor=STRANGER, now=wall_now())


def out_everywhere(user: User) -> None:
    end_sessions(
        user=user, which="lain", current="x", actor=actor("examiner"), now=wall_now()
    )


def suspended(user: User) -> None:
    """And opened again: what was open that day stays closed."""
    who = actor("system_admin", stepped_up=True)
    suspend(ref=user.ref, why=Why.LOST, actor=who, now=wall_now())
    user.refresh_from_db()
    restore(person=user, actor=who, now=wall_now())


def role_ended(user: User) -> None:
    """And given again, by whoever did not know of the token."""
    held = OfficeMembership.objects.get(user=user)
    end_office_role(membership=held, actor=actor("system_admin"), now=wall_now())
    OfficeMembership.objects.filter(user=user).update(valid_to=None)


@pytest.mark.parametrize("ends", [new_password, out_everywhere, suspended, role_ended])
def test_what_ends_an_account_or_a_right_ends_every_token(
    ends: Callable[[User], None],
) -> None:
    """R8, R30: and it does not come back to life with it."""
    people.everybody()
    user = person("examiner")
    secrets = [tokens.made(user), tokens.made(user)]
    other = tokens.made(person("head"))
    assert [status(one) for one in (*secrets, other)] == [200, 200, 200]
    ends(user)
    assert [status(one) for one in (*secrets, other)] == [401, 401, 200]
    assert Entry.objects.get(kind=events.TOKENS_ENDED).data == {"n": 2}


def test_a_liaison_whose_place_ends_takes_no_token_to_the_next() -> None:
    secret = tokens.made(person("liaison"))
    held = AgencyMembership.objects.get(user=person("liaison"))
    end_agency_role(membership=held, actor=actor("system_admin"), now=wall_now())
    AgencyMembership.objects.create(
        user=held.user,
        agency=people.agency(1),
        kind=Role.LIAISON.value,
        valid_from=wall_now() - timedelta(hours=1),
    )
    assert status(secret) == 401


def test_closing_one_other_session_ends_what_may_have_been_made_in_it(
    client: Client,
) -> None:
    secret = tokens.made(person("examiner"))
    login(client, "examiner")
    login(Client(), "examiner")
    rows = re.findall(
        r'name="sesi" value="([0-9a-f]{16})"', page(client, "/masuk/akun/")
    )
    client.post("/masuk/akun/sesi/", {"sesi": "0" * 16})
    assert status(secret) == 200
    client.post("/masuk/akun/sesi/", {"sesi": rows[0]})
    assert status(secret) == 401


def test_in_a_session_that_was_ended_meanwhile_no_token_is_made(client: Client) -> None:
    login(client, "examiner")
    key = client.session.session_key
    assert make(session=key)
    StoredSession.objects.all().delete()
    with pytest.raises(NotAllowed):
        make(session=key)
    assert ApiToken.objects.count() == 1


def test_who_lost_the_role_while_he_waited_gets_no_token() -> None:
    who = actor("examiner", stepped_up=True)
    OfficeMembership.objects.filter(user=person("examiner")).update(
        valid_to=wall_now() - timedelta(hours=1)
    )
    with pytest.raises(NotAllowed):
        make(actor=who)


def test_no_old_token_grows_with_a_new_role() -> None:
    secret = tokens.made(person("examiner"))
    give_office_role(
        user=person("examiner"),
        office=people.office(),
        role=Role.HEAD,
        actor=actor("system_admin"),
        now=wall_now(),
    )
    assert status(secret) == 401


def test_none_that_lives_is_pushed_out_of_its_owners_sight() -> None:
    user = person("examiner")
    tokens.made(user)
    alive = ApiToken.objects.get()
    moment = wall_now()
    for n in range(60):
        tokens.made(user, label=f"x{n}", revoked_at=moment, revoked_by=user)
    assert tokens_of(user)[0] == alive


def test_the_button_for_everywhere_is_there_for_tokens_too(client: Client) -> None:
    login(client, "examiner")
    assert "Tutup semua sesi lain" not in page(client, "/masuk/akun/")
    make()
    assert "Tutup semua sesi lain" in page(client, "/masuk/akun/")


def test_a_token_that_is_over_is_dead_to_the_second() -> None:
    tokens.made(person("examiner"))
    token = ApiToken.objects.get()
    secret = tokens.made(person("examiner"))
    ends = ApiToken.objects.latest("pk").expires_at
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        assert status(secret) == 200
    with time_machine.travel(ends, tick=False):
        assert status(secret) == 401
        assert not token.is_live(wall_now())

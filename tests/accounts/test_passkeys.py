"""R29: a passkey is a second factor, and every check that makes it one is made."""

from __future__ import annotations

import copy
import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from accounts import events, passkeys
from accounts.session_store import SessionStore
from accounts.wall_clock import wall_now
from journal.models import Entry
from tests import people
from tests.accounts.conftest import WithPassword, code
from tests.accounts.device import Device
from tests.accounts.test_sign_in import CODE, enter, signed_in

pytestmark = pytest.mark.django_db

ADD = "/masuk/kunci/"
STEP_UP = "/masuk/ulang/"
ACCOUNT = "/masuk/akun/"


def options(client: Client, address: str) -> dict[str, Any]:
    """What the page asks the browser to ask the device."""
    page = client.get(address).content.decode()
    found = re.search(r'data-options="([^"]+)"', page)
    assert found, page
    asked: dict[str, Any] = json.loads(unescape(found[1]))
    return asked


def added(client: Client, device: Device, name: str = "laptop") -> Authenticator | None:
    answer = device.register(options(client, ADD))
    client.post(ADD, {"name": name, "credential": answer})
    kind = Authenticator.Type.WEBAUTHN
    row: Authenticator | None = Authenticator.objects.filter(type=kind).last()
    return row


@pytest.fixture
def examiner(with_app: WithPassword) -> Client:
    """An examiner with an authenticator app, signed in with it just now."""
    client = Client()
    people.login(client, with_app("examiner"))
    return client


@pytest.fixture
def device(examiner: Client) -> Device:
    """A passkey that the examiner has added."""
    device = Device()
    assert added(examiner, device)
    return device


def at_the_code() -> Client:
    """A browser where the examiner has given her password."""
    client = Client()
    enter(client, people.person("examiner").email)
    return client


class TestAdding:
    def test_it_stands_in_the_list_under_its_name(self, examiner: Client) -> None:
        assert added(examiner, Device(), "kunci saku")
        assert "kunci saku" in examiner.get(ACCOUNT).content.decode()
        assert Entry.objects.filter(kind=events.PASSKEY_ADDED).exists()

    @pytest.mark.parametrize(
        "lie",
        [
            {"origin": "https://evil.test"},
            {"origin": "http://localhost:8001"},
            {"site": "evil.test"},
            {"verified": False},
            {"cross_origin": True},
        ],
        ids=str,
    )
    def test_a_device_that_lies_is_not_added(
        self, lie: dict[str, Any], examiner: Client
    ) -> None:
        assert added(examiner, Device(**lie)) is None

    def test_an_answer_to_an_older_challenge_is_not_taken(
        self, examiner: Client
    ) -> None:
        device = Device()
        old = device.register(options(examiner, ADD))
        options(examiner, ADD)
        answer = examiner.post(ADD, {"name": "a", "credential": old})
        assert answer.status_code == 422
        assert "Kunci sandi tidak diterima" in answer.content.decode()

    def test_a_challenge_to_show_one_is_none_to_add_one(
        self, examiner: Client, device: Device
    ) -> None:
        other = Device(credential_id=b"z" * 32)
        answer = other.register(options(examiner, STEP_UP))
        examiner.post(ADD, {"name": "a", "credential": answer})
        assert Authenticator.objects.filter(type="webauthn").count() == 1

    def test_the_same_device_is_added_once_for_one_person(
        self, examiner: Client, device: Device, with_app: WithPassword
    ) -> None:
        thief = Client()
        people.login(thief, with_app("head"))
        added(thief, device)
        assert Authenticator.objects.filter(type="webauthn").count() == 1

    def test_it_asks_for_the_second_factor_that_there_is(
        self, with_app: WithPassword
    ) -> None:
        client = Client()
        people.login(client, with_app("examiner"), minutes_ago=10)
        assert client.get(ADD).headers["Location"].startswith(STEP_UP)
        row = client.post(ADD, {"name": "a", "credential": "{}"})
        assert row.headers["Location"].startswith(STEP_UP)

    def test_as_the_first_factor_it_lets_staff_in_and_gives_recovery_codes(
        self, with_password: WithPassword
    ) -> None:
        client = Client()
        enter(client, with_password("liaison").email)
        before = client.session.session_key
        answer = Device().register(options(client, ADD))
        done = client.post(ADD, {"name": "ponsel", "credential": answer})
        assert done.headers["Location"] == "/masuk/cadangan/"
        assert client.session.session_key != before
        assert client.get("/masuk/cadangan/").status_code == 200


class TestShowing:
    def test_it_opens_the_room_of_staff(self, device: Device) -> None:
        client = at_the_code()
        answer = device.show(options(client, CODE))
        client.post(CODE, {"credential": answer})
        assert signed_in(client)

    def test_it_is_a_step_up(self, device: Device) -> None:
        client = Client()
        people.login(client, "examiner", minutes_ago=20)
        answer = device.show(options(client, STEP_UP))
        done = client.post(STEP_UP, {"credential": answer, "next": ACCOUNT})
        assert done.headers["Location"] == ACCOUNT
        assert client.get(ADD).status_code == 200

    @pytest.mark.parametrize(
        "lie",
        [
            {"origin": "https://evil.test"},
            {"origin": "http://localhost:8001"},
            {"site": "evil.test"},
            {"verified": False},
            {"cross_origin": True},
            {"credential_id": b"x" * 32},
            {"key": Device().key},
        ],
        ids=lambda lie: next(iter(lie)),
    )
    def test_a_device_that_lies_opens_nothing(
        self, lie: dict[str, Any], device: Device
    ) -> None:
        for name, value in lie.items():
            setattr(device, name, value)
        client = at_the_code()
        client.post(CODE, {"credential": device.show(options(client, CODE))})
        assert not signed_in(client)

    @pytest.mark.parametrize("rubbish", ["", "{}", "[]", "nul", '{"id": 1}'])
    def test_rubbish_opens_nothing_and_breaks_nothing(
        self, rubbish: str, device: Device
    ) -> None:
        client = at_the_code()
        options(client, CODE)
        assert client.post(CODE, {"credential": rubbish}).status_code == 200
        assert not signed_in(client)

    def test_an_answer_is_good_once(self, device: Device) -> None:
        client = at_the_code()
        answer = device.show(options(client, CODE))
        client.post(CODE, {"credential": answer})
        client.post("/masuk/keluar/")
        thief = at_the_code()
        thief.post(CODE, {"credential": answer})
        assert not signed_in(thief)

    def test_a_challenge_dies_with_the_first_wrong_answer(self, device: Device) -> None:
        """CVE-2022-42731: a challenge that lives on can be answered again."""
        client = at_the_code()
        asked = options(client, CODE)
        good, device.origin = device.show(asked), "https://evil.test"
        # The page of a refusal starts a new challenge: none of it may be the old one.
        client.post(CODE, {"credential": device.show(asked)})
        client.post(CODE, {"credential": good})
        assert not signed_in(client)

    def test_one_challenge_takes_one_answer_whatever_the_page_does(
        self, device: Device
    ) -> None:
        request = RequestFactory().post(CODE)
        request.session = SessionStore()
        user = people.person("examiner")
        for first in (device.sign("AAAA"), None):
            asked = json.loads(passkeys.begin_showing(request, user))
            good = device.show(asked)
            if first is None:
                assert passkeys.show(request, user, good)
            else:
                with pytest.raises(passkeys.NoPasskey):
                    passkeys.show(request, user, first)
            device.counter += 1
            with pytest.raises(passkeys.NoPasskey):
                passkeys.show(request, user, device.sign(asked["challenge"]))

    def test_two_answers_on_their_way_together_are_one(self, examiner: Client) -> None:
        device = Device(counter=0)  # no counter that would find the second one
        added(examiner, device)
        user = people.person("examiner")
        requests = [RequestFactory().post(CODE) for _ in range(2)]
        requests[0].session = SessionStore()
        answer = device.show(json.loads(passkeys.begin_showing(requests[0], user)))
        # Both have read the session before either of them writes it.
        requests[1].session = copy.deepcopy(requests[0].session)
        assert passkeys.show(requests[0], user, answer)
        with pytest.raises(passkeys.NoPasskey):
            passkeys.show(requests[1], user, answer)

    def test_a_challenge_of_another_browser_is_none(self, device: Device) -> None:
        asked = options(at_the_code(), CODE)
        client = at_the_code()
        options(client, CODE)
        client.post(CODE, {"credential": device.show(asked)})
        assert not signed_in(client)

    def test_a_challenge_lives_five_minutes(self, device: Device) -> None:
        client = at_the_code()
        answer = device.show(options(client, CODE))
        with time_machine.travel((wall_now() + timedelta(minutes=6)).timestamp()):
            client.post(CODE, {"credential": answer})
        assert not signed_in(client)

    def test_a_copied_key_is_found_by_its_counter(self, device: Device) -> None:
        client = at_the_code()
        client.post(CODE, {"credential": device.show(options(client, CODE))})
        assert signed_in(client)
        copy = at_the_code()
        challenge = options(copy, CODE)["challenge"]
        copy.post(CODE, {"credential": device.sign(challenge)})
        assert not signed_in(copy)

    def test_a_device_that_does_not_count_stays_welcome(self, examiner: Client) -> None:
        device = Device(counter=0)
        added(examiner, device)
        for _ in range(2):
            client = at_the_code()
            client.post(CODE, {"credential": device.show(options(client, CODE))})
            assert signed_in(client)

    def test_the_passkey_of_one_opens_nobody_elses_room(
        self, device: Device, with_app: WithPassword
    ) -> None:
        client = Client()
        enter(client, with_app("head").email)
        assert "data-options" not in client.get(CODE).content.decode()
        client.post(CODE, {"credential": device.sign("AAAA")})
        assert not signed_in(client)

    def test_five_wrong_answers_close_the_door(self, device: Device) -> None:
        client = at_the_code()
        for _ in range(5):
            client.post(CODE, {"credential": "{}"})
        client.post(CODE, {"credential": device.show(options(client, CODE))})
        assert not signed_in(client)

    def test_the_code_of_the_app_still_does(self, device: Device) -> None:
        client = at_the_code()
        client.post(CODE, {"code": code()})
        assert signed_in(client)


class TestScript:
    @pytest.mark.parametrize("address", [ADD, STEP_UP])
    def test_its_pages_load_one_script_of_ours_and_no_inline_code(
        self, address: str, examiner: Client, device: Device
    ) -> None:
        answer = examiner.get(address)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        scripts = re.findall(r"<script[^>]*>", answer.content.decode())
        assert scripts == ['<script type="module" src="/static/js/passkey.js">']

    def test_other_pages_load_none(self, examiner: Client) -> None:
        policy = examiner.get(ACCOUNT).headers["Content-Security-Policy"]
        assert "script-src" not in policy


class TestKeeping:
    def test_it_is_called_differently(self, examiner: Client, device: Device) -> None:
        row = Authenticator.objects.get(type="webauthn")
        examiner.post(f"{ADD}{row.pk}/", {"name": "kunci baru", "do": "nama"})
        assert "kunci baru" in examiner.get(ACCOUNT).content.decode()
        assert examiner.post(f"{ADD}{row.pk}/", {"name": ""}).status_code == 422

    def test_removed_it_opens_nothing(self, examiner: Client, device: Device) -> None:
        row = Authenticator.objects.get(type="webauthn")
        client = at_the_code()
        answer = device.show(options(client, CODE))
        examiner.post(f"{ADD}{row.pk}/", {"do": "hapus"})
        client.post(CODE, {"credential": answer})
        assert not signed_in(client)
        assert Entry.objects.filter(kind=events.PASSKEY_REMOVED).exists()

    def test_the_last_second_factor_is_not_removed(
        self, examiner: Client, device: Device
    ) -> None:
        Authenticator.objects.filter(type="totp").delete()
        row = Authenticator.objects.get(type="webauthn")
        answer = examiner.post(f"{ADD}{row.pk}/", {"do": "hapus"})
        assert answer.status_code == 409
        assert Authenticator.objects.filter(pk=row.pk).exists()

    def test_nobody_touches_anothers(
        self, device: Device, with_app: WithPassword
    ) -> None:
        row = Authenticator.objects.get(type="webauthn")
        other = Client()
        people.login(other, with_app("head"))
        for do in ("nama", "hapus"):
            answer = other.post(f"{ADD}{row.pk}/", {"do": do, "name": "x"})
            assert answer.status_code == 404

    def test_it_asks_for_a_step_up(self, device: Device) -> None:
        row = Authenticator.objects.get(type="webauthn")
        client = Client()
        people.login(client, "examiner", minutes_ago=10)
        answer = client.post(f"{ADD}{row.pk}/", {"do": "hapus"})
        assert answer.headers["Location"].startswith(STEP_UP)

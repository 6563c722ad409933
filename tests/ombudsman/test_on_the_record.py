"""R53 where a post needs more of a story than the matrix tells: every act, every form.

A recipe makes the post ready; it is sent with its first entry refused, with its second,
and so on; then it has no more entries, and is accepted.
``tests/authorisation/test_on_the_record.py`` holds that no route is in neither walk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import STRANGER
from accounts.models import ContactProof
from accounts.services import ask_password_reset, reporters
from accounts.subscribers import link
from accounts.wall_clock import wall_now
from complaints.domain.completeness import FORMAL_KEYS
from complaints.models import ContactCheck, Draft, Followed, Recovery
from complaints.services import (
    asking,
    contact_check,
    examination,
    intake,
    letter_links,
    recovering,
)
from complaints.services.admitting import Proof
from compliance.models import Round
from compliance.services.locking import lock
from journal.models import Delivery, DeliveryState
from tests import people
from tests.accounts import test_passkeys as passkeys
from tests.accounts.conftest import PASSWORD, code
from tests.accounts.device import Device
from tests.accounts.test_invitations import as_head, send
from tests.accounts.test_invitations import link as invitation_link
from tests.accounts.test_new_password import NEW as NEW_PASSWORD
from tests.complaints import linked
from tests.complaints.api.test_reports import body as report_body
from tests.complaints.colleagues import away_from_an_agency
from tests.complaints.story import Walk, to_examination
from tests.complaints.views import writer
from tests.complaints.views.pages import act_page
from tests.complaints.views.test_acts import DONE, body_of, come_this_far
from tests.compliance.conftest import complaints as complaints  # noqa: PLC0414 - a fixture
from tests.compliance.people import ADMIN
from tests.compliance.plenary import agreed
from tests.compliance.rounds import CODES, DECREE, NOW, answer, city, opened, published
from tests.factories.agencies import (
    AgencyAliasFactory,
    AgencyFactory,
    CalendarVersionFactory,
)
from tests.factories.complaints import CANARY_MAIL
from tests.factories.compliance import MethodologyFactory
from tests.refused import COUNTERS, differing, every_row, refused
from tests.reporters import reporter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.complaints.views.test_acts import Does

pytestmark = [pytest.mark.long, pytest.mark.django_db]
MOST = 20  # entries of one post
BY_MAIL = {"kind": "email"}


@dataclass
class Post:
    """A form that is filled in and would be accepted."""

    client: Client
    address: str
    body: dict[str, Any]
    more: dict[str, Any] = field(default_factory=dict)

    def send(self) -> Any:
        self.client.raise_request_exception = False
        return self.client.post(self.address, self.body, **self.more)


def signed_in(who: str) -> Client:
    client = Client()
    people.login(client, who)
    return client


def with_app(who: str) -> Client:
    TOTP.activate(people.person(who), generate_totp_secret())
    return signed_in(who)


def act(does: Does) -> Post:
    case = come_this_far(does).case
    return Post(signed_in(does.who), act_page(case, does.slug), body_of(does, case))


def written() -> Client:
    """Somebody who has filled in every page, with a mailbox."""
    CalendarVersionFactory()
    place = AgencyFactory(code="99.71", region__code="99.71")
    AgencyAliasFactory(agency=place)
    client = Client()
    told = writer.CONTACT | {"email": "kenari@contoh.test", "channel": "email"}
    writer.fill(client, place, kontak=told)
    return client


def filed() -> Post:
    client = written()
    told = {"key": writer.key_of(client), "true": "on"}
    return Post(client, "/lapor/periksa/", told)


def handed_over() -> Post:
    """A receipt that an officer has just printed."""
    client = signed_in("intake")
    client.post(reverse("work:taking"), {"channel": "loket"})
    place = AgencyFactory(code="99.71", region__code="99.71")
    CalendarVersionFactory()
    AgencyAliasFactory(agency=place)
    writer.fill(client, place)
    writer.send(client)
    told = {"draft": str(Draft.objects.get().ref)}
    return Post(client, reverse("work:taking_done"), told)


def asked_for_a_code() -> Post:
    return Post(written(), reverse("citizen:file_code"), BY_MAIL | {"act": "send"})


def asked_for_a_link() -> Post:
    client = written()
    client.post(reverse("citizen:file_code"), BY_MAIL | {"act": "send"})
    code = contact_check.code_of(ContactCheck.objects.get())
    client.post(reverse("citizen:file_code"), BY_MAIL | {"code": code})
    return Post(client, reverse("citizen:file_leave_send"), BY_MAIL)


def held(story: Callable[[Walk], None], slug: str, body: dict[str, Any]) -> Post:
    """A page of the reporter who showed number and code."""
    walk = Walk()
    story(walk)
    client = Client()
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    client.post("/lacak/", told)
    return Post(client, f"/lacak/{walk.receipt.locator}/{slug}/", body)


def answered() -> Post:
    """A question of an officer, and what its reader says to it."""
    walk = Walk()
    to_examination(walk)
    question = asking.ask_reporter(
        ref=walk.case.ref, text="Kapan?", actor=people.actor("examiner"), now=walk.now
    )
    client = Client()
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    client.post("/lacak/", told)
    address = f"/lacak/{walk.receipt.locator}/pertanyaan/{question.ref}/"
    return Post(client, address, {"text": "Kemarin."})


def lost() -> Post:
    return Post(Client(), reverse("tracking:lost"), {"contact": "siapa@contoh.test"})


def come_back() -> Post:
    """Whoever got the link at the contact that was checked."""
    case = Walk().case
    case.contact_marks = {"email": "verified"}
    case.save(update_fields=["contact_marks"])
    recovering.ask(
        contact=CANARY_MAIL,
        network="192.0.2.0/24",
        proof=Proof(),
        actor=STRANGER,
        now=wall_now(),
    )
    code = recovering.code_of(Recovery.objects.get())
    return Post(Client(), reverse("tracking:lost_open"), {"code": code})


def from_an_agency() -> Post:
    """A liaison goes on leave."""
    body = away_from_an_agency()
    return Post(signed_in("liaison"), reverse("agency:people"), body)


def link_asked() -> Post:
    code = letter_links.code_of(linked.sent())
    return Post(Client(), linked.DOOR, {"code": code})


def link_read() -> Post:
    address = reverse("agency:link_letters")
    return Post(linked.opened(), address, {"act": "open"})


def incomplete(walk: Walk) -> None:
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, "")) | {FORMAL_KEYS[0]: (False, "")}
    walk.do(intake.ask_completion, "intake", answers=answers, missing=["Nama"])


def notified(walk: Walk) -> None:
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")


def of_api() -> Post:
    CalendarVersionFactory()
    AgencyFactory(code="99.71", region__code="99.71")
    more = {
        "content_type": "application/json",
        "headers": {"Idempotency-Key": str(uuid4())},
    }
    return Post(Client(), reverse("api:reports"), report_body(), more)


def of_round(name: str) -> Post:
    first = city(1)
    client = signed_in("compliance_admin")
    if name == "new":
        yesterday = timezone.localdate() - timedelta(days=1)
        told = {
            "ref": str(uuid4()),
            "name": "Penilaian contoh",
            "group": "contoh",
            "methodology": MethodologyFactory().code,
            "year": "2026",
            "cutoff": yesterday.isoformat(),
        }
        return Post(client, reverse("assess:new"), told)
    round_ = opened(first)
    at = {"ref": round_.ref}
    if name == "answers":
        return Post(
            client,
            reverse("assess:answers", kwargs=at | {"agency": first.ref}),
            {**{f"nilai-{code}": "80" for code in CODES}, "version": "1"},
        )
    answer(round_, first, "80")
    if name == "publish":
        lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
        agreed(round_, NOW)
    body = {"version": Round.objects.get().version, "decree": DECREE}
    return Post(client, reverse(f"assess:{name}", kwargs=at), body)


def corrected() -> Post:
    """A published score, and other figures for it."""
    place = city(1)
    round_ = published({place: "80"})
    address = reverse(
        "assess:correction", kwargs={"ref": round_.ref, "agency": place.ref}
    )
    told = {f"nilai-{code}": "90" for code in CODES}
    told |= {"version": "1", "reason": "Bukti diterima tepat waktu."}
    return Post(signed_in("compliance_admin"), address, told)


def other_session() -> Post:
    client = signed_in("citizen")
    signed_in("citizen")
    return Post(client, reverse("account_sessions"), {"sesi": "lain"})


def new_password() -> Post:
    user = people.person("citizen")
    client = Client()
    page = client.get(urlsplit(link(user)).path, follow=True)
    path = page.request["PATH_INFO"]
    return Post(client, path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def joining() -> Post:
    send(as_head())
    client = Client()
    client.get(invitation_link())
    body = {"name": "Budi Baru", "password1": PASSWORD, "password2": PASSWORD}
    return Post(client, reverse("join_form"), body)


def asked_for_a_password() -> Post:
    told = {"email": people.person("citizen").email}
    return Post(Client(), reverse("account_reset_password"), told)


def app() -> Post:
    """Whoever has no second factor yet sets the app up."""
    client = Client()
    people.login(client, "examiner", second_factor=False)
    address = reverse("mfa_activate_totp")
    client.get(address)
    shown = code(seed=client.session["mfa.totp.secret"])
    return Post(client, address, {"code": shown})


def passkey(first: bool) -> Post:
    who = people.person("examiner")
    if not first:
        TOTP.activate(who, generate_totp_secret())
    client = Client()
    people.login(client, who, second_factor=not first)
    address = reverse("passkey_add")
    made = Device().register(passkeys.options(client, address))
    return Post(client, address, {"name": "laptop", "credential": made})


def passkey_gone() -> Post:
    made = passkey(first=False)
    made.send()
    row = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    address = reverse("passkey_edit", kwargs={"pk": row.pk})
    return Post(made.client, address, {"do": "hapus"})


def failed_delivery() -> Post:
    client = signed_in("system_admin")
    user = people.person("citizen")
    ask_password_reset(user=user, actor=STRANGER, now=wall_now())
    Delivery.objects.update(state=DeliveryState.DEAD.value, done_at=wall_now())
    told = {"kiriman": [Delivery.objects.get().pk]}
    return Post(client, reverse("service:deliveries"), told)


def opening_an_account() -> Post:
    """The contact is proved; the password is about to be chosen."""
    client, address = Client(), reverse("join_reporter")
    client.post(address, {"act": "ask", "contact": "kenari.biru@contoh.test"})
    code = reporters.code_of(ContactProof.objects.latest("id"))
    client.post(address, {"act": "prove", "code": code})
    both = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return Post(client, address, {"act": "password", **both})


def own_account(route: str, body: dict[str, Any]) -> Post:
    """A reporter who has just shown his password, and keeps a report."""
    user = reporter()
    walk = Walk()
    Followed.objects.create(account=user, case=walk.case, since=wall_now())
    client = Client()
    people.login(client, user, second_factor=False)
    return Post(client, reverse(route), body)


def keeping() -> Post:
    """His code is shown in this browser; the report goes into his account."""
    post, walk = own_account("mine:list", {"do": "simpan"}), Walk()
    held = {"number": walk.receipt.locator, "code": walk.receipt.code}
    post.client.post(reverse("tracking:enter"), held)
    post.address = reverse("tracking:keep", args=[walk.case.locator])
    return post


RECIPES: dict[str, dict[str, Callable[[], Post]]] = {
    "work:act": {does.slug: partial(act, does) for does in DONE},
    "citizen:file_check": {"": filed},
    "work:taking_done": {"": handed_over},
    "citizen:file_code": {"": asked_for_a_code},
    "citizen:file_leave_send": {"": asked_for_a_link},
    "tracking:message": {"": partial(held, to_examination, "pesan", {"text": "Halo."})},
    "tracking:complete": {"": partial(held, incomplete, "lengkapi", {"text": "Ini."})},
    "tracking:answer": {
        "agreed": partial(held, notified, "tanggapi", {"answer": "accept"}),
        "contested": partial(
            held, notified, "tanggapi", {"answer": "contest", "text": "Keliru."}
        ),
    },
    "tracking:answer_question": {"": answered},
    "tracking:contact": {
        "asked": partial(
            held,
            to_examination,
            "kontak",
            {"contact": "baru@contoh.test", "channel": "email"},
        ),
    },
    # Its second entry comes after a commit: test_contact_change.py.
    "tracking:contact_remove": {
        "": partial(held, to_examination, "kontak/hapus/email", {})
    },
    # Its try is counted before it is right: complaints/views/test_letter_door.py.
    "agency:link": {"asked": link_asked},
    "agency:link_letters": {"": link_read},
    "agency:people": {"": from_an_agency},
    "tracking:lost": {"": lost},
    "tracking:lost_open": {"": come_back},
    "api:reports": {"": of_api},
    **{
        f"assess:{name}": {"": partial(of_round, name)}
        for name in ("new", "answers", "lock", "publish")
    },
    "assess:correction": {"": corrected},
    "account_sessions": {"": other_session},
    "account_reset_password": {"": asked_for_a_password},
    "account_reset_password_from_key": {"": new_password},
    "join_form": {"": joining},
    "join_reporter": {"opened": opening_an_account},
    "mine:leave": {"": partial(own_account, "mine:leave", {})},
    "reporter_contact": {
        "asked": partial(
            own_account,
            "reporter_contact",
            {"act": "ask", "contact": "0812 5555 0202"},
        ),
    },
    "tracking:keep": {"kept": keeping},
    "mfa_activate_totp": {"": app},
    "passkey_add": {
        "first": partial(passkey, first=True),
        "beside another": partial(passkey, first=False),
    },
    "passkey_edit": {"removed": passkey_gone},
    "service:deliveries": {"": failed_delivery},
}
ALL = [
    pytest.param(make, id=f"{route} {name}".strip())
    for route, recipes in RECIPES.items()
    for name, make in recipes.items()
]


def attempt(post: Post, refuse: int) -> tuple[int, int, set[str]]:
    """The answer, the entries it came to, the tables that changed; then all undone."""
    with transaction.atomic():
        before = every_row()
        with refused(refuse) as entries:
            status = post.send().status_code
        changed = differing(before, every_row()) - COUNTERS
        transaction.set_rollback(True)
    return status, entries.seen, changed


@pytest.mark.usefixtures("complaints")
@pytest.mark.parametrize("make", ALL)
def test_what_cannot_be_put_on_record_does_not_happen(make: Callable[[], Post]) -> None:
    """Its first entry is refused, its second, and so on until it has no more."""
    post = make()
    for refuse in range(1, MOST):
        status, seen, changed = attempt(post, refuse)
        if seen < refuse:
            break
        assert (status, seen, changed) == (503, refuse, set())
    assert status in {200, 201, 302}
    assert seen >= 1
    assert "journal_entry" in changed

"""R43: every page there is, opened in Chromium by somebody who may: no broken rule.

The addresses come from the authorisation matrix, which is compared with the live URL
configuration: a new page falls under this test with its row. Pages that need a moment
of their own (a draft, a half sign-in) are made in ``_moments``; add one there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import Invitation
from accounts.roles import Role
from accounts.sessions import begin
from accounts.views.joining import KEY as INVITATION
from accounts.wall_clock import wall_now
from complaints.domain.completeness import FORMAL_KEYS
from complaints.services import examination, identity, intake, proving
from ombudsman import policy_reports
from tests import people
from tests.authorisation import matrix
from tests.authorisation.cases import ABSENT
from tests.authorisation.routes import all_routes
from tests.authorisation.sendings import BY_PHONE, CONTACT
from tests.authorisation.world import World
from tests.complaints import linked
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.test_admission import Sender
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)

CSP = (
    "base-uri 'none'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; report-uri /kebijakan/; style-src 'self'"
)
#: Pages that allow a script of ours, and nothing else beside.
WITH_SCRIPT = {
    "agency:link",
    "assess:method_weights",
    "mfa_authenticate",
    "passkey_add",
    "step_up",
    "tracking:case",
    "tracking:enter",
    "tracking:lost_open",
    "work:blacken",
    "work:release_reporter",
    "work:queue",
    "work:tracker",
}
#: Pages whose script also speaks with us, and nobody else: is the line back, keep this.
WITH_LINE = {
    "citizen:file_check",
    "citizen:file_code",
    "citizen:file_left",
    "citizen:file_resume",
    "citizen:file_sent",
    "citizen:file_step",
    "tracking:answer",
    "tracking:answer_question",
    "tracking:ask_back",
    "tracking:complete",
    "tracking:message",
    "work:act",
    "work:bulk_page",
    "work:export_page",
    "work:tracker_import_file",
    "work:case",
}
#: What can be asked for and is no page: programs' answers, files, and ways onwards.
NO_PAGE = {
    "assess:report_paper",
    "assess:report_table",
    "agency:file",
    "agency:letter",
    "agency:link_letter",
    "agency:released",
    "api:actions",
    "api:agencies",
    "api:case",
    "api:cases",
    "api:me",
    "api:questions",
    "api:schema",
    "api:scores",
    "api:substances",
    "assess:evidence",
    "assess:frame_file",
    "assess:plenary_minutes",
    "data:catalogue_json",
    "data:csv",
    "data:json",
    "files:download",
    "join",
    "periodic:paper",
    "periodic:table",
    "rapor:badge",
    "rapor:certificate",
    "rapor:choose",
    "rapor:feed",
    "rapor:sheet",
    "recommendations:csv",
    "recommendations:feed",
    "recommendations:json",
    "recommendations:paper",
    "robots",
    "tracking:file",
    "tracking:letter",
    "tracking:released",
    "work:blacken_sheet",
    "work:release_reporter_sheet",
    "work:bulk_progress",
    "calendar_feed:read",
    "work:export_file",
    "work:export_progress",
    "work:tracker_import_progress",
    "work:tracker_import_sample",
    "work:casebook_file",
    "work:file",
    "work:letter",
    "work:members_minutes",
    "work:minutes",
    "work:monitoring",
    "work_home",
}


class Inline(HTMLParser):
    """Code and styles that stand in the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.found.append(tag)
        for name, value in given.items():
            code = (value or "").strip().lower().startswith(("javascript:", "data:"))
            if name == "style" or name.startswith("on") or code:
                self.found.append(f"{tag} {name}")


LISTEN = """
window.broken = [];
addEventListener("securitypolicyviolation", event => window.broken.push(
    event.effectiveDirective + " " + event.blockedURI + " " + event.sourceFile));
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the session of somebody who may open it."""

    route: str
    address: str
    session: str = ""

    def __str__(self) -> str:
        return f"{self.route} {self.address}"


def _of_the_matrix(world: World) -> Iterator[Page]:
    """Every row that answers somebody with a page, by the first who gets it."""
    for row in matrix.rows():
        roles = [role for role, answer in row.cells if answer == "200"]
        if row.method != "GET" or row.state == ABSENT or not roles:
            continue
        if row.route not in NO_PAGE:
            address = reverse(row.route, kwargs=world.arguments(row))
            yield Page(row.route, address, _session(world.client(roles[0])))


def _session(client: Client) -> str:
    found = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


def _page(client: Client, address: str) -> Page:
    return Page(resolve(address).view_name, address, _session(client))


def _moments() -> Iterator[Page]:
    """Pages that exist at one moment only."""
    writer = Sender()
    yield _page(writer.client, "/lapor/periksa/")
    yield _page(writer.client, "/lapor/bukti/")
    sent = Sender()
    sent.send()
    yield _page(sent.client, "/lapor/terkirim/")
    yield _page(_checking(), reverse("citizen:file_code"))
    yield _page(Client(), _proof())
    yield _page(_half_signed_in(), "/masuk/kode/")
    yield _page(_invited(), reverse("join_form"))
    asked = f"{reverse('rapor:compare')}?a={people.agency().ref}&tahun=2024"
    yield Page("rapor:compare", asked, "")
    yield _page(_proving(), reverse("join_reporter"))
    yield _page(linked.opened(), reverse("agency:link_letters"))
    yield _key_of_an_officer()
    yield _opened_identity()
    returned = Walk()
    returned.do(intake.start_formal, "intake")
    returned.do(intake.ask_completion, "intake", **_lacking())
    yield _page(_holder(returned), f"/lacak/{returned.case.locator}/lengkapi/")
    told = Walk()
    to_examination(told)
    told.do(examination.draft_result, "examiner", text="Ada penundaan.")
    told.do(examination.notify_result, "head")
    yield _page(_holder(told), f"/lacak/{told.case.locator}/tanggapi/")


def _checking() -> Client:
    """A draft whose telephone number is being checked."""
    client = Sender().client
    client.post("/lapor/kontak/", CONTACT)
    client.post(reverse("citizen:file_code"), BY_PHONE | {"act": "send"})
    return client


def _proof() -> str:
    case, _receipt = file_one()
    told = {"number": case.locator, "seal": proving.seal_of(case)}
    return reverse("citizen:verify_receipt", kwargs=told)


def _lacking() -> dict[str, Any]:
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    answers[FORMAL_KEYS[0]] = (False, "Belum ada.")
    return {"answers": answers, "missing": ["Harapan pelapor"]}


def _holder(walk: Walk) -> Client:
    client = Client()
    code = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", code).status_code == 302
    return client


def _half_signed_in() -> Client:
    """Password shown, second factor not yet."""
    user = OfficeMembershipFactory(office=people.office()).user
    TOTP.activate(user, generate_totp_secret())
    user.set_password("kuda hijau di tepi kali")
    user.save(update_fields=["password"])
    client = Client()
    told = {"login": user.email, "password": "kuda hijau di tepi kali"}
    assert client.post("/masuk/", told)["Location"] == "/masuk/kode/"
    return client


def _invited() -> Client:
    """A link that was followed, its secret in the session."""
    now = wall_now()
    invitation = Invitation.objects.create(
        email="baru@contoh.test",
        name="Budi Baru",
        token_hash="ab" * 32,
        invited_by=people.person("head"),
        role=Role.EXAMINER.value,
        office=people.office(),
        invited_at=now,
        expires_at=now + timedelta(days=7),
    )
    client = Client()
    session = client.session
    session[INVITATION] = invitation.token_hash
    begin(session)
    session.save()
    return client


def _proving() -> Client:
    """Digits are on their way to the contact of a new account."""
    client = Client()
    told = {"act": "ask", "contact": "siapa.saja@contoh.test"}
    assert client.post(reverse("join_reporter"), told).status_code == 302
    return client


def _key_of_an_officer() -> Page:
    client = Client()
    people.login(client, "examiner")
    key = Authenticator.objects.create(
        user=people.person("examiner"),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "laptop"},
    )
    return _page(client, reverse("passkey_edit", args=[key.pk]))


def _opened_identity() -> Page:
    walk = Walk()
    to_examination(walk)
    client = Client()
    people.login(client, "examiner")
    entry = identity.request_identity(
        ref=walk.case.ref,
        purpose="contact",
        actor=people.actor("examiner", stepped_up=True),
        real_now=wall_now(),
        now=wall_now(),
    )
    return _page(client, reverse("work:identity_open", args=[walk.case.ref, entry]))


def test_every_page_opens_without_a_broken_rule(surf: Surf) -> None:
    with transaction.atomic():
        world = World()
    pages = [*_of_the_matrix(world), *_moments()]
    opened = {page.route for page in pages}
    assert opened == _readable() - NO_PAGE
    with surf.first(LISTEN):
        faults = [fault for page in pages for fault in _opened(surf, page)]
    assert faults == []
    print(f"pages opened: {len(pages)}, of routes: {len(opened)}")  # noqa: T201 - a count for the reader


def _readable() -> set[str]:
    """Routes of the live configuration that answer GET, as the matrix has it."""
    read = {row.route for row in matrix.rows() if row.method == "GET"}
    return {name for name, _ in all_routes() if name in read}


def _opened(surf: Surf, page: Page) -> Iterator[str]:
    """What is wrong with it: what the browser says, and what its bytes show."""
    yield from (f"{page}: {fault}" for fault in _source(page))
    surf.as_session(page.session)
    surf.chrome.get(f"{surf.base}{page.address}")
    if surf.status() != 200:
        yield f"{page}: {surf.status()} in the browser"
    broken: list[str] = surf.chrome.execute_script("return window.broken")
    yield from (f"{page}: {line}" for line in [*broken, *surf.console()])


def _source(page: Page) -> Iterator[str]:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = page.session
    answer = client.get(page.address)
    if answer.status_code != 200:
        yield f"{answer.status_code}"
    if not answer["Content-Type"].startswith("text/html"):
        yield f"is no page: {answer['Content-Type']}"
    yield from (f"inline: {one}" for one in Inline(answer.content.decode()).found)
    policy = "; ".join(
        sorted(map(str.strip, answer["Content-Security-Policy"].split(";")))
    )
    if policy != _policy(page.route):
        yield f"policy: {policy}"


def _policy(route: str) -> str:
    """What a page of this route may load, in the order of the alphabet."""
    script = CSP.replace("; style", "; script-src 'self'; style")
    if route in WITH_LINE:
        return script.replace("; default", "; connect-src 'self'; default")
    return script if route in WITH_SCRIPT else CSP


@pytest.mark.parametrize(
    "html",
    [
        "<p style='a'>",
        "<b\nonclick =x>",
        "<script>",
        "<style>",
        "<a href=' javascript:1'>",
    ],
)
def test_inline_code_would_be_noticed(html: str) -> None:
    assert Inline(html).found
    assert not Inline("<script src='x'></script><p class='on style='>on = 1</p>").found


def test_a_broken_rule_would_be_noticed(surf: Surf) -> None:
    """The guard on the guard: the listener hears what the policy stops."""
    with surf.first(LISTEN):
        surf.chrome.get(f"{surf.base}/")
        surf.chrome.execute_script(
            "document.body.insertAdjacentHTML('beforeend', '<p style=color:red>x</p>')"
        )
        assert surf.chrome.execute_script("return window.broken.length") == 1
        assert surf.console() != []


def test_the_browser_tells_us_of_a_broken_rule(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R43: from Chromium to the line of the log, without address or query."""
    told: list[dict[str, str]] = []

    class Heard:
        @staticmethod
        def warning(event: str, **more: str) -> None:
            told.append({"event": event, **more})

    monkeypatch.setattr(policy_reports, "log", Heard)
    surf.chrome.get(f"{surf.base}/lacak/?nomor=ABCD2345")
    surf.chrome.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<p style=color:red>x</p>')"
    )
    deadline = time.monotonic() + 20
    while not told and time.monotonic() < deadline:
        time.sleep(0.2)
    assert told == [
        {
            "event": policy_reports.BROKEN,
            "directive": "style-src-attr",
            "route": "tracking:enter",
            "blocked": "inline",
        }
    ]
    assert surf.console() != []  # and nothing of it is left for the next test

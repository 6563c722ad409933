"""Every form and every body of the API, sent once as it should be, complete (R7).

A sending is one function that says how to post through ``post``; most are made from the matrix
and from the recipes of ``tests/complaints/views/test_acts.py``, so that a new act and
a new route fall under it. The rest stands here, one function each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.actor import STRANGER, SYSTEM
from accounts.models import ContactProof, Invitation, User
from accounts.reporter_session import KEY as OPENED
from accounts.services import reporters
from accounts.services.invitations import token_of
from accounts.sessions import begin
from accounts.subscribers import link
from accounts.wall_clock import wall_now
from complaints.domain.asking import Kind
from complaints.domain.bulk import BulkKind
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.correspondence import Addressee
from complaints.domain.states import Reason
from complaints.models import (
    Case,
    ContactCheck,
    Draft,
    FileRelease,
    Followed,
    Recovery,
)
from complaints.services import bulk as bulks
from complaints.services import (
    closing,
    contact_check,
    examination,
    intake,
    letter_links,
    recovering,
)
from complaints.services.admitting import Proof
from complaints.services.questioning import Wording
from complaints.views.suggested import DECLINE
from documents.services import issue_letter
from tests import people
from tests.accounts.conftest import PASSWORD, SEED, code
from tests.authorisation import matrix
from tests.authorisation.cases import ABSENT
from tests.authorisation.matrix import HOLDER
from tests.authorisation.world import BODIES, World
from tests.complaints import linked
from tests.complaints.api.test_reports import body as report_of_a_program
from tests.complaints.colleagues import away_from_an_agency, colleague
from tests.complaints.services.test_templating import published as template_published
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page
from tests.complaints.views.test_acts import DONE, Does, body_of, come_this_far
from tests.complaints.views.test_before_the_story import FINE
from tests.complaints.views.test_beside_the_story import published
from tests.complaints.views.test_blacken_pages import brought
from tests.complaints.views.test_template_pages import form as template_sent
from tests.compliance.rounds import CODES, city
from tests.compliance.rounds import published as score_published
from tests.documents import samples
from tests.factories.complaints import CANARY_MAIL
from tests.reporters import PASSWORD as OF_A_REPORTER
from tests.reporters import reporter

#: ``post(client, path, body)``: adds what does not belong there, and keeps count.
Post = Callable[..., Any]
Send = Callable[[Post], None]
#: Prepares what it needs and says how it is sent; that may be done several times.
Sending = Callable[[World], Send]
NEW = "nasi goreng tanpa kecap"
STORY = {"title": "Akta", "story": "Belum terbit.", "hope": "Akta"}
PERSON = {
    "name": "Kenari Sulastri Uji",
    "address": "Jalan Kenari Uji 7",
    "on_behalf": "yes",
    "paper": "nik",
    "number": "9971014101900000",
}
OTHER = {"represented_name": "Kenari Diwakili Uji", "represented_relation": "wali"}
CONTACT = {"phone": "0812 9999 0000", "channel": "sms", "language": "id"}
BY_PHONE = {"kind": "phone"}

#: Takes no form: what a browser tells there is nobody's.
NO_FORM = {"policy_report"}
#: Rows of the matrix whose body is not complete there; they are sent below.
BELOW = {
    "agency:people",
    "agency:link",
    "agency:link_letters",
    "absence:home",
    "account_login",
    "account_reset_password",
    "account_reset_password_from_key",
    "api:reports",
    "api:track",
    "assess:answers",
    "assess:correction",
    "assess:new",
    "citizen:file_check",
    "citizen:file_code",
    "citizen:file_leave_send",
    "citizen:file_resume",
    "citizen:file_step",
    "demo:move_clock",
    "join_form",
    "join_reporter",
    "mfa_activate_totp",
    "mfa_authenticate",
    "passkey_add",
    "mine:leave",
    "mine:report",
    "passkey_edit",
    "reporter_contact",
    "reporter_password",
    "step_up",
    "tracking:answer",
    "tracking:ask_back",
    "tracking:case",
    "tracking:complete",
    "tracking:enter",
    "tracking:keep",
    "tracking:lost_open",
    "tracking:rate",
    "tracking:withdraw",
    "verify:enter",
    "verify:letter",
    "work:act",
    "work:reason",
    "work:taking_done",
    "work:taking_on",
    "work:seen",
}
MORE = {"tracking:message": {"text": "Ada kabar?"}}


def of_the_matrix() -> dict[str, Sending]:
    """The first row of each route and method in which somebody is let in."""
    found: dict[str, Sending] = {}
    for row in matrix.rows():
        known = row.method == "GET" or row.state == ABSENT or not row.granted()
        if not known and row.route not in BELOW | NO_FORM:
            found.setdefault(f"{row.method} {row.route}", partial(_of_row, row))
    return found


def _of_row(row: matrix.Row, world: World) -> Send:
    role = HOLDER if row.route.startswith("tracking:") else row.granted()[0]
    make = BODIES.get((row.route, row.method))
    address = reverse(row.route, kwargs=world.arguments(row))

    def body() -> dict[str, Any]:  # anew each time: a file can be read once
        return make(world, row.state) if make else MORE.get(row.route, {})

    return lambda post: post(world.client(role), address, body())


def of_the_acts() -> dict[str, Sending]:
    """Every act of an officer, as its own test does it."""
    return {f"act {does.slug}": partial(_of_act, does) for does in DONE}


def _of_act(does: Does, world: World) -> Send:
    del world
    walk = come_this_far(does)
    body = body_of(does, walk.case)
    return lambda post: post(_as(does.who), act_page(walk.case, does.slug), body)


def _as(who: str, **more: Any) -> Client:
    client = Client()
    people.login(client, who, **more)
    return client


def _holder(case: Case) -> Client:
    client = Client()
    session = client.session
    session[OPENED] = {str(case.pk): wall_now().isoformat()}
    begin(session)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def _with_password(key: str, *, app: bool = False) -> User:
    user = people.person(key)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    if app:
        TOTP.activate(user, SEED)
    return user


def sign_in(world: World) -> Send:
    del world
    body = {"login": _with_password("citizen").email, "password": PASSWORD}
    return lambda post: post(Client(), reverse("account_login"), body)


def show_the_code(world: World) -> Send:
    del world
    body = {"login": _with_password("examiner", app=True).email, "password": PASSWORD}

    def send(post: Post) -> None:
        client = Client()
        post(client, reverse("account_login"), body)
        post(client, reverse("mfa_authenticate"), {"code": code()})

    return send


def show_it_again(world: World) -> Send:
    del world
    _with_password("examiner", app=True)
    return lambda post: post(
        _as("examiner", minutes_ago=10), reverse("step_up"), {"code": code()}
    )


def set_up_the_app(world: World) -> Send:
    del world
    address = reverse("mfa_activate_totp")

    def send(post: Post) -> None:
        client = _as("citizen")
        page = client.get(address).content.decode()
        post(client, address, {"code": code(seed=re.findall(r"[A-Z2-7]{32}", page)[0])})

    return send


def ask_for_a_password(world: World) -> Send:
    del world
    body = {"email": people.person("citizen").email}
    return lambda post: post(Client(), reverse("account_reset_password"), body)


def set_a_new_password(world: World) -> Send:
    del world
    address = link(_with_password("citizen"))

    def send(post: Post) -> None:
        client = Client()
        opened = client.get(address, follow=True)
        post(client, opened.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    return send


def enter_an_absence_from_an_agency(world: World) -> Send:
    client, body = world.client("liaison"), away_from_an_agency()
    return lambda post: post(client, reverse("agency:people"), body)


def hand_a_duty_to_a_colleague(world: World) -> Send:
    client, to = world.client("liaison"), colleague().pk
    address = reverse("agency:share", args=[world.cases.duty("exam")])
    body = {"do": "hand", "to": to, "word": "Tolong jawab."}
    return lambda post: post(client, address, body)


def enter_an_absence(world: World) -> Send:
    client, body = world.client("examiner"), BODIES["absence:home", "POST"](world, "-")
    return lambda post: post(client, reverse("absence:home"), body)


def write_a_checklist(world: World) -> Send:
    client = world.client("system_admin")
    line, name = {"text_id": "Telepon", "text_en": "Call"}, "Daftar coba"
    body = template_sent(line, name_id=name, name_en="Trial list", place="exam")
    address = reverse("templates:edit", args=["daftar-periksa", "baru"])
    return lambda post: post(client, address, body)


def accept_an_invitation(world: World) -> Send:
    token = token_of(Invitation.objects.get(pk=world.staff.invitations["-"].pk))
    body = {"name": "Budi Baru", "password1": NEW, "password2": NEW}

    def send(post: Post) -> None:
        client = Client()
        client.get(reverse("join", kwargs={"token": token}))
        post(client, reverse("join_form"), body)

    return send


def open_an_account(world: World) -> Send:
    del world
    address = reverse("join_reporter")

    def send(post: Post) -> None:
        client = Client()
        post(client, address, {"act": "ask", "contact": "baru.saja@contoh.test"})
        code = reporters.code_of(ContactProof.objects.latest("id"))
        post(client, address, {"act": "prove", "code": code})
        both = {"password1": NEW, "password2": NEW}
        post(client, address, {"act": "password", **both})

    return send


def _own(account: User) -> Client:
    client = Client()
    people.login(client, account, second_factor=False)
    return client


def change_the_account(world: World) -> Send:
    del world
    user = reporter()

    def send(post: Post) -> None:
        client, address = _own(user), reverse("reporter_contact")
        post(client, address, {"act": "ask", "contact": "0812 5555 0202"})
        code = reporters.code_of(ContactProof.objects.latest("id"))
        post(client, address, {"act": "prove", "code": code})
        both = {"password1": NEW, "password2": NEW}
        post(client, reverse("reporter_password"), both)

    return send


def show_the_password_again(world: World) -> Send:
    del world
    user = reporter()

    def send(post: Post) -> None:
        client = Client()
        people.login(client, user, second_factor=False, minutes_ago=10)
        post(client, reverse("step_up"), {"password": OF_A_REPORTER})

    return send


def keep_a_report(world: World) -> Send:
    """Into the account, opened from there, out again; then the account goes."""
    del world
    user, walk = reporter(), Walk()
    number = walk.receipt.locator

    def send(post: Post) -> None:
        client = _own(user)
        held = {"number": number, "code": walk.receipt.code}
        client.post(reverse("tracking:enter"), held)
        for do in ("simpan", "lepas", "simpan"):
            post(client, reverse("tracking:keep", args=[number]), {"do": do})
        for do in ("buka", "lepas"):
            post(client, reverse("mine:report", args=[number]), {"do": do})
        post(client, reverse("mine:leave"), {})

    return send


def take_out_of_all(world: World) -> Send:
    del world
    walk = Walk()
    Followed.objects.create(account=reporter(), case=walk.case, since=wall_now())
    return _by_holder(walk, "tracking:keep", {"do": "lepas-semua"})


def wizard(world: World) -> Send:
    del world
    asked = published(Wording(Kind.TEXT, "Nomor?", "Number?"), substance="imigrasi")
    steps: dict[str, dict[str, Any]] = {
        "mulai": FINE | {"told_agency": "no"},
        "saran": {"why_anyway": "Loketnya tutup."},
        "kejadian": STORY,
        "instansi": {"choice": f"agency:{people.agency().pk}"},
        "bidang": {"substance": "imigrasi"},
        "pertanyaan": {f"q{asked[0].pk}": "A-17"},
        "tempat": {"region": "99", "place": "Loket 2"},
        "keluhan": {"tried_before": "yes", "tried": "Surat."},
        "bukti": {},
        "data-diri": PERSON,
        "mewakili": OTHER,
        "kerahasiaan": {"secrecy": "confidential"},
        "kontak": CONTACT,
    }

    def send(post: Post) -> None:
        client = Client()
        for slug, body in steps.items():
            post(client, reverse("citizen:file_step", args=[slug]), body)
        address = reverse("citizen:file_code")
        post(client, address, BY_PHONE | {"act": "send"})
        code = contact_check.code_of(ContactCheck.objects.latest("id"))
        post(client, address, BY_PHONE | {"code": code})
        post(client, reverse("citizen:file_leave_send"), BY_PHONE)
        page = client.get(reverse("citizen:file_check")).content.decode()
        key = re.findall(r'name="key" value="([^"]+)"', page)[0]
        post(client, reverse("citizen:file_check"), {"key": key, "true": "on"})

    return send


def resume(world: World) -> Send:
    del world
    client = Client()
    client.post(reverse("citizen:file_step", args=["kejadian"]), STORY)
    page = client.post(reverse("citizen:file_leave_code"), follow=True)
    left = re.findall(r'<p class="no num">([^<]+)</p>', page.content.decode())[0]
    return lambda post: post(Client(), reverse("citizen:file_resume"), {"code": left})


def file_by_program(world: World) -> Send:
    del world
    given = report_of_a_program(region_code=people.agency().code)
    key = {"Idempotency-Key": str(uuid4())}
    address = reverse("api:reports")
    return lambda post: post(Client(), address, given, as_json=True, headers=key)


def _held(walk: Walk) -> dict[str, str]:
    return {"number": walk.receipt.locator, "code": walk.receipt.code}


def track_by_program(world: World) -> Send:
    del world
    held = _held(Walk())
    return lambda post: post(Client(), reverse("api:track"), held, as_json=True)


def enter_the_code(world: World) -> Send:
    del world
    held = _held(Walk())

    def send(post: Post) -> None:
        post(Client(), reverse("tracking:enter"), held)
        post(Client(), reverse("tracking:case", args=[held["number"]]), held)

    return send


def _by_holder(walk: Walk, route: str, body: dict[str, str]) -> Send:
    address = reverse(route, args=[walk.case.locator])
    client = _holder(walk.case)
    return lambda post: post(client, address, body)


def answer_the_result(world: World) -> Send:
    del world
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    walk.do(examination.notify_result, "head")
    return _by_holder(walk, "tracking:answer", {"answer": "contest", "text": "Kurang."})


def complete_the_report(world: World) -> Send:
    del world
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (False, ""))
    walk.do(intake.ask_completion, "intake", missing=["KTP"], answers=answers)
    return _by_holder(walk, "tracking:complete", {"text": "Ini KTP saya."})


def withdraw(world: World) -> Send:
    del world
    return _by_holder(Walk(), "tracking:withdraw", {})


def _lost(*walks: Walk) -> str:
    """The code of the link for a contact that these reports share, checked."""
    for walk in walks:
        walk.case.contact_marks = {"email": "verified"}
        walk.case.save(update_fields=["contact_marks"])
    recovering.ask(
        contact=CANARY_MAIL,
        network="192.0.2.0/24",
        proof=Proof(),
        actor=STRANGER,
        now=wall_now(),
    )
    return recovering.code_of(Recovery.objects.latest("id"))


def come_back(world: World) -> Send:
    """With the link that the checked contact of a report got."""
    del world
    body = {"code": _lost(Walk())}
    return lambda post: post(Client(), reverse("tracking:lost_open"), body)


def ask_for_digits(world: World) -> Send:
    """With the link to its letter that an agency got."""
    del world
    body = {"code": letter_links.code_of(linked.sent())}
    return lambda post: post(Client(), linked.DOOR, body)


def show_the_digits(world: World) -> Send:
    del world
    shown, digits = linked.shown()

    def send(post: Post) -> None:
        client = Client()  # what is proven ends the session in which it was asked for
        client.cookies = deepcopy(shown.cookies)
        post(client, linked.DOOR, {"act": "prove", "code": digits})

    return send


def open_a_letter_behind_a_link(world: World) -> Send:
    del world
    client = linked.opened()
    return lambda post: post(client, reverse("agency:link_letters"), {"act": "open"})


def come_back_to_one_of_two(world: World) -> Send:
    """The same, where two reports share the contact."""
    del world
    walks = Walk(), Walk()
    body = {"code": _lost(*walks), "choose": "1", "numbers": walks[0].case.locator}
    return lambda post: post(Client(), reverse("tracking:lost_open"), body)


def _closed(days_ago: int) -> Walk:
    """A report that was closed so many days ago."""
    walk = Walk(now=wall_now() - timedelta(days=days_ago))
    to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    return walk


def rate_the_service(world: World) -> Send:
    del world
    body = {"stars": "4", "text": "Petugasnya sabar."}
    return _by_holder(_closed(1), "tracking:rate", body)


def say_whether_it_is_solved(world: World) -> Send:
    del world
    walk = _closed(30)
    walk.case.opinions.get(question="service").delete()
    body = {"solved": "no", "text": "Belum."}
    return _by_holder(walk, "tracking:rate", body)


def ask_back(world: World) -> Send:
    del world
    return _by_holder(_closed(1), "tracking:ask_back", {"text": "Ada surat baru."})


def open_a_round(world: World) -> Send:
    client, address = world.client("compliance_admin"), reverse("assess:new")
    page = client.get(address).content.decode()
    chosen = {
        name: re.findall(rf'name="{name}".*?<option value="([^"]+)"', page, re.S)[0]
        for name in ("group", "methodology")
    }
    body = {"ref": str(uuid4()), "name": "Penilaian", "cutoff": "2025-10-31", **chosen}
    return lambda post: post(client, address, {**body, "year": "2026"})


def answer_a_round(world: World) -> Send:
    row = next(row for row in matrix.rows() if row.route == "assess:answers")
    client = world.client("compliance_admin")
    address = reverse("assess:answers", kwargs=world.arguments(row))
    page = client.get(address).content.decode()
    body = dict.fromkeys(re.findall(r'name="(nilai-[^"]+)"', page), "80")
    body["version"] = re.findall(r'name="version" value="(\d+)"', page)[0]
    return lambda post: post(client, address, body)


def correct_a_score(world: World) -> Send:
    place = city(7)
    round_ = score_published({place: "80"}, year=2027)
    client = world.client("compliance_admin")
    about = {"ref": round_.ref, "agency": place.ref}
    body = {f"nilai-{code}": "90" for code in CODES}
    body |= {"reason": "Bukti tiba sebelum batas waktu.", "version": "1"}
    return lambda post: post(client, reverse("assess:correction", kwargs=about), body)


def compare_a_letter(world: World) -> Send:
    del world
    letter = issue_letter(
        template="penutupan",
        version=1,
        context={"reason": "Dicabut oleh pelapor."},
        office_code=people.office().code,
        actor=SYSTEM,
        now=wall_now(),
    )
    address = reverse("verify:letter", kwargs={"ref": letter.ref})

    def send(post: Post) -> None:
        post(Client(), reverse("verify:enter"), {"nomor": letter.number})
        file = samples.upload("surat.pdf", samples.OURS["pdf"])
        post(Client(), address, {"berkas": file})

    return send


def take_in_and_hand_over(world: World) -> Send:
    client = world.client("intake")
    client.post(reverse("work:taking"), {"channel": "telepon"})
    draft = Draft.objects.latest("id")

    def send(post: Post) -> None:
        post(client, reverse("work:taking_on", args=[draft.ref]), {})
        receipt = {"ref": str(Walk().case.ref)}
        sent = {"filed_at": wall_now(), "answers": {"receipt": receipt}}
        Draft.objects.filter(pk=draft.pk).update(**sent)
        post(client, reverse("work:taking_done"), {"draft": str(draft.ref)})

    return send


def say_why(world: World) -> Send:
    address = reverse("work:reason", kwargs={"ref": world.cases.ref("unstated")})
    client = world.client("examiner")
    return lambda post: post(client, address, {"reason": "work"})


def ask_a_custodian(world: World) -> Send:
    ref = world.cases.by_state["confidential"].ref
    address = reverse("work:identity", kwargs={"ref": ref})
    client = world.client("intake")
    return lambda post: post(client, address, {"purpose": "contact", "basis": "report"})


def write_to_many(world: World) -> Send:
    template_published("banyak")
    ref = world.cases.ref("exam")
    bulk = bulks.choose(
        kind=BulkKind.MESSAGE,
        cases=[Case.objects.get(ref=ref)],
        view="all",
        actor=people.actor("examiner"),
        now=wall_now(),
    )
    address = reverse("work:bulk_page", kwargs={"ref": bulk.ref})
    body, client = (
        {"do": "preview", "template": "banyak.id"},
        world.client("examiner"),
    )
    return lambda post: post(client, address, body)


def classify_many(world: World) -> Send:
    ref = world.cases.ref("exam")
    bulk = bulks.choose(
        kind=BulkKind.CLASS,
        cases=[Case.objects.get(ref=ref)],
        view="all",
        actor=people.actor("head"),
        now=wall_now(),
    )
    address = reverse("work:bulk_page", kwargs={"ref": bulk.ref})
    body = {"do": "preview", "case_class": "heavy", "reason": "Banyak saksi."}
    client = world.client("head")
    return lambda post: post(client, address, body)


def read_what_came_in(world: World) -> Send:
    ref = world.cases.ref("corrective")
    address, client = (
        reverse("work:seen", kwargs={"ref": ref}),
        world.client("examiner"),
    )
    body = {"at": Case.objects.get(ref=ref).arrived_at}
    return lambda post: post(client, address, body)


def decline_a_suggestion(world: World) -> Send:
    told = {"ref": world.cases.suggestion("waiting")}
    address, client = reverse("work:initiative", kwargs=told), world.client("head")
    body = {"do": DECLINE, "answer": "Sudah ditangani bidang lain."}
    return lambda post: post(client, address, body)


def _blacken(world: World, *steps: dict[str, Any]) -> Send:
    """On the reporter's file of a case in correction, after these steps."""
    told = {"ref": world.cases.ref("corrective")}
    told["file"] = world.cases.reporters_file("corrective")
    return _released(world, told, *steps)


def _released(
    world: World,
    told: dict[str, Any],
    *steps: dict[str, Any],
    page: str = "work:blacken",
    to: Addressee = Addressee.AGENCY,
) -> Send:
    address, client = reverse(page, kwargs=told), world.client("examiner")

    def send(post: Post) -> None:
        for step in steps:
            begun = FileRelease.objects.filter(
                piece__ref=told["file"], addressee=to, ended_at=None
            )
            version = sum(begun.values_list("version", flat=True))
            post(client, address, {"version": str(version), **step})

    return send


def blacken_words(world: World) -> Send:
    return _blacken(world, {"do": "tarik"}, {"do": "cari", "words": "loket"})


def release_a_copy(world: World) -> Send:
    stated = {"do": "lepas", "looked": "on", "names_nobody": "on"}
    return _blacken(world, {"do": "tarik"}, {"do": "siapkan"}, stated)


def release_to_the_reporter(world: World) -> Send:
    told = {"ref": world.cases.ref("corrective")}
    told["file"] = world.cases.agencys_file("corrective")
    return _released(
        world,
        told,
        {"do": "tarik"},
        {"do": "siapkan"},
        {"do": "lepas", "looked": "on"},
        page="work:release_reporter",
        to=Addressee.REPORTER,
    )


def release_a_recording(world: World) -> Send:
    walk = brought("rekaman.wav", samples.wav(), secrecy="open")
    told = {"ref": walk.case.ref, "file": walk.case.files.get(lane="reporter").ref}
    stated = {"do": "lepas", "looked": "on", "voices": "on"}
    return _released(world, told, {"do": "siapkan"}, stated)


OTHERS: dict[str, Sending] = {
    made.__name__: made
    for made in (
        sign_in,
        show_the_code,
        show_it_again,
        set_up_the_app,
        ask_for_a_password,
        set_a_new_password,
        enter_an_absence,
        enter_an_absence_from_an_agency,
        hand_a_duty_to_a_colleague,
        write_a_checklist,
        accept_an_invitation,
        open_an_account,
        change_the_account,
        show_the_password_again,
        keep_a_report,
        take_out_of_all,
        wizard,
        resume,
        file_by_program,
        track_by_program,
        enter_the_code,
        answer_the_result,
        complete_the_report,
        withdraw,
        rate_the_service,
        say_whether_it_is_solved,
        ask_back,
        ask_for_digits,
        show_the_digits,
        open_a_letter_behind_a_link,
        come_back,
        come_back_to_one_of_two,
        open_a_round,
        answer_a_round,
        correct_a_score,
        compare_a_letter,
        say_why,
        take_in_and_hand_over,
        ask_a_custodian,
        write_to_many,
        classify_many,
        read_what_came_in,
        blacken_words,
        release_a_copy,
        release_a_recording,
        release_to_the_reporter,
        decline_a_suggestion,
    )
}


def everything() -> dict[str, Sending]:
    """All of them by name."""
    return {**of_the_matrix(), **of_the_acts(), **OTHERS}

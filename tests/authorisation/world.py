"""The small world in which every cell is called, built once for all of them.

Each call happens inside a savepoint that is rolled back: no cell sees what another
one did. Add a state by making its object in ``World`` and naming it in
``ARGUMENTS``; add a body that is complete enough to be accepted in ``BODIES``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.models import ReporterAccount
from accounts.pseudonym import contact_of
from accounts.reporter_session import KEY as OPENED
from accounts.sessions import begin
from accounts.wall_clock import wall_now
from agencies.models import Region
from agencies.selectors import editable_years
from complaints.domain.asking import Kind
from complaints.domain.bulk import BulkKind
from complaints.domain.exports import Form, Purpose
from complaints.domain.terms import TermKind
from complaints.models import (
    Bulk,
    BulkRow,
    Case,
    Export,
    Followed,
    OrdersFile,
    ReporterMessage,
    SavedFilter,
)
from complaints.services import (
    calendar_feed,
    clocks,
    exports,
    orders_files,
    questioning,
)
from complaints.services.questioning import Wording
from complaints.views import export_table
from compliance.domain.open_data import Key
from compliance.services.open_data import release
from documents.models import Letter
from documents.services import issue_letter
from tests import people, tokens
from tests.authorisation.cases import ABSENT, NOBODYS_REF, ON_CASES, Cases
from tests.authorisation.in_the_field import ROUTES as FIELD_ROUTES
from tests.authorisation.in_the_field import InTheField
from tests.authorisation.matrix import HOLDER, PASSWORD_ONLY, STRANGER, Row
from tests.authorisation.staff import Staff
from tests.complaints import former
from tests.complaints.services.test_calendar_editing import day_off
from tests.complaints.services.test_calendar_editing import written as calendar_written
from tests.complaints.services.test_limit_editing import written as limits_written
from tests.complaints.services.test_office_editing import written as office_written
from tests.complaints.services.test_substance_editing import (
    written as substance_written,
)
from tests.complaints.services.test_templating import written
from tests.complaints.views.pages import said_to_each
from tests.complaints.views.test_calendar_pages import DAY
from tests.complaints.views.test_calendar_pages import form as calendar_sent
from tests.complaints.views.test_limit_pages import form as limits_sent
from tests.complaints.views.test_office_pages import form as office_sent
from tests.complaints.views.test_own_pages import sent as own_sent
from tests.complaints.views.test_question_pages import form as rows_sent
from tests.complaints.views.test_substance_pages import form as substance_sent
from tests.complaints.views.test_template_pages import form as template_sent
from tests.compliance.instruments import draft
from tests.compliance.views.test_instruments import seen_node, whole
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.compliance import (
    MethodologyFactory,
    PublishedResultFactory,
    RoundAgencyFactory,
)

#: Where a redirect leads when it is a refusal, by what the matrix calls it.
REFUSING = {
    "login": "account_login",
    "gate": "mfa_activate_totp",
    "stepup": "step_up",
}

#: Pages that ask for a credential in place of what was asked for, by route.
DOORS = {"tracking:case": "citizen/track/door.html"}

#: Pages of a draft of the method, and of one part of it.
METHOD_PAGES = (
    "assess:method",
    "assess:method_preview",
    "assess:method_difference",
    "assess:method_whole",
    "assess:method_scale",
    "assess:method_weights",
    "assess:method_publish",
    "assess:method_discard",
    "assess:node_add",
)
NODE_PAGES = ("assess:node", "assess:node_move", "assess:node_remove")

#: Routes that send on to a paper; who may not have it is sent back to the report.
PAPERS = frozenset({"tracking:file", "tracking:letter", "tracking:released"})


class World:
    """The cast with a session each, and the objects of every state."""

    def __init__(self) -> None:
        self.people = people.everybody()
        self._equip()
        self.cases = Cases()
        Followed.objects.create(
            account=self.people["citizen"],
            case=self.cases.by_state["exam"],
            since=wall_now(),
        )
        self.staff = Staff()
        self.round = RoundAgencyFactory(agency=people.agency()).round
        self.method = draft(people.actor("compliance_admin"))
        MethodologyFactory(
            code="2024", official=True, share=0, first_year=2024, year=2024
        )
        PublishedResultFactory(agency=people.agency())
        release(key=Key.SCORES, actor=SYSTEM, now=wall_now())
        questioning.write(
            substance="adminduk",
            version=0,
            questions=(Wording(Kind.TEXT, "Nomor berkas?", "Number?"),),
            actor=people.actor("system_admin"),
            now=wall_now(),
        )
        written("kabar")
        last = editable_years()[-1]
        calendar_written([day_off(date(last, 1, 1))], year=last)
        own = Region.objects.filter(office__code="64").values_list("code", flat=True)
        office_written(provinces=sorted(own))
        limits_written(starts_on=_ahead(), now=wall_now())
        substance_written(starts_on=_ahead(), now=wall_now())
        self.question = self._asked()
        self.field = InTheField()
        self.bulk = _bulk()
        self.export = _export()
        self.orders_file = _orders_file()
        self.calendar = calendar_feed.make(
            language="id",
            actor=people.actor("examiner", stepped_up=True),
            now=wall_now(),
        )
        self._sign_in()
        # Each for everything, whatever its bearer may: a scope gives no right.
        bearers = {**self.people, PASSWORD_ONLY: self._without_app}
        self._tokens = {
            key: tokens.made(user, equipped=False) for key, user in bearers.items()
        }

    def _asked(self) -> ReporterMessage:
        """A question to the reporter of the case that is being examined."""
        case = self.cases.by_state["exam"]
        question = ReporterMessage.objects.create(
            case=case,
            by=self.people["examiner"],
            text="Kapan Anda ke sana?",
            at=wall_now(),
            asks=True,
        )
        kind, day = TermKind.REPORTER_ANSWER, wall_now().date()
        clocks.start(case, kind, started_on=day, subject=str(question.ref))
        return question

    def _sign_in(self) -> None:
        """A session for everybody, each with a second factor shown just now."""
        self._sessions = {key: self._signed_in(key) for key in self.people}
        for key in self.people:
            self._sessions[f"{key} stale"] = self._signed_in(key, minutes_ago=10)
        self._sessions[PASSWORD_ONLY] = self._password_only()
        self._sessions[HOLDER] = self._holder()

    def round_ref(self, state: str) -> UUID:
        """An open round of assessment with the first invented city in it."""
        found: UUID = NOBODYS_REF if state == ABSENT else self.round.ref
        return found

    def call(self, row: Row, role: str, *, stale: bool = False) -> str:
        """Call a row's route as a role; returns the answer in the matrix's words."""
        response = self.respond(row, row.method, role, stale=stale)
        return self.answer(response, row.route)

    def respond(
        self,
        row: Row,
        method: str,
        role: str,
        *,
        csrf: bool = False,
        stale: bool = False,
        look: Callable[[], object] | None = None,
    ) -> HttpResponseBase:
        """The response itself; whatever it changed is undone.

        ``csrf``: as a real browser would be judged that posts from a foreign site.
        ``stale``: the second factor was shown longer ago than a step-up lasts.
        ``look`` is called before and after, and then an error is a page of ours.
        """
        client = self.client(f"{role} stale" if stale else role, csrf=csrf)
        client.raise_request_exception = look is None
        address = self.address(row)
        make = BODIES.get((row.route, method))
        body = make(self, row.state) if make else {}
        send = getattr(client, method.lower())
        # The API reads nothing but JSON; without a complete body it says so (422).
        kind: dict[str, Any] = (
            {"content_type": "application/json"}
            if row.of_api and method != "GET"
            else {}
        )
        if row.of_api and role in self._tokens:
            kind["headers"] = tokens.bearing(self._tokens[role])
        with transaction.atomic():
            if look:
                look()
            response: HttpResponseBase = send(address, body, **kind)
            if look:
                look()
            transaction.set_rollback(True)
        return response

    def client(self, role: str, *, csrf: bool = False) -> Client:
        """A fresh browser with the role's session."""
        client = Client(enforce_csrf_checks=csrf)
        if role != STRANGER:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[role]
        return client

    @staticmethod
    def token_ref(state: str) -> UUID:
        """The examiner's own token."""
        if state == ABSENT:
            return NOBODYS_REF
        ref: UUID = people.person("examiner").api_tokens.earliest("pk").ref
        return ref

    def token(self, role: str) -> str:
        """What a program of this role shows."""
        return self._tokens[role]

    def address(self, row: Row) -> str:
        """Where a row is asked for."""
        return reverse(row.route, kwargs=self.arguments(row))

    def arguments(self, row: Row) -> dict[str, Any]:
        """What stands in the address of a row."""
        make = ARGUMENTS.get(row.route)
        return make(self, row.state) if make else {}

    @staticmethod
    def answer(response: HttpResponseBase, route: str) -> str:
        """The status, or the name of the door to which a refusal leads."""
        if response.status_code == 302:
            where = response.headers["Location"].split("?")[0]
            for word, door in REFUSING.items():
                if where == reverse(door):
                    return word
            if route in PAPERS and where.startswith(reverse("tracking:enter")):
                return "back"
        shown = {template.name for template in getattr(response, "templates", ())}
        if response.status_code == 200 and DOORS.get(route) in shown:
            return "door"
        return str(response.status_code)

    def _equip(self) -> None:
        """Everybody who must have an authenticator app has one."""
        for key, user in self.people.items():
            if people.described(key).roles:
                TOTP.activate(user, generate_totp_secret())
                RecoveryCodes.activate(user)
        reporter = self.people["citizen"]
        contact = contact_of(reporter.email)
        ReporterAccount.objects.create(
            user=reporter,
            kind=contact.kind,
            sealed=contact.sealed(),
            language="id",
            since=wall_now(),
        )

    @staticmethod
    def _signed_in(key: str, *, minutes_ago: float = 0) -> str:
        client = Client()
        people.login(client, key, minutes_ago=minutes_ago)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def _password_only(self) -> str:
        client = Client()
        self._without_app = OfficeMembershipFactory(office=people.office()).user
        people.login(client, self._without_app, second_factor=False)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def _holder(self) -> str:
        client = Client()
        session = client.session
        shown = wall_now().isoformat()
        reported = [c for c in self.cases.by_state.values() if c.has_reporter]
        session[OPENED] = {str(case.pk): shown for case in reported}
        begin(session)
        session.save()
        return str(session.session_key)


Make = Callable[[World, str], dict[str, Any]]


def _agency_ref(state: str) -> UUID:
    return NOBODYS_REF if state == ABSENT else people.agency().ref


def _letter_ref(state: str) -> UUID:
    if state == ABSENT:
        return NOBODYS_REF
    letter = Letter.objects.first() or issue_letter(
        template="penutupan",
        version=1,
        context={"reason": "Dicabut oleh pelapor."},
        office_code=people.office().code,
        actor=SYSTEM,
        now=wall_now(),
    )
    return letter.ref


def _tracked(world: World, state: str) -> dict[str, Any]:
    return {"locator": world.cases.locator(state)}


def _of_round(world: World, state: str) -> dict[str, Any]:
    return {"ref": world.round_ref(state)}


def _of_method(world: World, state: str) -> dict[str, Any]:
    return {"ref": NOBODYS_REF if state == ABSENT else world.method.ref}


def _of_node(world: World, state: str) -> dict[str, Any]:
    return _of_method(world, state) | {"code": "input"}


def _edition(world: World, _state: str) -> dict[str, Any]:
    return {"edition": world.method.edition}


def _shared_filter() -> dict[str, Any]:
    """A filter that a head shares with the office."""
    row, _made = SavedFilter.objects.get_or_create(
        owner=people.person("head"),
        name="Bersama",
        defaults={"office": people.office(), "query": "tahap=exam", "place": 1},
    )
    return {"pk": row.pk}


def _bulk() -> Bulk:
    """What a head is about to do to many cases: his alone."""
    bulk = Bulk.objects.create(
        by=people.person("head"), kind=BulkKind.ASSIGN, made_at=wall_now()
    )
    seen = Case.objects.visible_to(people.actor("head")).order_by("pk")[:2]
    BulkRow.objects.bulk_create(
        BulkRow(bulk=bulk, case=case, n=n, version=case.version)
        for n, case in enumerate(seen, start=1)
    )
    return bulk


def _export() -> Export:
    """The queue as a table, made for an intake officer: his alone."""
    found = Case.objects.visible_to(people.actor("intake")).filter(erased_at=None)
    wish = exports.Wish(
        query="",
        columns=[],
        form=Form.CSV,
        purpose=Purpose.WORK,
        language="id",
        found=min(found.count(), 1000),
    )
    asker = people.actor("intake", stepped_up=True)
    return exports.ask(wish=wish, write=export_table.write, actor=asker, now=wall_now())


def _orders_file() -> OrdersFile:
    """Orders from another register, which a head uploaded for his office."""
    return orders_files.upload(
        content=former.content_of(),
        office=people.office(),
        actor=people.actor("head"),
        now=wall_now(),
    )


def _of_orders_file(world: World, state: str) -> dict[str, Any]:
    return {"ref": NOBODYS_REF if state == ABSENT else world.orders_file.ref}


def _of_export(world: World, state: str) -> dict[str, Any]:
    return {"ref": NOBODYS_REF if state == ABSENT else world.export.ref}


def _ahead() -> date:
    """A first day that has not come, whenever this runs."""
    return wall_now().date() + timedelta(days=30)


def _of_bulk(world: World, state: str) -> dict[str, Any]:
    return {"ref": NOBODYS_REF if state == ABSENT else world.bulk.ref}


def _of_case(world: World, state: str) -> dict[str, Any]:
    return {"ref": world.cases.ref(state)}


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("bukti.txt", b"Loketnya tutup.", "text/plain")


def _on(state: str) -> str:
    """The state of the case, of a row about one act: "exam.tutup"."""
    return state.partition(".")[0]


def _act(state: str) -> str:
    """The act of such a row; a row that names none writes a note."""
    return state.partition(".")[2] or "catatan"


TRACKED = (
    "tracking:add_file",
    "tracking:case",
    "tracking:message",
    "tracking:complete",
    "tracking:answer",
    "tracking:withdraw",
    "tracking:rate",
    "tracking:ask_back",
    "tracking:contact",
    "tracking:keep",
)


def _in_the_field(name: str, world: World, state: str) -> dict[str, Any]:
    return world.field.arguments(name, state)


def _field_form(name: str, world: World, state: str) -> dict[str, Any]:
    del state
    return world.field.body(name)


#: What stands in a route's address, by state.
ARGUMENTS: dict[str, Make] = {
    "absence:end": lambda w, s: w.staff.of_absence(s),
    "account_reset_password_from_key": lambda _, __: {"uidb36": "1", "key": "a-b"},
    "account_token": lambda w, s: {"ref": w.token_ref(s)},
    "api:case": lambda w, s: {"which": str(w.cases.ref(s))},
    "agency:absence_end": lambda w, s: w.staff.of_absence("agency" if s == "-" else s),
    "agency:progress": lambda w, s: {"ref": w.cases.milestone(s)},
    "agency:share": lambda w, s: {"ref": w.cases.duty(s)},
    "agency:link_letter": lambda _, __: {"letter": NOBODYS_REF},
    "agency:answer": lambda w, state: {"ref": w.cases.clarification(state)},
    "agency:papers": lambda w, state: {"ref": w.cases.papers(state)},
    "agency:case": _of_case,
    "agency:evidence": lambda w, state: {"ref": w.cases.action(state)},
    "agency:more_time": lambda w, state: {"ref": w.cases.action(state)},
    "agency:more_time_to_answer": lambda w, s: {"ref": w.cases.clarification(s)},
    "agency:objection": _of_case,
    "agency:take_back": lambda w, state: {"ref": w.cases.objection(state)},
    "agency:file": lambda w, s: {"ref": w.cases.ref(s), "file": w.cases.file(s)},
    "agency:letter": lambda w, s: {"ref": w.cases.ref(s), "letter": w.cases.letter(s)},
    "calendar_feed:read": lambda w, s: {
        "secret": "x" * 43 if s == ABSENT else w.calendar
    },
    "citizen:file_drop": lambda _, __: {"ref": NOBODYS_REF},
    "citizen:verify_receipt": lambda _, __: {"number": "ZZZZ2222", "seal": "k1.x"},
    "join": lambda _, __: {"token": "x" * 43},
    "mine:report": _tracked,
    "passkey_edit": lambda _, __: {"pk": 0},
    "people:change": lambda w, s: w.staff.of_change(s),
    "people:end": lambda w, s: w.staff.of_role(s),
    "people:give": lambda w, s: w.staff.of_person(s),
    "people:invitation": lambda w, s: w.staff.of_invitation(s),
    "people:person": lambda w, s: w.staff.of_person(s),
    "people:restore": lambda w, s: w.staff.of_suspended(s),
    "people:suspend": lambda w, s: w.staff.of_person(s),
    "citizen:file_step": lambda _, s: {"slug": "kejadian" if s == "-" else "tidak-ada"},
    **dict.fromkeys(
        ("questions:edit", "questions:preview", "questions:publish"),
        lambda _, s: {"substance": "adminduk" if s == "-" else "tidak-ada"},
    ),
    **dict.fromkeys(
        ("substances:edit", "substances:preview", "substances:publish"),
        lambda _, s: {"code": "air" if s == "-" else "tidak-ada"},
    ),
    **dict.fromkeys(
        ("calendar:edit", "calendar:preview", "calendar:publish"),
        lambda _, s: {"year": editable_years()[-1] if s == "-" else 1999},
    ),
    **dict.fromkeys(
        ("limits:edit", "limits:preview", "limits:publish"),
        lambda _, s: {"rules": "58-2023" if s == "-" else "48-2020"},
    ),
    **dict.fromkeys(
        ("offices:edit", "offices:preview", "offices:publish"),
        lambda _, s: {"code": "64" if s == "-" else "98"},
    ),
    **dict.fromkeys(
        ("templates:edit", "templates:preview", "templates:publish"),
        lambda _, s: {"kind": "pesan", "slug": "kabar" if s == "-" else "tidak-ada"},
    ),
    **dict.fromkeys(TRACKED, _tracked),
    "tracking:contact_remove": lambda w, s: _tracked(w, s) | {"kind": "email"},
    "demo:sign_in": lambda _, __: {"key": "head"},
    # Who may read a file is decided where its address is signed, documents/links.py.
    "files:download": lambda _, __: {"token": "not-ours"},
    "tracking:answer_question": lambda w, s: _tracked(w, s) | {"ref": w.question.ref},
    "tracking:seen": lambda w, s: _tracked(w, s) | {"ref": w.cases.sighting(s)},
    "tracking:file": lambda w, _: {
        "locator": w.cases.locator("corrective"),
        "ref": NOBODYS_REF,
    },
    "tracking:letter": lambda w, s: {
        "locator": w.cases.locator("corrective" if s == ABSENT else s),
        "ref": w.cases.reporters_letter(s),
    },
    "tracking:released": lambda w, s: {
        "locator": w.cases.locator("corrective" if s == ABSENT else s),
        "ref": w.cases.let_read(s),
    },
    "verify:letter": lambda _, state: {"ref": _letter_ref(state)},
    "rapor:card": lambda _, state: {"ref": _agency_ref(state), "year": 2024},
    "rapor:unit": lambda w, state: w.field.unit(state),
    "rapor:choose": lambda _, state: {"ref": _agency_ref(state)},
    "rapor:badge": lambda _, state: {"ref": _agency_ref(state)},
    "rapor:certificate": lambda _, state: {"ref": _agency_ref(state), "year": 2024},
    "rapor:sheet": lambda _, state: {"ref": _agency_ref(state), "year": 2024},
    "rapor:province": lambda _, state: {"code": "00" if state == ABSENT else "99"},
    "data:set": lambda _, state: {"key": "orang" if state == ABSENT else "nilai"},
    **dict.fromkeys(
        ("data:csv", "data:json"),
        lambda _, state: {"key": "nilai", "version": 99 if state == ABSENT else 1},
    ),
    **dict.fromkeys(
        ("recommendations:entry", "recommendations:paper"),
        lambda world, state: {"ref": world.cases.entry(state)},
    ),
    "work:take_back_entry": lambda world, state: {"entry": world.cases.entry(state)},
    **dict.fromkeys(
        ("periodic:report", "periodic:paper", "periodic:table"),
        lambda world, state: {"ref": world.cases.report(state)},
    ),
    **dict.fromkeys(
        ("assess:answers", "assess:correction"),
        lambda w, s: {
            "ref": w.round_ref(s),
            "agency": people.agency(int(s == "another")).ref,
        },
    ),
    "assess:lock": _of_round,
    "assess:counted": lambda w, s: {"ref": w.cases.action(s)},
    "assess:behind": lambda _, state: {"agency": _agency_ref(state), "year": 2026},
    "assess:publish": _of_round,
    "assess:round": _of_round,
    **{name: partial(_in_the_field, name) for name in FIELD_ROUTES},
    **dict.fromkeys(METHOD_PAGES, _of_method),
    "assess:method_copy": lambda _, state: {
        "ref": NOBODYS_REF if state == ABSENT else MethodologyFactory().ref
    },
    **dict.fromkeys(NODE_PAGES, _of_node),
    "work:act": lambda w, s: {"ref": w.cases.ref(_on(s)), "slug": _act(s)},
    "work:case": _of_case,
    "work:custody_request": lambda w, s: {"ref": w.cases.request(s)},
    "work:custody_revoke": lambda w, s: {"ref": w.cases.request(s)},
    "work:transfer": lambda w, s: {"ref": w.cases.transfer(s)},
    "work:initiative": lambda w, s: {"ref": w.cases.suggestion(s)},
    "work:plenary": lambda w, s: {"ref": w.cases.meeting(s)},
    "work:minutes": lambda w, s: {"ref": w.cases.meeting(s)},
    "work:members_plenary": lambda w, s: {"ref": w.cases.meeting_of_members(s)},
    "work:members_minutes": lambda w, s: {"ref": w.cases.meeting_of_members(s)},
    "work:file": lambda w, s: {"ref": w.cases.ref(s), "file": w.cases.file(s)},
    "work:history": _of_case,
    "work:identity": _of_case,
    "work:renew_code": _of_case,
    "work:saved_change": lambda _, __: _shared_filter(),
    "work:bulk_page": _of_bulk,
    "work:bulk_progress": _of_bulk,
    "work:bulk_print": _of_bulk,
    "work:export_page": _of_export,
    "work:tracker_import_file": _of_orders_file,
    "work:tracker_import_progress": _of_orders_file,
    "work:export_progress": _of_export,
    "work:export_file": _of_export,
    "work:seen": _of_case,
    "work:identity_open": lambda w, s: {"ref": w.cases.ref(s), "entry": 0},
    "work:original": lambda w, s: {"ref": w.cases.ref(s), "file": w.cases.file(s)},
    "work:blacken": lambda w, s: {
        "ref": w.cases.ref(s),
        "file": w.cases.reporters_file(s),
    },
    "work:blacken_sheet": lambda w, s: {
        "ref": w.cases.ref(s),
        "file": w.cases.reporters_file(s),
        "sheet": 1,
    },
    "work:release_reporter": lambda w, s: {
        "ref": w.cases.ref(s),
        "file": w.cases.agencys_file(s),
    },
    "work:release_reporter_sheet": lambda w, s: {
        "ref": w.cases.ref(s),
        "file": w.cases.agencys_file(s),
        "sheet": 1,
    },
    "work:lhp_versions": _of_case,
    "work:letters": _of_case,
    "work:chain": _of_case,
    "work:recurrence": lambda w, s: {"ref": w.cases.recurrence(s)},
    "work:casebook": _of_case,
    "work:tasks": _of_case,
    "work:casebook_file": lambda w, s: {
        "ref": w.cases.ref(s),
        "book": w.cases.book if s == "corrective" else NOBODYS_REF,
    },
    "agency:released": lambda w, s: {
        "ref": w.cases.ref(s),
        "file": w.cases.released(s),
    },
    "work:reason": _of_case,
    "work:taking_on": lambda _, __: {"ref": NOBODYS_REF},
    "work:letter": lambda w, s: {"ref": w.cases.ref(s), "letter": w.cases.letter(s)},
    "work:progress": lambda w, s: {
        "ref": w.cases.ref(s),
        "progress": w.cases.progress(s),
    },
    "work:verdict": lambda w, s: {
        "ref": w.cases.ref(s),
        "evidence": w.cases.evidence(s),
    },
}


def _question(**more: str) -> dict[str, str]:
    """A question to us, new each time."""
    asked = {"key": str(uuid4()), "story": "Ke mana saya mengadu?"}
    return {**asked, "channel": "none", "language": "id", **more}


#: What each act wants to know beside the version.
TYPED = {
    "catatan": {"text": "Catatan."},
    "klarifikasi": {"summary": "Akta belum terbit.", "questions": "Mengapa?"},
    "hasil": {"text": "Ada penundaan."},
    "lhp": {
        "account": "Uraian.",
        "result": "Hasil.",
        "opinion": "Pendapat.",
        "conclusion": "found",
        "form_1": "PB",
        "finding_1": "Tujuh bulan.",
        "action_1": "Terbitkan akta.",
    },
    "tutup": {"reason": "diselesaikan_terlapor"},
    "pesan": {"text": "Kami periksa."},
    "tanya": {"text": "Kapan Anda ke sana?"},
    "ganti": {},
    "batasi": {"reason": "safety"},
    "mundur": {"reason": "Saudara saya."},
    "usul-cepat": {"reason": "Ia tidak bisa berobat."},
}
#: What a call must carry to be more than an empty form.
BODIES: dict[tuple[str, str], Make] = {
    ("work:take_back_entry", "POST"): lambda _w, _s: {"why": "Instansinya keliru."},
    ("periodic:home", "POST"): lambda _w, _s: {"year": "2025", "quarter": "3"},
    ("citizen:file_add", "POST"): lambda _, __: {"papers": _paper()},
    ("tracking:add_file", "POST"): lambda _, __: {
        "papers": _paper(),
        "key": NOBODYS_REF,
    },
    ("questions:edit", "POST"): lambda _, __: rows_sent(
        {"text_id": "Kapan?", "text_en": "When?", "kind": "date"}, version=1
    ),
    ("questions:publish", "POST"): lambda _, __: {"version": 1},
    ("templates:edit", "POST"): lambda _, __: template_sent(
        {"text_id": "Kabar {nomor}.", "text_en": "News {nomor}."}, version=1
    ),
    ("templates:publish", "POST"): lambda _, __: {"version": 1},
    ("substances:edit", "POST"): lambda _, __: substance_sent(
        version="1", starts_on=_ahead().isoformat()
    ),
    ("substances:publish", "POST"): lambda _, __: {"version": 1},
    ("calendar:edit", "POST"): lambda _, __: calendar_sent(
        {**DAY, "date": f"{editable_years()[-1]}-06-01"}, version=1
    ),
    ("calendar:publish", "POST"): lambda _, __: {"version": 1},
    ("limits:edit", "POST"): lambda _, __: limits_sent(
        version="1", starts_on=_ahead().isoformat()
    ),
    ("limits:publish", "POST"): lambda _, __: {"version": 1},
    ("offices:edit", "POST"): lambda _, __: office_sent(version="1"),
    ("offices:publish", "POST"): lambda _, __: {"version": 1},
    ("people:change", "POST"): lambda _, __: {"decision": "approved"},
    ("people:end", "POST"): lambda _, __: {"reason": "ST-2"},
    ("people:give", "POST"): lambda _, __: {
        "role": "intake",
        "office": people.office().pk,
        "reason": "ST-3",
    },
    ("people:invitation", "POST"): lambda _, __: {"do": "kirim"},
    ("people:invite", "POST"): lambda _, __: {
        "email": "lain@contoh.test",
        "name": "Lain",
        "role": "intake",
        "office": people.office().pk,
    },
    ("people:restore", "POST"): lambda _, __: {"reason": "ST-4"},
    ("account_token_new", "POST"): lambda _, __: tokens.asked_for(),
    ("people:suspend", "POST"): lambda _, __: {"why": "lost"},
    ("work:export", "POST"): lambda _, __: {"form": "csv", "purpose": "work"},
    ("work:queue_look", "POST"): lambda _, __: {"density": "rapat"},
    ("work:bulk", "POST"): lambda _, __: {
        "kind": "cetak",
        "view": "all",
        "everything": "1",
    },
    ("work:bulk_page", "POST"): lambda _, __: {
        "do": "preview",
        "examiner": people.person("examiner").pk,
    },
    ("work:saved", "POST"): lambda _, __: {"tahap": "submitted", "name": "Baru"},
    ("work:tracker_saved", "POST"): lambda _, __: {"instrumen": "tk", "name": "Baru"},
    ("calendar_feed:home", "POST"): lambda _, __: {"do": "make"},
    ("work:tracker_urge", "POST"): lambda w, _: {
        "action": [str(w.cases.action("corrective"))]
    },
    ("work:tracker_table", "POST"): lambda _, __: {"form": "csv", "purpose": "work"},
    ("work:tracker_import", "POST"): lambda _, __: {
        "file": SimpleUploadedFile("lama.csv", former.content_of(), "text/csv")
    },
    ("work:tracker_import_file", "POST"): lambda _, __: {"nameless": "on"},
    ("work:saved_change", "POST"): lambda _, __: {"do": "unshare"},
    ("work:seen", "POST"): lambda w, s: {"at": w.cases.arrived_at(_on(s))},
    # Moving it runs the relay, which may not open the vault in our one transaction.
    ("demo:move_clock", "POST"): lambda _, __: {"sampai": "kemarin"},
    ("agency:answer", "POST"): lambda _, __: said_to_each("Sudah diproses."),
    ("agency:more_time_to_answer", "POST"): lambda w, _: w.cases.more_time_to_answer(),
    ("agency:progress", "POST"): lambda _, __: {"text": "Edaran terbit."},
    ("work:progress", "POST"): lambda _, __: {
        "decision": "diterima",
        "reason": "Terlihat.",
    },
    ("agency:share", "POST"): lambda _, __: {"do": "take"},
    ("agency:papers", "POST"): lambda _, __: {"answer": "Terlampir."},
    ("agency:evidence", "POST"): lambda _, __: {
        "text": "Papan dipasang.",
        "done_on": "2026-03-10",
    },
    ("agency:more_time", "POST"): lambda w, _: w.cases.more_time(),
    ("agency:objection", "POST"): lambda w, _: w.cases.grounds(),
    **dict.fromkeys(
        (
            ("assess:method_publish", "POST"),
            ("assess:method_discard", "POST"),
            ("assess:node_remove", "POST"),
        ),
        _edition,
    ),
    ("assess:node_move", "POST"): lambda w, s: _edition(w, s) | {"to": "down"},
    ("assess:method_copy", "POST"): lambda _, __: {
        "ref": uuid4(),
        "name_id": "Metode 2028",
        "name_en": "Method 2028",
        "year": "2028",
    },
    ("assess:method_whole", "POST"): lambda w, s: whole(w.method) | _edition(w, s),
    ("assess:method_scale", "POST"): lambda w, s: {
        "lower-0": "0",
        "grade-0": "A",
        "opinion_id-0": "Semua",
        "opinion_en-0": "All",
        **_edition(w, s),
    },
    ("assess:method_weights", "POST"): lambda w, s: {
        "bobot-input": "20",
        **_edition(w, s),
    },
    **dict.fromkeys(
        (("assess:node_add", "POST"), ("assess:node", "POST")),
        lambda w, _: seen_node(w.method),
    ),
    **{(name, "POST"): partial(_field_form, name) for name in FIELD_ROUTES},
    ("assess:lock", "POST"): lambda w, _: {"version": w.round.version},
    ("assess:publish", "POST"): lambda w, _: {
        "version": w.round.version,
        "decree": "Keputusan contoh",
    },
    # One that waits for nobody: the answer is the same, and nothing is sent.
    ("service:deliveries", "POST"): lambda _, s: {"satu": "1"} if s == "-" else {},
    ("work:act", "POST"): lambda w, s: {
        "version": w.cases.version(_on(s)),
        "examiner": people.person("examiner").pk,
        **TYPED.get(_act(s), {}),
    },
    ("work:tasks", "POST"): lambda _, __: {"do": "add", "text": "Periksa kuitansi."},
    ("work:original", "POST"): lambda _, __: {"purpose": "examine"},
    ("work:blacken", "POST"): lambda _, __: {"do": "tarik", "version": "2"},
    ("work:release_reporter", "POST"): lambda _, __: {"do": "tarik", "version": "2"},
    ("absence:home", "POST"): lambda _, __: {
        "person": people.person("examiner").pk,
        "deputy": people.person("other_examiner").pk,
        "first": (wall_now() + timedelta(days=1)).date().isoformat(),
        "last": (wall_now() + timedelta(days=2)).date().isoformat(),
    },
    ("work:hand_over", "POST"): lambda w, _: w.cases.given("other_examiner"),
    ("work:plenaries", "POST"): lambda w, _: {
        "held_on": wall_now().date().isoformat(),
        "present": [people.person(key).pk for key in ("head", "other_head")],
        "cases": [str(w.cases.awaited.ref)],
    },
    ("work:plenary", "POST"): lambda w, _: w.cases.decision(),
    ("work:members_plenaries", "POST"): lambda w, _: {
        "held_on": wall_now().date().isoformat(),
        "present": [people.person(key).pk for key in ("commissioner", "chair")],
        "matters": [str(w.cases.matter)],
    },
    ("work:members_plenary", "POST"): lambda w, _: w.cases.ruling(),
    ("work:recurrence", "POST"): lambda w, s: {
        "version": w.cases.version(_on(s)),
        "answer": "lain",
        "words": "Loket lain.",
    },
    ("work:transfer", "POST"): lambda _, __: {"decision": "accept"},
    ("work:initiative", "POST"): lambda _, __: own_sent(),
    ("work:initiative_new", "POST"): lambda _, __: own_sent(
        badan=f"agency:{people.agency().pk}"
    ),
    ("work:custody_request", "POST"): lambda _, __: {"decision": "grant"},
    ("work:reason", "POST"): lambda _, __: {"reason": "work"},
    ("work:renew_code", "POST"): lambda _, __: {
        "proof": "card",
        "key": str(NOBODYS_REF),
    },
    # The vault may not be opened in our one transaction: a new contact is only asked for.
    ("tracking:contact", "POST"): lambda _, __: {
        "contact": "baru@contoh.test",
        "channel": "email",
    },
    ("join_reporter", "POST"): lambda _, __: {
        "act": "ask",
        "contact": "pelapor.baru@contoh.test",
    },
    ("mine:report", "POST"): lambda _, __: {"do": "lepas"},
    ("reporter_contact", "POST"): lambda _, __: {
        "act": "ask",
        "contact": "0812 5555 0101",
    },
    ("reporter_password", "POST"): lambda _, __: dict.fromkeys(
        ("password1", "password2"), "nasi goreng tanpa kecap"
    ),
    ("tracking:keep", "POST"): lambda _, __: {"do": "lepas-semua"},
    ("tracking:lost", "POST"): lambda _, __: {"contact": "siapa@contoh.test"},
    ("tracking:rate", "POST"): lambda _, __: {"stars": "4"},
    ("tracking:seen", "POST"): lambda _, __: {"seen": "no", "text": "Belum terlihat."},
    ("tracking:answer_question", "POST"): lambda _, __: {"text": "Kemarin."},
    ("tracking:ask_back", "POST"): lambda _, __: {"text": "Surat baru."},
    ("citizen:consult", "POST"): lambda _, __: _question(),
    ("work:taking_question", "POST"): lambda _, __: _question(taken="loket"),
    ("work:taking", "POST"): lambda _, __: {"channel": "telepon"},
    ("work:identity", "POST"): lambda _, __: {
        "purpose": "contact",
        "basis": "report",
    },
    ("work:verdict", "POST"): lambda w, state: {
        "version": w.cases.version(state),
        "decision": "done",
        "executed_on": "2026-03-09",
        "reason": "Akta diserahkan.",
    },
}

#: What a case is once nothing is done in it any more.
OVER = ("closed", "erased")
#: The states in which a route is called when its rows are proposed.
STATES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "agency:case",
            "work:history",
            "work:seen",
        ),
        ON_CASES,
    ),
    **dict.fromkeys(
        ("work:case", "work:identity", "work:renew_code"),
        (*ON_CASES[:-1], "deputised", ABSENT),
    ),
    **dict.fromkeys(TRACKED, ("exam", *OVER, ABSENT)),
    "tracking:answer_question": ("exam", *OVER, ABSENT),
    "tracking:contact_remove": ("exam", *OVER, ABSENT),
    "tracking:seen": (*OVER, ABSENT),
    "mine:report": ("exam", *OVER, ABSENT),
    "passkey_edit": (ABSENT,),
    **dict.fromkeys(
        ("people:person", "people:suspend"),
        ("-", "elsewhere", "head", "beyond", "moved", ABSENT),
    ),
    "people:end": ("-", "elsewhere", "head", "beyond", ABSENT),
    "people:give": ("-", "elsewhere", "head", ABSENT),
    "absence:end": ("-", "elsewhere", ABSENT),
    "people:change": ("-", "elsewhere", "beyond", "mine", "about", ABSENT),
    "people:invitation": ("-", "elsewhere", ABSENT),
    "people:restore": ("-", "active", ABSENT),
    "agency:answer": ("exam", *OVER, ABSENT),
    "agency:papers": ("exam", *OVER, ABSENT),
    "agency:evidence": ("corrective", *OVER, ABSENT),
    "agency:more_time": ("corrective", *OVER, ABSENT),
    "agency:more_time_to_answer": ("exam", *OVER, ABSENT),
    "agency:objection": ("corrective", "objected", *OVER, ABSENT),
    "agency:take_back": ("objected", ABSENT),
    "agency:file": ("corrective", *OVER, ABSENT),
    "citizen:file_drop": (ABSENT,),
    "citizen:verify_receipt": (ABSENT,),
    "citizen:file_step": ("-", ABSENT),
    **dict.fromkeys(
        ("questions:edit", "questions:preview", "questions:publish"), ("-", ABSENT)
    ),
    **dict.fromkeys(
        ("templates:edit", "templates:preview", "templates:publish"), ("-", ABSENT)
    ),
    **dict.fromkeys(
        ("substances:edit", "substances:preview", "substances:publish"), ("-", ABSENT)
    ),
    **dict.fromkeys(
        ("calendar:edit", "calendar:preview", "calendar:publish"), ("-", ABSENT)
    ),
    **dict.fromkeys(("limits:edit", "limits:preview", "limits:publish"), ("-", ABSENT)),
    **dict.fromkeys(
        ("offices:edit", "offices:preview", "offices:publish"), ("-", ABSENT)
    ),
    "service:deliveries": ("-", "empty"),
    "agency:letter": ("exam", "corrective", *OVER, ABSENT),
    "agency:link_letter": (ABSENT,),
    "agency:absence_end": ("-", ABSENT),
    "agency:progress": ("corrective", *OVER, ABSENT),
    "work:progress": ("corrective", *OVER, ABSENT),
    "agency:share": ("exam", "corrective", *OVER, ABSENT),
    "assess:answers": ("-", "another", ABSENT),
    "assess:correction": ("-", "another", ABSENT),
    **dict.fromkeys(FIELD_ROUTES, ("-", ABSENT)),
    **dict.fromkeys(
        ("assess:sheet", "assess:indicator", "assess:submit", "assess:evidence"),
        ("-", "another", ABSENT),
    ),
    "assess:lock": ("-", ABSENT),
    "assess:publish": ("-", ABSENT),
    "assess:round": ("-", ABSENT),
    **dict.fromkeys((*METHOD_PAGES, *NODE_PAGES), ("-", ABSENT)),
    "assess:method_copy": ("-", ABSENT),
    "rapor:card": ("-", ABSENT),
    "rapor:unit": ("-", ABSENT),
    "rapor:badge": ("-", ABSENT),
    "rapor:certificate": ("-", ABSENT),
    "rapor:choose": ("-", ABSENT),
    "rapor:province": ("-", ABSENT),
    "rapor:sheet": ("-", ABSENT),
    **dict.fromkeys(("data:csv", "data:json", "data:set"), ("-", ABSENT)),
    **dict.fromkeys(
        ("recommendations:entry", "recommendations:paper"),
        ("released", "unreleased", ABSENT),
    ),
    "work:take_back_entry": ("released", ABSENT),
    **dict.fromkeys(
        ("periodic:report", "periodic:paper", "periodic:table"),
        ("drafted", "issued", ABSENT),
    ),
    "tracking:file": (ABSENT,),
    "tracking:letter": ("corrective", *OVER, ABSENT),
    "tracking:released": ("corrective", *OVER, ABSENT),
    "work:act": (
        *ON_CASES[:-1],
        "filed.mulai",
        "filed.kembalikan",
        "filed.usul-cepat",
        *(f"exam.{slug}" for slug in ("tidak-ada", *TYPED) if slug != "catatan"),
        "deputised",
        "deputised.hasil",
        ABSENT,
    ),
    "work:custody_request": ("waiting", ABSENT),
    "work:custody_revoke": ("granted", ABSENT),
    "work:transfer": ("moving", ABSENT),
    "work:initiative": ("waiting", ABSENT),
    "work:plenary": ("plenary", "minuted", ABSENT),
    "work:minutes": ("plenary", "minuted", ABSENT),
    "work:members_plenary": ("members", "membered", ABSENT),
    "work:members_minutes": ("members", "membered", ABSENT),
    "work:reason": ("exam", *OVER, "unstated", ABSENT),
    "work:taking_on": (ABSENT,),
    "work:file": ("corrective", *OVER, ABSENT),
    "work:identity_open": (ABSENT,),
    "work:letter": ("exam", "corrective", *OVER, ABSENT),
    "work:original": ("corrective", *OVER, ABSENT),
    "work:blacken": ("corrective", *OVER, ABSENT),
    "work:blacken_sheet": ("corrective", *OVER, ABSENT),
    "work:release_reporter": ("corrective", *OVER, ABSENT),
    "work:release_reporter_sheet": ("corrective", *OVER, ABSENT),
    "work:lhp_versions": ("corrective", "unstated", *OVER, ABSENT),
    "work:letters": ("corrective", "unstated", *OVER, ABSENT),
    "work:chain": ("corrective", "unstated", *OVER, ABSENT),
    "work:recurrence": ("corrective", *OVER, ABSENT),
    "assess:counted": ("corrective", *OVER, ABSENT),
    "work:casebook": ("corrective", *OVER, ABSENT),
    "work:tasks": ("corrective", "unstated", *OVER, ABSENT),
    "work:bulk_page": ("chosen", ABSENT),
    "work:bulk_progress": ("chosen", ABSENT),
    "work:bulk_print": ("chosen", ABSENT),
    "calendar_feed:read": ("made", ABSENT),
    "account_token": ("made", ABSENT),
    "api:case": (*ON_CASES[:-1], "deputised", ABSENT),
    "work:export_page": ("made", ABSENT),
    "work:tracker_import_file": ("uploaded", ABSENT),
    "work:tracker_import_progress": ("uploaded", ABSENT),
    "work:export_progress": ("made", ABSENT),
    "work:export_file": ("made", ABSENT),
    "work:casebook_file": ("corrective", ABSENT),
    "agency:released": ("corrective", *OVER, ABSENT),
    "work:verdict": ("corrective", *OVER, ABSENT),
}

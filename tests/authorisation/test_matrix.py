"""R1, R2: the matrix is complete, true, and says who is let in by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.urls import path

from tests.authorisation import matrix
from tests.authorisation.cases import ABSENT, NOBODYS_LOCATOR
from tests.authorisation.matrix import ROLES, STRANGER, Row
from tests.authorisation.routes import all_routes, routes
from tests.authorisation.world import STATES, World
from tests.people import KEYS, described

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ROWS = matrix.rows()

#: So that the walk cannot go empty: rows times roles.
EXPECTED_CELLS = 23391

#: Routes that answer somebody who is not signed in. Adding one is a decision.
PUBLIC_ROUTES = frozenset(
    {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "agency:link",
        "agency:link_letter",
        "agency:link_letters",
        "api:agencies",
        "api:questions",
        "api:reports",
        "api:schema",
        "api:scores",
        "api:substances",
        "api:track",
        "calendar_feed:read",
        "citizen:accessibility",
        "citizen:confidentiality",
        "citizen:file_add",
        "citizen:file_check",
        "citizen:file_code",
        "citizen:file_drop",
        "citizen:file_forget",
        "citizen:file_leave_code",
        "citizen:file_leave_send",
        "citizen:file_left",
        "citizen:consult",
        "citizen:file_resume",
        "citizen:file_sent",
        "citizen:file_start",
        "citizen:verify_receipt",
        "citizen:file_step",
        "citizen:home",
        "citizen:offices",
        "data:catalogue",
        "data:catalogue_json",
        "data:csv",
        "data:json",
        "data:set",
        "demo:home",
        "demo:move_clock",
        "demo:sign_in",
        "files:download",
        "join",
        "join_form",
        "join_reporter",
        "mfa_authenticate",
        "policy_report",
        "rapor:board",
        "rapor:card",
        "rapor:badge",
        "rapor:certificate",
        "rapor:choose",
        "rapor:compare",
        "rapor:feed",
        "rapor:methods",
        "rapor:province",
        "rapor:sheet",
        "rapor:unit",
        "recommendations:csv",
        "recommendations:entry",
        "recommendations:feed",
        "recommendations:fields",
        "recommendations:json",
        "recommendations:list",
        "recommendations:paper",
        "robots",
        "theme",
        "tracking:add_file",
        "tracking:answer",
        "tracking:answer_question",
        "tracking:ask_back",
        "tracking:case",
        "tracking:complete",
        "tracking:contact",
        "tracking:contact_remove",
        "tracking:enter",
        "tracking:file",
        "tracking:keep",
        "tracking:letter",
        "tracking:released",
        "tracking:lost",
        "tracking:lost_open",
        "tracking:message",
        "tracking:rate",
        "tracking:seen",
        "tracking:withdraw",
        "verify:enter",
        "verify:letter",
    }
)


#: Operations for whoever bears a token. No sign-in guards them, and to a stranger they
#: say 401.
TOKEN_ROUTES = frozenset({"api:actions", "api:case", "api:cases", "api:me"})


#: Routes that want the second factor once more, shown within five minutes.
STEP_UP = {
    "account_token_new",
    "mfa_generate_recovery_codes",
    "mine:leave",
    "calendar:publish",
    "limits:publish",
    "mfa_view_recovery_codes",
    "offices:publish",
    "passkey_add",
    "periodic:table",
    "people:change",
    "people:end",
    "people:give",
    "people:invitation",
    "people:invite",
    "people:restore",
    "people:suspend",
    "questions:publish",
    "reporter_contact",
    "reporter_password",
    "substances:publish",
    "templates:publish",
    "work:custody_request",
    "work:custody_revoke",
    "work:export",
    "work:export_file",
    "work:identity",
    "work:renew_code",
    "work:tracker_table",
    "calendar_feed:home",
}
#: Routes whose only row is of nothing at all; what they open has tests of its own.
NOBODY = {
    "passkey_edit": "a passkey of one's own",
    "citizen:verify_receipt": "a receipt's own seal",
    "citizen:file_drop": "a file of the draft in the visitor's own session",
    "agency:link_letter": "a letter behind a link that was shown in this browser",
    "agency:link_letters": "the letters behind it",
    "work:taking_on": "a draft of the officer's own",
    "tracking:file": "a paper of the reporter's own",
    "files:download": "a signed address of one minute",
    "work:identity_open": "needs a committed entry, the world is one transaction",
}


#: Answers behind which there may be nothing at all.
HIDING = {"404", "door"}
Bare = tuple[int, list[tuple[str, str]], str]


def bare(response: HttpResponseBase) -> Bare:
    """A response without what differs by design: ids and tokens."""
    content = bytes(response.content)  # type: ignore[attr-defined]  # no streams here
    text = content.decode(errors="backslashreplace")  # a paper is no text
    text = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]+"', "", text)
    text = text.replace(response.headers.get("X-Request-ID", "-"), "")
    headers = [pair for pair in response.items() if pair[0] != "X-Request-ID"]
    return response.status_code, headers, text


def without(found: Bare, typed: str) -> Bare:
    """The same without what was typed into the address."""
    return *found[:2], found[2].replace(typed, "")


def blanked(response: HttpResponseBase, typed: str) -> Bare:
    """Both at once."""
    return without(bare(response), typed)


@pytest.fixture(scope="module")
def once(world: World) -> Callable[[Row, str], tuple[str, Bare | None]]:
    """The answer to a row by a role, asked once; a refusal to show with its bytes."""
    kept: dict[tuple[str, str], tuple[str, Bare | None]] = {}

    def ask(row: Row, role: str) -> tuple[str, Bare | None]:
        key = str(row), role
        if key not in kept or not matrix.REMEMBERED:
            response = world.respond(row, row.method, role)
            answer = world.answer(response, row.route)
            hidden = answer in HIDING or row.state == ABSENT
            kept[key] = answer, bare(response) if hidden else None
        return kept[key]

    return ask


def _way(row: Row) -> tuple[tuple[str, str], str]:
    return row.key, row.method


def _declared() -> set[tuple[str, str]]:
    return {row.key for row in ROWS}


def test_every_route_is_declared_and_no_declared_route_is_gone(world: World) -> None:
    missing = set(all_routes()) - _declared()
    proposals = "\n".join(
        _proposal(world, *key, method, state)
        for key in sorted(missing)
        for method in ("GET", "POST")
        for state in STATES.get(key[0], ("-",))
    )
    assert not missing, f"add to authz_matrix.csv, after thinking:\n{proposals}"
    assert not _declared() - set(all_routes()), "these rows are stale"


def test_the_walk_is_not_empty() -> None:
    assert sum(1 for _ in matrix.cells()) == EXPECTED_CELLS


def test_no_row_stands_twice() -> None:
    names = [(row.key, row.method, row.state) for row in ROWS]
    assert len(names) == len(set(names))


def spokesmen(row: Row) -> dict[str, str]:
    """Of each answer of a row the first role that gets it."""
    first = {answer: role for role, answer in reversed(row.cells)}
    return {role: answer for answer, role in first.items()}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_one_role_of_each_answer_gets_what_the_matrix_says(
    row: Row, once: Callable[[Row, str], tuple[str, Bare | None]]
) -> None:
    asked = spokesmen(row)
    assert {role: once(row, role)[0] for role in asked} == asked


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_role_gets_what_the_matrix_says(
    row: Row, once: Callable[[Row, str], tuple[str, Bare | None]]
) -> None:
    assert {role: once(row, role)[0] for role in ROLES} == dict(row.cells)


@pytest.mark.parametrize("row", [row for row in ROWS if row.route in STEP_UP], ids=str)
def test_whoever_showed_no_second_factor_lately_is_asked_for_it_where_it_counts(
    row: Row, world: World
) -> None:
    """R29: of those whom the row lets in, everybody who has a second factor."""
    asked = {
        role: world.call(row, role, stale=True)
        for role in row.granted()
        if role in KEYS and described(role).roles
    }
    assert asked == dict.fromkeys(asked, "stepup")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_refusal_is_proven_by_somebody_who_is_let_in(row: Row) -> None:
    """Here or in another state of the same route; else the address may be wrong."""
    same = [other for other in ROWS if (other.key, other.method) == _way(row)]
    if row.refused() and row.route not in NOBODY:
        assert any(other.granted() for other in same), "nobody is ever let in"


HIDDEN = [row for row in ROWS if row.state != ABSENT]


@pytest.mark.parametrize("row", HIDDEN, ids=str)
def test_one_to_whom_it_is_hidden_sees_what_does_not_exist(
    row: Row, world: World, once: Callable[[Row, str], tuple[str, Bare | None]]
) -> None:
    _looks_absent(row, spokesmen(row), world, once)


@pytest.mark.long
@pytest.mark.parametrize("row", HIDDEN, ids=str)
def test_what_is_not_mine_to_see_looks_like_what_does_not_exist(
    row: Row, world: World, once: Callable[[Row, str], tuple[str, Bare | None]]
) -> None:
    """R4: the same 404, to the byte, as for an id that nobody has."""
    _looks_absent(row, dict(row.cells), world, once)


def _looks_absent(
    row: Row,
    cells: dict[str, str],
    world: World,
    once: Callable[[Row, str], tuple[str, Bare | None]],
) -> None:
    absent = next((o for o in ROWS if o.key == row.key and o.state == ABSENT), None)
    for role, answer in cells.items():
        if absent is not None and answer in HIDING:
            hidden = once(row, role)[1]
            missing = once(replace(absent, method=row.method), role)[1]
            assert hidden is not None, (answer, once(row, role)[0])
            assert missing is not None
            hide = world.cases.locator(row.state if answer == "door" else ABSENT)
            assert without(hidden, hide) == without(missing, NOBODYS_LOCATOR)


#: What takes a POST without a form: browsers send it by themselves, it does nothing
#: for anybody, and it learns from no cookie who they are.
NO_FORM = {"policy_report"}
FORMS = [
    row
    for row in ROWS
    if row.method != "GET" and not row.of_api and row.route not in NO_FORM
]


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_no_other_site_can_post_for_anybody(row: Row, world: World) -> None:
    """R48: whoever is let in is refused without the form's token.

    The API asks for none: a session's cookie means nothing to it
    (tests/complaints/api/test_reports.py).
    """
    role = (row.granted() or [STRANGER])[0]
    assert world.respond(row, row.method, role, csrf=True).status_code == 403


@pytest.mark.parametrize("key", sorted(_declared()), ids=str)
def test_a_method_that_is_not_declared_is_refused_once_per_route(
    key: tuple[str, str], world: World
) -> None:
    mine = [row for row in ROWS if row.key == key]
    row = next((row for row in mine if row.granted()), mine[0])
    inside = [role for role, answer in row.cells if answer not in {"login", "gate"}]
    role = (row.granted() or inside)[0]
    for method in METHODS:
        if method not in {row.method for row in mine}:
            status = world.respond(row, method, role).status_code
            assert status == 405, f"{method} answers {status}"


def test_the_public_routes_are_these_and_no_others() -> None:
    marked = {
        name
        for (name, _), view in all_routes().items()
        if not getattr(view, "login_required", True)
    }
    assert marked == PUBLIC_ROUTES | TOKEN_ROUTES


def test_a_route_that_nobody_declared_would_be_noticed() -> None:
    """The guard on the guard: an undeclared view does turn up in the walk."""
    extra = dict(routes([path("baru/", lambda _: HttpResponse(), name="baru")]))
    assert set(extra) == {("baru", "baru/")}
    assert not set(extra) & _declared()


def test_strangers_are_let_in_on_public_routes_only() -> None:
    open_to_all = {row.route for row in ROWS if STRANGER in row.granted()}
    assert open_to_all <= PUBLIC_ROUTES


def _proposal(world: World, route: str, pattern: str, method: str, state: str) -> str:
    row = Row(route, pattern, method, state, ())
    start = [route, f'"{pattern}"', method, state]
    try:
        answers = [world.call(row, role) for role in ROLES]
    except Exception as error:
        return ",".join(start) + f": needs arguments, or fails: {error!r}"
    usual = max(set(answers), key=answers.count)
    short = ["*" if answer == usual else answer for answer in answers]
    return ",".join([*start, usual, *short])

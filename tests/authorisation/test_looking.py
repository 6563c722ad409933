"""R47, R48, R77: what looking leaves behind, in the database, in caches, in files."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ombudsman import surfaces
from tests.architecture import sources
from tests.authorisation import looking, matrix
from tests.authorisation.looking import Look
from tests.authorisation.matrix import STRANGER, Row
from tests.authorisation.test_matrix import PUBLIC_ROUTES, blanked
from tests.authorisation.world import World

#: What a look may write, by route: that it was looked at. Adding one is a decision.
WRITES = {
    # Who tries addresses of calendars is counted; and that one was read.
    "calendar_feed:read": {"accounts_ratecounter", "complaints_calendarfeed"},
    # Every request of a token is counted, and who tries wrong ones; its day of use noted.
    "api:me": {"accounts_apitoken", "accounts_ratecounter"},
    "api:cases": {"accounts_apitoken", "accounts_ratecounter"},
    "api:actions": {"accounts_apitoken", "accounts_ratecounter"},
    "api:case": {
        *("accounts_apitoken", "accounts_ratecounter"),
        *("journal_entry", "journal_chainhead"),
    },
    # Who tries links of invitations is counted.
    "join": {"accounts_ratecounter"},
    # What was asked of a device is kept with the session, for one answer.
    "mfa_activate_totp": {"accounts_storedsession"},
    "passkey_add": {"accounts_storedsession"},
    # What came is received when its addressee reads on.
    "tracking:case": {"complaints_caseletter", "journal_chainhead", "journal_entry"},
    # Who opens a case of others stands in the history (R26, R52).
    "work:case": {"journal_entry", "journal_chainhead"},
    # A picture of a page is the file read (R52).
    "work:blacken_sheet": {"journal_entry", "journal_chainhead"},
    "work:release_reporter_sheet": {"journal_entry", "journal_chainhead"},
    # The codes are shown once; that they were is kept with them.
    "mfa_view_recovery_codes": {"mfa_authenticator"},
    # Who takes the table of a report along stands in his own.
    "periodic:table": {"journal_entry", "journal_chainhead"},
    # Who reads a history stands in it.
    "work:history": {"journal_entry", "journal_chainhead"},
    "work:lhp_versions": {"journal_entry", "journal_chainhead"},
    "work:letters": {"journal_entry", "journal_chainhead"},
    "work:chain": {"journal_entry", "journal_chainhead"},
    "work:recurrence": {"journal_entry", "journal_chainhead"},
}
#: Public pages with a form: they set the cookie of its token, and no other.
WITH_FORM = {
    "agency:link",
    "account_login",
    "account_reset_password",
    "citizen:accessibility",
    "citizen:consult",
    "citizen:file_left",
    "citizen:file_resume",
    "citizen:file_step",
    "demo:home",
    "join_reporter",
    "tracking:case",
    "tracking:enter",
    "tracking:lost",
    "tracking:lost_open",
    "verify:enter",
    "verify:letter",
}
#: Public pages that know who looks: the reporter's own, behind number and code.
PERSONAL = {
    "tracking:answer_question",
    "tracking:ask_back",
    "tracking:case",
    "tracking:contact",
    "tracking:contact_remove",
    "tracking:message",
    "tracking:rate",
    "tracking:seen",
    "tracking:withdraw",
}
#: Files that never change, under an address of their own each.
FIXED = {"data:csv", "data:json"}
#: What a table for a spreadsheet comes as, and the modules that write such files.
TABULAR = ("csv", "tab-separated", "excel", "spreadsheet", "opendocument")
ENDINGS = (".csv", ".tsv", ".xls", ".xlsx", ".ods")
READER = "openpyxl.load_workbook"
WRITERS = {"csv.writer", "csv.DictWriter", "openpyxl", "xlsxwriter", "odf", "pandas"}
#: Routes that hand out such a table themselves: what everybody reads, figures made of it,
#: counts of the whole country in which small numbers are hidden, a table to fill in. The
#: queue's (``work:export_file``) is a sealed file behind a signed address of one minute,
#: like any other.
EXPORTS: set[str] = {
    "assess:frame_file",
    "assess:report_table",
    "data:csv",
    "periodic:table",
    "recommendations:csv",
    "work:tracker_import_sample",
}
#: The one place where tables are written, which lets no formula through: its walk over
#: hostile cells is ``documents/test_tables`` (R77).
ONE_PLACE = "documents/tables.py"


def test_every_route_that_can_be_looked_at_was(looks: list[Look]) -> None:
    """The guard on the walk; that every route has a row is the matrix's own test."""
    declared = {row.route for row in matrix.rows() if row.method == "GET"}
    assert {look.row.route for look in looks} == declared
    print(f"routes looked at: {len(declared)}, looks: {len(looks)}")  # noqa: T201 - a count for the reader


def test_looking_writes_nothing_but_that_one_looked(looks: list[Look]) -> None:
    """R48, as PostgreSQL counts it: triggers and functions included."""
    wrote: dict[str, set[str]] = defaultdict(set)
    for look in looks:
        if look.wrote:
            wrote[look.row.route] |= look.wrote
    assert wrote == WRITES


def test_a_look_that_writes_would_be_noticed(world: World) -> None:
    """The guard on the guard: the same walk sees what a POST writes."""
    row = next(
        row
        for row in matrix.rows()
        if (row.route, row.method, row.state) == ("tracking:message", "POST", "exam")
    )
    before = looking.counts()
    world.respond(row, "POST", matrix.HOLDER)
    assert looking.counts() == before  # an empty form is refused, and writes nothing
    world.client(STRANGER).post(
        reverse("tracking:enter"), {"number": "ZZZZ2222", "code": "0000-0000-0000"}
    )
    assert looking.counts() != before


def test_nothing_personal_is_kept_by_a_cache(looks: list[Look]) -> None:
    kept = {
        look.row.route for look in looks if look.response["Cache-Control"] != "no-store"
    }
    assert kept == surfaces.PUBLIC_CACHED
    assert {
        (look.row.route in FIXED, look.response["Cache-Control"])
        for look in looks
        if look.row.route in kept and look.response.status_code == 200
    } == {(False, surfaces.PUBLIC), (True, surfaces.KEPT)}
    # A calendar program asks whether anything changed; it may keep nothing either.
    # A program tells the version of a case back with what it wants done to it.
    asked = {"calendar_feed:read", "api:case", *FIXED}
    pages = [look for look in looks if look.row.route not in asked]
    for header in ("ETag", "Last-Modified"):
        assert [str(look) for look in pages if header in look.response] == []


def test_looking_at_a_public_page_sets_no_cookie_but_the_forms_own(
    looks: list[Look],
) -> None:
    set_by: dict[str, set[str]] = defaultdict(set)
    for look in looks:
        if look.role == STRANGER:
            for name in look.response.cookies:
                set_by[name].add(look.row.route)
    assert set_by == {settings.CSRF_COOKIE_NAME: WITH_FORM}


def test_a_public_page_is_the_same_whoever_looks(looks: list[Look]) -> None:
    """But for token and key of its form and the id of the request."""
    seen: dict[str, set[str]] = defaultdict(set)
    for look in looks:
        if look.row.route in PUBLIC_ROUTES and look.response.status_code == 200:
            text = blanked(look.response, "-")[2]
            seen[str(look.row)].add(text)
    differs = {name for name, texts in seen.items() if len(texts) > 1}
    assert differs == {"GET tracking:case closed", "GET tracking:case exam"}
    personal = {
        look.row.route
        for look in looks
        if look.response.status_code == 200 and _is_holders(look, looks)
    }
    assert personal == PERSONAL


def _is_holders(look: Look, looks: list[Look]) -> bool:
    """A page of a public route that the holder sees and the stranger does not."""
    if look.role != matrix.HOLDER or look.row.route not in PUBLIC_ROUTES:
        return False
    other = next(
        one.response
        for one in looks
        if one.row == look.row and one.role == matrix.STRANGER
    )
    return blanked(other, "-")[2] != blanked(look.response, "-")[2]


@pytest.mark.parametrize("name", sorted(surfaces.PUBLIC_CACHED))
@pytest.mark.parametrize("role", [STRANGER, "examiner", "liaison", matrix.HOLDER])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"vary": "X-Odd"},
        {"vary": ""},
        {"authorization": "Basic eDp5"},
        {"accept-language": "en", "cookie": "bahasa=en"},
        {"x-forwarded-host": "jahat.example"},
    ],
    ids=str,
)
def test_a_cached_answer_is_one_and_the_same(
    world: World, name: str, role: str, asked: dict[str, str]
) -> None:
    row = next(one for one in matrix.rows() if (one.route, one.state) == (name, "-"))
    address = reverse(name, kwargs=world.arguments(row))
    plain = Client().get(address)
    answer = world.client(role).get(address, headers=asked)
    assert answer.content == plain.content
    assert answer.headers.keys() == plain.headers.keys()
    assert not answer.cookies
    assert "Vary" not in answer


def test_a_table_for_a_spreadsheet_leaves_by_named_routes_only(
    looks: list[Look],
) -> None:
    found = {look.row.route for look in looks if _is_tabular(look)}
    assert found == EXPORTS
    print(f"exports: {len(EXPORTS)} among {len(looks)} looks")  # noqa: T201 - a count for the reader


def _is_tabular(look: Look) -> bool:
    kind = look.response.get("Content-Type", "").lower()
    name = look.response.get("Content-Disposition", "").lower().strip('"; ')
    return any(word in kind for word in TABULAR) or name.endswith(ENDINGS)


def test_a_table_would_be_noticed() -> None:
    """The guard on the guard, with the kinds that R77 names."""
    row = Row("x", "x/", "GET", "-", ())
    for kind in ("text/csv", "application/vnd.ms-excel", "text/tab-separated-values"):
        answer = HttpResponse(b"", content_type=kind)
        assert _is_tabular(Look(row, STRANGER, answer, frozenset()))
    named = HttpResponse(
        b"", headers={"Content-Disposition": 'attachment; filename="a.ods"'}
    )
    assert _is_tabular(Look(row, STRANGER, named, frozenset()))


def test_one_module_of_the_portal_writes_tables() -> None:
    """What leaves by mail, command or task would be no response; it is not there."""
    found = {writer.partition(":")[0] for writer in _writers()}
    assert found == {ONE_PLACE}


def test_a_table_that_came_in_is_opened_for_reading_only() -> None:
    """A book that is opened so has no way to be saved."""
    name = READER.rpartition(".")[2]
    calls = [
        node
        for path in sources.product()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    ]
    assert calls
    assert all("read_only=True" in ast.unparse(call) for call in calls)


def _writers() -> Iterator[str]:
    for path in sources.product():
        for node in ast.walk(sources.tree(path)):
            if _names(node) & WRITERS:
                yield f"{sources.name(path)}: {ast.unparse(node)}"


def _names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        whole = {f"{module}.{alias.name}" for alias in node.names}
        return whole if whole == {READER} else {module.split(".")[0], *whole}
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return {f"{node.value.id}.{node.attr}"}
    return set()

"""The vault: what the runtime role may not read, and what opens it (R13, R16, R17, R19).

These tests commit: the vault opens against an entry that is committed, and no other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.domain.identity import Identity
from complaints.models import Activity, BlindIndex, Case
from complaints.notifications import tell_reporter
from complaints.selectors.openings import openings_of
from complaints.services.identity import (
    open_identity,
    open_witnesses,
    request_identity,
)
from complaints.vault import VaultError, blind_index
from documents.envelope import EnvelopeError
from journal.models import Delivery, Entry
from journal.record import record
from tests.canary import tables_with
from tests.database import as_owner
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    FILED,
    confidential_one,
    file_one,
)
from tests.people import actor, login, person

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)


def refused_by_the_database(statement: str, *values: Any) -> str:
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
    assert getattr(refusal.value.__cause__, "pgcode", "") == "42501"
    return str(refusal.value)


def entry_of(case: Case, kind: str) -> Entry:
    """An entry as a use case would have left it, committed."""
    with transaction.atomic():
        return record(kind, actor=SYSTEM, subject=case, data={}, now=FILED)


def held_by(case: Case, who: str) -> Case:
    Case.objects.filter(pk=case.pk).update(examiner=person(who))
    return Case.objects.get(pk=case.pk)


def ask(case: Case, who: str, *, purpose: str = "verify", fresh: bool = True) -> int:
    return request_identity(
        ref=case.ref,
        purpose=purpose,
        actor=actor(who, stepped_up=fresh),
        real_now=wall_now(),
        now=FILED,
    )


# --- what the web may not do -------------------------------------------------


@pytest.mark.parametrize(
    "column", ["ciphertext", "wrapped_key", "nonce", "key_version", "*"]
)
def test_the_runtime_role_reads_no_sealed_column(column: str) -> None:
    file_one()
    said = refused_by_the_database(f"SELECT {column} FROM complaints_vaultrow")
    assert "permission denied" in said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE complaints_vaultrow SET kind = 'contact'",
        "DELETE FROM complaints_vaultrow",
        "TRUNCATE complaints_vaultrow",
        "UPDATE complaints_blindindex SET kind = 'nik'",
        "DELETE FROM complaints_blindindex",
        "COPY complaints_vaultrow TO STDOUT",
        "SELECT vault_entry_ok(1, 1, ARRAY['complaints.case_filed'])",
    ],
)
def test_the_runtime_role_changes_and_empties_nothing(statement: str) -> None:
    file_one()
    refused_by_the_database(statement)


def test_no_column_holds_the_plaintext() -> None:
    case, _receipt = file_one()
    with as_owner() as cursor:
        cursor.execute(
            "SELECT string_agg(encode(ciphertext, 'escape'), '') FROM complaints_vaultrow"
            " WHERE case_id = %s",
            [case.pk],
        )
        row = cursor.fetchone()
    assert row is not None
    for word in (CANARY_NAME, CANARY_NIK, CANARY_MAIL):
        assert word not in row[0]


# --- what opens it -----------------------------------------------------------


def test_a_committed_entry_opens_what_it_says() -> None:
    case, _receipt = file_one()
    opened = entry_of(case, events.IDENTITY_OPENED)
    assert vault.open_identity(case.pk, opened.pk).name == CANARY_NAME
    named = entry_of(case, events.NAME_OPENED)
    assert vault.open_identity(case.pk, named.pk).name == CANARY_NAME


def test_without_an_entry_nothing_opens() -> None:
    case, _receipt = file_one()
    said = refused_by_the_database("SELECT vault_open(%s, 0, 'identity')", case.pk)
    assert "no entry" in said


def test_an_entry_of_another_case_or_another_kind_opens_nothing() -> None:
    case, _receipt = file_one()
    other, _other_receipt = file_one()
    for entry in (
        entry_of(other, events.IDENTITY_OPENED),
        entry_of(case, events.CASE_TRACKED),
        entry_of(case, events.IDENTITY_REFUSED),
    ):
        refused_by_the_database(
            "SELECT vault_open(%s, %s, 'identity')", case.pk, entry.pk
        )


@pytest.mark.parametrize("inside", ["the transaction", "a savepoint", "two savepoints"])
def test_an_entry_that_is_not_committed_opens_nothing(inside: str) -> None:
    case, _receipt = file_one()
    depth = ["the transaction", "a savepoint", "two savepoints"].index(inside)
    with transaction.atomic():
        entry = _recorded(case, depth)
        said = refused_by_the_database(
            "SELECT vault_open(%s, %s, 'identity')", case.pk, entry.pk
        )
        assert "not committed" in said
        said = refused_by_the_database("SELECT vault_erase(%s, %s)", case.pk, entry.pk)
        assert "no entry" in said
    assert vault.open_identity(case.pk, entry.pk).name == CANARY_NAME


def _recorded(case: Case, depth: int) -> Entry:
    if depth:
        with transaction.atomic():
            return _recorded(case, depth - 1)
    return record(
        events.IDENTITY_OPENED, actor=SYSTEM, subject=case, data={}, now=FILED
    )


def test_what_was_written_down_as_the_contact_opens_only_the_contact() -> None:
    case, _receipt = file_one()
    entry = entry_of(case, events.CONTACT_OPENED)
    assert vault.open_contact(case.pk, entry.pk).email == CANARY_MAIL
    refused_by_the_database("SELECT vault_open(%s, %s, 'identity')", case.pk, entry.pk)
    named = entry_of(case, events.NAME_OPENED)
    refused_by_the_database("SELECT vault_open(%s, %s, 'contact')", case.pk, named.pk)


def test_the_database_itself_keeps_a_confidential_identity_from_persons() -> None:
    case, _receipt = confidential_one()
    opened = entry_of(case, events.IDENTITY_OPENED)
    for kind in ("identity", "contact"):
        said = refused_by_the_database(
            "SELECT vault_open(%s, %s, %s)", case.pk, opened.pk, kind
        )
        assert "confidential" in said
    # News still goes out, and a letter to the reporter can still be addressed.
    contact = entry_of(case, events.CONTACT_OPENED)
    assert vault.open_contact(case.pk, contact.pk).email == CANARY_MAIL


def test_a_row_moved_to_another_case_does_not_open() -> None:
    case, _receipt = file_one()
    other, _other_receipt = file_one()
    entry = entry_of(case, events.IDENTITY_OPENED)
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE complaints_vaultrow mine SET ciphertext = theirs.ciphertext,"
            " wrapped_key = theirs.wrapped_key, nonce = theirs.nonce"
            " FROM complaints_vaultrow theirs WHERE mine.kind = theirs.kind"
            " AND mine.case_id = %s AND theirs.case_id = %s",
            [case.pk, other.pk],
        )
    with pytest.raises(EnvelopeError):
        vault.open_identity(case.pk, entry.pk)


@pytest.mark.parametrize("column", ["ciphertext", "wrapped_key", "nonce"])
def test_a_single_changed_byte_is_noticed(column: str) -> None:
    case, _receipt = file_one()
    entry = entry_of(case, events.IDENTITY_OPENED)
    with as_owner() as cursor:
        cursor.execute(
            f"UPDATE complaints_vaultrow SET {column} ="
            f" set_byte({column}, 0, (get_byte({column}, 0) + 1) %% 256)"
            " WHERE case_id = %s AND kind = 'identity'",
            [case.pk],
        )
    with pytest.raises(EnvelopeError):
        vault.open_identity(case.pk, entry.pk)


def test_an_erased_row_is_empty() -> None:
    case, _receipt = file_one()
    vault.erase(case.pk, entry_of(case, events.IDENTITY_ERASED).pk)
    opened = entry_of(case, events.IDENTITY_OPENED)
    with pytest.raises(VaultError):
        vault.open_identity(case.pk, opened.pk)


def test_where_there_is_no_contact_any_more_no_news_goes_out() -> None:
    case, _receipt = file_one()
    delivery = Delivery.objects.get(entry__subject_id=case.pk)
    vault.erase(case.pk, entry_of(case, events.IDENTITY_ERASED).pk)
    tell_reporter(delivery, delivery.entry)
    assert not Entry.objects.filter(kind=events.CONTACT_OPENED).exists()


# --- a person asks -----------------------------------------------------------


def test_the_one_who_holds_the_case_asks_and_then_reads() -> None:
    case, _receipt = file_one()
    held_by(case, "examiner")
    entry = ask(case, "examiner")
    identity = open_identity(
        ref=case.ref, entry_id=entry, actor=actor("examiner"), real_now=wall_now()
    )
    assert (identity.name, identity.nik) == (CANARY_NAME, CANARY_NIK)
    told = Entry.objects.get(pk=entry)
    assert told.kind == events.IDENTITY_OPENED
    assert told.actor_id == person("examiner").pk
    assert told.data == {"purpose": "verify", "role": "examiner", "why": ""}


def test_a_second_factor_shown_in_the_future_opens_nothing() -> None:
    case, _receipt = file_one()
    held_by(case, "examiner")
    with pytest.raises(NotAllowed, match="step_up"):
        request_identity(
            ref=case.ref,
            purpose="verify",
            actor=actor("examiner", stepped_up=True),
            real_now=wall_now() - timedelta(minutes=1),
            now=FILED,
        )
    assert not Entry.objects.filter(kind=events.IDENTITY_OPENED).exists()


def test_the_line_stands_before_the_plaintext_leaves() -> None:
    """Killed between the two acts: the entry is there, and nothing was read."""
    case, _receipt = file_one()
    held_by(case, "examiner")
    entry = ask(case, "examiner")
    with as_owner() as cursor:  # another session sees it: it is committed
        cursor.execute("SELECT kind FROM journal_entry WHERE id = %s", [entry])
        assert cursor.fetchone() == (events.IDENTITY_OPENED,)


@pytest.mark.parametrize(
    ("who", "more", "why"),
    [
        ("other_examiner", {}, "not_assigned"),
        ("examiner", {"purpose": "ingin tahu"}, "purpose"),
        ("examiner", {"fresh": False}, "step_up"),
    ],
)
def test_a_refusal_stands_in_the_history_too(
    who: str, more: dict[str, Any], why: str
) -> None:
    case, _receipt = file_one()
    held_by(case, "examiner")
    with pytest.raises(NotAllowed):
        ask(case, who, **more)
    told = Entry.objects.get(kind=events.IDENTITY_REFUSED)
    assert (told.data["why"], told.actor_id) == (why, person(who).pk)
    assert not Entry.objects.filter(kind=events.IDENTITY_OPENED).exists()


@pytest.mark.parametrize("who", ["examiner", "head", "intake"])
def test_no_person_opens_a_confidential_identity_without_consent(who: str) -> None:
    case, _receipt = confidential_one()
    Case.objects.filter(pk=case.pk).update(
        examiner=person("examiner"), intake=person("intake")
    )
    with pytest.raises(NotAllowed):
        ask(case, who)
    told = Entry.objects.get(kind=events.IDENTITY_REFUSED)
    assert told.data["why"] == "confidential"


@pytest.mark.parametrize("who", ["stranger", "liaison", "examiner_elsewhere"])
def test_who_cannot_see_the_case_cannot_even_ask(who: str) -> None:
    case, _receipt = file_one()
    with pytest.raises(Case.DoesNotExist):
        ask(case, who)


def test_the_time_box_closes_after_fifteen_minutes() -> None:
    case, _receipt = file_one()
    held_by(case, "examiner")
    entry = ask(case, "examiner")
    with pytest.raises(NotAllowed):
        open_identity(
            ref=case.ref,
            entry_id=entry,
            actor=actor("examiner"),
            real_now=wall_now() + timedelta(minutes=16),
        )


def test_an_entry_serves_only_the_one_who_asked_and_only_its_case() -> None:
    case, _receipt = file_one()
    other, _other_receipt = file_one()
    held_by(case, "examiner")
    held_by(other, "examiner")
    entry = ask(case, "examiner")
    attempts: list[tuple[str, UUID]] = [
        ("other_examiner", case.ref),
        ("head", case.ref),
        ("examiner", other.ref),
    ]
    for who, ref in attempts:
        with pytest.raises(Entry.DoesNotExist):
            open_identity(
                ref=ref, entry_id=entry, actor=actor(who), real_now=wall_now()
            )


def test_whoever_lost_the_case_after_asking_reads_no_more() -> None:
    case = held_by(file_one()[0], "examiner")
    look: dict[str, Any] = {
        "ref": case.ref,
        "entry_id": ask(case, "examiner"),
        "real_now": wall_now(),
    }
    assert open_identity(actor=actor("examiner"), **look)
    held_by(case, "other_examiner")
    with pytest.raises(NotAllowed):
        open_identity(actor=actor("examiner"), **look)
    case.recusals.create(user=person("examiner"), reason="uji", created_at=FILED)
    with pytest.raises(Case.DoesNotExist):
        open_identity(actor=actor("examiner"), **look)


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("examiner", "Asisten pemeriksa"),
        ("intake", "Asisten penerimaan dan verifikasi"),
        ("head", "Kepala perwakilan"),
    ],
)
def test_the_reporter_reads_who_opened_it_as_role_without_a_name(
    client: Client, who: str, role: str
) -> None:
    """R15: as many rows on the page as openings in the history, no name in them."""
    case, receipt = file_one()
    Case.objects.filter(pk=case.pk).update(
        examiner=person("examiner"), intake=person("intake")
    )
    typed = {"number": receipt.locator, "code": receipt.code}
    client.post(reverse("tracking:enter"), typed)
    page = reverse("tracking:case", args=[case.locator])
    assert "Belum ada petugas" in client.get(page).content.decode()
    ask(case, who)
    ask(case, who, purpose="contact")
    with pytest.raises(NotAllowed):
        ask(case, who, fresh=False)
    shown = client.get(page).content.decode()
    assert shown.count(f": {role} (") == 2
    assert f"{role} (Menghubungi pelapor)" in shown
    assert person(who).name not in shown


def test_openings_by_the_machine_are_counted_apart() -> None:
    case, _receipt = file_one()
    entry_of(case, events.CONTACT_OPENED)
    entry_of(case, events.NAME_OPENED)
    found = openings_of(case)
    assert (list(found.persons), found.automatic) == ([], 2)


# --- the blind index ---------------------------------------------------------


def test_the_same_person_is_found_again_but_kinds_never_meet() -> None:
    case, _receipt = file_one()
    other, _other_receipt = file_one()
    digests = {
        (row.case_id, row.kind): bytes(row.digest) for row in BlindIndex.objects.all()
    }
    for kind in ("nik", "phone", "email"):
        assert digests[case.pk, kind] == digests[other.pk, kind]
    assert len({digests[case.pk, kind] for kind in ("nik", "phone", "email")}) == 3
    assert blind_index("nik", "081299990000") != blind_index("phone", "081299990000")


def test_neither_identity_nor_blind_index_is_on_a_page(client: Client) -> None:
    case, _receipt = file_one()
    held_by(case, "examiner")
    Case.objects.filter(pk=case.pk).update(released_at=FILED)
    digests = [bytes(row.digest).hex() for row in BlindIndex.objects.all()]
    pages = [
        ("examiner", reverse("work:case", args=[case.ref])),
        ("examiner", reverse("work:history", args=[case.ref])),
        ("examiner", reverse("work:queue")),
        ("liaison", reverse("agency:inbox")),
        ("liaison", reverse("agency:case", args=[case.ref])),
    ]
    for who, address in pages:
        login(client, who)
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = answer.content.decode()
        for word in (CANARY_NAME, CANARY_NIK, CANARY_MAIL, *digests):
            assert word not in shown, address


def test_an_entry_below_the_snapshots_end_is_still_our_own() -> None:
    """Another transaction ended since: ours lies below the end, and in progress."""
    case, _receipt = file_one()
    with transaction.atomic():
        entry = _recorded(case, 1)
        with as_owner() as cursor:
            for _ in range(3):
                cursor.execute("SELECT pg_current_xact_id()")
        said = refused_by_the_database(
            "SELECT vault_open(%s, %s, 'identity')", case.pk, entry.pk
        )
        assert "not committed" in said


# --- fields that came later ---------------------------------------------------

#: What a row of before had, and nothing else.
OLD_IDENTITY = {
    "name": CANARY_NAME,
    "birth_place": "Balikpapan",
    "birth_date": "1990-01-01",
    "marital_status": "kawin",
    "occupation": "penjahit",
    "address": "Jalan Kenari Uji 7",
    "nik": CANARY_NIK,
    "passport": "",
}
OLD_CONTACT = {"email": CANARY_MAIL, "phone": "", "language": "id"}
NEW = {
    "sex": "female",
    "kitas": "2C11KENARI",
    "represented_name": "Kenari Diwakili Uji",
    "represented_relation": "wali",
}


def reseal(case: Case, kind: str, record: dict[str, str]) -> None:
    """Put what was sealed long ago in the place of what is sealed now."""
    sealed = vault.seal_bytes(record, f"complaints_vaultrow:{case.pk}:{kind}".encode())
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE complaints_vaultrow SET key_version = %s, wrapped_key = %s,"
            " nonce = %s, ciphertext = %s WHERE case_id = %s AND kind = %s",
            [
                sealed.key_version,
                sealed.wrapped_key,
                sealed.nonce,
                sealed.ciphertext,
                case.pk,
                kind,
            ],
        )


def test_rows_that_were_sealed_before_there_were_these_fields_still_open() -> None:
    case, _ = file_one()
    reseal(case, "identity", OLD_IDENTITY)
    reseal(case, "contact", OLD_CONTACT)
    opened = entry_of(case, events.IDENTITY_OPENED)
    found = vault.open_identity(case.pk, opened.pk)
    assert (found.name, found.kitas, found.represented_name) == (CANARY_NAME, "", "")
    told = entry_of(case, events.CONTACT_OPENED)
    contact = vault.open_contact(case.pk, told.pk)
    assert (contact.email, contact.channel) == (CANARY_MAIL, "")
    assert contact.marks() == {"email": "given"}


def test_a_row_with_a_field_that_this_version_does_not_know_opens_too() -> None:
    case, _ = file_one()
    reseal(case, "identity", OLD_IDENTITY | {"of_tomorrow": "x"})
    opened = entry_of(case, events.IDENTITY_OPENED)
    assert vault.open_identity(case.pk, opened.pk).name == CANARY_NAME


def test_who_opens_an_identity_sees_every_sealed_field(client: Client) -> None:
    case, _ = file_one(identity=Identity(**(OLD_IDENTITY | NEW)))
    held_by(case, "examiner")
    entry = ask(case, "examiner")
    login(client, "examiner")
    page = client.get(reverse("work:identity_open", args=[case.ref, entry]))
    told = page.content.decode()
    for words in ("Perempuan", "2C11KENARI", "Kenari Diwakili Uji", "Wali anak"):
        assert words in told


def test_what_came_later_is_sealed_too_and_in_no_column() -> None:
    file_one(identity=Identity(**(OLD_IDENTITY | NEW)))
    for word in ("2C11KENARI", "Kenari Diwakili"):
        assert tables_with(word) == set()


# --- the name of a witness who asks that nobody reads it ----------------------


def witness_of(case: Case, name: str = "Bambang Sutrisno") -> Activity:
    """A hearing whose witness lies in the vault."""
    with transaction.atomic():
        sealed = vault.put_witness(case, name, now=FILED)
        row: Activity = Activity.objects.create(
            case=case,
            kind="witness",
            about="Loket.",
            meets_at=FILED,
            sealed=sealed,
            begun_by=person("examiner"),
            begun_at=FILED,
        )
    return row


def test_the_name_of_a_witness_opens_for_an_identity_and_for_nothing_else() -> None:
    case, _receipt = file_one()
    for name in ("Bambang Sutrisno", "Bambang Hartono"):
        witness_of(case, name)
    opened = entry_of(case, events.IDENTITY_OPENED)
    names = vault.open_witnesses(case.pk, opened.pk)
    assert names == ["Bambang Sutrisno", "Bambang Hartono"]
    assert vault.open_identity(case.pk, opened.pk).name == CANARY_NAME
    for kind in (events.CONTACT_OPENED, events.NAME_OPENED, events.CASE_READ):
        other = entry_of(case, kind)
        refused_by_the_database(
            "SELECT vault_open(%s, %s, 'witness')", case.pk, other.pk
        )
    refused_by_the_database("SELECT vault_open(%s, 0, 'witness')", case.pk)


def test_of_a_confidential_report_no_witness_opens_without_a_custodian() -> None:
    case, _receipt = confidential_one()
    witness_of(case)
    opened = entry_of(case, events.IDENTITY_OPENED)
    with pytest.raises(VaultError):
        vault.open_witnesses(case.pk, opened.pk)


def test_the_page_of_an_opening_shows_the_witness_to_who_asked(client: Client) -> None:
    case, _receipt = file_one()
    case = held_by(case, "examiner")
    witness_of(case)
    entry = ask(case, "examiner")
    login(client, "examiner")
    page = client.get(reverse("work:identity_open", args=[case.ref, entry]))
    assert "Bambang Sutrisno" in page.content.decode()
    with pytest.raises(Entry.DoesNotExist):
        open_witnesses(
            ref=case.ref, entry_id=entry, actor=actor("head"), real_now=wall_now()
        )


def test_the_name_of_a_witness_is_erased_with_the_identity() -> None:
    case, _receipt = file_one()
    witness_of(case)
    vault.erase(case.pk, entry_of(case, events.IDENTITY_ERASED).pk)
    with pytest.raises(VaultError):
        vault.open_witnesses(case.pk, entry_of(case, events.IDENTITY_OPENED).pk)

"""Sealing and opening of who reported. Nothing else touches the vault's columns."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from agencies.domain import phone
from complaints.domain import leaks, nik, papers_of_identity
from complaints.domain.identity import Identity, Revealed, latest
from complaints.models import BlindIndex, VaultRow
from complaints.models.choices import ContactKind, VaultKind
from complaints.models.identity import named_by
from complaints.models.sealed import Contact as Contact  # noqa: PLC0414 -- part of its doors
from complaints.models.sealed import contact_of as contact_of  # noqa: PLC0414 -- part of its doors
from documents.envelope import KeyRing, Sealed, open_sealed, rewrap, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from complaints.models import Case


#: The code with which the database's functions say no.
REFUSED = "42501"

#: How an identifier is read, by its kind.
NORMAL: Mapping[str, Callable[[str], str]] = {
    "nik": nik.normalise,
    "passport": papers_of_identity.normalise,
    "kitas": papers_of_identity.normalise,
    "phone": lambda typed: phone.normalise(typed) or "",
    "email": lambda typed: typed.strip().lower(),
    "name": lambda word: word,  # of one case, already as it is compared
}
#: The words of a name are marked one by one.
NAME = "name"
#: Those of a witness who asked that nobody reads his name.
WITNESS = "witness"
#: The one word that somebody's whole name is: alone it is the person.
ALONE = {NAME: "name_whole", WITNESS: "witn_whole"}
MOST_WORDS = 20


class VaultError(Exception):
    """The vault refused: no committed entry, erased, or not for a person to open."""


def _aad(case_id: int, kind: VaultKind) -> bytes:
    return f"complaints_vaultrow:{case_id}:{kind}".encode()


def _keys() -> KeyRing:
    return KeyRing.from_setting(settings.VAULT_KEYS)


def seal_bytes(data: dict[str, str], aad: bytes) -> Sealed:
    """Seal a small record under a data key of its own."""
    return seal(json.dumps(data, ensure_ascii=False).encode(), aad, _keys())


def unseal_bytes(sealed: Sealed, aad: bytes) -> dict[str, str]:
    """Open what :func:`seal_bytes` closed."""
    opened: dict[str, str] = json.loads(open_sealed(sealed, aad, _keys()))
    return opened


def put(case: Case, identity: Identity, contact: Contact, *, now: datetime) -> None:
    """Seal a reporter into the vault, in the transaction that files the report."""
    _put(case, VaultKind.IDENTITY, asdict(identity), now)
    _put(case, VaultKind.CONTACT, asdict(contact), now)
    BlindIndex.objects.bulk_create(_indexes(case, identity, contact))


def complete(case: Case, identity: Identity, *, now: datetime) -> None:
    """Seal what a reporter adds later, beside what he gave first: both stay."""
    _put(case, VaultKind.COMPLETED, asdict(identity), now)
    BlindIndex.objects.bulk_create(
        _indexes(case, identity, Contact()), ignore_conflicts=True
    )


def put_witness(case: Case, name: str, *, now: datetime) -> VaultRow:
    """Seal the name of one who is heard, and mark its words for the check of letters."""
    BlindIndex.objects.bulk_create(
        [
            BlindIndex(case=case, kind=kind, digest=digest)
            for kind, digest in _name_marks(case, WITNESS, name)
        ],
        ignore_conflicts=True,
    )
    return _put(case, VaultKind.WITNESS, {"name": name}, now)


def _put(
    case: Case, kind: VaultKind, record: dict[str, str], now: datetime
) -> VaultRow:
    sealed = seal_bytes(record, _aad(case.pk, kind))
    row: VaultRow = VaultRow.objects.create(
        case=case,
        kind=kind,
        key_version=sealed.key_version,
        wrapped_key=sealed.wrapped_key,
        nonce=sealed.nonce,
        ciphertext=sealed.ciphertext,
        created_at=now,
    )
    return row


def _indexes(case: Case, identity: Identity, contact: Contact) -> list[BlindIndex]:
    """The marks of what was sealed: whole identifiers, and each word of a name."""
    marks = [
        *((kind, blind_index(kind, told)) for kind, told in _told(identity, contact)),
        *_name_marks(case, NAME, identity.name, identity.represented_name),
    ]
    return [BlindIndex(case=case, kind=kind, digest=digest) for kind, digest in marks]


def _name_marks(case: Case, kind: str, *names: str) -> list[tuple[str, bytes]]:
    """Each word of these names, and once more the one that is a whole name."""
    words = leaks.words_of(" ".join(names))[:MOST_WORDS]
    ref = named_by(case)
    each = [leaks.words_of(name) for name in names]
    whole = dict.fromkeys(found[0] for found in each if len(found) == 1)
    return [
        *((kind, name_mark(ref, word)) for word in words),
        *((ALONE[kind], name_mark(ref, word)) for word in whole),
    ]


def name_mark(ref: UUID, word: str) -> bytes:
    """A keyed hash of one word of a name, good in one report alone: no two compare."""
    return blind_index(NAME, f"{ref}:{word}")


def marks_of(case_ids: Iterable[int]) -> list[tuple[int, str, bytes]]:
    """Case, kind and hash of all that lies beside what is sealed of these cases."""
    rows = BlindIndex.objects.filter(case__in=case_ids)
    return [(row.case_id, row.kind, bytes(row.digest)) for row in rows]


def _told(identity: Identity, contact: Contact) -> list[tuple[str, str]]:
    told = {**asdict(identity), **asdict(contact)}
    kinds = NORMAL.keys() - {NAME}
    found = [(kind, normalised(kind, told[kind])) for kind in sorted(kinds)]
    return [(kind, value) for kind, value in found if value]


def kind_of(typed: str) -> ContactKind:
    """Whether a mailbox or a telephone was typed."""
    return ContactKind.EMAIL if "@" in typed else ContactKind.PHONE


def normalised(kind: str, value: str) -> str:
    """However it was typed, one identifier; "" when it is none of this kind."""
    return NORMAL[kind](value)


def blind_index(kind: str, value: str) -> bytes:
    """A keyed hash of an identifier, normalised; each kind has its own key."""
    base = urlsafe_b64decode(settings.BLIND_INDEX_KEY)
    key = hmac.digest(base, f"blind:{kind}".encode(), hashlib.sha256)
    return hmac.digest(key, normalised(kind, value).encode(), hashlib.sha256)


def fingerprint(identity: Identity) -> str:
    """By which the same form is known when it comes again: a keyed hash of all of it."""
    base = urlsafe_b64decode(settings.BLIND_INDEX_KEY)
    key = hmac.digest(base, b"completed", hashlib.sha256)
    told = json.dumps(asdict(identity), sort_keys=True)
    return hmac.digest(key, told.encode(), hashlib.sha256).hex()


def _open(case_id: int, entry_id: int, kind: VaultKind) -> list[dict[str, str]]:
    """What the vault hands out for this entry: of an identity also what completed it."""
    kinds = [kind, VaultKind.COMPLETED] if kind is VaultKind.IDENTITY else [kind]
    rows = VaultRow.objects.filter(case_id=case_id, kind__in=kinds, erased_at=None)
    found = rows.order_by("id").values_list("kind", "sealed_for")
    places = [_aad(first or case_id, VaultKind(name)) for name, first in found]
    with connection.cursor() as cursor:
        try:
            cursor.execute(
                "SELECT * FROM vault_open(%s, %s, %s)", [case_id, entry_id, kind]
            )
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", "") == REFUSED:
                raise VaultError("refused") from error
            raise
        sealed = cursor.fetchall()
    opened = [
        unseal_bytes(Sealed(version, *map(bytes, parts)), place)
        for (version, *parts), place in zip(sealed, places, strict=False)
    ]
    if not opened:
        raise VaultError("empty")
    return opened


def open_identity(case_id: int, entry_id: int) -> Revealed:
    """Who reported. The journal entry that says why must already be committed."""
    return latest(_open(case_id, entry_id, VaultKind.IDENTITY))


def open_witnesses(case_id: int, entry_id: int) -> list[str]:
    """The sealed names of those who are heard, in the order in which they came.

    For the same committed entry as who reported, and under the same conditions.
    """
    return [row["name"] for row in _open(case_id, entry_id, VaultKind.WITNESS)]


def open_contact(case_id: int, entry_id: int) -> Contact:
    """Where news goes, for the delivery that ``entry_id`` announces."""
    return contact_of(_open(case_id, entry_id, VaultKind.CONTACT)[0])


def replace_contact(case_id: int, entry_id: int, contact: Contact) -> None:
    """Put another contact in place of the sealed one, with its blind indexes.

    ``entry_id`` is the reporter's committed entry that says so; each serves once.
    """
    rows = VaultRow.objects.filter(case_id=case_id, kind=VaultKind.CONTACT)
    first = rows.values_list("sealed_for", flat=True).first()
    sealed = seal_bytes(asdict(contact), _aad(first or case_id, VaultKind.CONTACT))
    found = {
        kind: blind_index(kind, value)
        for kind, value in _told(Identity(name=""), contact)
    }
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute(
                "SELECT vault_replace(%s, %s, %s::smallint, %s, %s, %s, %s, %s)",
                [
                    case_id,
                    entry_id,
                    sealed.key_version,
                    sealed.wrapped_key,
                    sealed.nonce,
                    sealed.ciphertext,
                    found.get("email"),
                    found.get("phone"),
                ],
            )
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", "") == REFUSED:
                raise VaultError("refused") from error
            raise


def erase(case_id: int, entry_id: int) -> None:
    """Destroy both data keys and the blind indexes of a case, for good."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT vault_erase(%s, %s)", [case_id, entry_id])


def rewrap_rows(*, limit: int = 200) -> int:
    """Put up to ``limit`` rows under the newest key; returns how many there were (R18).

    Only the owner of the tables can: the runtime role reads no sealed column. Nothing
    is opened, the data key alone is wrapped anew. Each call is a transaction.
    """
    keys = _keys()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, coalesce(sealed_for, case_id), kind, key_version, wrapped_key"
            " FROM complaints_vaultrow"
            " WHERE key_version <> %s AND erased_at IS NULL"
            " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
            [keys.newest, limit],
        )
        rows = cursor.fetchall()
        for pk, case_id, kind, version, wrapped in rows:
            place = _aad(case_id, VaultKind(kind))
            moved = rewrap(Sealed(version, bytes(wrapped), b"", b""), place, keys)
            cursor.execute(
                "UPDATE complaints_vaultrow SET key_version = %s, wrapped_key = %s"
                " WHERE id = %s",
                [moved.key_version, moved.wrapped_key, pk],
            )
    return len(rows)


def rewrap_bytes(sealed: Sealed, aad: bytes) -> Sealed:
    """What :func:`seal_bytes` closed, with its data key under the newest key."""
    return rewrap(sealed, aad, _keys())


def newest_key() -> int:
    """The version under which everything new is sealed."""
    return _keys().newest

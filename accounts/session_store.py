"""Sessions in the database under the hash of their key (R45).

The key is in the visitor's cookie and nowhere else: whoever reads the table, a dump
or a backup holds nothing that opens a session. Whose it is and when it was last used
are columns, so that a person sees and ends his own, and so that noting a use never
writes back contents that another request has changed meanwhile.

The contents are sealed under a key that takes both the cookie's key and the server's: a
dump does not tell what a visitor opened, and who writes rows forges none.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, router, transaction
from django.utils.encoding import force_bytes

from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from accounts.models import StoredSession


STARTED = "started"
NONCE_BYTES = 12


def hashed(session_key: str) -> str:
    """What the table keeps of a session's key."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def _sealer(session_key: str, secret: str | bytes) -> AESGCM:
    said = f"session-contents:{session_key}".encode()
    return AESGCM(hmac.digest(force_bytes(secret), said, hashlib.sha256))


def sealed(session_key: str, data: dict[str, Any]) -> str:
    """The contents of a session as its row holds them."""
    nonce = os.urandom(NONCE_BYTES)
    packed = zlib.compress(json.dumps(data, separators=(",", ":")).encode())
    closed = _sealer(session_key, settings.SECRET_KEY).encrypt(nonce, packed, None)
    return base64.urlsafe_b64encode(nonce + closed).decode()


def unsealed(session_key: str, text: str) -> dict[str, Any] | None:
    """What :func:`sealed` closed; None for what is not of this session or this server."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            raw = base64.urlsafe_b64decode(text)
            opened = _sealer(session_key, secret).decrypt(
                raw[:NONCE_BYTES], raw[NONCE_BYTES:], None
            )
        except (ValueError, InvalidTag):
            continue
        found: dict[str, Any] = json.loads(zlib.decompress(opened))
        return found
    return None


def _rows() -> Any:
    from accounts.models import StoredSession  # noqa: PLC0415 - not there when the settings name this module

    return StoredSession.objects


class SessionStore(SessionBase):
    """Django's interface over ``StoredSession``."""

    used_at: datetime | None = None

    def load(self) -> dict[str, Any]:
        row = self._row()
        found = unsealed(str(self.session_key), row.session_data) if row else None
        if row is None or found is None:
            self._session_key = None
            return {}
        self.used_at = row.used_at
        return found

    def exists(self, session_key: str) -> bool:
        return bool(_rows().filter(pk=hashed(session_key)).exists())

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # the stubs lack it
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # the stubs lack it
        row = self._as_row(data)
        using = router.db_for_write(type(row), instance=row)
        try:
            with transaction.atomic(using=using):
                if must_create:
                    row.save(force_insert=True, using=using)
                else:
                    row.save(
                        using=using,
                        update_fields=[
                            "session_data",
                            "expire_date",
                            "user_id",
                            "made_at",
                            "used_at",
                        ],
                    )
        except IntegrityError as error:
            if must_create:
                raise CreateError from error
            raise
        except DatabaseError as error:
            if not must_create:
                raise UpdateError from error
            raise

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            _rows().filter(pk=hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        _rows().filter(expire_date__lt=wall_now()).delete()

    def touch(self) -> None:
        """Note that it was used just now, and nothing else."""
        if self.session_key:
            self.used_at = wall_now()
            _rows().filter(pk=hashed(self.session_key)).update(used_at=self.used_at)

    def _row(self) -> StoredSession | None:
        if not self.session_key:
            return None
        found: StoredSession | None = (
            _rows()
            .filter(pk=hashed(self.session_key), expire_date__gt=wall_now())
            .first()
        )
        return found

    def _as_row(self, data: dict[str, Any]) -> StoredSession:
        moment = self.used_at = wall_now()
        started = data.get(STARTED)
        row: StoredSession = _rows().model(
            session_key=hashed(str(self.session_key)),
            session_data=sealed(str(self.session_key), data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY),
            # A new key keeps the start: it is the same visit.
            made_at=datetime.fromtimestamp(started, tz=UTC) if started else moment,
            used_at=moment,
        )
        return row

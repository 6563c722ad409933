"""A bucket of an S3-compatible server. Needs the packages of ``requirements/s3.txt``.

One request writes a whole object, so that none is ever there by half, and nobody waits
for the server beyond ``S3_SECONDS`` and a silence of as long.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

from documents.errors import StorageFull, StorageOut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

CONNECT_SECONDS = 3
CHUNK = 64 * 1024
#: What servers call a disk or a quota that is used up.
_FULL = frozenset(
    {"QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "InsufficientStorage"}
)
NO_ROOM = 507


class SealedBucket(S3Storage):  # type: ignore[misc]  # has no types of its own
    """``S3_BUCKET``; the names in it are the same as in a folder."""

    def __init__(self, **options: Any) -> None:
        ways = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=settings.S3_SECONDS,
            retries={"total_max_attempts": 1, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            # Servers older than the newer checksums take us too; ours are our own.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(
            access_key=settings.S3_ACCESS_KEY,
            secret_key=settings.S3_SECRET_KEY,
            bucket_name=settings.S3_BUCKET,
            endpoint_url=settings.S3_ENDPOINT,
            region_name=settings.S3_REGION,
            client_config=ways,
            **options,
        )

    def exists(self, name: str) -> bool:
        """Names are drawn, so nobody asks the server before writing."""
        return False

    def delete(self, name: str) -> None:
        """Remove the object, if it is there."""
        with _told():
            super().delete(name)

    def written_before(self, moment: datetime) -> Iterator[tuple[str, datetime]]:
        """The names of what lies here since then, each with when it was written."""
        pages = self._client.get_paginator("list_objects_v2")
        with _told():
            for page in pages.paginate(Bucket=self.bucket_name):
                for found in page.get("Contents", []):
                    if found["LastModified"] < moment:
                        yield found["Key"], found["LastModified"]

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _save(self, name: str, content: File[bytes]) -> str:
        body = Hurried(content.read(), settings.S3_SECONDS)
        with _told():
            self._client.put_object(Bucket=self.bucket_name, Key=name, Body=body)
        return name

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        until = time.monotonic() + settings.S3_SECONDS
        with _told():
            body = self._client.get_object(Bucket=self.bucket_name, Key=name)["Body"]
            content = bytearray()
            for chunk in body.iter_chunks(CHUNK):
                content += chunk
                _hurry(until)
        return ContentFile(bytes(content), name)


class Hurried(BytesIO):
    """Bytes that are only handed out for so long: a slow line gets no further."""

    def __init__(self, content: bytes, seconds: float) -> None:
        super().__init__(content)
        self.until = time.monotonic() + seconds

    def read(self, size: int | None = -1, /) -> bytes:
        _hurry(self.until)
        return super().read(size)


def _hurry(until: float) -> None:
    if time.monotonic() > until:
        raise StorageOut


@contextmanager
def _told() -> Iterator[None]:
    """What the server or the way to it says, in our own words."""
    try:
        yield
    except ClientError as error:
        raise _meant(error) from error
    except (BotoCoreError, OSError) as error:
        raise StorageOut from error


def _meant(error: ClientError) -> Exception:
    answer: Any = error.response
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
    code = answer.get("Error", {}).get("Code")
    if code == "NoSuchKey":
        return FileNotFoundError(code)
    return StorageFull() if status == NO_ROOM or code in _FULL else StorageOut()

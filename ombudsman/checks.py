"""Production refuses to start with anything that belongs to a trial (R79)."""

import base64
import binascii
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from documents.scanning.address import place_of
from ombudsman.launch.places import SOCKET_PREFIX

ENVIRONMENTS = frozenset({"production", "development", "test"})
KEY_BYTES = 32
SECRET_LENGTH = 50  # characters, as Django's own deployment check asks
# Words of a value that somebody meant to replace.
PLACEHOLDERS = ("insecure", "change", "example", "dev-only", "secret-key", "password")
TRIAL_MAIL = ("locmem", "filebased", "console", "dummy")


def refuse_trial_in_production() -> None:
    """Stop the start of production, naming everything that is wrong at once.

    Raises ImproperlyConfigured. An environment with a mistyped name is refused
    too, or it would pass for a trial.
    """
    if settings.ENV not in ENVIRONMENTS:
        raise ImproperlyConfigured(
            f"OMBUDSMAN_ENV is {settings.ENV!r}: "
            f"choose one of {', '.join(sorted(ENVIRONMENTS))}."
        )
    if settings.ENV == "production" and (found := trial_leftovers()):
        reasons = "\n".join(f"- {message.msg}" for message in found)
        raise ImproperlyConfigured(f"Production does not start:\n{reasons}")


def trial_leftovers(app_configs: Any = None, **_options: Any) -> list[CheckMessage]:
    """What keeps these settings from production; also part of `check --deploy`."""
    sentences = [
        *_switches(),
        *_ways_out(),
        *_scanner(),
        *_storage(),
        *_database(),
        *_secrets(),
    ]
    return [Error(sentence, id="ombudsman.E001") for sentence in sentences]


def _switches() -> Iterator[str]:
    if settings.DEMO:
        yield "DEMO is on: it signs anybody in as anybody."
    if settings.FAIL_AFTER:
        yield "FAIL_AFTER is set: it kills processes at their work."
    if settings.DEBUG:
        yield "DEBUG is on: it shows settings and code to strangers."
    if not settings.BASE_URL.startswith("https://"):
        yield "BASE_URL does not begin with https://."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS is open to every name."
    if not settings.CHECKPOINT_DIR:
        yield "CHECKPOINT_DIR is missing: a shortened history would not be noticed."


def _ways_out() -> Iterator[str]:
    if any(word in settings.EMAIL_BACKEND for word in TRIAL_MAIL):
        yield "EMAIL_BACKEND does not send: news would reach nobody."
    if settings.MESSAGES_GATEWAY == "journal.messages.FileGateway":
        yield "MESSAGES_GATEWAY writes codes into files: it is for trials only."


def _scanner() -> Iterator[str]:
    """Without one no file would ever be read; one elsewhere would see them in the clear."""
    if not settings.CLAMD_ADDRESS:
        yield "CLAMD_ADDRESS is missing: without a scanner every file stays in quarantine."
        return
    try:
        place_of(settings.CLAMD_ADDRESS)
    except ValueError as error:
        yield f"CLAMD_ADDRESS is {error}."


def _storage() -> Iterator[str]:
    """A folder of this machine, or a bucket with all that it takes; nothing between."""
    names = ("S3_BUCKET", "S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY")
    missing = [name for name in names if not getattr(settings, name)]
    if len(missing) == len(names):
        return
    if missing:
        yield f"{' and '.join(missing)} missing: the bucket for files is half configured."
    if settings.S3_ENDPOINT and not settings.S3_ENDPOINT.startswith("https://"):
        yield "S3_ENDPOINT does not begin with https://."
    if not find_spec("storages") or not find_spec("boto3"):
        yield "S3_BUCKET needs the packages of requirements/s3.txt."


def _database() -> Iterator[str]:
    if not settings.DATABASE_URL:
        yield "DATABASE_URL is missing."
    elif SOCKET_PREFIX in settings.DATABASE_URL:
        yield "DATABASE_URL is the embedded server, which is for trials only."
    if settings.DATABASE_URL and settings.DATABASE_URL == settings.DATABASE_OWNER_URL:
        yield (
            "DATABASE_URL is the owner of the tables: "
            "the journal would not be safe from the portal."
        )


def _secrets() -> Iterator[str]:
    if reason := _weak_secret(_secret_key()):
        yield f"SECRET_KEY {reason}."
    keys = [("BLIND_INDEX_KEY", settings.BLIND_INDEX_KEY)]
    keys += [("TRACKING_KEY", settings.TRACKING_KEY)]
    keys += [("SIGNING_KEY", settings.SIGNING_KEY)]
    for pair in (settings.VAULT_KEYS or ":").split(","):
        keys.append(("VAULT_KEYS", pair.partition(":")[2]))
    for name, value in keys:
        if reason := _weak_key(value):
            yield f"{name} {reason}."
    values = [value for _, value in keys if value]
    if len(set(values)) < len(values):
        yield "Two of the keys are the same: each opens something of its own."


def _secret_key() -> str:
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's answer to an empty one
        return ""


def _weak_secret(value: str) -> str | None:
    if not value:
        return "is missing"
    if len(value) < SECRET_LENGTH:
        return f"is shorter than {SECRET_LENGTH} characters"
    if any(word in value.lower() for word in PLACEHOLDERS) or len(set(value)) < 10:
        return "is a placeholder, not a random value"
    return None


def _weak_key(value: str) -> str | None:
    """Random bytes have many different steps from one to the next; examples do not."""
    if not value:
        return "is missing"
    try:
        key = base64.b64decode(value, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return "is not base64"
    if len(key) != KEY_BYTES:
        return f"has {len(key)} bytes instead of {KEY_BYTES}"
    steps = {(b - a) % 256 for a, b in pairwise(key)}
    return None if len(steps) > KEY_BYTES // 4 else "is an example, not a random value"

"""Production does not start with what belongs to a trial (R79)."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from ombudsman import checks

ROOT = Path(__file__).resolve().parents[2]
EMBEDDED = "postgres://portal_app:x@%2Ftmp%2Fombudsman-pg-0123456789ab/portal"
EXAMPLE_KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
ZERO_KEY = base64.urlsafe_b64encode(bytes(32)).decode()


def key(length: int = 32) -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(length)).decode()


def production() -> dict[str, str]:
    """A complete production environment, every value made up."""
    return {
        "PATH": os.environ["PATH"],
        "OMBUDSMAN_ENV": "production",
        "BASE_URL": "https://lapor.contoh.go.id",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAULT_KEYS": f"2:{key()},1:{key()}",
        "BLIND_INDEX_KEY": key(),
        "TRACKING_KEY": key(),
        "SIGNING_KEY": key(),
        "CHECKPOINT_DIR": "/mnt/checkpoints",
        "CLAMD_ADDRESS": "/run/clamav/clamd.ctl",
        "DATABASE_URL": "postgres://app:a@db.contoh.go.id/portal",
        "DATABASE_OWNER_URL": "postgres://owner:b@db.contoh.go.id/portal",
    }


def check(environment: dict[str, str], *options: str) -> tuple[int, str]:
    """Start the portal in a process of its own, as an operator would."""
    done = subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_complete_production_passes_the_deployment_check_without_a_warning() -> None:
    status, said = check(production(), "--deploy", "--fail-level", "WARNING")
    assert status == 0, said
    assert "no issues" in said


def test_production_is_the_default() -> None:
    environment = production()
    del environment["OMBUDSMAN_ENV"]
    status, said = check(environment | {"DEMO": "1"})
    assert status == 1
    assert "DEMO is on" in said


def test_every_reason_is_named_at_once() -> None:
    bare = {"PATH": os.environ["PATH"], "DEMO": "1", "BASE_URL": "http://localhost"}
    status, said = check(bare)
    assert status == 1
    for name in ("DEMO", "BASE_URL", "DATABASE_URL", "SECRET_KEY", "VAULT_KEYS"):
        assert f"- {name} " in said


def test_the_web_server_refuses_as_the_commands_do() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import ombudsman.wsgi"],
        cwd=ROOT,
        env=production() | {"DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DEBUG is on" in done.stderr


def test_a_mistyped_environment_does_not_pass_for_a_trial() -> None:
    status, said = check(production() | {"OMBUDSMAN_ENV": "Production"})
    assert status == 1
    assert "choose one of development, production, test" in said


@pytest.fixture
def complete(settings: Settings) -> Settings:
    """This process's settings, as a complete production would have them."""
    values = production()
    settings.DEMO = settings.DEBUG = False
    settings.BASE_URL = values["BASE_URL"]
    settings.ALLOWED_HOSTS = ["lapor.contoh.go.id"]
    settings.CLAMD_ADDRESS = values["CLAMD_ADDRESS"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.CHECKPOINT_DIR = values["CHECKPOINT_DIR"]
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "VAULT_KEYS"):
        setattr(settings, name, values[name])
    for name in ("BLIND_INDEX_KEY", "TRACKING_KEY", "SIGNING_KEY"):
        setattr(settings, name, values[name])
    return settings


def reasons() -> list[str]:
    return [str(message.msg) for message in checks.trial_leftovers()]


def test_a_complete_production_has_nothing_of_a_trial(complete: Settings) -> None:
    assert reasons() == []


BUCKET = {
    "S3_BUCKET": "berkas",
    "S3_ENDPOINT": "https://s3.contoh.go.id",
    "S3_ACCESS_KEY": "portal",
    "S3_SECRET_KEY": "rahasia",
}


def with_bucket(complete: Settings, **changes: str) -> list[str]:
    for name, value in (BUCKET | changes).items():
        setattr(complete, name, value)
    return reasons()


def test_a_bucket_with_all_that_it_takes_is_no_trial(complete: Settings) -> None:
    assert with_bucket(complete) == []


@pytest.mark.parametrize("name", BUCKET)
def test_a_bucket_is_configured_whole_or_not_at_all(
    complete: Settings, name: str
) -> None:
    (reason,) = with_bucket(complete, **{name: ""})
    assert reason.startswith(f"{name} missing: the bucket for files is half")


def test_a_bucket_is_reached_over_tls_and_with_its_packages(
    complete: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "find_spec", lambda _name: None)
    assert with_bucket(complete, S3_ENDPOINT="http://s3.contoh.go.id") == [
        "S3_ENDPOINT does not begin with https://.",
        "S3_BUCKET needs the packages of requirements/s3.txt.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DEMO", True, "DEMO is on: it signs anybody in as anybody."),
        (
            "FAIL_AFTER",
            "smtp_250",
            "FAIL_AFTER is set: it kills processes at their work.",
        ),
        ("DEBUG", True, "DEBUG is on: it shows settings and code to strangers."),
        ("BASE_URL", "http://lapor.go.id", "BASE_URL does not begin with https://."),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS is open to every name."),
        (
            "EMAIL_BACKEND",
            "django.core.mail.backends.locmem.EmailBackend",
            "EMAIL_BACKEND does not send: news would reach nobody.",
        ),
        (
            "CHECKPOINT_DIR",
            "",
            "CHECKPOINT_DIR is missing: a shortened history would not be noticed.",
        ),
        (
            "CLAMD_ADDRESS",
            "",
            "CLAMD_ADDRESS is missing: without a scanner every file stays in quarantine.",
        ),
        ("CLAMD_ADDRESS", "10.0.0.7:3310", "CLAMD_ADDRESS is not on this machine."),
        (
            "CLAMD_ADDRESS",
            "clamd",
            "CLAMD_ADDRESS is neither a path nor an address with a port.",
        ),
        ("DATABASE_URL", "", "DATABASE_URL is missing."),
        ("SECRET_KEY", "", "SECRET_KEY is missing."),
        ("SECRET_KEY", "kurz", "SECRET_KEY is shorter than 50 characters."),
        (
            "SECRET_KEY",
            "django-insecure-" + "q8Zr" * 12,
            "SECRET_KEY is a placeholder, not a random value.",
        ),
        ("SECRET_KEY", "x" * 60, "SECRET_KEY is a placeholder, not a random value."),
        ("VAULT_KEYS", "", "VAULT_KEYS is missing."),
        ("VAULT_KEYS", "1:", "VAULT_KEYS is missing."),
        ("TRACKING_KEY", "", "TRACKING_KEY is missing."),
        ("SIGNING_KEY", "kein base64!", "SIGNING_KEY is not base64."),
        ("BLIND_INDEX_KEY", "c2hvcnQ=", "BLIND_INDEX_KEY has 5 bytes instead of 32."),
        (
            "SIGNING_KEY",
            EXAMPLE_KEY,
            "SIGNING_KEY is an example, not a random value.",
        ),
        ("TRACKING_KEY", ZERO_KEY, "TRACKING_KEY is an example, not a random value."),
    ],
)
def test_each_leftover_of_a_trial_has_its_sentence(
    complete: Settings, name: str, value: object, reason: str
) -> None:
    setattr(complete, name, value)
    assert reasons() == [reason]


def test_the_embedded_server_is_for_trials_only(complete: Settings) -> None:
    complete.DATABASE_URL = EMBEDDED
    assert reasons() == [
        "DATABASE_URL is the embedded server, which is for trials only."
    ]
    status, said = check(production() | {"DATABASE_URL": EMBEDDED})
    assert status == 1
    assert "embedded server" in said


def test_the_portal_does_not_run_as_the_owner_of_its_tables(complete: Settings) -> None:
    complete.DATABASE_URL = complete.DATABASE_OWNER_URL
    assert len(reasons()) == 1
    assert "owner of the tables" in reasons()[0]


def test_no_key_is_used_twice(complete: Settings) -> None:
    complete.TRACKING_KEY = complete.SIGNING_KEY
    assert reasons() == [
        "Two of the keys are the same: each opens something of its own."
    ]


def test_a_trial_may_be_a_trial() -> None:
    assert settings.ENV == "test"
    checks.refuse_trial_in_production()
    assert checks.trial_leftovers()

"""What every rig begins with: reference and demonstration data, made once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ombudsman.launch import environment, keys, places, postgres, stamps
from ombudsman.launch.run import MANAGE
from proofs.certificate import certify
from proofs.parts import NotReady

FOLDER = places.VAR / "proof"
#: Nothing else comes in from the outside.
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PORTAL_POSTGRES")
STEPS = (
    ("migrate", "-v", "0", "--no-input"),
    ("load_reference",),
    ("seed_demo",),
    ("collectstatic", "-v", "0", "--no-input", "--clear", "-i", "rest_framework"),
    ("worker", "--once"),  # what the demonstration set in motion is over and done
)


@dataclass(frozen=True)
class Stage:
    """The prepared data. ``data`` is a stopped server's folder; it is only copied."""

    secrets: dict[str, str]
    data: Path
    static: Path
    files: Path
    certificate: Path


def environ(secrets: dict[str, str], var: Path, base_url: str) -> dict[str, str]:
    """The environment of our programs, made from nothing but what is named here."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    made = {k: v for k, v in secrets.items() if not k.startswith(("DB_", "INST"))}
    return {
        **kept,
        **made,
        "OMBUDSMAN_ENV": "development",
        "DEMO": "1",
        "BASE_URL": base_url,
        "VAR_DIR": str(var),
        "PYTHONUNBUFFERED": "1",
    }


def prepare() -> Stage:
    """Load everything, unless it was loaded from exactly these sources before."""
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    secrets = keys.read_or_make(FOLDER)
    with places.locked(FOLDER / "stage.lock"):
        server = postgres.server("proof", secrets)
        stage = Stage(
            secrets,
            server.data,
            FOLDER / "static",
            FOLDER / "files",
            FOLDER / "mail.crt",
        )
        certify(stage.certificate)
        done = stamps.Stamps(server.base / "stamps.json")
        source = stamps.fingerprint([*stamps.SOURCES, "static"])
        if not done.holds("stage", source) or not server.data.is_dir():
            for left in (server.data, stage.files):
                shutil.rmtree(left, ignore_errors=True)
            stage.files.mkdir(mode=0o700)
            _fill(server, stage)
            done.put("stage", source)
    return stage


def _fill(server: postgres.Server, stage: Stage) -> None:
    env = environ(stage.secrets, FOLDER, "http://localhost:8000")
    env["EMAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"
    server.ensure()
    try:
        env["DATABASE_URL"] = server.url(postgres.RUNTIME)
        env["DATABASE_OWNER_URL"] = server.url(postgres.OWNER)
        for step in STEPS:
            done = subprocess.run(
                [*MANAGE, *step],
                cwd=places.CHECKOUT,
                env=env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise NotReady(f"manage.py {step[0]} failed: {done.stderr[-2000:]}")
    finally:
        server.stop()


PYTHON = str(environment.PYTHON)

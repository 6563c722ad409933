"""What every rig begins with: reference and demonstration data, made once and copied."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ombudsman.launch import environment, keys, places, postgres, stamps
from ombudsman.launch.run import MANAGE
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
        _certify(stage.certificate)
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


def _certify(path: Path) -> None:
    """A certificate of our own for ``localhost``, that our programs are told to trust."""
    if path.exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle = os.open(path.with_suffix(".key"), os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


PYTHON = str(environment.PYTHON)

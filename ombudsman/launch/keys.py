"""The secrets of a trial installation, made once and kept under ``var/``.

Production gets its secrets from outside and never reads this file.
"""

import base64
import json
import os
import secrets
from pathlib import Path

from ombudsman.launch.places import locked


def _key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _new() -> dict[str, str]:
    return {
        "INSTALLATION": secrets.token_hex(8),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAULT_KEYS": f"1:{_key()}",
        "BLIND_INDEX_KEY": _key(),
        "TRACKING_KEY": _key(),
        "SIGNING_KEY": _key(),
        "DB_OWNER_PASSWORD": secrets.token_urlsafe(24),
        "DB_APP_PASSWORD": secrets.token_urlsafe(24),
    }


def read_or_make(folder: Path) -> dict[str, str]:
    """The secrets in ``folder/secrets.json`` (0600).

    What is there is never replaced; a secret that a later version needs is
    added. The file appears whole or not at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secrets.json"
    with locked(folder / "secrets.lock"):
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        complete = {**_new(), **known}
        if complete != known:
            part = folder / "secrets.part"
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                json.dump(complete, file, indent=1)
            part.replace(path)
    return complete

"""What a proof does inside a portal: ``python -m proofs.inside.<name>`` in its environment."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from ombudsman.launch import environment, places
from proofs.parts import NotReady

if TYPE_CHECKING:
    from proofs.rig import Rig


def lines_of(rig: Rig, name: str, *arguments: str, **env: str) -> list[str]:
    """All lines that a program inside the portal prints."""
    done = subprocess.run(
        [str(environment.PYTHON), "-m", f"proofs.inside.{name}", *arguments],
        cwd=places.CHECKOUT,
        env={**rig.env, **env, "DJANGO_SETTINGS_MODULE": "ombudsman.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotReady(f"{name}: {done.stderr[-2000:]}")
    return done.stdout.strip().splitlines()

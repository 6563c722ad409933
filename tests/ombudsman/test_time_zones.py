"""Where the machine stands changes nothing: legal days are the office's (R64, R66)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof import sized

ROOT = Path(__file__).resolve().parents[2]
#: The farthest from Jakarta on both sides, one with summer time, and none.
ZONES = ("Pacific/Kiritimati", "UTC", "America/Los_Angeles", "Asia/Jayapura")
RULES = ("tests/complaints/domain/test_deadlines.py", "tests/agencies/domain")


@pytest.mark.parametrize("zone", ZONES[: sized(1, len(ZONES))])
def test_the_rules_of_time_hold_on_a_machine_of_any_zone(zone: str) -> None:
    """In a process of its own, which sets its clock to that zone before all else."""
    start = "import os, sys, time, pytest, django; django.setup(); "
    move = f"os.environ['TZ'] = {zone!r}; time.tzset(); "
    run = f"code = pytest.main(['-p', 'no:cacheprovider', *{RULES!r}]); "
    end = "print('still in', os.environ['TZ']); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", start + move + run + end],
        cwd=ROOT,
        env={**os.environ, "TZ": zone, "DJANGO_SETTINGS_MODULE": "ombudsman.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "[100%]" in done.stdout
    assert f"still in {zone}" in done.stdout

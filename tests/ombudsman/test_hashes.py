"""What guessing a password or a tracking code costs, in the product as it runs."""

from __future__ import annotations

import subprocess
import sys

from argon2.profiles import RFC_9106_LOW_MEMORY
from django.conf import settings

ASK = """
import django
django.setup()
from django.contrib.auth.hashers import get_hasher
from complaints.services.codes import HASHER
from complaints.services.tracking import DUMMY
word, code = get_hasher(), HASHER
print(word.algorithm, word.memory_cost, word.time_cost)
print(code.type.name, code.memory_cost, code.time_cost, DUMMY.split("$")[3])
"""


def test_a_guess_costs_what_rfc_9106_asks_and_a_miss_as_much_as_a_hit() -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    word, code = (line.split() for line in told.stdout.splitlines())
    low = RFC_9106_LOW_MEMORY
    assert word[0] == "argon2"
    assert int(word[1]) >= low.memory_cost
    assert int(word[2]) >= 2  # passes, OWASP's least at that memory
    assert code[:3] == ["ID", str(low.memory_cost), str(low.time_cost)]
    assert code[3] == f"m={low.memory_cost},t={low.time_cost},p={low.parallelism}"

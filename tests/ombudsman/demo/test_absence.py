"""Outside a demonstration there is no such door, not even its code."""

import os
import subprocess
import sys

LOOK = """
import sys, django
django.setup()
from django.urls import NoReverseMatch, get_resolver, reverse
list(get_resolver().url_patterns)
try:
    reverse("demo:home")
except NoReverseMatch:
    print("no route")
print([name for name in sys.modules if name.startswith("ombudsman.demo")])
"""


def test_without_demo_neither_route_nor_module_is_loaded() -> None:
    environment = {
        **os.environ,
        "DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "ombudsman.settings",
    }
    answer = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split("\n")[:2] == ["no route", "[]"]

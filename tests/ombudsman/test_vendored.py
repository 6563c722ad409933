"""Files of others stay as their authors made them."""

import hashlib
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROW = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def test_vendored_files_have_the_hash_that_the_list_gives() -> None:
    rows = ROW.findall((ROOT / "docs/dependencies.md").read_text())
    assert len(rows) >= 2
    for path, digest in rows:
        assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest


def test_every_vendored_file_is_on_the_list() -> None:
    listed = {
        path for path, _ in ROW.findall((ROOT / "docs/dependencies.md").read_text())
    }
    found = {
        str(path.relative_to(ROOT))
        for folder in ("static/vendor", "tests/vendor")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".txt"
    }
    assert found == listed

"""Search a real file of city reports for ten everyday words, beside a plain scan.

    python benchmarks/search_recall.py FILE.csv.gz

Needs DATABASE_URL and DATABASE_OWNER_URL (docs/architecture.md); the database is made
for this run and dropped after it. Nothing of the file is printed but counts, and the
file itself may not be in the repository: it has no licence.

The scan reads every text for the letters of the root ("keluh", "tunda or nunda"), which
a person who looks for the word would accept; recall is how many of its rows the search
finds as well, and "beside" how many rows the search finds that the scan does not.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["OMBUDSMAN_DB_ROLE"] = "owner"
os.environ.setdefault("OMBUDSMAN_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")
os.environ.setdefault("TEST_DB_NAME", "test_search_recall")
django.setup()

from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from accounts.actor import SYSTEM
from agencies.models import Office
from complaints.models import Case
from complaints.selectors.narrowing import matching
from complaints.services.importing import import_reports, load_mapping

#: What is typed, and what the scan looks for at the beginning, middle or end of a word.
WORDS = {
    "keluhan": r"keluh|mengeluh",
    "dikeluhkan": r"keluh|mengeluh",
    "keluhn": r"keluh|mengeluh",
    "pelayanan": r"layan",
    "perbaikan jalan": r"(?=.*baik)(?=.*jalan)",
    "sampah": r"sampah",
    "penerangan": r"terang|nerang",
    "pungutan": r"pungut|mungut",
    "kerusakan": r"rusak",
    "perizinan": r"izin|ijin",
    "banjir": r"banjir",
    "penolakan": r"tolak|nolak",
}


def main(path: Path) -> int:
    """Print one line per word; 1 when a word finds less than nine in ten."""
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        _import(path)
        return 0 if min(_compare()) >= 0.9 else 1
    finally:
        teardown_databases(made, verbosity=0)


def _import(path: Path) -> None:
    Office.objects.create(
        code="00", name_id="Pusat", name_en="Centre", zone="Asia/Jakarta", central=True
    )
    counts = import_reports(
        path=path,
        how=load_mapping("city"),
        office_code="00",
        actor=SYSTEM,
        now=timezone.now(),
    )
    sys.stdout.write(f"rows stored {counts.stored}\n")


def _compare() -> list[float]:
    texts = {
        case.pk: f"{case.title} {case.story}".lower().replace("\n", " ")
        for case in Case.objects.all()
    }
    recalls = []
    line = "{:18} {:>6} {:>6} {:>6} {:>7} {:>6}\n"
    sys.stdout.write(line.format("word", "scan", "found", "both", "recall", "ms"))
    for word, pattern in WORDS.items():
        scanned = {pk for pk, text in texts.items() if re.search(pattern, text)}
        start = time.perf_counter()
        rows = Case.objects.filter(matching(word)).values_list("pk", flat=True)
        found = set(rows)
        took = (time.perf_counter() - start) * 1000
        both = len(scanned & found)
        recalls.append(both / len(scanned) if scanned else 1.0)
        told = (len(scanned), len(found), both, f"{recalls[-1]:.3f}", f"{took:.0f}")
        sys.stdout.write(line.format(word, *told))
    return recalls


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))

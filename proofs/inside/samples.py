"""``python -m proofs.inside.samples COUNT SEED``: what a restored portal can still open.

Opens contacts and names of reporters through the vault's own door, and files through
the envelope, and compares each with what was sent. Prints one JSON object.
"""

from __future__ import annotations

import json
import random
import re
import sys

import django

django.setup()

from django.db import transaction

from accounts.actor import SYSTEM
from complaints import vault
from complaints.domain import events
from complaints.models import Case
from documents.errors import Gone
from documents.models import StoredFile
from documents.services.keeping import content_of
from journal.record import record
from ombudsman import clock
from proofs import reports
from proofs.inside import attach

OURS = re.compile(r"bukti-([0-9]+)\.png")


def main(count: int, seed: int) -> None:
    """Sample, open, compare."""
    chance = random.Random(seed)
    cases = list(Case.objects.filter(story__contains=reports.CANARY))
    # Copies for reading are made anew; what came in must be there byte for byte.
    originals = StoredFile.objects.filter(parent=None)
    files = [one for one in originals if OURS.fullmatch(one.name)]
    cases = chance.sample(cases, min(count, len(cases)))
    files = chance.sample(files, min(count, len(files)))
    told = {
        "samples": len(cases),
        "samples wrong": sum(not reporter_opens(case) for case in cases),
        "files": len(files),
        "files wrong": sum(not file_opens(stored) for stored in files),
    }
    print(json.dumps(told))


def reporter_opens(case: Case) -> bool:
    """Whether contact and name come out of the vault as they were sent."""
    found = re.search(f"{reports.CANARY}[0-9a-f]+", case.story)
    word = found[0] if found else "none"
    contact = vault.open_contact(case.pk, _written(case, events.CONTACT_OPENED))
    name = vault.open_identity(case.pk, _written(case, events.NAME_OPENED)).name
    return (contact.email, name) == (f"{word}@example.org", f"Uji {word}")


def _written(case: Case, event: str) -> int:
    """The entry without which the vault stays closed, committed."""
    with transaction.atomic():
        data = {"purpose": "drill"}
        now = clock.now()
        return record(event, actor=SYSTEM, subject=case, data=data, now=now).pk


def file_opens(stored: StoredFile) -> bool:
    """Whether the file is what was uploaded, byte for byte."""
    found = OURS.fullmatch(stored.name)
    try:
        return found is not None and content_of(stored) == attach.picture(int(found[1]))
    except Gone:
        return False


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

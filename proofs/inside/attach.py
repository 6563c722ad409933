"""``python -m proofs.inside.attach COUNT``: reports with one file each, through the use cases."""

from __future__ import annotations

import sys
import uuid
from io import BytesIO

import django
from PIL import Image

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import STRANGER
from complaints.domain.identity import Identity
from complaints.services.filing import Report, file_report
from complaints.vault import Contact
from documents.services import accept_upload
from ombudsman import clock
from proofs import reports


def picture(n: int) -> bytes:
    """The n-th picture: the same bytes whoever makes it, and no two alike."""
    drawn = Image.new("RGB", (24, 24), (n % 256, n // 256 % 256, 7 * n % 256))
    drawn.putpixel((n % 24, n // 24 % 24), (255, 255, 255))
    file = BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


def main(count: int) -> None:
    """File them; each file is called after its number."""
    for n in range(count):
        now = clock.now()
        upload = SimpleUploadedFile(f"bukti-{n}.png", picture(n), "image/png")
        stored = accept_upload(file=upload, actor=STRANGER, now=now)
        key = uuid.uuid4()
        word = f"{reports.CANARY}{key.hex[:12]}"
        report = Report(
            story=f"Foto loket terlampir. {word}",
            identity=Identity(name=f"Uji {word}"),
            contact=Contact(email=f"{word}@example.org"),
            region_code=reports.REGIONS[n % len(reports.REGIONS)],
            file_ids=[stored.pk],
        )
        file_report(key=key, report=report, actor=STRANGER, now=now)
    print(count)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""A visitor with a browser's patience: files through the pages, step by step."""

from __future__ import annotations

import hashlib
import html
import io
import random
import re
import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from PIL import Image

from proofs.asking import CUT, Answer, ask
from proofs.reports import CANARY

if TYPE_CHECKING:
    from proofs.driver import Load

SEE_OTHER = 302
PATIENCE = 90.0  # seconds that a visitor goes on pressing the same button
Fields = dict[str, str]


class GaveUp(Exception):
    """A step that never came through, or a page that lost what was typed."""


class Visitor:
    """One person with one draft. ``picture`` is the evidence, made of noise."""

    def __init__(self, load: Load, seed: int, *, side: int = 600) -> None:
        self.load = load
        chance = random.Random(seed)
        self.word = f"{CANARY}{chance.getrandbits(48):012x}"
        self.story = f'Kios "Melati" & kawan belum dilayani. {self.word}'
        noise = Image.frombytes("RGB", (side, side), chance.randbytes(side * side * 3))
        made = io.BytesIO()
        noise.save(made, "PNG")
        self.picture = made.getvalue()
        self.cookies: dict[str, str] = {}
        self.retries = 0
        self.key = ""

    @property
    def picture_hash(self) -> str:
        """As the row of the stored file has it."""
        return hashlib.sha256(self.picture).hexdigest()

    def file(self) -> None:
        """All steps, each pressed until it comes through; the receipt is recorded."""
        self.press("kejadian", {"story": self.story, "title": "Izin", "hope": "Terbit"})
        self.press("instansi", {"choice": "unknown", "agency_label": "Dinas"})
        self.press("tempat", {"region": "64"})
        self.press("keluhan", {"tried_before": "yes", "tried": "Surat ke loket."})
        self.press("bukti", {}, self.picture)
        for step in ("data-diri", "kerahasiaan", "kontak"):
            self.press(step, self._person())
        if self.word not in self.look("kejadian").text:
            raise GaveUp("the draft lost its story")
        page = self.look("periksa")
        self.key = self._hidden(page.text, "key")
        self.load.ledger.write(phase="before", key=self.key, body="", tries=1)
        self.press("periksa", {"key": self.key, "true": "on"})
        self._receipt()

    def press(self, step: str, fields: Fields, file: bytes = b"") -> None:
        """Fill in a step and send it until the next page is offered."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            page = self.look(step)
            token = self._hidden(page.text, "csrfmiddlewaretoken")
            answer = self._post(step, {"csrfmiddlewaretoken": token, **fields}, file)
            if answer.status == SEE_OTHER:
                return
            if answer.status not in {CUT, 503, 409}:
                raise GaveUp(f"{step} answered {answer.status}")
            self._again()
        raise GaveUp(f"{step} never came through")

    def look(self, step: str) -> Answer:
        """A page, asked for until it comes."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self._ask("GET", f"/lapor/{step}/")
            if answer.status == 200:
                return answer
            if answer.status == SEE_OTHER:
                return answer  # the last step of a report that was sent already
            if answer.status not in {CUT, 503}:
                raise GaveUp(f"{step} shows {answer.status}")
            self._again()
        raise GaveUp(f"{step} is never shown")

    # --- inside -------------------------------------------------------------------
    def _receipt(self) -> None:
        page = self.look("terkirim").text
        shown = re.findall(r'<p class="no num">([^<]+)</p>', page)
        if len(shown) != 2:
            raise GaveUp("no receipt")
        code = hashlib.sha256(shown[1].encode()).hexdigest()
        self.load.ledger.write(
            phase="after", key=self.key, status=201, seconds=0.0,
            number=shown[0], code=code,
        )  # fmt: skip

    def _again(self) -> None:
        self.retries += 1
        time.sleep(0.2 + random.random() * 0.3)

    def _post(self, step: str, fields: Fields, file: bytes) -> Answer:
        if not file:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = _multipart(fields, file)
        return self._ask("POST", f"/lapor/{step}/", body, {"Content-Type": kind})

    def _ask(
        self, method: str, path: str, body: bytes = b"", more: Fields | None = None
    ) -> Answer:
        crumbs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**(more or {}), **({"Cookie": crumbs} if crumbs else {})}
        answer = ask(self.load.base(), method, path, body, headers)
        self.cookies |= answer.cookies
        self.load.note(answer, path=path)
        return answer

    def _hidden(self, page: str, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', page)
        return html.unescape(found[1]) if found else ""

    def _person(self) -> Fields:
        return {
            "name": f"Uji {self.word}",
            "email": f"{self.word}@example.org",
            "address": f"Jalan {self.word} 7",
            "on_behalf": "no",
            "paper": "nik",
            "number": "6471054101900000",
            "secrecy": "open",
            "channel": "email",
            "language": "id",
        }


def _multipart(fields: Fields, file: bytes) -> tuple[str, bytes]:
    line = secrets.token_hex(16)
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode()
        for n, v in fields.items()
    ]
    head = (
        f'--{line}\r\nContent-Disposition: form-data; name="papers"; '
        'filename="foto.png"\r\nContent-Type: image/png\r\n\r\n'
    )
    body = b"".join([*parts, head.encode(), file, f"\r\n--{line}--\r\n".encode()])
    return f"multipart/form-data; boundary={line}", body

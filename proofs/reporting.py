"""A report with a secret in every field, and everybody who then works on it.

Over HTTP or inside a test: ``send`` is the only way in. Every answer is kept with
who got it, so that a sweep can ask who saw what.
"""

from __future__ import annotations

import html
import io
import random
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import pikepdf
from PIL import Image, PngImagePlugin

from proofs.asking import Answer
from proofs.tokens import Token, digits, word

Send = Callable[[str, str, bytes, Mapping[str, str]], Answer]
File = tuple[str, bytes]
CSRF = "proof0" * 5 + "ab"  # what the browser's cookie and its form have in common
#: Who is meant to see what they typed or were told: the reporter's own pages.
REPORTER = "reporter"
ARTIST, DESCRIPTION = 0x013B, 0x010E


class Identity:
    """One person who does not exist, a secret in each field, and four files."""

    def __init__(self, chance: random.Random, *, confidential: bool) -> None:
        self.secrecy = "confidential" if confidential else "open"
        kind = self.secrecy
        self.tokens: list[Token] = []

        def token(name: str, value: str) -> str:
            self.tokens.append(Token(f"{kind} {name}", value))
            return value

        day, month = chance.randint(10, 28), chance.randint(10, 12)
        region = f"6471{chance.randint(10, 99)}"
        nik = f"{region}{day:02}{month:02}{chance.randint(60, 99)}0000"
        phone = f"812-{digits(chance, 4)}-{digits(chance, 4)}"
        token("phone", phone)
        # The confidential one is a citizen who writes for somebody; the other a foreigner.
        foreign = f"2C11{digits(chance, 8)}"
        self.fields = {
            "secrecy": self.secrecy,
            "on_behalf": "yes" if confidential else "no",
            "paper": "nik" if confidential else "kitas",
            "sex": chance.choice(["male", "female"]),
            "represented_relation": "keluarga",
            "channel": "email",
            "language": "id",
            "name": token("name", f"Uji {word(chance)} O'{word(chance, 6)}"),
            "birth_place": token("birth place", f"Kota {word(chance)}"),
            "occupation": token("occupation", f"penjahit {word(chance)}"),
            "address": token("address", f"Gang {word(chance)} No. 7"),
            "email": token("e-mail", f"{word(chance)}@example.org"),
            "number": token("NIK", nik) if confidential else token("KITAS", foreign),
            "phone": f"0{phone}",
        }
        cores = ["name", "birth_place", "occupation", "address", "email"]
        if confidential:
            other = token("name of who is represented", f"Wakil {word(chance)}")
            self.fields["represented_name"] = other
            cores.append("represented_name")
        for one in cores:
            core = max(re.findall(r"[a-z]+", self.fields[one]), key=len)
            token(f"core of the {one}", core)
        self.files = [
            (f"{token('name of a picture', word(chance))}.jpg",
             jpeg(token("EXIF artist", word(chance)))),
            (f"{token('name of a drawing', word(chance))}.png",
             png(token("PNG text", word(chance)))),
            (f"{token('name of a paper', word(chance))}.pdf",
             pdf(token("PDF author", word(chance)))),
            ("keterangan.txt",
             f"Keterangan {token('words in a paper', word(chance))}.".encode()),
        ]  # fmt: skip


def jpeg(artist: str) -> bytes:
    """A picture whose EXIF says who took it."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[ARTIST] = exif[DESCRIPTION] = artist
    Image.new("RGB", (64, 48), (90, 120, 40)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def png(text: str) -> bytes:
    """A picture with a text chunk, packed and plain."""
    made, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Author", text)
    info.add_text("Comment", text, zip=True)
    Image.new("RGB", (64, 48), (30, 60, 140)).save(made, "PNG", pnginfo=info)
    return made.getvalue()


def pdf(author: str) -> bytes:
    """A paper that names its author."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = author
        document.save(made)
    return made.getvalue()


@dataclass
class Seen:
    """One answer and who got it."""

    who: str
    path: str
    answer: Answer


class Refused(Exception):
    """A step that did not answer as a walk needs it."""


@dataclass
class Browser:
    """One person's browser: cookies, forms, files."""

    who: str
    send: Send
    seen: list[Seen]
    cookies: dict[str, str] = field(default_factory=lambda: {"csrf": CSRF})

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", host: str = ""
    ) -> Answer:
        """One request; what comes back is kept."""
        crumbs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": crumbs}
        headers |= {"Content-Type": kind} if kind else {}
        headers |= {"Host": host} if host else {}
        answer = self.send(method, path, body, headers)
        self.cookies |= answer.cookies | {"csrf": CSRF}
        self.seen.append(Seen(self.who, path, answer))
        return answer

    def look(self, path: str) -> str:
        """A page that must be there."""
        answer = self.ask("GET", path)
        if answer.status != 200:
            raise Refused(f"{self.who} GET {path} answers {answer.status}")
        return answer.text

    def try_to(
        self,
        path: str,
        fields: Mapping[str, str],
        files: list[File] | None = None,
        *,
        field: str = "papers",
    ) -> Answer:
        """Send a form, whatever comes back."""
        told = {**fields, "csrfmiddlewaretoken": CSRF}
        if files is None:
            body, kind = urlencode(told).encode(), "application/x-www-form-urlencoded"
        else:
            kind, body = multipart(told, files, field)
        return self.ask("POST", path, body, kind)

    def press(
        self,
        path: str,
        fields: Mapping[str, str],
        files: list[File] | None = None,
        *,
        field: str = "papers",
    ) -> None:
        """Send a form that must be accepted."""
        answer = self.try_to(path, fields, files, field=field)
        if answer.status != 302:
            wrong = re.findall(r"errmsg[^<]*<[^<]*", answer.text)
            raise Refused(f"{self.who} POST {path} answers {answer.status} {wrong}")

    def fetch(self, path: str) -> Answer:
        """A file, through the address that it is given out under."""
        answer = self.ask("GET", path)
        if answer.status == 302:
            where = urlsplit(answer.headers.get("location", ""))
            answer = self.ask("GET", where.path, host=where.netloc)
        return answer


def multipart(
    fields: Mapping[str, str], files: list[File], field: str = "papers"
) -> tuple[str, bytes]:
    """A form with files, all in the same field."""
    line = secrets.token_hex(16)
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode()
        for n, v in fields.items()
    ]
    for name, content in files:
        head = f'--{line}\r\nContent-Disposition: form-data; name="{field}"; '
        head += f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    body = b"".join([*parts, f"--{line}--\r\n".encode()])
    return f"multipart/form-data; boundary={line}", body


def hidden(page: str, name: str) -> str:
    """The value of a field that nobody sees."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""

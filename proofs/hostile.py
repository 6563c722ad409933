"""What nobody types by mistake, and what some do: values, bodies, headers, addresses.

Everything is bytes, so that it can be no text at all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes

#: What no page may hold as it was sent, and no answer among its headers.
MARKUP, COMPUTED, HEADER = b"<svg/onload=", b"50839721", "x-disusupkan"
LONG, HUGE = 20_000, 1_000_000
CSRF = "csrfmiddlewaretoken"
Pairs = list[tuple[str, bytes]]

TEXTS: dict[str, str] = {
    "empty": "",
    "blanks": "   \t  ",
    "lines": "\r\n" * 400,
    "tabs and lines": "a\tb\r\nc\nd\re",
    "NUL": "Kios\0Melati",
    "controls": "".join(map(chr, range(1, 32))),
    "C1 controls": "".join(map(chr, range(0x7F, 0xA0))),
    "separators": "a\u2028b\u2029c\u0085d",
    "noncharacters": "a\uffff\ufffe\U0010ffff",
    "private use": "\ue000\U000f0000",
    "right to left": "foto\u202egpj.exe\u202c",
    "isolates": "\u2066\u2067a\u2069",
    "nothing wide": "Budi\u200b\u200d\ufeff Melati",
    "family": "👨‍👩‍👧‍👦🏳️‍🌈" * 20,
    "stacked marks": "Z" + "\u0301\u0337" * 300,
    "Javanese": "ꦲꦏ꧀ꦱꦫ",
    "Arabic": "مكتب السجل المدني",
    "Arabic figures": "٠٨١٢٣٤٥٦٧٨٩",
    "wide figures": "１２３４５",
    "long s": "ſtraße İı",
    "a markup": "\"'><svg/onload=alert(1)>",
    "a script": "</textarea></script><svg/onload=1><script>alert(1)</script>",
    "an attribute": '" autofocus onfocus="alert(1)',
    "an entity": "&lt;b&gt; &amp;amp; &#0; &#x0;",
    "a template": "{{7129*7131}}{{ request.user.password }}",
    "a template tag": "{% load static %}{% include 'errors/500.html' %}",
    "a format": "%s%n%d {0.__class__} ${jndi:ldap://127.0.0.1/a}",
    "SQL": "' OR '1'='1'; DROP TABLE complaints_case; --",
    "SQL that waits": "1; SELECT pg_sleep(20) --",
    "wildcards": "%_%_%\\",
    "a pattern": "((((a+)+)+)+$[",
    "a query": "a & | ! ( ) :* <-> ''",
    "a path": "../../../../etc/passwd",
    "a path of Windows": "..\\..\\con\\nul.txt",
    "an address": "file:///etc/passwd",
    "an address that runs": "javascript:alert(1)",
    "another host": "//evil.example/%2e%2e",
    "header lines": "id\r\nX-Disusupkan: 1\r\n\r\nisi",
    "coded lines": "%0d%0aX-Disusupkan:%201",
    "a formula": "=cmd|' /C calc'!A0 =HYPERLINK(\"http://evil.example\")",
    "zero": "0",
    "negative": "-1",
    "negative zero": "-0",
    "above 31 bits": "2147483648",
    "above 63 bits": "9223372036854775808",
    "many figures": "9" * 5_000,
    "a fraction": "1.5",
    "an exponent": "1e309",
    "NaN": "NaN",
    "infinite": "-Infinity",
    "hexadecimal": "0x1F",
    "underscores": "1_000",
    "true": "true",
    "null": "null",
    "a list": "[[[[]]]]",
    "an object": '{"$gt": "", "__proto__": {}}',
    "deep": "[" * 3_000,
    "no day": "0000-00-00",
    "no such day": "31-02-2026",
    "day 10000": "10000-01-01",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "month 13": "2026-13-45",
    "a nil id": "00000000-0000-0000-0000-000000000000",
    "half an id": "urn:uuid:{6f1e}",
    "a body that is none": "agency:99999999999999999999",
    "a body of many figures": f"agency:{'9' * 5_000}",
    "a negative body": "agency:-1",
    "a body of words": "unit:satu",
    "half a body": "agency:",
    "a region that is none": "99.99.99.9999.99999",
    "a mailbox": "a@b",
    "a long mailbox": f"{'a' * 300}@{'b' * 300}.example.org",
    "a mailbox of lines": "a@example.org\nBcc: b@example.org",
    "a telephone": f"+62{'8' * 400}",
    "a telephone of words": "nol delapan satu dua",
    "a number of a report": "01/LM/0000/X",
    "a long word": "a" * LONG,
    "long": "kata " * (LONG // 5),
    "long of others": "꧀" * LONG,
    "huge": "x" * HUGE,
}
RAW: dict[str, bytes] = {
    "lone surrogate": b"a\xed\xa0\x80b",
    "two surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
    "cut in a sign": b"Budi \xe2\x82",
    "Latin": b"caf\xe9 \xff\xfe",
    "overlong": b"\xc0\xaf\xc0\xae\xc0\xae",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "UTF-16": "Budi".encode("utf-16"),
}
ALPHABET = [chr(n) for n in (*range(1, 128), 0, 0xA0, 0x202E, 0x200D, 0x1F600, 0xFFFD)]
TRIED = 120  # values for each field, as many as trust.md asks for


@dataclass(frozen=True)
class Value:
    """One thing to type. ``words``: it is text that a page can give back."""

    name: str
    raw: bytes

    @property
    def words(self) -> str | None:
        """The text, where it is one that a form can hold."""
        try:
            text = self.raw.decode()
        except UnicodeDecodeError:
            return None
        odd = any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in text)
        return None if odd or not text.strip() or len(text) >= HUGE else text


NAMED = [Value(name, text.encode()) for name, text in TEXTS.items()]
NAMED += [Value(name, raw) for name, raw in RAW.items()]


def values(chance: random.Random, count: int) -> list[Value]:
    """So many for one field: the named ones first, where there is room for all."""
    if count < len(NAMED):
        return chance.sample(NAMED, count)
    return [*NAMED, *(drawn(chance) for _ in range(count - len(NAMED)))]


def drawn(chance: random.Random) -> Value:
    """Signs at random; half of the time bytes at random."""
    length = chance.choice([1, 2, 8, 40, 300])
    if chance.random() < 0.5:
        return Value("bytes", chance.randbytes(length))
    return Value("signs", "".join(chance.choices(ALPHABET, k=length)).encode())


@dataclass(frozen=True)
class Body:
    """A whole sending that is wrong. ``kind``: its content type."""

    name: str
    kind: str
    body: bytes
    method: str = "POST"


EDGE = "tepi-formulir"
MULTIPART = f"multipart/form-data; boundary={EDGE}"
URLENCODED = "application/x-www-form-urlencoded"


def encoded(pairs: Pairs) -> bytes:
    """As a browser sends a form; whatever the bytes are."""
    return b"&".join(
        f"{quote_from_bytes(name.encode(errors='surrogatepass'))}="
        f"{quote_from_bytes(raw)}".encode()
        for name, raw in pairs
    )


def parts(pairs: Pairs, *files: tuple[str, bytes, bytes]) -> bytes:
    """The same in parts, with files: field, name as it stands there, content."""
    made = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + raw
        + b"\r\n"
        for name, raw in pairs
    ]
    made += [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{field}"; filename="'.encode()
        + name
        + b'"\r\nContent-Type: image/png\r\n\r\n'
        + content
        + b"\r\n"
        for field, name, content in files
    ]
    return b"".join(made) + f"--{EDGE}--\r\n".encode()


def bodies(pairs: Pairs) -> list[Body]:
    """Everything that can be wrong with a sending as a whole."""
    well, token = encoded(pairs), [(n, raw) for n, raw in pairs if n == CSRF]
    rest = [(n, raw) for n, raw in pairs if n != CSRF]
    plain = [
        Body("nothing", URLENCODED, b""),
        Body("no type", "", well),
        Body("a type of nobody", "nonsense", well),
        Body("JSON", "application/json", b'[{"story": NaN}]'),
        Body("half JSON", "application/json", b'{"story": "'),
        Body("plain text", "text/plain", well),
        Body("an unknown charset", f"{URLENCODED}; charset=bogus", well),
        Body("UTF-7", f"{URLENCODED}; charset=utf-7", well),
        Body("a charset of NUL", f'{URLENCODED}; charset="a b"', well),
        Body("token only", URLENCODED, encoded(token)),
        Body("no token", URLENCODED, encoded(rest)),
        Body("a wrong token", URLENCODED, encoded([*rest, (CSRF, b"salah\0\xff")])),
        Body("twice", URLENCODED, encoded([*pairs, *rest])),
        Body("twice, then empty", URLENCODED, encoded([*pairs, *[(n, b"") for n, _ in rest]])),
        Body("strangers", URLENCODED, encoded([*pairs, ("__proto__", b"1"), ("id", b"1"), ("a[b][]", b"2"), ("\0", b"3"), ("\ud800", b"4")])),
        Body("too many", URLENCODED, well + b"&a=1" * 1_100),
        Body("too much", URLENCODED, well + b"&story=" + b"a" * 3_000_000),
        Body("signs", URLENCODED, well + b"&&&=&%&%zz&%u0041&;=;&\xff\xfe=\x00"),
        Body("never mind", URLENCODED, encoded([*pairs, ("_method", b"DELETE")])),
    ]  # fmt: skip
    return plain + _in_parts(pairs)


def _in_parts(pairs: Pairs) -> list[Body]:
    whole = parts(pairs)
    png = b"\x89PNG\r\n\x1a\n" + bytes(40)
    named = {
        "a file with a NUL": b"a\0.png",
        "a file with a path": b"../../../etc/passwd\\..\\x.png",
        "a file of no text": b"\xed\xa0\x80\xff.png",
        "a file with a long name": b"a" * 3_000 + b".png",
        "a file without a name": b"",
    }
    return [
        Body("no edge", "multipart/form-data", whole),
        Body("an edge of nothing", "multipart/form-data; boundary=", whole),
        Body("another edge", "multipart/form-data; boundary=lain", whole),
        Body("a long edge", f"multipart/form-data; boundary={'b' * 300}", whole),
        Body("cut", MULTIPART, whole[: len(whole) // 2]),
        Body("without an end", MULTIPART, whole.removesuffix(b"--\r\n")),
        Body("a part without a name", MULTIPART, whole.replace(b'; name="', b'; nama="')),
        Body("a part without heads", MULTIPART, f"--{EDGE}\r\n\r\nisi\r\n".encode() + whole),
        Body("a part that is packed", MULTIPART, whole.replace(b"form-data;", b"form-data; a*=b''%ff;").replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n")),
        Body("long heads", MULTIPART, whole.replace(b"form-data;", b"form-data; x=" + b"y" * 20_000 + b";", 1)),
        Body("text where files are", MULTIPART, parts([*pairs, *((n, b"teks") for n in ("papers", "voice", "proxy"))])),
        Body("files where text is", MULTIPART, parts([(n, raw) for n, raw in pairs if n == CSRF], *((n, b"a.png", png) for n, _ in pairs if n != CSRF))),
        Body("many files", MULTIPART, parts(pairs, *[("papers", b"a.png", png)] * 120)),
        Body("empty files", MULTIPART, parts(pairs, ("papers", b"a.png", b""), ("voice", b"a.ogg", b""), ("proxy", b"a.pdf", b""))),
        *(Body(name, MULTIPART, parts(pairs, *[(field, told, png) for field in ("papers", "voice", "proxy")])) for name, told in named.items()),
    ]  # fmt: skip


#: Sent with a page that is looked at. A browser's own heads, bent.
HEADS: list[dict[str, str]] = [
    {"Cookie": "sesi=" + "a" * 3_000},
    {"Cookie": "sesi=\"; bahasa='; csrf==; ;;;=;\xff\xfe"},
    {"Cookie": "csrf=x; bahasa=xx\x01"},
    {"Cookie": "; ".join(f"k{n}=v" for n in range(400))},
    {"Cookie": "messages=eyJ9:bad:sig; tema=<svg/onload=1>; bahasa=../../en"},
    {"Accept-Language": "id-\xff,*;q=NaN,en;q=-1,;;;"},
    {"Accept-Language": ",".join(["zz-ZZ-xx;q=0.1"] * 600)},
    {"Accept-Language": "a" * 3_000},
    {"Range": "bytes=0-0"},
    {"Range": "bytes=99999999999999999999-"},
    {"Range": "bytes=a-b,-,5-1"},
    {"Range": "bytes=" + ",".join(["0-"] * 500)},
    {"If-Modified-Since": "kemarin"},
    {"If-Modified-Since": "Thu, 99 Feb 99999 25:61:61 GMT"},
    {"If-None-Match": 'W/"\xff", *'},
    {"Accept": "application/json;q=NaN"},
    {"Accept-Encoding": "gzip;q=a, \xff"},
    {"Referer": "javascript:alert(1)"},
    {"Origin": "null"},
    {"User-Agent": "\xff" * 300},
    {"X-Forwarded-For": "999.1.1.1, ::1%eth0"},
    {"X-Forwarded-For": "\xff\x01"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https,http"},
    {"Host": "evil.example"},
    {"Host": "localhost:99999999"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Content-Length": "0"},
    {"Idempotency-Key": "\xff"},
]
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW")
ASKED = ("nomor", "bahasa", "kembali", "q", "next", "halaman", "simpan", "lihat")


def queries(chance: random.Random, count: int) -> Iterator[str]:
    """What follows the question mark."""
    yield from ("%", "%ff=%ff", "a&&=&", "bahasa=en&bahasa=xx", "%00", "a=1&" * 1_100)
    for value in values(chance, count):
        name = chance.choice(ASKED)
        yield f"{name}={quote_from_bytes(value.raw[:4_000])}"


def address(pattern: str, value: Value) -> str:
    """A page whose parameters are all this."""
    told = quote_from_bytes(value.raw[:2_000], safe="")
    return pattern.replace("{}", told or "-")


def programs(chance: random.Random, told: dict[str, Any], count: int) -> Iterator[Any]:
    """What a program may send in place of ``told``."""
    yield from (None, True, 1e400, [], {}, "", [told], {"story": {}}, told | {"x": [1]})
    shapes: list[Any] = [None, True, -1, 2**70, 1.5, [], {}, [[]], {"a": None}]
    for name in told:
        for shape in chance.sample(shapes, min(count, len(shapes))):
            yield told | {name: shape}
        for value in values(chance, count):
            yield told | {name: value.raw.decode(errors="surrogateescape")}
        yield {key: one for key, one in told.items() if key != name}

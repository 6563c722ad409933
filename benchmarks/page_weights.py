"""Bytes of a first visit: the page and all that it asks for, as a proxy would gzip it.

    PORT=8001 python3 benchmarks/page_weights.py

Against a running `make run`. 1 if a page weighs 60 kB or more, or asks another host for
anything. Standard library only.
"""

import gzip
import re
import sys
import urllib.parse
import urllib.request

from lighthouse import BASE, tracked

MOST = 60_000
#: What is compressed already, and what no browser asks for while nobody prints.
PACKED = (".woff2", ".png", ".webp", ".jpg")
ASKED = re.compile(r'<(?:link[^>]+href|script[^>]+src|img[^>]+src)="([^"]+)"')
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def fetch(address: str, cookie: str = "") -> bytes:
    """What this machine answers."""
    headers = {"Cookie": cookie} if cookie else {}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - of this machine
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - of this machine
        body: bytes = answer.read()
    return body


def weight(address: str, body: bytes) -> int:
    """Bytes on the line."""
    path = urllib.parse.urlsplit(address).path
    return len(body) if path.endswith(PACKED) else len(gzip.compress(body, 6))


def visit(address: str, cookie: str) -> tuple[int, int, list[str]]:
    """Bytes of the page alone, of all, and addresses of other hosts."""
    page = fetch(address, cookie)
    own = total = weight(address, page)
    waiting = [
        urllib.parse.urljoin(address, part) for part in ASKED.findall(page.decode())
    ]
    seen, strange = {address}, list[str]()
    while waiting:
        part = waiting.pop().split("#")[0]
        if part in seen:
            continue
        seen.add(part)
        if not part.startswith(f"{BASE}/"):
            strange.append(part)
            continue
        body = fetch(part, cookie)
        total += weight(part, body)
        if urllib.parse.urlsplit(part).path.endswith(".css"):
            found = IN_STYLES.findall(body.decode())
            waiting += [urllib.parse.urljoin(part, one) for one in found]
    return own, total, strange


def main() -> int:
    """Print a line for each page."""
    report, cookie = tracked()
    pages = {
        "landing": f"{BASE}/",
        "before filing": f"{BASE}/lapor/mulai/",
        "filing: the story": f"{BASE}/lapor/kejadian/",
        "a question to us": f"{BASE}/konsultasi/",
        "the door of reports": f"{BASE}/lacak/",
        "a report": report,
        "a message with papers": f"{report}pesan/",
        "the scoreboard": f"{BASE}/rapor/?tahun=2024",
        "open data": f"{BASE}/data/",
    }
    good = True
    print(f"page: gzipped bytes of it, of the first visit (less than {MOST})")
    for name, address in pages.items():
        own, total, strange = visit(address, cookie if "lacak/" in address else "")
        good &= total < MOST and not strange
        print(
            f"{name}: {own}, {total}{' asks ' + ' '.join(strange) if strange else ''}"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""Everything that somebody can fetch from a start page by following its links."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from tests.documents.reading import text_of

if TYPE_CHECKING:
    from django.test import Client

HREF = re.compile(r'href="([^"]+)"')
#: What a page says anew each time it is opened: its token, the key of its form.
CSRF = re.compile(r'name="(?:csrfmiddlewaretoken|key)" value="[^"]+"')


def crawl(client: Client, start: str, *, within: str) -> dict[str, str]:
    """Address -> what can be read there, for every link under ``within``.

    Of a letter or file it is the text of the file itself. A list is opened with each of
    its filters, not with every combination of them: those double with each filter.
    """
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        client.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)  # from a link before
        found[address] = _read(client, client.get(address))
        links = [unescape(link) for link in HREF.findall(found[address])]
        paths = [urljoin(address, link).partition("#")[0] for link in links]
        narrowed = "?" in address and address != start
        waiting += [
            path
            for path in paths
            if path.startswith(within) and not (narrowed and "?" in path)
        ]
    return found


def _read(client: Client, response: Any) -> str:
    if response.status_code == 302:
        where = urlsplit(response.headers["Location"])
        if where.netloc:
            file = client.get(
                f"{where.path}?{where.query}", headers={"host": where.netloc}
            )
            return text_of(b"".join(file))
        return f"to {where.path}"
    assert response.status_code in {200, 403}, response
    if response.headers["Content-Type"] == "application/pdf":
        return text_of(response.content)
    text = CSRF.sub("", response.content.decode())
    return text.replace(response.headers["X-Request-ID"], "")

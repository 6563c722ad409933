"""Filing, tracking and a step of filing, each beside views that do the least of the same.

    .venv/bin/python benchmarks/citizen.py [SECONDS]

Starts a portal of its own, as ``make proof`` does. Floor and page are asked in turn in one
run, so that a busy machine slows both; told is the median of the ratios, pair by pair. The
floors pass the same server, settings and middleware (``proofs/inside/floors.py``).
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ombudsman.launch.run import web_server
from proofs import stage
from proofs.inside import lines_of
from proofs.rig import Rig, free_port

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "lantai" * 5 + "ab"
ROUNDS, AT_ONCE, BUSY = 5, (1, 8, 64), 503
#: For each second that the last step is sent: by two pairs, each with every number at once.
DRAFTS = 150
STORY = {"title": "Akta", "story": "Belum terbit tujuh bulan.", "hope": "Terbit"}
TRIED = {"tried_before": "yes", "tried": "Surat ke loket."}


@dataclass(frozen=True)
class Sent:
    """One request. ``body`` makes it a POST."""

    path: str
    session: str = ""
    body: bytes = b""
    wanted: int = 200


@dataclass
class Line:
    """One connection that stays open, and what was counted on it."""

    url: str
    took: list[float] = field(default_factory=list)
    wrong: Counter[int] = field(default_factory=Counter)

    def go(self, make: Callable[[], Sent], until: float) -> None:
        """Ask one after another."""
        address = urlsplit(self.url)
        line = http.client.HTTPConnection(address.hostname or "", address.port)
        while time.monotonic() < until:
            one = make()
            heads = {"Cookie": f"csrf={TOKEN}; sesi={one.session}"}
            if one.body:
                heads["Content-Type"] = "application/x-www-form-urlencoded"
            began = time.monotonic()
            line.request("POST" if one.body else "GET", one.path, one.body, heads)
            answer = line.getresponse()
            answer.read()
            if answer.status == one.wanted:
                self.took.append(time.monotonic() - began)
            else:
                self.wrong[answer.status] += 1
        line.close()


@dataclass(frozen=True)
class Rate:
    """Answers in a second, and the seconds that the middle one and one of 100 took.

    ``again`` were told to come again (503): more at once than the doors let in (R68).
    """

    each_second: float
    p50: float
    p99: float
    again: int


def rate(url: str, make: Callable[[], Sent], at_once: int, seconds: float) -> Rate:
    """Ask over so many lines. Raises ValueError where an answer was not the wanted one."""
    lines = [Line(url) for _ in range(at_once)]
    began = time.monotonic()
    threads = [
        threading.Thread(target=line.go, args=(make, began + seconds)) for line in lines
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = sum((line.wrong for line in lines), Counter[int]())
    again = wrong.pop(BUSY, 0)
    if wrong:
        raise ValueError(f"{make().path}: other answers, by status: {dict(wrong)}")
    took = sorted(one for line in lines for one in line.took) or [0.0]
    p50, p99 = (took[int(len(took) * part)] for part in (0.5, 0.99))
    return Rate(len(took) / (time.monotonic() - began), p50, p99, again)


def form(**told: str) -> bytes:
    """A form with its token."""
    return urlencode({"csrfmiddlewaretoken": TOKEN, **told}).encode()


def pairs(told: dict[str, Any]) -> list[tuple[str, float, str, Any, str, Any]]:
    """What is compared: name, wanted ratio, floor and page with their statements."""
    writer, tracked, number = told["writer"], told["tracked"], told["number"]

    def last() -> Sent:
        one = told["drafts"].pop()
        body = form(key=one["key"], true="on")
        return Sent("/lapor/periksa/", one["session"], body, 302)

    def insert(path: str = "/lantai/simpan/") -> Sent:
        return Sent(path, writer, form(**STORY), 302)

    step = "/lapor/keluhan/"
    return [
        ("filing / one insert", 0.60, "/lantai/simpan/", insert, "/lapor/periksa/", last),
        ("filing / one insert and its Argon2", 0.60, "/lantai/simpan/",
         lambda: insert("/lantai/simpan/kode/"), "/lapor/periksa/", last),
        ("tracking / one select", 0.70, "/lantai/baca/",
         lambda: Sent(f"/lantai/baca/{number}/", tracked), "/lacak/",
         lambda: Sent(f"/lacak/{number}/", tracked)),
        ("a step shown / an empty page", 0.60, "/lantai/",
         lambda: Sent("/lantai/", writer), "GET step", lambda: Sent(step, writer)),
        ("a step sent / one insert", 0.60, "/lantai/simpan/", insert, "POST step",
         lambda: Sent(step, writer, form(**TRIED), 302)),
    ]  # fmt: skip


def main(seconds: float) -> None:
    """Print a row for each pair and each number at once."""
    rig = Rig(stage.prepare(), "BENCH", webs=0, workers=0)
    with rig:
        sent_for = seconds * (ROUNDS + 0.25) * len(AT_ONCE) * 2
        drafts = int(DRAFTS * sent_for)
        told = json.loads(lines_of(rig, "floors", str(drafts))[-1])
        port = free_port()
        rig.urls.append(f"http://127.0.0.1:{port}")
        served = [*web_server(port)[:-1], "proofs.inside.floors:application"]
        rig.add("web-0", served)
        rig.await_webs()
        for name, wanted, low, floor, high, page in pairs(told):
            sent = told["statements"]
            print(f"{name}: statements {sent[low]} and {sent[high]}, wanted {wanted}")
            for at_once in AT_ONCE:
                rate(rig.urls[0], page, at_once, seconds / 4)  # warm
                found = [
                    (rate(rig.urls[0], floor, at_once, seconds),
                     rate(rig.urls[0], page, at_once, seconds))
                    for _ in range(ROUNDS)
                ]  # fmt: skip
                ratios = sorted(b.each_second / a.each_second for a, b in found)
                floors, pages = (
                    statistics.median(one.each_second for one in each)
                    for each in zip(*found, strict=True)
                )
                p50 = statistics.median(page.p50 for _, page in found)
                p99 = statistics.median(page.p99 for _, page in found)
                print(
                    f"  {at_once} at once: {pages:.0f}/s of {floors:.0f}/s, ratio"
                    f" {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}),"
                    f" p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms,"
                    f" told to come again {sum(page.again for _, page in found)}",
                    flush=True,
                )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)

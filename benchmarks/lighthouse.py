"""Lighthouse, as a telephone, on landing, a step of filing, a report, and public scores.

    PORT=8001 python3 benchmarks/lighthouse.py /where/it/is/node_modules/.bin/lighthouse

Against a running `make run`. Lighthouse is no part of the product: install it in a
folder of its own (`npm install lighthouse`). Standard library only; 1 if a figure is
below what is wanted. Files and tracks a report over the API and the page, as anybody.
"""

import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

BASE = f"http://localhost:{os.environ.get('PORT', '8000')}"
WANTED = 95
RUNS = 3  # of each page; the middle one counts, machines are noisy
CATEGORIES = ("performance", "accessibility", "best-practices")
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
REPORT = {
    "story": "Saya mengurus akta sejak Maret. Semua syarat lengkap.",
    "region_code": "99.71",
    "agency_label": "Dinas Kependudukan",
    "tried": "Keluhan tertulis di loket.",
    "hope": "Akta terbit.",
    "secrecy": "open",
    "reporter": {
        "name": "Rahmi Contoh",
        "birth_place": "Tirtalaya",
        "birth_date": "1990-01-01",
        "marital_status": "kawin",
        "occupation": "penjahit",
        "address": "Kelurahan Contoh, Kota Contoh",
        "nik": "9971014101900000",
    },
}


def tracked() -> tuple[str, str]:
    """The page of a report that was just filed, and the cookie that opens it."""
    sent = urllib.request.Request(  # noqa: S310 - of this machine
        f"{BASE}/api/v1/reports/",
        data=json.dumps(REPORT).encode(),
        headers={
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        },
    )
    with urllib.request.urlopen(sent, timeout=30) as answer:  # noqa: S310 - of this machine
        receipt = json.load(answer)
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(f"{BASE}/lacak/", timeout=30) as page:
        token = re.findall(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode()
        )[0]
    held = {"number": receipt["number"], "code": receipt["code"]}
    form = urllib.parse.urlencode({**held, "csrfmiddlewaretoken": token}).encode()
    with browser.open(f"{BASE}/lacak/", data=form, timeout=30) as page:
        address = page.geturl()
    return address, "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def a_card() -> str:
    """The card of the first agency on the scoreboard."""
    with urllib.request.urlopen(f"{BASE}/rapor/", timeout=30) as board:  # noqa: S310 - of this machine
        found = re.search(r'href="(/rapor/[0-9a-f-]{36}/\d{4}/)', board.read().decode())
    if found is None:
        raise LookupError("nobody has a score here")
    return found[1]


def measured(tool: str, address: str, cookie: str = "") -> list[int]:
    """The three figures of one run, of a hundred each."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [tool, address, "--quiet", "--output=json", f"--output-path={out}"]
        command += [f"--only-categories={','.join(CATEGORIES)}"]
        command += [f"--chrome-flags={FLAGS} --user-data-dir={folder}/profile"]
        if cookie:
            command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"]
        chromium = shutil.which("chromium") or ""
        env = {**os.environ, "CHROME_PATH": chromium}
        subprocess.run(command, check=True, env=env, timeout=180)
        found = json.loads(out.read_text())["categories"]
    return [round(100 * found[name]["score"]) for name in CATEGORIES]


def main() -> int:
    """Print a line for each page."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    address, cookie = tracked()
    pages = {
        "landing": (f"{BASE}/", ""),
        "filing: the story": (f"{BASE}/lapor/kejadian/", ""),
        "tracking": (address, cookie),
        "scoreboard": (f"{BASE}/rapor/", ""),
        "a province": (f"{BASE}/rapor/provinsi/64/", ""),
        "a score card": (f"{BASE}{a_card()}", ""),
        "side by side": (f"{BASE}/rapor/banding/", ""),
        "the method": (f"{BASE}/rapor/metode/", ""),
        "open data": (f"{BASE}/data/", ""),
    }
    good = True
    print(f"page: {', '.join(CATEGORIES)} (wanted: {WANTED} each, middle of {RUNS})")
    for name, (where, opens) in pages.items():
        runs = [measured(sys.argv[1], where, opens) for _ in range(RUNS)]
        middle = [sorted(figures)[RUNS // 2] for figures in zip(*runs, strict=True)]
        good &= min(middle) >= WANTED
        print(f"{name}: {', '.join(map(str, middle))}", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

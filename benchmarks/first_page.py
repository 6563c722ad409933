"""Seconds from `make run` to the first page, twice: as found, and again.

    PORT=8001 python3 benchmarks/first_page.py

In a clean clone the first figure is "clean to first page". Standard library only.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8000"))
LIMITS = (60.0, 5.0)  # seconds, the issue's own


def status() -> int | None:
    """The status of the first page, or None while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{PORT}"})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def first_page() -> tuple[float, int | None, float]:
    """Seconds until the first page, its status, and seconds to stop."""
    began = time.monotonic()
    run = subprocess.Popen(
        ["make", "run"],
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    found = None
    while found is None and run.poll() is None:
        found = status()
        time.sleep(0.02)
    waited = time.monotonic() - began
    os.killpg(run.pid, signal.SIGINT)  # what a terminal does on Ctrl-C
    run.wait()
    return waited, found, time.monotonic() - began - waited


def main() -> int:
    """Print both figures; 1 if one is over its limit or is no page."""
    if status() is not None:
        print(f"Port {PORT} answers already: choose another with PORT.")
        return 1
    good = True
    for name, limit in zip(("as found", "again"), LIMITS, strict=True):
        waited, found, stopping = first_page()
        print(
            f"{name}: first page {waited:.1f} s (limit {limit:.0f} s), "
            f"status {found}; stopped in {stopping:.1f} s",
            flush=True,
        )
        good = good and found == http.HTTPStatus.OK and waited <= limit
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""``python -m proofs.proxy PORT UPSTREAM CONTROL``: a line that can be made bad.

UPSTREAM is ``port`` on this machine or the path of a socket. CONTROL is a JSON file that
is read again for every piece of data:

    latency    seconds that each piece waits, in both directions together
    blackhole  true: pieces are swallowed, the line stays open
    refuse     true: new lines are closed at once, those that are open are reset
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

PIECE = 65_536
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of nothing: RST instead of FIN


def told(control: Path) -> dict[str, Any]:
    """What the control file says now; half a file counts as none."""
    try:
        found: dict[str, Any] = json.loads(control.read_text())
    except (OSError, ValueError):
        return {}
    return found


async def carry(
    source: asyncio.StreamReader,
    sink: asyncio.StreamWriter,
    control: Path,
    share: float,
) -> None:
    """Pass on what comes, as the control file says, until the line ends."""
    with suppress(OSError):
        while piece := await source.read(PIECE):
            now = told(control)
            if now.get("refuse"):
                reset(sink)
                return
            if now.get("blackhole"):
                continue
            await asyncio.sleep(float(now.get("latency", 0)) * share)
            sink.write(piece)
            await sink.drain()
    sink.close()


def reset(writer: asyncio.StreamWriter) -> None:
    """End a line the rude way."""
    plug = writer.get_extra_info("socket")
    if plug is not None and plug.family != socket.AF_UNIX:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()


async def line(
    upstream: str,
    control: Path,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    """One client and its way through."""
    try:
        if told(control).get("refuse"):
            reset(writer)
            return
        if upstream.isdigit():
            far = await asyncio.open_connection("127.0.0.1", int(upstream))
        else:
            far = await asyncio.open_unix_connection(upstream)
    except OSError:
        reset(writer)
        return
    await asyncio.gather(
        carry(reader, far[1], control, 1.0), carry(far[0], writer, control, 0.0)
    )
    writer.close()


async def serve(port: int, upstream: str, control: Path) -> None:
    """Until ended."""
    server = await asyncio.start_server(
        partial(line, upstream, control), "127.0.0.1", port, backlog=512
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))

"""A real S3-compatible server (SeaweedFS) on the loopback, for as long as a test wants."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET, USER, PASSWORD = "berkas", "portal", "rahasia-uji-lokal"
HOST = "127.0.0.1"
#: Each listens on two ports; the gateway is what speaks S3.
PARTS = ("master", "volume", "filer")


class Server:
    """One server with its folder. Its gateway can be killed, started and held still."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "data").mkdir()
        identity = {
            "name": USER,
            "credentials": [{"accessKey": USER, "secretKey": PASSWORD}],
            "actions": ["Admin"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        ports = free_ports(2 * len(PARTS) + 2)
        flags = dict(zip((f"{part}.port" for part in PARTS), ports, strict=False))
        grpc = dict(
            zip((f"{part}.port.grpc" for part in PARTS), ports[3:], strict=False)
        )
        filer = f"{HOST}:{flags['filer.port']}.{grpc['filer.port.grpc']}"
        self.endpoint = f"http://{HOST}:{ports[-1]}"
        self.store = self._run(
            *("server", "-filer", f"-dir={folder / 'data'}", f"-ip={HOST}"),
            *(f"-ip.bind={HOST}", "-volume.max=4", "-master.volumeSizeLimitMB=64"),
            "-master.telemetry=false",
            *(f"-{name}={port}" for name, port in (flags | grpc).items()),
        )
        self.ways = (
            *("s3", f"-filer={filer}", f"-port={ports[-1]}", f"-port.grpc={ports[-2]}"),
            *(f"-ip.bind={HOST}", f"-config={folder / 's3.json'}"),
            *("-port.iceberg=0", "-port.lance=0"),
        )
        # A gateway that finds nobody asks again later and later.
        self._until(partial(connect, flags["filer.port"]))
        self.start()
        self._until(lambda: self.client.create_bucket(Bucket=BUCKET))

    def start(self) -> None:
        """Begin to answer, with what the folder holds."""
        self.gate = self._run(*self.ways)
        self._until(self.client.list_buckets)

    def _run(self, *flags: str) -> subprocess.Popen[bytes]:
        program = shutil.which("weed", path=Path(sys.executable).parent)
        assert program, "requirements/dev.txt brings the server"
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [program, *flags],
                cwd=self.folder,
                env={"PATH": os.defpath, "HOME": str(self.folder)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """Gone in this moment, as when the machine loses its power."""
        self.gate.kill()
        self.gate.wait(timeout=10)

    def stop(self) -> None:
        """All of it, for good."""
        for child in (self.gate, self.store):
            child.kill()
            child.wait(timeout=10)

    def hold(self) -> None:
        """Takes calls and answers none."""
        self.gate.send_signal(signal.SIGSTOP)

    def let_go(self) -> None:
        """Goes on."""
        self.gate.send_signal(signal.SIGCONT)

    def objects(self) -> dict[str, bytes]:
        """Everything in the bucket, asked without any code of the portal."""
        found = self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {
            one["Key"]: self.client.get_object(Bucket=BUCKET, Key=one["Key"])[
                "Body"
            ].read()
            for one in found
        }

    def empty(self) -> None:
        """Nothing in the bucket."""
        for key in self.objects():
            self.client.delete_object(Bucket=BUCKET, Key=key)

    @property
    def client(self) -> Any:
        """A client of its own."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=USER,
            aws_secret_access_key=PASSWORD,
            region_name="us-east-1",
            config=Config(
                connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1}
            ),
        )

    def _until(self, answers: Any) -> None:
        for _ in range(150):
            try:
                answers()
            except (BotoCoreError, ClientError, ConnectionError):
                time.sleep(0.2)
            else:
                return
        raise AssertionError((self.folder / "log").read_text()[-2000:])


def connect(port: int) -> None:
    """Raises ConnectionError while nobody listens there."""
    socket.create_connection((HOST, port), timeout=5).close()


def free_ports(count: int) -> list[int]:
    """Ports on which nobody listens now."""
    trials = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [trial.getsockname()[1] for trial in trials]
    for trial in trials:
        trial.close()
    return ports

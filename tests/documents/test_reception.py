"""R35: what one network may send in a day, and requests that lie about their size."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any, cast

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.actor import STRANGER
from accounts.http import PortalRequest
from accounts.wall_clock import wall_now
from documents.errors import DaySpent, TooLarge, UploadRefused, status_of
from documents.models import StoredFile
from documents.reception import receive
from tests.documents import samples

pytestmark = pytest.mark.django_db
STEP = "/lapor/kejadian/"


def request(address: str = "192.0.2.1") -> PortalRequest:
    made = cast("PortalRequest", RequestFactory().post("/", REMOTE_ADDR=address))
    made.actor, made.now = STRANGER, wall_now()
    return made


def send(size: int, address: str = "192.0.2.1") -> StoredFile:
    return receive(request(address), samples.upload("a.txt", b"a" * size))


def test_a_network_has_so_many_bytes_a_day_and_another_its_own(
    settings: Settings,
) -> None:
    settings.UPLOAD_DAY_LIMIT = 50_000
    with time_machine.travel(wall_now(), tick=False) as clock:
        send(25_000)
        send(20_000, "192.0.2.77")  # the same network
        with pytest.raises(DaySpent, match="besok"):
            send(1)
        send(40_000, "198.51.100.1")
        clock.shift(timedelta(days=1))
        send(40_000)
    assert StoredFile.objects.count() == 4


def test_a_refused_file_counts_too(settings: Settings) -> None:
    settings.UPLOAD_DAY_LIMIT = 20_000
    for _ in range(2):
        with pytest.raises(UploadRefused):
            receive(request(), samples.upload("a.exe", b"MZ"))
    with pytest.raises(DaySpent) as spent:
        send(1)
    assert status_of(spent.value) == 429


def _body(content: bytes, encoding: str = "") -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="voice"; filename="a.mp3"\r\n'
    told = f"Content-Transfer-Encoding: {encoding}\r\n".encode() if encoding else b""
    return head + told + b"\r\n" + content + b"\r\n--x--\r\n"


def post(body: bytes, **headers: Any) -> int:
    answer = Client().generic(
        "POST", STEP, body, content_type="multipart/form-data; boundary=x", **headers
    )
    return int(answer.status_code)


@pytest.mark.parametrize("encoding", ["", "base64"])
def test_the_files_of_a_request_are_counted_as_they_come(
    settings: Settings, encoding: str
) -> None:
    settings.UPLOAD_REQUEST_LIMIT = 100_000
    content = bytes(150_000)
    if encoding:
        content = base64.encodebytes(content)
    assert post(_body(content, encoding)) == 413


def test_a_base64_part_of_nothing_but_space_ends_soon(settings: Settings) -> None:
    began = wall_now()
    assert post(_body(b" " * 2_000_000 + b"!", "base64")) in {400, 413, 422}
    assert wall_now() - began < timedelta(seconds=5)


@pytest.mark.parametrize("told", ["0", "10", "-5", "x"])
def test_a_length_that_lies_is_not_believed(told: str) -> None:
    body = _body(samples.OURS["mp3"])
    assert post(body, CONTENT_LENGTH=told) in {400, 413, 422}
    assert not StoredFile.objects.exists()


def test_ten_thousand_fields_and_a_hundred_files_are_refused() -> None:
    fields = "&".join(f"a{n}=1" for n in range(10_001))
    answer = Client().post(
        STEP, fields, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    part = _body(b"x").removesuffix(b"--x--\r\n")
    assert post(part * 101 + b"--x--\r\n") == 413


def test_a_size_that_lies_is_counted_while_it_is_read(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 20
    file = ContentFile(b"Lebih dari dua puluh huruf.", name="a.txt")
    file.size = 1
    with pytest.raises(TooLarge):
        receive(request(), file)

"""A letter that comes back is known by the address on its envelope, and by that alone."""

import pytest
from django.conf import settings as portal
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from journal.bounces import LONGEST, delivery_of_return, envelope_sender
from tests.journal.returns import report


@pytest.fixture(autouse=True)
def mailbox(settings: Settings) -> None:
    settings.MAIL_RETURN_PATH = "kembali@lapor.example"


def test_without_a_mailbox_for_returns_the_envelope_has_the_usual_sender(
    settings: Settings,
) -> None:
    settings.MAIL_RETURN_PATH = ""
    assert envelope_sender(12) == settings.DEFAULT_FROM_EMAIL
    assert delivery_of_return(report("noreply@localhost")) is None


@pytest.mark.parametrize("number", [1, 2, 10_000_000, 2**63 - 1])
def test_a_letter_that_came_back_names_its_delivery(number: int) -> None:
    address = envelope_sender(number)
    assert len(address.partition("@")[0]) <= 64, "what mail servers must take"
    assert delivery_of_return(report(address)) == number
    assert delivery_of_return(report(f"<{address.upper()}>")) == number
    named = report("kembali@lapor.example").replace(
        b"Subject:", f"Delivered-To: {address}\nSubject:".encode(), 1
    )
    assert delivery_of_return(named) == number


def test_the_address_tells_neither_the_number_nor_that_two_follow_each_other() -> None:
    one, two = (envelope_sender(number).partition("@")[0] for number in (12, 13))
    assert one != two
    same = sum(a == b for a, b in zip(one[8:], two[8:], strict=True))
    assert same < 10


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("delayed", "4.4.1"),
        ("delayed", "5.1.1"),
        ("delivered", "2.1.5"),
        ("relayed", "2.1.9"),
        ("failed", "4.2.2"),
        ("failed", "5.7.1"),
        ("failed", "5.3.4"),
        ("failed", ""),
    ],
)
def test_a_delay_and_a_refusal_that_is_about_us_say_nothing_of_the_mailbox(
    action: str, status: str
) -> None:
    raw = report(envelope_sender(7), action=action, status=status)
    assert delivery_of_return(raw) is None


def test_in_whatever_language_the_server_writes_its_reason() -> None:
    raw = report(
        envelope_sender(7), words="Kotak surat tidak ada — 無此用戶", status="5.1.10"
    )
    assert delivery_of_return(raw) == 7


def test_an_automatic_answer_is_no_report() -> None:
    raw = f"To: {envelope_sender(7)}\nSubject: Cuti\n\nStatus: 5.1.1\nAction: failed\n"
    assert delivery_of_return(raw.encode()) is None


def test_addresses_that_we_never_wrote_mark_nobody(settings: Settings) -> None:
    box, host = envelope_sender(7).split("@")
    changed = box[:-3] + ("a" if box[-3] != "a" else "b") + box[-2:]
    for address in (
        f"{changed}@{host}",
        f"kembali+{'a' * 26}@{host}",
        "kembali+7@lapor.example",
        f"{box}@lain.example",
    ):
        assert delivery_of_return(report(address)) is None, address
    settings.SECRET_KEY = "x" * 60
    assert delivery_of_return(report(f"{box}@{host}")) is None


@given(st.binary(max_size=2000))
def test_whatever_comes_through_the_pipe_is_read_or_passed_over(raw: bytes) -> None:
    assert portal.MAIL_RETURN_PATH
    assert delivery_of_return(raw) is None
    assert delivery_of_return(report(envelope_sender(3)) + raw) == 3


def test_a_report_as_long_as_a_book_is_read_at_its_top_only() -> None:
    address = envelope_sender(7)
    assert delivery_of_return(report(address) + b"x" * LONGEST) == 7
    late = report(address, words="x" * LONGEST)
    assert delivery_of_return(late) is None

"""Which network a request comes from cannot be forged by its sender."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from accounts.network import UNKNOWN, client_address, client_network


def network(forwarded: str | None = None, address: str = "203.0.113.9") -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_network(
        RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)
    )


def test_without_proxies_only_the_connection_counts() -> None:
    assert network("198.51.100.7") == "203.0.113.0/24"


@pytest.mark.parametrize("forged", range(0, 500, 50))
def test_with_a_proxy_the_left_end_is_never_believed(
    forged: int, settings: Settings
) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    claimed = f"10.0.{forged // 256}.{forged % 256}, 198.51.100.7"
    assert network(claimed, "127.0.0.1") == "198.51.100.0/24"


def test_two_proxies_are_counted_from_the_right(settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 2
    assert network("1.2.3.4, 198.51.100.7, 10.0.0.1") == "198.51.100.0/24"


@pytest.mark.parametrize("forwarded", ["", ",", "not an address", None])
def test_a_missing_or_broken_header_shares_one_narrow_bucket(
    forwarded: str | None, settings: Settings
) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    assert network(forwarded) == UNKNOWN


def test_one_house_shares_a_network_in_both_protocols() -> None:
    assert network(address="2001:db8:1:203::1") == network(address="2001:db8:1:2ff::9")
    assert network(address="::ffff:203.0.113.77") == "203.0.113.0/24"


def test_no_address_at_all_is_unknown() -> None:
    request = RequestFactory().get("/")
    request.META["REMOTE_ADDR"] = ""
    assert client_address(request) == UNKNOWN

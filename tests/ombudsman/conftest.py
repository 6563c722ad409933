"""Views that go wrong on purpose, and a client that shows the answer."""

import pytest
from django.conf import LazySettings
from django.test import Client


@pytest.fixture
def trouble(settings: LazySettings) -> Client:
    """A client on ``tests.ombudsman.trouble``, which lets errors become pages."""
    settings.ROOT_URLCONF = "tests.ombudsman.trouble"
    return Client(raise_request_exception=False, enforce_csrf_checks=True)

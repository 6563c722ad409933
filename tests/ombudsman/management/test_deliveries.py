"""``manage.py deliveries``: the same decision from the command line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from journal.models import Delivery, DeliveryState, Entry
from ombudsman.operations import events
from tests.ombudsman.operations.conftest import waiting

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["waiting"]
pytestmark = pytest.mark.django_db


def test_a_person_lists_what_is_in_trouble_and_lets_it_try_again(
    waiting: Callable[..., list[int]],
) -> None:
    (dead,) = waiting(1)
    said = io.StringIO()
    call_command("deliveries", stdout=said)
    assert f"{dead}: dead, reporter_news of entry" in said.getvalue()
    Delivery.objects.update(state=DeliveryState.UNKNOWN)
    with pytest.raises(CommandError, match="--even-unknown"):
        call_command("deliveries", retry=[dead], stdout=said)
    call_command("deliveries", retry=[dead], even_unknown=True, stdout=said)
    call_command("deliveries", retry=[dead], even_unknown=True, stdout=said)
    assert "1 of 1" in said.getvalue()
    assert "0 of 1" in said.getvalue()
    assert (
        Entry.objects.filter(
            kind=events.DELIVERIES_REPLAYED, data__has_key="deliveries"
        ).count()
        == 1
    )

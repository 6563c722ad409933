"""After signing in everybody stands in a room that opens to him."""

import pytest
from django.test import Client

from accounts.adapters import home_of
from accounts.wall_clock import wall_now
from tests import people
from tests.factories.complaints import calendar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", people.KEYS)
def test_everybodys_own_room_opens(client: Client, key: str) -> None:
    calendar()
    user = people.login(client, key)
    home = home_of(user, now=wall_now())
    assert client.get(home, follow=True).status_code == 200

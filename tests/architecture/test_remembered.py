"""A story whose rows are put back is the same as one that is told in full.

A reference is drawn anew whenever a story is told; what is put back brings its own along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import override_settings

from complaints.models import Case, CaseLetter
from complaints.services import lhp
from documents.services.keeping import content_of
from journal.verify import verify
from tests import remembered, rows
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.complaints.views.pages import counted
from tests.factories.agencies import OfficeFactory
from tests.people import login

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db


def signed() -> str:
    """A story over many steps; the reference of its case."""
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    return str(walk.again().ref)


@pytest.fixture
def undone(request: pytest.FixtureRequest) -> Callable[[Callable[[], str]], str]:
    """Tell a story as a test of its own would, and take it back."""

    def tell(story: Callable[[], str]) -> str:
        remembered.begin(request.node)
        with transaction.atomic():
            ref = story()
            transaction.set_rollback(True)
        return ref

    return tell


@pytest.fixture
def known(undone: Callable[[Callable[[], str]], str]) -> str:
    """The reference of what is put back from now on."""
    undone(signed)
    undone(signed)
    return undone(signed)


def test_what_is_put_back_has_every_row_every_letter_and_a_whole_chain(
    undone: Callable[[Callable[[], str]], str],
) -> None:
    left: list[dict[str, int]] = []

    def looked_at() -> str:
        ref = signed()
        left.append({name: len(one.rows) for name, one in rows.written().items()})
        assert verify().breaks == []
        letters = CaseLetter.objects.select_related("letter__file")
        assert letters
        for posted in letters:
            assert content_of(posted.letter.file).startswith(b"%PDF")
        return ref

    refs = [undone(looked_at) for _ in range(4)]
    assert refs[2] == refs[3]  # put back, whether or not a test before told it
    kept = [{name: n for name, n in one.items() if n} for one in left]
    assert kept[0] == kept[1] == kept[2] == kept[3]


def test_after_a_write_of_its_own_a_test_hears_it_in_full(
    undone: Callable[[Callable[[], str]], str], known: str
) -> None:
    def after_a_write() -> str:
        OfficeFactory(code="31")
        return signed()

    def after_a_change() -> str:
        walk = Walk()
        Case.objects.update(title="Lain")
        to_examination(walk)
        to_signed_lhp(walk)
        return str(walk.again().actions.get(n=1).ref)

    assert undone(signed) == known
    assert undone(after_a_write) != known
    assert len({undone(after_a_change) for _ in range(4)}) == 4


def test_who_signed_in_before_hears_the_same(
    client: Client, undone: Callable[[Callable[[], str]], str]
) -> None:
    def signed_in() -> str:
        login(client, "examiner")
        return signed()

    undone(signed_in)
    assert undone(signed_in) == undone(signed_in)


def test_where_a_part_is_replaced_a_setting_changed_or_statements_counted_it_is_told(
    undone: Callable[[Callable[[], str]], str],
    known: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def while_counted() -> str:
        with counted() as statements:
            ref = signed()
        assert any("INSERT" in one for one in statements)
        return ref

    assert undone(while_counted) != known
    with override_settings(BASE_URL="http://lain.test"):
        assert undone(signed) != known
    assert undone(signed) == known
    monkeypatch.setattr(lhp, "sign_lhp", lhp.sign_lhp)
    assert undone(signed) != known

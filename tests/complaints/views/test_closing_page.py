"""Closing a case over HTTP: only for a reason that the facts carry, GET and POST alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.domain.states import Reason, State
from complaints.services import closing
from complaints.services.errors import NotReady
from tests.complaints.story import to_signed_lhp
from tests.complaints.views.pages import (
    act_page,
    case_page,
    in_correction,
    in_examination,
)
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
LEFT = "Belum bisa: tindakan korektif masih berlaku."


def post(client: Client, walk: Walk, reason: Reason, slug: str = "tutup") -> int:
    body = {"version": walk.again().version, "reason": reason}
    return client.post(act_page(walk.case, slug), body).status_code


@pytest.mark.parametrize(
    "reason", [Reason.DITEMUKAN_TANPA_TINDAKAN, Reason.TIDAK_DITEMUKAN]
)
def test_a_case_with_open_actions_is_not_closed_as_one_without(
    client: Client, reason: Reason
) -> None:
    walk = in_correction()
    login(client, "head")
    assert post(client, walk, reason) == 422
    assert walk.again().state == State.CORRECTIVE


def test_the_use_case_itself_refuses_what_the_page_hides() -> None:
    walk = in_correction()
    with pytest.raises(NotReady, match="to_correct"):
        walk.do(closing.close, "head", reason=Reason.DITEMUKAN_TANPA_TINDAKAN)


def test_annulled_actions_leave_nothing_to_correct(client: Client) -> None:
    walk = in_correction()
    walk.case.actions.update(annulled_on=walk.now.date())
    login(client, "head")
    page = client.get(act_page(walk.again(), "tutup")).content.decode()
    assert "ditemukan_tanpa_tindakan" in page
    assert "tk_dilaksanakan" not in page
    assert post(client, walk, Reason.DITEMUKAN_TANPA_TINDAKAN) == 302
    assert walk.again().state == State.CLOSED


def test_an_issued_lhp_with_actions_waits_for_its_receipt(client: Client) -> None:
    walk = in_examination()
    to_signed_lhp(walk)
    login(client, "head")
    assert LEFT in client.get(case_page(walk.again())).content.decode()
    page = client.get(act_page(walk.again(), "tutup"))
    assert page.status_code == 409
    assert LEFT in page.content.decode()
    for reason in (Reason.TIDAK_DITEMUKAN, Reason.DITEMUKAN_TANPA_TINDAKAN):
        assert post(client, walk, reason) == 422
        with pytest.raises(NotReady):
            walk.do(closing.close, "head", reason=reason)
    assert walk.again().state == State.LHP_ISSUED


@pytest.mark.parametrize(
    ("conclusion", "reason"),
    [
        ("found", Reason.DITEMUKAN_TANPA_TINDAKAN),
        ("not_found", Reason.TIDAK_DITEMUKAN),
        ("stopped", Reason.DIHENTIKAN),
    ],
)
def test_an_lhp_without_actions_is_closed_as_it_concludes(
    client: Client, conclusion: str, reason: Reason
) -> None:
    walk = in_examination()
    to_signed_lhp(walk)
    walk.case.actions.all().delete()
    walk.case.lhps.update(conclusion=conclusion)
    login(client, "head")
    others = {"tidak_ditemukan", "dihentikan", "ditemukan_tanpa_tindakan"} - {reason}
    page = client.get(act_page(walk.again(), "tutup")).content.decode()
    assert reason in page
    assert not any(f'"{other}"' in page for other in others)
    assert post(client, walk, reason) == 302
    assert walk.again().closing_reason == reason

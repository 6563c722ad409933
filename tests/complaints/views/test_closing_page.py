"""Closing a case over HTTP: only for a reason that the facts carry, GET and POST alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.errors import NotAllowed
from complaints.domain.lifecycle import TRANSITIONS
from complaints.domain.states import Command, Reason, State
from complaints.models import Case
from complaints.services import closing
from complaints.services.errors import NotReady
from tests.complaints.story import to_signed_lhp
from tests.complaints.views.pages import (
    act_page,
    case_page,
    in_correction,
    in_examination,
)
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import login, office, person

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


def carried_out(state: State = State.CORRECTIVE) -> Walk:
    """A case whose actions were all verified as done."""
    walk = in_correction()
    walk.case.actions.update(status="dilaksanakan", settled_on=walk.now.date())
    if state is State.RESMON:
        Case.objects.filter(pk=walk.case.pk).update(state=state)
    return walk


@pytest.mark.parametrize(
    ("state", "who"), [(State.CORRECTIVE, "examiner"), (State.RESMON, "resmon")]
)
def test_one_proposes_the_closing_and_the_head_decides_it(
    client: Client, state: State, who: str
) -> None:
    walk = carried_out(state)
    login(client, "head")
    closed = client.get(act_page(walk.again(), "tutup"))
    assert closed.status_code == 409
    assert "penutupan belum diusulkan" in closed.content.decode()
    with pytest.raises(NotReady, match="not_proposed"):
        walk.do(closing.close, "head", reason=Reason.TK_DILAKSANAKAN)

    login(client, who)
    assert "Usulkan penutupan" in client.get(case_page(walk.case)).content.decode()
    assert post(client, walk, Reason.TK_DILAKSANAKAN, "usul-tutup") == 302
    proposed = walk.again().proposals.get(ended_at=None)
    assert (proposed.proposed_by, proposed.proposed_at.year) == (person(who), 2026)
    assert post(client, walk, Reason.TK_DILAKSANAKAN) in {403, 422}

    login(client, "head")
    shown = "Diusulkan ditutup: Tindakan korektif dilaksanakan."
    assert shown in client.get(case_page(walk.case)).content.decode()
    page = client.get(act_page(walk.case, "tutup")).content.decode()
    assert shown in page
    assert "tk_sebagian_diterima" not in page  # only what was proposed
    assert post(client, walk, Reason.TK_SEBAGIAN_DITERIMA) == 422
    assert post(client, walk, Reason.TK_DILAKSANAKAN) == 302
    assert walk.again().state == State.CLOSED
    assert not walk.case.proposals.filter(ended_at=None).exists()


def test_who_proposed_does_not_decide_though_he_heads_the_office(
    client: Client,
) -> None:
    walk = carried_out()
    user = login(client, "examiner")
    OfficeMembershipFactory(user=user, office=office("64"), role="head")
    page = client.get(case_page(walk.again())).content.decode()
    assert "Usulkan penutupan" in page
    assert post(client, walk, Reason.TK_DILAKSANAKAN, "usul-tutup") == 302
    closed = client.get(act_page(walk.again(), "tutup"))
    assert closed.status_code == 409
    assert "penanda tangan harus orang lain" in closed.content.decode()
    assert post(client, walk, Reason.TK_DILAKSANAKAN) == 409
    assert walk.again().state == State.CORRECTIVE


def test_a_step_of_the_case_ends_what_was_proposed_before_it() -> None:
    walk = in_correction()
    walk.case.actions.filter(n=1).update(status="sebagian")
    walk.case.actions.filter(n=2).update(status="dilaksanakan")
    partly = Reason.TK_SEBAGIAN_DITERIMA
    walk.do(closing.propose_closing, "examiner", reason=partly)
    walk.pass_days(60)
    assert walk.again().state == State.RESMON
    with pytest.raises(NotReady, match="not_proposed"):
        walk.do(closing.close, "head", reason=partly)


def test_only_what_the_facts_carry_is_proposed(client: Client) -> None:
    walk = in_correction()
    login(client, "examiner")
    page = client.get(act_page(walk.again(), "usul-tutup"))
    assert page.status_code == 409
    assert "masih ada yang belum selesai" in page.content.decode()
    assert post(client, walk, Reason.TK_DILAKSANAKAN, "usul-tutup") == 422
    with pytest.raises(NotReady, match="actions_open"):
        walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)
    walk.case.actions.update(annulled_on=walk.now.date())
    with pytest.raises(NotAllowed):
        walk.do(
            closing.propose_closing, "examiner", reason=Reason.DITEMUKAN_TANPA_TINDAKAN
        )
    assert not walk.case.proposals.exists()


def test_every_row_that_asks_for_four_eyes_names_who_drafts_or_proposes() -> None:
    rows = [row for row in TRANSITIONS if row.four_eyes]
    assert len(rows) == 5
    assert all(row.proposed_by or row.command is Command.SIGN_LHP for row in rows)

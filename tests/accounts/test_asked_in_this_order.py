"""What is asked first of who sends an invitation anew, or is away from his agency."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.errors import NotAllowed, StepUpRequired
from accounts.models import Absence, Invitation
from accounts.roles import Role
from accounts.services import invite, resend_invitation
from accounts.services.agency_absences import enter_agency_absence
from accounts.wall_clock import wall_now
from tests.complaints.colleagues import colleague
from tests.people import actor, office

pytestmark = pytest.mark.django_db


def invited() -> Invitation:
    return invite(
        email="baru.sekali@contoh.test",
        name="Budi",
        role=Role.EXAMINER,
        office=office(),
        actor=actor("head", stepped_up=True),
        now=wall_now(),
    )


def test_a_letter_that_was_refused_is_not_counted_among_those_of_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("accounts.services.invitations.AN_HOUR", 1)
    made = invited()
    with pytest.raises(StepUpRequired):
        resend_invitation(ref=made.ref, actor=actor("head"), now=wall_now())


def test_who_may_not_know_of_an_invitation_is_asked_for_nothing() -> None:
    made = invited()
    for who in ("examiner", "auditor"):
        with pytest.raises(Invitation.DoesNotExist):
            resend_invitation(ref=made.ref, actor=actor(who), now=wall_now())


def test_only_who_speaks_for_an_agency_is_away_from_one() -> None:
    now, deputy = wall_now(), colleague()
    first = now.date() + timedelta(days=1)
    days = {"first": first, "last": first + timedelta(days=2)}
    for who in ("examiner", "head"):
        with pytest.raises(NotAllowed):
            enter_agency_absence(deputy_id=deputy.pk, actor=actor(who), now=now, **days)
    assert not Absence.objects.exists()
    (row,) = enter_agency_absence(
        deputy_id=deputy.pk, actor=actor("liaison"), now=now, **days
    )
    assert row.agency_id is not None

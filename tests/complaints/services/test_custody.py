"""Two persons at a confidential identity: who asks, who agrees, who learns (R14)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.models import AgencyMembership
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.models import AgencyTie, Case, IdentityRequest, Recusal
from complaints.selectors.openings import openings_of
from complaints.services import custody
from complaints.services.errors import NotReady
from journal.models import Delivery, Entry
from tests.complaints.keepers import (
    against,
    asked,
    decided,
    fresh,
    held,
    opened,
    revoked,
    somebody,
)
from tests.factories.complaints import FILED, file_one
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


pytestmark = pytest.mark.django_db


def kinds(case: Case) -> list[str]:
    rows = Entry.objects.filter(subject_kind="case", subject_id=case.pk)
    return [row.kind.removeprefix("complaints.") for row in rows.order_by("n")]


def openings(case: Case) -> int:
    rows = Entry.objects.filter(kind=events.IDENTITY_OPENED, subject_id=case.pk)
    return rows.count()


# --- asking


def waits(case: Case) -> None:
    asked(case)


def is_refused(case: Case) -> None:
    decided(asked(case), grant=False, reason="Tidak perlu.")


def is_revoked(case: Case) -> None:
    revoked(decided(asked(case)))


def is_for_a_colleague(case: Case) -> None:
    decided(asked(case, "head"))


def is_lapsed(case: Case) -> None:
    long_ago = wall_now() - timedelta(hours=5)
    keeper = actor("custodian", stepped_up=True)
    early = fresh(person("custodian"))
    assert keeper.user_id == early.user_id
    object.__setattr__(early, "stepped_up_at", long_ago)
    decided(asked(case), by=early, real_now=long_ago)


@pytest.mark.parametrize(
    "so_far", [waits, is_refused, is_revoked, is_for_a_colleague, is_lapsed]
)
def test_without_a_consent_in_force_nothing_opens_and_the_attempt_is_recorded(
    so_far: Callable[[Case], None],
) -> None:
    case, _receipt = held()
    so_far(case)
    with pytest.raises(NotAllowed, match="confidential"):
        opened(case)
    assert kinds(case)[-1] == "identity_refused"
    assert openings(case) == 0


@pytest.mark.parametrize(
    ("who", "more", "why"),
    [
        ("other_examiner", {}, "not_assigned"),
        ("auditor", {}, "not_assigned"),
        ("examiner", {"purpose": "ingin tahu"}, "purpose"),
        ("examiner", {"basis": ""}, "basis"),
        (
            "examiner",
            {"late": timedelta(minutes=6)},
            "step_up",
        ),
    ],
)
def test_who_may_not_ask_leaves_a_line_and_no_request(
    who: str, more: dict[str, Any], why: str
) -> None:
    case, _receipt = held()
    given = dict(more)
    real_now = wall_now() + given.pop("late", timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        asked(case, who, real_now=real_now, **given)
    assert Entry.objects.get(kind=events.IDENTITY_REFUSED).data["why"] == why
    assert not IdentityRequest.objects.exists()


def test_a_request_is_made_once_and_only_where_consent_is_needed() -> None:
    case, _receipt = held()
    row = asked(case)
    with pytest.raises(NotReady, match="already_asked"):
        asked(case)
    decided(row, grant=False, reason="Belum perlu.")
    again = asked(case)
    assert again.pk != row.pk
    plain, _other = file_one()
    Case.objects.filter(pk=plain.pk).update(examiner=person("examiner"))
    with pytest.raises(NotReady, match="not_confidential"):
        asked(plain)


def test_custodians_get_news_of_a_request_and_the_asker_of_the_answer() -> None:
    case, _receipt = held()
    second = somebody("custodian", mail="penjaga.kedua")
    row = asked(case)
    told = Delivery.objects.filter(subscriber="colleague_news")
    keepers = {f"user:{pk}" for pk in (person("custodian").pk, second.pk)}
    person("custodian")
    assert {one.recipient for one in told} <= keepers
    assert f"user:{second.pk}" in {one.recipient for one in told}
    decided(row)
    answer = told.get(entry__kind=events.IDENTITY_GRANTED)
    assert answer.recipient == f"user:{person('examiner').pk}"


# --- two persons --------------------------------------------------------------


def test_a_decision_is_made_once_and_a_refusal_says_why() -> None:
    case, _receipt = held()
    row = asked(case)
    with pytest.raises(NotReady, match="refusal_needs_reason"):
        decided(row, grant=False, reason="  ")
    decided(row, grant=False, reason="Tidak perlu.")
    for grant in (True, False):
        with pytest.raises(NotReady, match="already_decided"):
            decided(row, grant=grant, reason="Lain.")
    with pytest.raises(NotReady, match="no_consent"):
        revoked(row)


@pytest.mark.parametrize(
    "who", ["examiner", "head", "auditor", "system_admin", "chair", "liaison"]
)
def test_nobody_but_a_custodian_decides(who: str) -> None:
    case, _receipt = held()
    row = asked(case)
    with pytest.raises(IdentityRequest.DoesNotExist):
        decided(row, by=actor(who, stepped_up=True))


def test_a_custodian_decides_with_a_fresh_second_factor_only() -> None:
    case, _receipt = held()
    row = asked(case)
    with pytest.raises(NotAllowed, match="step_up"):
        decided(row, by=actor("custodian"))
    decided(row)
    with pytest.raises(NotAllowed, match="step_up"):
        custody.revoke(
            ref=row.ref, actor=actor("custodian"), real_now=wall_now(), now=FILED
        )


def test_who_is_officer_and_custodian_agrees_to_no_request_at_all() -> None:
    """R14: a union of roles keeps no identities, his own request or another's."""
    case, _receipt = held()
    both = somebody("examiner", "custodian", office="64")
    Case.objects.filter(pk=case.pk).update(examiner=both)
    mine = asked(Case.objects.get(pk=case.pk), fresh(both))
    theirs = asked(case, "head")
    for row in (mine, theirs):
        with pytest.raises(IdentityRequest.DoesNotExist):
            decided(row, by=fresh(both))
        with pytest.raises(DatabaseError, match="not a custodian"):
            _write_decision(row, both.pk)


def test_the_database_refuses_that_one_person_asks_and_agrees() -> None:
    case, _receipt = held()
    keeper = person("custodian")
    row = IdentityRequest.objects.create(
        case=case,
        asked_by=keeper,
        role="examiner",
        purpose="examine",
        basis="examination",
        asked_at=FILED,
    )
    with pytest.raises(IdentityRequest.DoesNotExist):
        decided(row)
    with pytest.raises(IntegrityError, match="identity_request_two_persons"):
        _write_decision(row, keeper.pk)


def _write_decision(row: IdentityRequest, user_id: int) -> None:
    """As somebody with the runtime role would, past the use case."""
    with transaction.atomic():
        IdentityRequest.objects.filter(pk=row.pk).update(
            decided_by_id=user_id, decided_at=FILED, granted=True
        )


@pytest.mark.parametrize("tie", ["recused", "liaison", "employed", "reporter"])
def test_a_custodian_with_a_conflict_of_interest_does_not_see_the_request(
    tie: str,
) -> None:
    case, _receipt = held()
    row = asked(case)
    keeper = person("custodian")
    if tie == "recused":
        Recusal.objects.create(case=case, user=keeper, reason="x", created_at=FILED)
    elif tie == "liaison":
        _was_liaison(keeper.pk, case)
    elif tie == "employed":
        AgencyTie.objects.create(user=keeper, agency_id=against(case), at=FILED)
    else:
        Case.objects.filter(pk=case.pk).update(filed_by=keeper)
    with pytest.raises(IdentityRequest.DoesNotExist):
        decided(row)


def _was_liaison(user_id: int, case: Case) -> None:
    """Years ago, before she came to the office."""
    AgencyMembership.objects.create(
        user_id=user_id,
        agency_id=against(case),
        kind="liaison",
        valid_from=FILED - timedelta(days=4000),
        valid_to=FILED - timedelta(days=3000),
    )


# --- what the database itself demands


STAYS = [
    "DELETE FROM complaints_identityrequest",
    "UPDATE complaints_identityrequest SET purpose = 'court'",
    "UPDATE complaints_identityrequest SET asked_by_id = decided_by_id",
    "UPDATE complaints_identityrequest SET granted = false",
    "UPDATE complaints_identityrequest SET lapses_at = now() + interval '1 year'",
    "UPDATE complaints_identityrequest SET revoked_at = NULL, revoked_by_id = NULL",
    "DELETE FROM complaints_recusal",
    "UPDATE complaints_recusal SET user_id = 1",
    "DELETE FROM complaints_visit",
    "DELETE FROM complaints_readalarm",
    "DELETE FROM complaints_agencytie",
    "SELECT vault_consent_ok(1, 1)",
    "SELECT complaints_keeps_identities(1, now())",
]


def test_what_was_asked_and_decided_stays() -> None:
    case, _receipt = held()
    revoked(decided(asked(case)))
    for statement in STAYS:
        with (
            pytest.raises(DatabaseError) as refusal,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert getattr(refusal.value.__cause__, "pgcode", "") == "42501", statement


# --- what the reporter sees -----------------------------------------------------


def test_the_reporter_reads_every_opening_with_its_consent_and_no_refusal(
    client: Client,
) -> None:
    """R15: rows on the page == openings in the history; the role and no name."""
    case, receipt = held()
    decided(asked(case, "head"), grant=False, reason="Tidak perlu.")
    with pytest.raises(NotAllowed):
        opened(case, "head")
    decided(asked(case))
    opened(case)
    opened(case)
    typed = {"number": receipt.locator, "code": receipt.code}
    client.post(reverse("tracking:enter"), typed)
    page = client.get(reverse("tracking:case", args=[case.locator])).content.decode()
    line = "Asisten pemeriksa (Pemeriksaan), dengan persetujuan penjaga identitas"
    assert page.count(line) == openings(case) == 2
    assert page.count("persetujuan penjaga identitas") == 2
    assert "Kepala perwakilan" not in page
    for who in ("examiner", "custodian", "head"):
        assert person(who).name not in page
    assert [one.consented for one in openings_of(case).persons] == [True, True]

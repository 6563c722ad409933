"""From a real case to a score: one action done, one late, and what it costs."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from agencies.models import Agency, AgencySuccession
from complaints import interface
from complaints.domain.corrective import ActionStatus
from complaints.models import Case
from complaints.models.choices import Verdict
from complaints.services import corrective, receipt
from compliance.models import Round, Snapshot
from compliance.selectors.actions import Square, record_in
from compliance.services import errors, locking
from compliance.services.answers import record_answers
from compliance.services.computing import is_intact
from compliance.services.facts import record_of
from compliance.services.locking import lock
from compliance.services.publishing import publish
from compliance.services.rounds import open_round
from journal.ids import uuid7
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.compliance.people import ADMIN
from tests.compliance.plenary import agreed
from tests.compliance.rounds import CODES, DECREE
from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import MethodologyFactory
from tests.people import actor

pytestmark = pytest.mark.django_db

#: The day after both actions were due.
NOW = datetime(2026, 4, 21, 3, tzinfo=UTC)


def with_two_actions() -> Walk:
    """A case in its corrective period; both actions are due on 20 April 2026."""
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    with transaction.atomic():
        receipt.opened(
            Case.objects.locked(walk.again().ref),
            addressee="agency",
            on=date(2026, 3, 9),
            actor=actor("liaison"),
            now=walk.now,
        )
    walk.pass_days(10)
    return walk


def send_evidence(walk: Walk) -> None:
    """The liaison proves the first action."""
    corrective.submit_evidence(
        action_ref=walk.again().actions.get(n=1).ref,
        text="Akta terbit.",
        done_on=date(2026, 3, 18),
        file_ids=[],
        actor=actor("liaison"),
        now=walk.now,
    )


def decide(walk: Walk) -> None:
    """The examiner accepts it."""
    piece = walk.again().actions.get(n=1).evidence.get()
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Akta diserahkan.",
        actor=actor("examiner"),
        now=walk.now,
    )


def filled_round(walk: Walk) -> Round:
    """A round of that one city, every dimension 88."""
    city = Agency.objects.get(code="99.71")
    round_ = open_round(
        ref=uuid7(),
        methodology=MethodologyFactory().code,
        name="Penilaian contoh",
        year=2026,
        cutoff=date(2026, 4, 20),
        today=date(2026, 4, 21),
        agencies=[city.ref],
        actor=ADMIN,
        now=NOW,
    )
    record_answers(
        round_ref=round_.ref,
        agency_ref=city.ref,
        answers=dict.fromkeys(CODES, Decimal(88)),
        assessed=True,
        version=1,
        actor=ADMIN,
        now=NOW,
    )
    return round_


def test_one_action_done_and_one_not_lower_the_score() -> None:
    walk = with_two_actions()
    send_evidence(walk)
    decide(walk)
    round_ = filled_round(walk)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    agreed(round_, NOW)
    publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)
    snapshot = Snapshot.objects.get()
    record = record_in(snapshot.data)
    assert record.squares == (Square.ON_TIME, Square.MISSED)
    assert record.ktk == Decimal("50.00")
    # 88 × (1 − 0.10 × 2/3 × 0.5)
    assert snapshot.score == Decimal("85.07")
    assert is_intact(snapshot)


def test_the_lock_waits_while_evidence_sent_in_time_awaits_our_verdict() -> None:
    walk = with_two_actions()
    send_evidence(walk)
    round_ = filled_round(walk)
    with pytest.raises(errors.GatesShut) as refused:
        lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    assert [gate.code for gate in refused.value.gates] == ["verdicts"]
    decide(walk)
    assert lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW).locked_at == NOW


def test_a_verdict_after_the_lock_changes_nothing() -> None:
    walk = with_two_actions()
    round_ = filled_round(walk)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)
    send_evidence(walk)
    decide(walk)
    agreed(round_, NOW)
    publish(round_ref=round_.ref, version=2, decree=DECREE, actor=ADMIN, now=NOW)
    assert Snapshot.objects.get().data["result"]["ktk"]["shown"] == "0.00"


def test_an_action_follows_the_one_successor_of_a_dated_decision() -> None:
    walk = with_two_actions()
    send_evidence(walk)
    former = walk.again().agency_id or 0
    middle, heir = (AgencyFactory(code=f"99.8{n}") for n in range(2))
    for old, new, on in (
        (former, middle.pk, date(2026, 4, 1)),
        (middle.pk, heir.pk, date(2026, 4, 10)),
    ):
        AgencySuccession.objects.create(
            former_id=old, successor_id=new, effective=on, decision="Perpres contoh"
        )

    def told(agency_id: int, on: date) -> tuple[int, int]:
        facts = interface.execution_record(agency_id, on)
        assert {fact.agency_id for fact in facts} <= {agency_id}
        return len(facts), interface.pending_verdicts([agency_id], on)

    assert told(former, date(2026, 3, 31)) == (2, 1)
    assert told(middle.pk, date(2026, 3, 31)) == (0, 0)
    assert told(former, date(2026, 4, 1)) == (0, 0)
    assert told(middle.pk, date(2026, 4, 9)) == (2, 1)
    assert told(middle.pk, date(2026, 4, 10)) == (0, 0)
    assert told(heir.pk, date(2026, 4, 10)) == (2, 1)


def test_where_a_decision_divides_an_agency_its_actions_stay_where_they_were() -> None:
    walk = with_two_actions()
    former = walk.again().agency_id or 0
    heirs = [AgencyFactory(code=f"99.8{n}").pk for n in range(2)]
    for heir in heirs:
        AgencySuccession.objects.create(
            former_id=former,
            successor_id=heir,
            effective=date(2026, 4, 1),
            decision="Perpres contoh",
        )
    on = date(2026, 4, 20)
    counts = [len(interface.execution_record(pk, on)) for pk in (former, *heirs)]
    assert counts == [2, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_nobody_judges_between_the_gates_and_the_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk = with_two_actions()
    round_ = filled_round(walk)
    walk.pass_days(60)
    send_evidence(walk)  # after the cut-off: it keeps no lock waiting
    refused: list[bool] = []

    def from_outside() -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '300ms'")
                decide(walk)
        except OperationalError:
            refused.append(True)
        finally:
            connection.close()

    def read(agency_id: int, cutoff: date) -> list[Any]:
        other = threading.Thread(target=from_outside)
        other.start()
        other.join(20)
        return record_of(agency_id, cutoff)

    monkeypatch.setattr(locking, "record_of", read)
    lock(round_ref=round_.ref, version=1, actor=ADMIN, now=walk.now)
    assert refused == [True]
    decide(walk)

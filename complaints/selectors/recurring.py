"""Reports that may be about the same as an order that is done, and who judges that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.roles import Role
from complaints.domain.approximate import Precision, latest_day
from complaints.domain.corrective import Instrument
from complaints.domain.recurring import PutRight, Reported
from complaints.models import Case, CorrectiveAction, Recurrence
from complaints.policies import reads_cases

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor

_TOGETHER = (
    "action__case__office",
    "action__case__agency",
    "action__case__unit",
    "report__office",
    "report__agency",
    "report__unit",
    "judged_by",
)


def done_like(report: Case) -> QuerySet[CorrectiveAction]:
    """The orders that are done of the same unit and substance, in other cases."""
    orders = CorrectiveAction.objects.filter(
        agency=report.agency,
        unit=report.unit,
        case__substance=report.substance,
        settled_on__isnull=False,
        executed_on__isnull=False,
        lhp__replaced_by=None,
        case__erased_at=None,
    ).exclude(instrument=Instrument.SARAN)
    found = orders.exclude(case=report).order_by("case_id", "id")
    return found.select_related("case", "supersedes").prefetch_related(
        "findings", "supersedes__findings", "lhp__findings"
    )


def reported_like(action: CorrectiveAction) -> QuerySet[Case]:
    """The registered reports of the same unit and substance, filed since it was done."""
    return open_to_compare().filter(
        agency=action.agency,
        unit=action.unit,
        substance=action.case.substance,
        submitted_on__gte=action.executed_on,
    )


def open_to_compare() -> QuerySet[Case]:
    """What may be held against another office's work: registered, and not restricted."""
    rows: QuerySet[Case] = Case.objects.filter(
        registered_on__isnull=False, restricted=False, erased_at=None
    )
    return rows


def put_right(action: CorrectiveAction) -> PutRight:
    """An order as the rule sees it; an item puts right what the action did."""
    origin = getattr(action, "supersedes", None) or action
    findings = origin.findings.all() or action.lhp.findings.all()
    forms = (row.form for row in findings if row.proven)
    assert action.executed_on is not None  # noqa: S101 -- asked for by its caller
    return PutRight(
        agency_id=action.agency_id,
        unit_id=action.unit_id,
        substance=action.case.substance,
        forms=frozenset(forms),
        done_on=action.executed_on,
    )


def reported(case: Case) -> Reported:
    """A report as the rule sees it; without a day of the event its own day counts."""
    latest = case.submitted_on
    if case.happened_on is not None:
        latest = latest_day(case.happened_on, Precision(case.happened_precision))
    return Reported(
        agency_id=case.agency_id or 0,
        unit_id=case.unit_id,
        substance=case.substance,
        forms=frozenset(case.alleged_forms),
        latest_on=min(latest, case.submitted_on),
    )


# --- who sees and judges them ----------------------------------------------------------
def seen_by(actor: Actor) -> QuerySet[Recurrence]:
    """Those of cases that he may see; never a report that few may know of, nor one from
    which he is kept out or that he filed himself."""
    if not reads_cases(actor):
        return Recurrence.objects.none()
    cases = Case.objects.visible_to(actor)
    rows = Recurrence.objects.filter(
        action__case__in=cases,
        action__case__erased_at=None,
        report__restricted=False,
        report__erased_at=None,
    ).exclude(report__recusals__user_id=actor.user_id or 0)
    rows = rows.exclude(report__filed_by_id=actor.user_id or 0)
    return rows.select_related(*_TOGETHER)


def his(actor: Actor, represented: Collection[int] = ()) -> Q:
    """Those that he has to judge: he monitors the old case, or leads its office."""
    people = [actor.user_id, *represented]
    mine = Q(action__case__resmon__in=people) | Q(
        action__case__resmon=None, action__case__examiner__in=people
    )
    if actor.has(Role.HEAD):
        mine |= Q(action__case__office_id__in=actor.office_ids)
    return mine


def waiting(actor: Actor, represented: Collection[int] = ()) -> QuerySet[Recurrence]:
    """What he has to judge, the oldest first."""
    rows = seen_by(actor).filter(his(actor, represented), same=None)
    return rows.order_by("found_at", "id")


def recurrence_for(actor: Actor, ref: UUID) -> Recurrence:
    """One that he may see. Raises ``Recurrence.DoesNotExist``."""
    return seen_by(actor).get(ref=ref)


def known_around(case: Case, actor: Actor) -> list[Recurrence]:
    """Those on either side of a case that he may see. One query."""
    beside = Q(action__case=case) | Q(report=case)
    return list(seen_by(actor).filter(beside).order_by("id"))

"""Cases as a program reads them: what may be asked, what an officer and an agency get.

Neither holds who reported, or a word that a reporter, an officer or an agency wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from accounts.api import Query
from complaints.api.bodies import BodyOut, OfficeOut, body, office
from complaints.api.serializers import TermOut
from complaints.domain.own_initiative import Intake
from complaints.domain.queueing import (
    Due,
    Holder,
    Shut,
    Sort,
    View,
    Whose,
    whose_turn,
)
from complaints.domain.states import CaseClass, State, told_to_agency
from complaints.domain.substances import LONGEST_WORD
from complaints.selectors.duties import number_of
from complaints.selectors.queue import term_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from complaints.models import Case, Deadline
    from complaints.selectors.duties import Duty


def values(kinds: type[StrEnum]) -> list[str]:
    """The codes that may stand there."""
    return [one.value for one in kinds]


STATES, CLASSES, TURNS = values(State), values(CaseClass), values(Whose)


class CaseQuery(Query):
    """The filters of an officer's queue. ``after``: the ``next`` of the page before."""

    view = serializers.ChoiceField(choices=values(View), default=View.ALL.value)
    q = serializers.CharField(required=False, max_length=200)
    state = serializers.ChoiceField(choices=STATES, required=False)
    case_class = serializers.ChoiceField(choices=CLASSES, required=False)
    substance = serializers.SlugField(required=False, max_length=LONGEST_WORD)
    agency = serializers.CharField(required=False, max_length=100)
    office = serializers.RegexField(r"^[0-9]{2}\Z", required=False)
    holder = serializers.ChoiceField(choices=values(Holder), required=False)
    turn = serializers.ChoiceField(choices=TURNS, required=False)
    due = serializers.ChoiceField(choices=values(Due), required=False)
    urgent = serializers.BooleanField(required=False)
    secrecy = serializers.ChoiceField(choices=values(Shut), required=False)
    kind = serializers.ChoiceField(choices=values(Intake), required=False)
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    sort = serializers.ChoiceField(choices=values(Sort), default=Sort.DUE.value)
    after = serializers.CharField(required=False, max_length=100)


class AgencyCaseQuery(Query):
    """An agency reads its cases in one order, the last filed first."""

    after = serializers.UUIDField(required=False)


class OfficerCaseOut(serializers.Serializer[Any]):
    """A case in an officer's queue.

    ``turn``, ``due_on``, ``due_kind``: of the nearest open term. A restricted case keeps
    agency, unit and substance to itself in a list.
    """

    ref = serializers.UUIDField()
    number = serializers.CharField(allow_null=True)
    display_number = serializers.CharField(allow_null=True)
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    turn = serializers.ChoiceField(choices=TURNS, allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    due_kind = serializers.CharField(allow_null=True)
    case_class = serializers.ChoiceField(choices=CLASSES, allow_null=True)
    urgent = serializers.BooleanField()
    confidential = serializers.BooleanField()
    restricted = serializers.BooleanField()
    substance = serializers.CharField(allow_null=True)
    agency = BodyOut(allow_null=True)
    unit = BodyOut(allow_null=True)
    office = OfficeOut()
    filed_on = serializers.DateField()
    registered_on = serializers.DateField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class OfficerCaseWholeOut(OfficerCaseOut):
    """The same with every running term."""

    terms = TermOut(many=True)


class DutyOut(serializers.Serializer[Any]):
    """Something that the agency owes, by the day that decides; a suggestion has none.

    ``ref``: of the question, the request or the action; of a letter that lies unopened
    its case.
    """

    kind = serializers.ChoiceField(
        choices=["letter", "clarification", "papers", "action"]
    )
    ref = serializers.UUIDField()
    due_on = serializers.DateField(allow_null=True)


class AgencyCaseOut(serializers.Serializer[Any]):
    """A released case as its agency may know it."""

    ref = serializers.UUIDField()
    number = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(choices=STATES)
    agency = BodyOut(allow_null=True)
    unit = BodyOut(allow_null=True)
    office = OfficeOut()
    released_at = serializers.DateTimeField()


class AgencyCaseWholeOut(AgencyCaseOut):
    """The same with what the agency owes in it, the nearest day first."""

    duties = DutyOut(many=True)


class OfficerCasePage(serializers.Serializer[Any]):
    """A page of the queue; ``next`` continues it."""

    results = OfficerCaseOut(many=True)
    next = serializers.CharField(allow_null=True)


class AgencyCasePage(serializers.Serializer[Any]):
    """A page of an agency's cases; ``next`` continues it."""

    results = AgencyCaseOut(many=True)
    next = serializers.UUIDField(allow_null=True)


def either(name: str, *shapes: type[serializers.Serializer[Any]]) -> Any:
    """What an officer gets, or what an agency gets."""
    return PolymorphicProxySerializer(
        component_name=name, serializers=list(shapes), resource_type_field_name=None
    )


def for_officer(case: Case, *, listed: bool) -> dict[str, Any]:
    """As :class:`OfficerCaseOut`; ``listed``: in a list, where a restricted one keeps
    what it is about."""
    term, told = term_of(case), not (listed and case.restricted)
    return {
        "ref": case.ref,
        "number": case.number,
        "display_number": case.display_number or None,
        "version": case.version,
        "state": case.state,
        **_nearest(term),
        "case_class": case.classification or None,
        "urgent": case.urgent,
        "confidential": case.is_confidential,
        "restricted": case.restricted,
        "substance": (case.substance or None) if told else None,
        "agency": body(case.agency) if told else None,
        "unit": body(case.unit) if told else None,
        "office": office(case.office),
        "filed_on": case.submitted_on,
        "registered_on": case.registered_on,
        "closed_at": case.closed_at,
        "updated_at": case.updated_at,
    }


def _nearest(term: Deadline | None) -> dict[str, Any]:
    if term is None:
        return {"turn": None, "due_on": None, "due_kind": None}
    return {
        "turn": whose_turn(term.holder).value,
        "due_on": term.due_on,
        "due_kind": term.kind,
    }


def for_agency(case: Case) -> dict[str, Any]:
    """As :class:`AgencyCaseOut`: no locator, and nothing that moves with our drafts."""
    return {
        "ref": case.ref,
        "number": number_of(case) or None,
        "state": told_to_agency(case.stage).value,
        "agency": body(case.agency),
        "unit": body(case.unit),
        "office": office(case.office),
        "released_at": case.released_at,
    }


def owed(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """As :class:`DutyOut`."""
    return [
        {
            "kind": duty.kind,
            "ref": duty.ref,
            # A letter has no day to keep: what stands there is when it was sent.
            "due_on": None if duty.kind == "letter" else duty.keep_on(),
        }
        for duty in duties
    ]

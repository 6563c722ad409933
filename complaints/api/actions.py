"""What agencies were told to do, for programs: by when, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import Query, portal_of, refusals
from accounts.bearer import TokenView
from accounts.scopes import Scope
from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.api.bodies import BodyOut, body
from complaints.api.case_shapes import AgencyCaseQuery, values
from complaints.api.cases import BODY, OFFICERS, REFUSED, asked, example
from complaints.domain.corrective import Instrument
from complaints.domain.queueing import Holder
from complaints.domain.states import State
from complaints.domain.substances import LONGEST_WORD
from complaints.domain.tracker import ENDED, Sort, Status, View, marks_on, status_of
from complaints.policies import reads_cases
from complaints.selectors.agency_cases import orders_behind
from complaints.selectors.duties import number_of
from complaints.selectors.tracker import uncounted
from complaints.selectors.tracker_narrowing import Filters
from complaints.services.reading import searched

if TYPE_CHECKING:
    from uuid import UUID

    from rest_framework.request import Request

    from accounts.http import PortalRequest
    from complaints.models import CorrectiveAction


class ActionQuery(Query):
    """The filters of an officer's list. ``agency``: words in the name of the body.

    ``after``: the ``next`` of the page before. An agency may say ``after`` only.
    """

    view = serializers.ChoiceField(choices=values(View), required=False)
    status = serializers.ChoiceField(choices=values(Status), required=False)
    instrument = serializers.ChoiceField(choices=values(Instrument), required=False)
    holder = serializers.ChoiceField(choices=values(Holder), required=False)
    agency = serializers.CharField(required=False, max_length=100)
    substance = serializers.SlugField(required=False, max_length=LONGEST_WORD)
    state = serializers.ChoiceField(choices=values(State), required=False)
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    due_since = serializers.DateField(required=False)
    due_until = serializers.DateField(required=False)
    sort = serializers.ChoiceField(choices=values(Sort), default=Sort.DUE.value)
    after = serializers.UUIDField(required=False)


class OfCaseOut(serializers.Serializer[Any]):
    """The case of an action, as ``/cases/`` names it."""

    ref = serializers.UUIDField()
    number = serializers.CharField(allow_null=True)


class ActionOut(serializers.Serializer[Any]):
    """A corrective action, a suggestion, or an item of a recommendation.

    ``binds``: whether anything follows from missing ``due_on``. ``text``: to an officer
    its beginning. In an officer's list a restricted case keeps agency, unit and text.
    """

    ref = serializers.UUIDField()
    case = OfCaseOut()
    n = serializers.IntegerField()
    instrument = serializers.ChoiceField(choices=values(Instrument))
    status = serializers.ChoiceField(choices=values(Status))
    binds = serializers.BooleanField()
    due_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    executed_on = serializers.DateField(allow_null=True)
    agency = BodyOut(allow_null=True)
    unit = BodyOut(allow_null=True)
    text = serializers.CharField(allow_null=True)


class ActionPage(serializers.Serializer[Any]):
    """A page of actions; ``next`` continues it."""

    results = ActionOut(many=True)
    next = serializers.UUIDField(allow_null=True)


EXAMPLE = {
    "ref": "01980000-0000-7000-8000-000000000020",
    "case": {"ref": OFFICERS["ref"], "number": OFFICERS["display_number"]},
    "n": 1,
    "instrument": "tk",
    "status": "belum",
    "binds": True,
    "due_on": "2026-05-20",
    "received_on": "2026-04-06",
    "executed_on": None,
    "agency": BODY,
    "unit": None,
    "text": "Terbitkan akta.",
}


class Actions(TokenView):
    """What is owed over all cases of whoever bears the token."""

    scope = Scope.ACTIONS_READ

    @extend_schema(
        operation_id="actions_list",
        parameters=[ActionQuery],
        responses={200: ActionPage, **REFUSED, **refusals(422)},
        examples=[example("One order", {"results": [EXAMPLE], "next": None})],
    )
    def get(self, request: Request) -> Response:
        """An officer's list by its filters; what an agency received, by ``after`` only.

        Without ``view``, what is still owed; with a ``status`` that ends it, everything.
        """
        portal = portal_of(request)
        if portal.actor.is_liaison:
            after = asked(AgencyCaseQuery, request).get("after")
            rows, following = orders_behind(portal.actor, after)
            told = [_row(row, text=row.text) for row in rows]
        elif reads_cases(portal.actor):
            told, following = _of_officer(request, portal)
        else:
            raise Http404
        return Response({"results": told, "next": following})


def _of_officer(
    request: Request, portal: PortalRequest
) -> tuple[list[dict[str, Any]], UUID | None]:
    filters = _filters(asked(ActionQuery, request))
    today = legal_day(portal.now, settings.TIME_ZONE)
    page = uncounted(portal.actor, filters, marks_on(work_calendar(), today))
    if filters != Filters(view=filters.view, sort=filters.sort):
        searched(
            list({row.case_id: row.case for row in page.rows}.values()),
            view=f"actions.{filters.view.name.lower()}",
            words=False,
            actor=portal.actor,
            now=portal.now,
        )
    told = [
        _row(row, text=vars(row)["words"], kept=row.case.restricted)
        for row in page.rows
    ]
    return told, page.following


def _filters(told: dict[str, Any]) -> Filters:
    """What the address says, as the selector of the page takes it."""
    same = (
        *("status", "instrument", "holder", "substance", "state", "since", "until"),
        *("due_since", "due_until", "after"),
    )
    plain = {name: told[name] for name in same if name in told}
    usual = View.ALL if told.get("status") in ENDED else View.OPEN
    return Filters(
        **plain,
        view=View(told.get("view", usual)),
        about=told.get("agency", ""),
        sort=Sort(told["sort"]),
    )


def _row(row: CorrectiveAction, *, text: str, kept: bool = False) -> dict[str, Any]:
    """As :class:`ActionOut`; ``kept``: of a case that keeps what it is about."""
    return {
        "ref": row.ref,
        "case": {"ref": row.case.ref, "number": number_of(row.case) or None},
        "n": row.n,
        "instrument": row.instrument,
        "status": status_of(
            row.status,
            annulled=row.annulled_on is not None,
            excused=row.excused_on is not None,
            superseded=row.superseded_by_id is not None,
        ).value,
        "binds": row.binds,
        "due_on": row.due_on,
        "received_on": row.received_on,
        "executed_on": row.executed_on,
        "agency": None if kept else body(row.agency),
        "unit": None if kept else body(row.unit),
        "text": None if kept else text,
    }

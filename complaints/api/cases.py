"""The queue and a case for programs: the same rows as on the pages of their bearer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.api import Problem, portal_of, refusals
from accounts.bearer import TokenView
from accounts.scopes import Scope
from accounts.wall_clock import wall_now
from agencies.selectors import work_calendar
from complaints.api.case_shapes import (
    AgencyCasePage,
    AgencyCaseQuery,
    AgencyCaseWholeOut,
    CaseQuery,
    OfficerCasePage,
    OfficerCaseWholeOut,
    either,
    for_agency,
    for_officer,
    owed,
)
from complaints.api.reports import running
from complaints.domain.queueing import Sort
from complaints.models import Case
from complaints.policies import reads_cases
from complaints.selectors import agency_cases, offices
from complaints.selectors.keyset import read, written
from complaints.selectors.narrowing import Filters, days_at
from complaints.selectors.queue import listed, uncounted
from complaints.selectors.visits import has_stated
from complaints.services.reading import case_read, searched

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from rest_framework.request import Request

    from accounts.actor import Actor
    from accounts.api import Query
    from accounts.http import PortalRequest

Rows = TypeVar("Rows", bound="QuerySet[Any]")
#: A register number as it is kept: six digits and the year.
NUMBER = re.compile(r"[0-9]{6}\.[0-9]{4}")
REFUSED = refusals(401, 403, 404, 429)
BODY = {
    "ref": "01980000-0000-7000-8000-000000000099",
    "name_id": "Kota Contoh Satu",
    "name_en": "Example City One",
}
OFFICE = {"code": "64", "name_id": "Kalimantan Timur", "name_en": "East Kalimantan"}
OFFICERS: dict[str, Any] = {
    "ref": "01980000-0000-7000-8000-000000000010",
    "number": "000001.2026",
    "display_number": "0001/LM/III/2026/64",
    "version": 7,
    "state": "exam",
    "turn": "instansi",
    "due_on": "2026-03-24",
    "due_kind": "clarification",
    "case_class": "medium",
    "urgent": False,
    "confidential": True,
    "restricted": False,
    "substance": "adminduk",
    "agency": BODY,
    "unit": None,
    "office": OFFICE,
    "filed_on": "2026-03-02",
    "registered_on": "2026-03-06",
    "closed_at": None,
    "updated_at": "2026-03-10T03:00:00Z",
}
AGENCYS: dict[str, Any] = {
    "ref": OFFICERS["ref"],
    "number": OFFICERS["display_number"],
    "state": "exam",
    "agency": BODY,
    "unit": None,
    "office": OFFICE,
    "released_at": "2026-03-10T03:00:00Z",
}


def example(name: str, value: dict[str, Any]) -> OpenApiExample:
    """An answer as it may look, of a city that does not exist."""
    return OpenApiExample(name, value=value, response_only=True, status_codes=["200"])


def asked(query: type[Query], request: Request) -> dict[str, Any]:
    """What the address asks for; what is not known there is refused by name."""
    shape = query(data=request.query_params)
    shape.is_valid(raise_exception=True)
    found: dict[str, Any] = shape.validated_data
    return found


class Cases(TokenView):
    """The cases of whoever bears the token."""

    scope = Scope.CASES_READ

    @extend_schema(
        operation_id="cases_list",
        parameters=[CaseQuery],
        responses={
            200: either("CasePage", OfficerCasePage, AgencyCasePage),
            **REFUSED,
            **refusals(422),
        },
        examples=[
            example("To an officer", {"results": [OFFICERS], "next": None}),
            example("To an agency", {"results": [AGENCYS], "next": None}),
        ],
    )
    def get(self, request: Request) -> Response:
        """An officer's queue by its filters; an agency's released cases, by ``after`` only.

        ``next`` of a page is ``after`` of the following one.
        """
        portal = portal_of(request)
        if portal.actor.is_liaison:
            return _of_agency(request, portal.actor)
        if not reads_cases(portal.actor):
            raise Http404
        return _of_officer(request, portal)


def _of_agency(request: Request, actor: Actor) -> Response:
    after = asked(AgencyCaseQuery, request).get("after")
    rows, following = agency_cases.cases_behind(actor, after)
    return Response({"results": [for_agency(row) for row in rows], "next": following})


def _of_officer(request: Request, portal: PortalRequest) -> Response:
    filters = _filters(asked(CaseQuery, request))
    days = days_at(portal.now, work_calendar())
    rows, following = uncounted(portal.actor, filters, days)
    if filters != Filters(view=filters.view, sort=filters.sort):
        searched(
            rows,
            view=filters.view,
            words=bool(filters.q),
            actor=portal.actor,
            now=portal.now,
        )
    return Response(
        {
            "results": [for_officer(row, listed=True) for row in rows],
            "next": written(following) if following else None,
        }
    )


def _filters(told: dict[str, Any]) -> Filters:
    """What the address says, as the selector of the page takes it."""
    sort = Sort(told["sort"])
    same = (
        *("view", "q", "state", "case_class", "substance", "agency", "holder"),
        *("turn", "due", "urgent", "secrecy", "kind", "since", "until"),
    )
    plain = {name: told[name] for name in same if name in told}
    after, code = told.get("after", ""), told.get("office", "")
    key = read(after, sort) if after else None
    if after and key is None:
        raise serializers.ValidationError({"after": ["unknown"]})
    office = offices.id_of(code) if code else None
    if code and office is None:
        raise serializers.ValidationError({"office": ["unknown"]})
    return Filters(**plain, office=office, sort=sort, after=key)


class One(TokenView):
    """One case, by its ref or its register number (``000001.2026``)."""

    scope = Scope.CASES_READ

    @extend_schema(
        operation_id="cases_read",
        parameters=[
            OpenApiParameter("which", str, OpenApiParameter.PATH),
            OpenApiParameter(
                "ETag",
                str,
                OpenApiParameter.HEADER,
                response=[200],
                description="The version of the case, as commands want it.",
            ),
        ],
        responses={
            200: either("CaseWhole", OfficerCaseWholeOut, AgencyCaseWholeOut),
            **REFUSED,
        },
        examples=[
            example("To an officer", {**OFFICERS, "terms": []}),
            example("To an agency", {**AGENCYS, "duties": []}),
        ],
    )
    def get(self, request: Request, which: str) -> Response:
        """What the page of this role tells: of who reported, and of notes, nothing.

        A restricted case opens after its reader said why on its page.
        """
        portal = portal_of(request)
        actor = portal.actor
        if actor.is_liaison:
            return _to_agency(named(agency_cases.agency_cases(actor), which), actor)
        if not reads_cases(actor):
            raise Http404
        return _to_officer(named(listed(Case.objects.visible_to(actor)), which), portal)


def _to_agency(case: Case, actor: Actor) -> Response:
    duties = agency_cases.duties_in(case, actor)
    return Response({**for_agency(case), "duties": owed(duties)})


def _to_officer(case: Case, portal: PortalRequest) -> Response:
    actor = portal.actor
    if case.restricted and not has_stated(case, actor, wall_now()):
        raise Problem(
            403,
            _("Perkara terbatas: sebutkan dulu alasan Anda di halamannya"),
            "reason_wanted",
        )
    case_read(case, actor=actor, now=portal.now)
    told = {**for_officer(case, listed=False), "terms": running(case)}
    return Response(told, headers={"ETag": f'"{case.version}"'})


def named(rows: Rows, which: str) -> Any:
    """The one that is called so, or the same 404 as for none at all."""
    if NUMBER.fullmatch(which):
        found = rows.filter(number=which).first()
    else:
        ref = _ref(which)
        found = rows.filter(ref=ref).first() if ref else None
    if found is None:
        raise Http404
    return found


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

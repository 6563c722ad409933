"""The register over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import ProblemOut
from agencies.models import Agency
from agencies.selectors import search_agencies
from complaints.api.serializers import AgencyPage, AgencyQuery

if TYPE_CHECKING:
    from rest_framework.request import Request

PAGE = 100


class Agencies(APIView):
    """Agencies by register order, or by what people call them (``q``)."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="agencies_list",
        parameters=[AgencyQuery],
        responses={200: AgencyPage, 422: ProblemOut},
    )
    def get(self, request: Request) -> Response:
        """List or search; ``next`` of a page is ``after`` of the following one."""
        query = AgencyQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = query.validated_data
        text = found.get("q", "").strip()
        return Response(_search(text) if text else _page(found))


def _search(text: str) -> dict[str, Any]:
    matches = search_agencies(text, limit=20)
    return {"results": [_row(match.agency) for match in matches], "next": None}


def _page(found: dict[str, Any]) -> dict[str, Any]:
    rows = Agency.objects.current().filter(fictional=False)
    rows = rows.filter(pk__gt=found.get("after", 0)).select_related("region")
    if "category" in found:
        rows = rows.filter(category=found["category"])
    page = list(rows.order_by("pk")[: PAGE + 1])
    more = len(page) > PAGE
    page = page[:PAGE]
    return {
        "results": [_row(agency) for agency in page],
        "next": page[-1].pk if more else None,
    }


def _row(agency: Agency) -> dict[str, Any]:
    return {
        "ref": str(agency.ref),
        "name_id": agency.name_id,
        "name_en": agency.name_en,
        "category": agency.category,
        "region": agency.region.code if agency.region else None,
    }

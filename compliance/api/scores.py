"""Published scores over the wire, each with its year's method and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.domain.kinds import Category
from compliance.models import PublishedResult

if TYPE_CHECKING:
    from rest_framework.request import Request

PAGE = 200


class ScoreQuery(serializers.Serializer[Any]):
    """Filters of the list of scores."""

    year = serializers.IntegerField(required=False, min_value=2013, max_value=2100)
    category = serializers.ChoiceField(
        choices=[c.value for c in Category], required=False
    )
    after = serializers.IntegerField(required=False, min_value=0)


class ScoreOut(serializers.Serializer[Any]):
    """One published score. Zone and grade only where the source states them."""

    year = serializers.IntegerField()
    category = serializers.CharField()
    name = serializers.CharField()
    agency = serializers.UUIDField(allow_null=True)
    score = serializers.DecimalField(max_digits=5, decimal_places=2)
    zone = serializers.CharField(allow_blank=True)
    grade = serializers.CharField(allow_blank=True)
    published_by = serializers.CharField()


class ScorePage(serializers.Serializer[Any]):
    """A page of scores; ``next`` continues it."""

    results = ScoreOut(many=True)
    next = serializers.IntegerField(allow_null=True)


class Scores(APIView):
    """Scores that the Ombudsman or the press published."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="scores_list", parameters=[ScoreQuery], responses={200: ScorePage}
    )
    def get(self, request: Request) -> Response:
        """List in the order of loading; ``next`` of a page is the next one's ``after``."""
        query = ScoreQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = query.validated_data
        rows = PublishedResult.objects.filter(pk__gt=found.get("after", 0))
        for name in ("year", "category"):
            if name in found:
                rows = rows.filter(**{name: found[name]})
        page = list(rows.select_related("agency").order_by("pk")[: PAGE + 1])
        more = len(page) > PAGE
        page = page[:PAGE]
        return Response(
            {
                "results": [_row(row) for row in page],
                "next": page[-1].pk if more else None,
            }
        )


def _row(row: PublishedResult) -> dict[str, Any]:
    return {
        "year": row.year,
        "category": row.category,
        "name": row.label,
        "agency": str(row.agency.ref) if row.agency else None,
        "score": str(row.score),
        "zone": row.zone,
        "grade": row.grade,
        "published_by": row.source,
    }

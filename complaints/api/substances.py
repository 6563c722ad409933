"""What reports may be about, over the wire: the names of today, and codes that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import portal_of
from complaints.api.serializers import SubstanceOut
from complaints.selectors.substances import offered, today_of

if TYPE_CHECKING:
    from datetime import date

    from rest_framework.request import Request


class Substances(APIView):
    """The substances that a report may have."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="substances_list", responses={200: SubstanceOut(many=True)}
    )
    def get(self, request: Request) -> Response:
        """What is offered today, in its order, in both languages."""
        return Response(
            [
                {"code": one.code, "name_id": one.name_id, "name_en": one.name_en}
                for one in offered(day_of(request))
            ]
        )


def day_of(request: Request) -> date:
    """The day by which a request is answered."""
    return today_of(portal_of(request).now)


def require_offered(code: str, day: date) -> None:
    """Refuse a code that names no substance, or one that is offered no more."""
    if code and code not in {one.code for one in offered(day)}:
        raise serializers.ValidationError({"substance": [_("Bidang tidak dikenal")]})

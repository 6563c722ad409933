"""Filing and tracking over the wire: the same use cases as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import STRANGER
from accounts.api import Problem, ProblemOut, portal_of
from accounts.network import client_network
from agencies.errors import UnknownRegion
from agencies.models import Agency
from agencies.selectors import region_of
from complaints.api.questions import answers_of
from complaints.api.serializers import (
    ReceiptOut,
    ReportIn,
    StandingOut,
    TrackIn,
)
from complaints.api.substances import day_of, require_offered
from complaints.domain.approximate import Precision
from complaints.domain.identity import Identity
from complaints.models.choices import Channel, Secrecy
from complaints.models.deadline import RUNNING
from complaints.services.admitting import admit
from complaints.services.errors import NotReady, TooManyReports, TooManyTries, WrongCode
from complaints.services.filing import Receipt, Report, file_report
from complaints.services.tracking import WINDOW, open_with_code
from complaints.vault import Contact
from journal.errors import InFlight, KeyReused

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.http import PortalRequest
    from complaints.models import Case

KEY = OpenApiParameter(
    "Idempotency-Key",
    UUID,
    OpenApiParameter.HEADER,
    required=True,
    description="Made by the client once per report; the same key files once.",
)

IN_FLIGHT = 2  # seconds: filing takes less


class Reports(APIView):
    """File a report."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="reports_create",
        parameters=[KEY],
        request=ReportIn,
        responses={
            200: ReceiptOut,
            201: ReceiptOut,
            409: ProblemOut,
            422: ProblemOut,
            429: ProblemOut,
        },
    )
    def post(self, request: Request) -> Response:
        """File once per key; a repeat with the same body gives the same receipt."""
        shape = ReportIn(data=request.data)
        shape.is_valid(raise_exception=True)
        told = shape.validated_data
        require_offered(told.get("substance", ""), day_of(request))
        receipt = _file(request, told)
        return Response(
            {
                "number": receipt.locator,
                "code": receipt.code,
                "track": f"{settings.BASE_URL}/lacak/{receipt.locator}/",
            },
            status=200 if receipt.again else 201,
        )


def _file(request: Request, told: dict[str, Any]) -> Receipt:
    """Through the use case of the pages; each refusal as a problem."""
    portal = portal_of(request)
    try:
        key, report = _key(request), _report(told)
        _admit(portal, key)
        return file_report(
            key=key,
            report=report,
            actor=STRANGER,  # a session's cookie means nothing here
            now=portal.now,
        )
    except KeyReused:
        raise Problem(
            409, _("Kunci ini sudah dipakai laporan lain"), "key_reused"
        ) from None
    except InFlight:
        raise Problem(
            409,
            _("Laporan yang sama sedang dikirim"),
            "in_flight",
            retry_after=IN_FLIGHT,
        ) from None
    except NotReady as error:
        raise Problem(
            409,
            _("Kode laporan ini sudah diganti; yang lama tidak ditampilkan lagi"),
            error.code,
        ) from None
    except UnknownRegion:
        raise Problem(422, _("Kode wilayah tidak dikenal"), "unknown_region") from None


def _admit(portal: PortalRequest, key: UUID) -> None:
    """The same budget as the pages have, without their way round it."""
    try:
        admit(key=key, network=client_network(portal))
    except TooManyReports as error:
        raise Problem(
            429,
            _("Terlalu banyak laporan dari jaringan ini"),
            "too_many_reports",
            retry_after=error.seconds,
        ) from None


def _key(request: Request) -> UUID:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise Problem(
            422, _("Kepala Idempotency-Key harus UUID"), "key_missing"
        ) from None


def _report(data: dict[str, Any]) -> Report:
    given = data["reporter"]
    ref = data.get("agency")
    agency = Agency.objects.current().filter(ref=ref).first() if ref else None
    if ref and agency is None:
        raise Problem(422, _("Instansi tidak dikenal"), "unknown_agency")
    region_of(data["region_code"])
    return Report(
        story=data["story"],
        agency_id=agency.pk if agency else None,
        agency_label=data.get("agency_label", ""),
        region_code=data["region_code"],
        place=data.get("place", ""),
        substance=data.get("substance", ""),
        answers=answers_of(data),
        urgency=data.get("urgent", ""),
        tried=data["tried"],
        tried_on=data.get("tried_on"),
        happened_on=data.get("happened_on"),
        happened_precision=Precision(data["happened_precision"]),
        hope=data["hope"],
        secrecy=Secrecy(data["secrecy"]),
        channel=Channel.API,
        identity=_identity(given),
        contact=Contact(
            email=given.get("email", ""),
            phone=given.get("phone", ""),
            language=given.get("language", "id"),
            channel=given.get("news", ""),
        ),
    )


def _identity(given: dict[str, Any]) -> Identity:
    words = {
        name: given.get(name, "")
        for name in (
            "nik",
            "passport",
            "kitas",
            "sex",
            "represented_name",
            "represented_relation",
        )
    }
    return Identity(
        name=given["name"],
        birth_place=given["birth_place"],
        birth_date=given["birth_date"].isoformat(),
        marital_status=given["marital_status"],
        occupation=given["occupation"],
        address=given["address"],
        **words,
    )


class Track(APIView):
    """Where a report stands, for whoever holds its number and code."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="reports_track",
        request=TrackIn,
        responses={200: StandingOut, 403: ProblemOut, 422: ProblemOut, 429: ProblemOut},
    )
    def post(self, request: Request) -> Response:
        """The same refusal for a wrong number and a wrong code."""
        shape = TrackIn(data=request.data)
        shape.is_valid(raise_exception=True)
        portal = portal_of(request)
        try:
            case = open_with_code(
                locator=shape.validated_data["number"],
                code=shape.validated_data["code"],
                network=client_network(portal),
                now=portal.now,
            )
        except WrongCode:
            raise Problem(403, _("Nomor dan kode tidak cocok"), "wrong_code") from None
        except TooManyTries:
            raise Problem(
                429,
                _("Terlalu banyak percobaan"),
                "too_many",
                retry_after=int(WINDOW.total_seconds()),
            ) from None
        return Response(_standing(case))


def _standing(case: Case) -> dict[str, Any]:
    return {
        "number": case.locator,
        "register_number": case.number,
        "state": case.state,
        "filed_at": case.filed_at,
        "terms": running(case),
    }


def running(case: Case) -> list[dict[str, Any]]:
    """The terms that run, the nearest first, as ``TermOut``."""
    return [
        {
            "kind": term.kind,
            "holder": term.holder,
            "due_on": term.due_on,
            "law": term.law,
            "provisional": term.provisional,
        }
        for term in case.deadlines.filter(RUNNING).order_by("due_at", "id")
    ]

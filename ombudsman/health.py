"""Three questions for whoever runs the service; the answers carry no detail."""

from collections.abc import Callable, Mapping

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpResponse

from journal.selectors import late_heartbeats


def live() -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready() -> HttpResponse:
    """The database answers too; 503 until it does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return HttpResponse(
            "not ready\n", status=503, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def punctual() -> HttpResponse:
    """Whether relay and sweeps ran lately; 503 when one missed two periods (R67).

    Not a reason to stop sending visitors: for the alarm of whoever runs the service.
    """
    try:
        late = late_heartbeats()
    except (DatabaseError, InterfaceError):
        return ready()
    if late:
        return HttpResponse(
            "late\n", status=503, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


PROBES: Mapping[str, Callable[[], HttpResponse]] = {
    "/healthz/live": live,
    "/healthz/ready": ready,
    "/healthz/punctual": punctual,
}

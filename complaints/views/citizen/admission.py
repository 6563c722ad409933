"""Being let in with a report: what the last page shows, and what it asks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from accounts.network import client_network
from accounts.views.scripts import with_script
from accounts.wall_clock import wall_now
from complaints.services.admitting import Proof, admit, question

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Draft
    from complaints.services.errors import TooManyReports


def ask(request: PortalRequest, draft: Draft, told: dict[str, Any]) -> None:
    """Raises :class:`TooManyReports`. What was sent already is not asked again."""
    if draft.filed_at is not None or told["key"] != draft.key:
        return  # the use case answers: the same receipt, or no such draft
    admit(
        key=draft.key,
        network=client_network(request),
        proof=Proof(
            took=request.now - draft.created_at,
            question=told["question"],
            answer=told["answer"],
        ),
    )


def task(key: UUID, error: TooManyReports) -> dict[str, Any]:
    """For the page: the question, and from when on one goes in without answering."""
    return {
        "question": question(key),
        "wait_until": wall_now() + timedelta(seconds=error.seconds),
    }


def with_task(
    request: PortalRequest, response: HttpResponse, error: TooManyReports
) -> HttpResponse:
    """Allow our script on this one page, and say when to come back without it."""
    response["Retry-After"] = str(error.seconds)
    return allowing_script(request, response)


def allowing_script(request: PortalRequest, response: HttpResponse) -> HttpResponse:
    """Our script may run on this answer, which carries a question for it."""
    return with_script(lambda _request: response)(request)

"""The letters of a case: what went out, what proves that it arrived, what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.policies import may_invite
from accounts.roles import Role
from complaints.domain.correspondence import Addressee, Receipt, Side, Way, receipt_of
from complaints.models.labels import RECEIPTS, SIDES, WAYS
from complaints.models.ladder_labels import RECIPIENTS
from complaints.policies import WRITERS, parties_of
from complaints.selectors import correspondence as letters
from complaints.services.reading import case_read
from complaints.services.releasable import releases_files
from complaints.views import letter_links
from complaints.views.case import case_of
from complaints.views.correcting import lines
from complaints.views.paper import asked_words
from complaints.views.words import name_of
from documents.domain.kinds import LetterKind
from documents.domain.letters import SUBJECTS

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import Case, CaseLetter, PaperLetter


@require_safe
def show(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Every letter of a case, with what proves that it arrived."""
    case = case_of(request, ref)
    invites = _invites(request.actor, case)
    case_read(case, actor=request.actor, now=request.now)
    context = {
        "case": case,
        "name": name_of(case),
        "sent": [_sent(row) for row in letters.sent(case)],
        "came": [
            {
                "row": row,
                "side": SIDES[Side(row.side)],
                "asked": _asked(row),
                "corrected": lines(row.corrections.all()),
            }
            for row in letters.came(case)
        ],
        "links": letter_links.lines(case),
        "writes": not parties_of(request.actor, case).isdisjoint(WRITERS)
        and case.erased_at is None,
        "invites": invites,
        "may_release": releases_files(case, request.actor) and not case.erased_at,
    }
    return render(request, "complaints/office/letters.html", context)


def _invites(actor: Actor, case: Case) -> UUID | None:
    """The agency to which he may invite a liaison from here, by its ref."""
    if case.agency is None or not may_invite(actor, Role.LIAISON.value, None):
        return None
    found: UUID = case.agency.ref
    return found


def _sent(row: CaseLetter) -> dict[str, Any]:
    how = receipt_of(
        received_on=row.received_on,
        opened_on=row.opened_on,
        signed_on=row.signed_on,
        answered_on=row.answered_on,
    )
    return {
        "row": row,
        "about": SUBJECTS[LetterKind(row.letter.kind)],
        "to": RECIPIENTS[Addressee(row.addressee)],
        "how": RECEIPTS[how],
        "waits": how is Receipt.WAITING,
        "way": WAYS[Way(row.way)] if row.way else "",
        "may_be_proved": letters.may_be_proved(row),
        "corrected": lines(row.corrections.all()),
    }


def _asked(row: PaperLetter) -> str:
    asked = row.clarification or row.activity or row.action
    return asked_words(asked) if asked else ""

"""The minutes of a plenary: a letter of the office, signed by its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.roles import Role
from complaints.domain import events
from complaints.domain.closings import CLOSINGS
from complaints.domain.grounds import grounds_on
from complaints.domain.plenary import Bench, Decision
from complaints.domain.recommending import Status, Subject
from complaints.domain.signing import TITLES
from complaints.domain.states import CaseClass, Party, Reason
from complaints.models import Plenary
from complaints.policies import require_plenary, sits_in_plenary
from complaints.selectors.plenary import items_of
from complaints.services.errors import NotReady
from complaints.services.letters import set_letter
from documents.domain.kinds import LetterKind
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import PlenaryItem
    from documents.models import Letter

#: The language of all letters.
CLASSES = {
    CaseClass.LIGHT: "ringan",
    CaseClass.MEDIUM: "sedang",
    CaseClass.HEAVY: "berat",
}
#: Whose signature it is; the chair signs as such.
SIGNERS = {Bench.OFFICE: Party.HEAD, Bench.MEMBERS: Party.COMMISSIONER}
SAID = {
    Decision.REGISTER: "Diregistrasi, klasifikasi {detail}.",
    Decision.SEND_BACK: "Dikembalikan ke verifikasi materiil.",
    Decision.REFUSE: "Tidak dapat diterima: {detail}.",
    Decision.POSTPONE: "Ditunda ke rapat berikutnya.",
    Decision.APPROVE: "Disetujui: {detail}.",
    Decision.RETURN: "Dikembalikan kepada Resolusi dan Monitoring: {detail}.",
}
#: What monitoring brought, in the language of all letters.
MATTERS = {
    Subject.RECOMMENDATION: "Rekomendasi",
    Subject.EXECUTION: "status pelaksanaan Rekomendasi, {status}",
    Subject.SANCTION: "rekomendasi penjatuhan sanksi",
    Subject.PUBLICATION: "pengumuman ketidakpatuhan",
}
STATUSES = {
    Status.DONE: "dilaksanakan",
    Status.PARTLY: "dilaksanakan sebagian",
    Status.NOT: "tidak dilaksanakan",
}


@transaction.atomic
def sign_minutes(*, ref: UUID, actor: Actor, now: datetime) -> Plenary:
    """Sign what the meeting decided; nothing changes in it any more.

    Raises :class:`NotReady` while a report on the agenda has no decision, or when it
    is signed already. No reporter is named, and no word of a report is in it.
    """
    meeting: Plenary = (
        Plenary.objects.select_for_update(of=("self",))
        .select_related("office")
        .get(ref=ref)
    )
    _may_sign(meeting, actor)
    if meeting.signed_at is not None:
        raise NotReady("plenary_signed")
    items = items_of(meeting)
    if any(item.decided_at is None for item in items):
        raise NotReady("plenary_undecided")
    meeting.letter = _letter(meeting, items, actor=actor, now=now)
    meeting.signed_by_id, meeting.signed_at = actor.signed_in_id, now
    meeting.save()
    data = {"plenary": str(meeting.ref), "letter": str(meeting.letter.ref)}
    record(
        events.PLENARY_SIGNED,
        actor=actor,
        subject=meeting.office,
        data=data,
        now=now,
    )
    return meeting


def _may_sign(meeting: Plenary, actor: Actor) -> None:
    """The head of the office; of the commissioners' one who sat in it."""
    if meeting.bench == Bench.OFFICE:
        require_plenary(actor, meeting.office_id)
        return
    if not sits_in_plenary(actor):
        raise NotAllowed("party")
    if not meeting.present.filter(pk=actor.user_id).exists():
        raise NotReady("plenary_absent")


def _title(meeting: Plenary, actor: Actor) -> str:
    party = SIGNERS[Bench(meeting.bench)]
    chairs = party is Party.COMMISSIONER and actor.has(Role.CHAIR)
    return TITLES[Party.CHAIR if chairs else party]


def _letter(
    meeting: Plenary, items: Sequence[PlenaryItem], *, actor: Actor, now: datetime
) -> Letter:
    context = {
        "held_on": meeting.held_on.isoformat(),
        "present": [user.name for user in meeting.present.order_by("name", "id")],
        "items": [_line(item) for item in items],
        "signer": User.objects.values_list("name", flat=True).get(
            pk=actor.signed_in_id
        ),
        "signer_title": _title(meeting, actor),
    }
    code = meeting.office.code
    return set_letter(
        LetterKind.MINUTES, context, office_code=code, actor=actor, now=now
    )


def _line(item: PlenaryItem) -> dict[str, object]:
    """One report as the minutes have it: how it is called, against whom, what was decided."""
    case = item.case
    agency = case.agency.name_id if case.agency and not case.restricted else ""
    return {
        "name": case.display_number or case.locator,
        "agency": agency,
        "decision": SAID[Decision(item.decision)].format(detail=_detail(item)),
        "approved_by": [user.name for user in item.approvers],
        "kept_out": [user.name for user in item.kept_out.order_by("name", "id")],
    }


def _detail(item: PlenaryItem) -> str:
    if item.matter is not None:
        row = item.matter
        status = STATUSES[Status(row.status)] if row.status else ""
        return MATTERS[Subject(row.subject)].format(status=status)
    if item.case_class:
        return CLASSES[CaseClass(item.case_class)]
    if not item.ground:
        return ""
    reason = Reason(item.ground)
    law = grounds_on(item.case.submitted_on).of(reason)
    name = CLOSINGS[reason].name_id
    return f"{name} ({law.law})" if law and law.law else name

"""Whether news reaches the reporter, and what is remembered of a contact that does not.

The mark stands on the case, beside the other kinds and marks: since when, and nothing
of the address. News that arrives by the same contact later takes it away, unless letters
came back before: then a server that takes one says nothing yet.
"""

from __future__ import annotations

from django.db import transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.reach import failed, returned
from complaints.models import Case
from complaints.models.choices import ContactKind
from complaints.notifications import kind_told, tell_reporter
from complaints.selectors.reaching import NEWS
from complaints.services.gate import tell
from journal import mail
from journal.errors import NobodyThere
from journal.models import Delivery, Entry


def carry_news(delivery: Delivery, entry: Entry) -> None:
    """Send the reporter's news, and note on the case whether anybody is there."""
    change = _last_change(entry)
    try:
        tell_reporter(delivery, entry)
    except NobodyThere:
        _note(delivery, entry, change, reached=False)
        raise
    _note(delivery, entry, change, reached=True)


def note_returned(pk: int) -> None:
    """Mark the contact from which the letter of this delivery came back; may run twice.

    Letters to others than a reporter mark nothing: their addresses are accounts, which
    an administrator sees. Nor does one that was under way when the contact changed.
    """
    told = Delivery.objects.select_related("entry")
    delivery = told.filter(pk=pk, subscriber=NEWS, line=mail.LINE).first()
    if delivery is None or _changed_since(delivery):
        return
    with transaction.atomic():
        case = Case.objects.locked_by_id(delivery.entry.subject_id)
        marks = case.contact_marks or {}
        if ContactKind.EMAIL in marks and not _changed_since(delivery):
            case.contact_marks = marks | {returned(ContactKind.EMAIL): "1"}
            if failed(ContactKind.EMAIL) not in marks:
                _mark(case, ContactKind.EMAIL, delivery.entry, reached=False)
            else:
                case.save(update_fields=["contact_marks"])


def _changed_since(delivery: Delivery) -> bool:
    """Whether the contact was changed after this letter was written."""
    return _last_change(delivery.entry) > delivery.entry_id


def _last_change(entry: Entry) -> int:
    """The entry that the contact was last changed by; 0 when it never was."""
    changes = Entry.objects.filter(
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        kind=events.CONTACT_CHANGED,
    )
    return changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def _note(delivery: Delivery, entry: Entry, change: int, *, reached: bool) -> None:
    rows = Case.objects.filter(pk=entry.subject_id)
    marks = rows.values_list("contact_marks", flat=True).get()
    if _kind_to_note(delivery, marks, reached=reached):
        with transaction.atomic():
            case = Case.objects.locked_by_id(entry.subject_id)
            kind = _kind_to_note(delivery, case.contact_marks, reached=reached)
            # What became of an old address says nothing of the one that replaced it.
            if kind and _last_change(entry) == change:
                _mark(case, kind, delivery.entry, reached=reached)


def _kind_to_note(
    delivery: Delivery, marks: dict[str, str] | None, *, reached: bool
) -> str:
    """The contact of which something new is known."""
    kind = kind_told(delivery, (marks or {}).get("news", ""))
    if marks is None or kind not in marks:
        return ""
    if reached and returned(kind) in marks:
        return ""
    return kind if (failed(kind) in marks) is reached else ""


def _mark(case: Case, kind: str, entry: Entry, *, reached: bool) -> None:
    marks = dict(case.contact_marks or {})
    marks.pop(failed(kind), None)
    if not reached:
        marks[failed(kind)] = legal_day(entry.at, case.office.zone).isoformat()
    # No officer's form is stale because of it: the version stays.
    case.contact_marks = marks
    case.save(update_fields=["contact_marks"])
    event = events.CONTACT_REACHED if reached else events.CONTACT_UNREACHABLE
    tell(case, event, actor=SYSTEM, now=entry.at, kind=kind, entry=entry.pk)

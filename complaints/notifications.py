"""Who is told that there is news. A mail says news and a link, nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import SYSTEM
from accounts.models import OfficeMembership
from accounts.roles import Role
from accounts.wall_clock import wall_now
from agencies.domain import phone
from complaints import vault
from complaints.domain import events
from complaints.domain.seeing import is_flagged
from complaints.models import Case, Recusal
from complaints.models.choices import ContactKind, NewsChannel, VaultKind
from complaints.selectors.acting import acting
from complaints.selectors.custody import who_asked
from complaints.selectors.headless import free_heads
from complaints.selectors.hearing import account, still_here
from complaints.selectors.initiatives import heads_told, proposer_told
from complaints.selectors.liaisons import liaison_ids
from complaints.selectors.members import MEMBERS_NEWS, holders
from journal import messages
from journal.mail import News, send_news
from journal.models import Entry
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from complaints.vault import Contact
    from journal.models import Delivery

#: In a day: more often than that nobody needs to hear that a report was kept.
KEPT_NEWS = 3


def _staff(role: Role, at: datetime) -> QuerySet[OfficeMembership]:
    members: QuerySet[OfficeMembership] = OfficeMembership.objects.filter(
        role=role, user__is_active=True
    ).valid_at(at)
    return members


def custodians(entry: Entry) -> Iterable[str]:
    """Whoever may agree to an opening, as "user:5"; not the one who asks."""
    members = _staff(Role.CUSTODIAN, entry.at).exclude(user_id=entry.actor_id or 0)
    return [f"user:{pk}" for pk in members.values_list("user_id", flat=True)]


def heads(entry: Entry) -> Iterable[str]:
    """The heads of the office who are not kept out, when somebody's place is empty.

    Whoever sees to it that there is a head, when nobody of them is left.
    """
    case = Case.objects.select_related("agency").get(pk=entry.subject_id)
    needed = entry.data["left"] or not free_heads(case, entry.at).exists()
    return heads_of_case(entry) if needed else []


def heads_of_case(entry: Entry) -> Iterable[str]:
    """The heads who may act in the case; without one, whoever appoints heads."""
    case = Case.objects.select_related("agency").get(pk=entry.subject_id)
    free = free_heads(case, entry.at)
    members = free if free.exists() else _who_appoints(case, entry.at)
    users = members.order_by("user_id").values_list("user_id", flat=True)
    return [f"user:{pk}" for pk in users.distinct()]


def _who_holds(entry: Entry) -> list[str]:
    """Who monitors the case, else who examined it; without either, its heads."""
    case = Case.objects.get(pk=entry.subject_id)
    holder = case.resmon_id or case.examiner_id or 0
    return list(still_here([f"user:{holder}"], entry) or heads_of_case(entry))


def holder_if_unseen(entry: Entry) -> Iterable[str]:
    """Whoever holds the case, where its reporter does not see what we verified."""
    return _who_holds(entry) if is_flagged(entry.data["seen"]) else []


def monitors(entry: Entry) -> Iterable[str]:
    """Who monitors or examined the case, else its heads; nobody kept out of the report."""
    told = _who_holds(entry)
    kept_out = Recusal.objects.filter(
        case__recalls__ref=str(entry.data["recurrence"])
    ).values_list("user_id", flat=True)
    return [one for one in told if one not in {f"user:{pk}" for pk in kept_out}]


def heads_if_same(entry: Entry) -> Iterable[str]:
    """The heads, who alone may reopen, once somebody said that it has come back."""
    return heads_of_case(entry) if entry.data["same"] else []


def _who_appoints(case: Case, at: datetime) -> QuerySet[OfficeMembership]:
    centre = _staff(Role.HEAD, at).filter(office__central=True)
    centre = centre.exclude(user__in=case.recusals.values("user_id"))
    return centre | _staff(Role.SYSTEM_ADMIN, at)


def heads_of_centre(entry: Entry) -> Iterable[str]:
    """The heads of the centre who may act in the case; else whoever appoints them."""
    case = Case.objects.select_related("agency").get(pk=entry.subject_id)
    users = _who_appoints(case, entry.at).values_list("user_id", flat=True)
    return [f"user:{pk}" for pk in users.order_by("user_id").distinct()]


def heads_asked(entry: Entry) -> Iterable[str]:
    """The heads of the office that is asked to take a case over, but who are kept out."""
    case = Case.objects.select_related("agency").get(pk=entry.subject_id)
    members = free_heads(case, entry.at, office_id=entry.data["office"])
    users = members.order_by("user_id").values_list("user_id", flat=True)
    return [f"user:{pk}" for pk in users.distinct()]


def both_holders(entry: Entry) -> Iterable[str]:
    """Who held the case until now, and who holds it from now on."""
    told = (entry.data["holder_before"], entry.data["user"])
    return [f"user:{pk}" for pk in told if pk is not None]


def mentioned(entry: Entry) -> Iterable[str]:
    """Whom an internal note asks to look."""
    return [f"user:{pk}" for pk in entry.data.get("mentioned", [])]


def auditors(entry: Entry) -> Iterable[str]:
    """Whoever watches what is read."""
    members = _staff(Role.AUDITOR, entry.at)
    return [f"user:{pk}" for pk in members.values_list("user_id", flat=True)]


def _who_goes_on(entry: Entry) -> Iterable[str]:
    """Who examined the case and who monitors it; its heads, to whom it goes on."""
    yield from dict.fromkeys([*holders(entry), *heads_of_case(entry)])


def _acting(
    recipients: Callable[[Entry], Iterable[str]],
) -> Callable[[Entry], Iterable[str]]:
    """The same, each who is away today replaced by whoever acts for him."""

    def told(entry: Entry) -> Iterable[str]:
        asked = entry.data["office"] if entry.kind == events.TRANSFER_ASKED else None
        here = still_here(recipients(entry), entry)
        return acting(entry, here, office_id=asked)

    return told


def _here(
    recipients: Callable[[Entry], Iterable[str]],
) -> Callable[[Entry], Iterable[str]]:
    """The same without whoever was suspended, left or is kept out of the report."""

    def told(entry: Entry) -> Iterable[str]:
        return still_here(recipients(entry), entry)

    return told


_COLLEAGUES: dict[str, Callable[[Entry], Iterable[str]]] = {
    events.IDENTITY_ASKED: custodians,
    events.IDENTITY_GRANTED: who_asked,
    events.IDENTITY_DENIED: who_asked,
    events.IDENTITY_REVOKED: who_asked,
    events.RECUSED: _acting(heads),
    events.HOLDER_CHANGED: _acting(both_holders),
    events.REOPENING_ASKED: _acting(heads_of_case),
    events.OBJECTION_FILED: _acting(heads_of_case),
    events.OBJECTION_DECIDED: _acting(_who_goes_on),
    events.MERGE_PROPOSED: _acting(heads_of_case),
    **dict.fromkeys(events.PROPOSALS_DECIDED, proposer_told),
    events.OWN_SUGGESTED: heads_told,
    events.FAST_PROPOSED: _acting(heads_of_case),
    events.EXTENSION_ASKED: _acting(heads_of_case),
    events.TRANSFER_ASKED: _acting(heads_asked),
    events.TRANSFER_REFUSED: _acting(heads_of_case),
    events.NOTE_WRITTEN: mentioned,
    events.RECURRENCE_FOUND: _acting(monitors),
    events.RECURRENCE_JUDGED: _acting(heads_if_same),
    events.REPORTER_SAW: _acting(holder_if_unseen),
    events.READ_IN_BULK: auditors,
    **MEMBERS_NEWS,
}
#: What colleagues are told of, and who of them.
COLLEAGUE_NEWS = {kind: _here(told) for kind, told in _COLLEAGUES.items()}


def tell_colleague(delivery: Delivery, entry: Entry) -> None:
    """Send a colleague the news that something waits in the office's rooms.

    Nothing to who was suspended, left or was kept out of the report meanwhile.
    """
    if not still_here([delivery.recipient], entry, _sending(entry)):
        return
    user = account(delivery.recipient)
    send_news(delivery=delivery, to=user.email, path="/kerja/", news=News.WORK)


def _sending(entry: Entry) -> datetime:
    """When it is sent: now, or in a demonstration the day that it has come to."""
    return max(entry.at, wall_now())


def every_contact(entry: Entry) -> Iterable[str]:
    """Every kind of contact on record, as "kind:email"."""
    case = Case.objects.only("contact_marks").get(pk=entry.subject_id)
    known = case.contact_marks or {}
    return [f"kind:{kind}" for kind in ContactKind if kind in known]


def kept_by_somebody(entry: Entry) -> Iterable[str]:
    """The same, told that an account keeps the report; who holds the code floods nobody."""
    before = Entry.objects.filter(
        kind=events.FOLLOWED,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        at__gt=entry.at - timedelta(days=1),
        pk__lt=entry.pk,
    )
    return every_contact(entry) if before.count() < KEPT_NEWS else []


def kind_told(delivery: Delivery, channel: str) -> str:
    """Which kind of contact this delivery goes to, by itself or by the way chosen."""
    named = delivery.recipient.removeprefix("kind:")
    if named or channel == NewsChannel.NONE:
        return named
    mail = channel in {"", NewsChannel.EMAIL}
    return ContactKind.EMAIL if mail else ContactKind.PHONE


def tell_reporter(delivery: Delivery, entry: Entry) -> None:
    """Send the reporter's news to the sealed contact, opened for this delivery alone.

    The opening is written down and committed before the contact is read. Where there
    is no contact (erased since, or imported) there is nobody to tell, nor is there where
    the reporter wants no news.
    """
    with transaction.atomic():
        case = Case.objects.locked_by_id(entry.subject_id)
        if not case.vault.filter(kind=VaultKind.CONTACT, erased_at=None).exists():
            return
        if not kind_told(delivery, (case.contact_marks or {}).get("news", "")):
            return  # known beside the vault: nothing is opened for it
        opening = record(
            events.CONTACT_OPENED,
            actor=SYSTEM,
            subject=case,
            data={"purpose": "notify", "entry": entry.pk},
            now=entry.at,
        )
    contact = vault.open_contact(case.pk, opening.pk)
    _send(delivery, contact, f"/lacak/{case.locator}/")


def _send(delivery: Delivery, contact: Contact, path: str) -> None:
    kind, language = kind_told(delivery, contact.channel), contact.language
    if kind == ContactKind.EMAIL and contact.email:
        send_news(delivery=delivery, to=contact.email, path=path, language=language)
    elif kind == ContactKind.PHONE and _takes_messages(contact):
        whatsapp = contact.channel == NewsChannel.WHATSAPP
        line = messages.Line.WHATSAPP if whatsapp else messages.Line.SMS
        messages.send_news(
            delivery,
            line=line,
            to=phone.normalise(contact.phone) or "",  # as it was typed in old rows
            path=path,
            language=language,
        )


def _takes_messages(contact: Contact) -> bool:
    return phone.is_mobile(phone.normalise(contact.phone) or "")


def tell_liaison(delivery: Delivery, entry: Entry) -> None:
    """Send a liaison the news that something waits in the agency's inbox.

    Nothing to who was suspended, left or was kept out of the report meanwhile.
    """
    case = Case.objects.get(pk=entry.subject_id)
    user = account(delivery.recipient)
    if user.pk not in liaison_ids(case, _sending(entry)):
        return
    send_news(
        delivery=delivery,
        to=user.email,
        path="/instansi/",
        news=News.WORK,
    )

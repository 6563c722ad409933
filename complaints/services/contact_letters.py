"""What is written to a contact about itself: a link, six digits, that it was replaced.

None of it names a report: neither its number nor what it is about (R74).
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from accounts.actor import SYSTEM
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.models import Case, ContactChange, ContactCheck, Draft, Recovery
from complaints.models.choices import ContactKind, VaultKind
from complaints.services import (
    contact_change,
    contact_check,
    drafting,
    leaving,
    recovering,
    sealed_change,
)
from complaints.services.gate import tell
from complaints.vault import Contact
from journal import messages
from journal.mail import send_letter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.models import Delivery, Entry


def write(
    delivery: Delivery, to: Contact, kind: ContactKind, subject: str, words: str
) -> None:
    """Write to one of the contacts: by mail, or the way a telephone hears of news."""
    value = contact_check.value_of(to, kind)
    if kind is ContactKind.EMAIL:
        send_letter(delivery, to=value, subject=subject, body=f"{words}\n")
        return
    whatsapp = to.channel == messages.Line.WHATSAPP
    line = messages.Line.WHATSAPP if whatsapp else messages.Line.SMS
    messages.send(delivery, line=line, to=value, text=words)


def write_digits(
    delivery: Delivery, to: Contact, kind: ContactKind, digits: str
) -> None:
    """Write six digits to the contact that they are to prove."""
    with translation.override(to.language):
        subject = gettext("Kode Anda dari Ombudsman RI")
        said = gettext(
            "Kode Anda dari Ombudsman RI: %(code)s. Berlaku 10 menit. Bukan Anda "
            "yang meminta? Abaikan."
        ) % {"code": digits}
        write(delivery, to, kind, subject, said)


def heard(entry: Entry) -> bool:
    """Whether what was asked for may be sent: not too often to one contact."""
    return bool(entry.data["heard"])


def send_code(delivery: Delivery, entry: Entry) -> None:
    """Send six digits to the contact that they are to check, if it still is the draft's."""
    rows = ContactCheck.objects.filter(expires_at__gt=wall_now())
    check = rows.filter(pk=entry.data["check"]).first() if heard(entry) else None
    person = drafting.person_of(check.draft) if check else None
    if check is None or person is None:
        return
    if contact_check.is_of(check, person.contact):
        code = contact_check.code_of(check)
        write_digits(delivery, person.contact, ContactKind(check.kind), code)


def send_link(delivery: Delivery, entry: Entry) -> None:
    """Send the link of a draft to its writer; nothing when a newer one was made."""
    draft = Draft.objects.filter(pk=entry.subject_id, left=entry.data["n"]).first()
    person = drafting.person_of(draft) if draft else None
    if draft is None or person is None:
        return
    kind, code = ContactKind(entry.data["kind"]), leaving.code_of(draft)
    checked = person.contact.marks().get(kind) == "verified"
    if checked and leaving.is_latest(draft, code):
        with translation.override(person.contact.language):
            subject = gettext("Tautan Anda dari Ombudsman RI")
            said = gettext(
                "Lanjutkan di sini, sampai 30 hari sejak Anda mulai: %(link)s"
            ) % {"link": leaving.link_of(code)}
            write(delivery, person.contact, kind, subject, said)


def send_recovery(delivery: Delivery, entry: Entry) -> None:
    """Send the link to the sealed contact of a report; nothing where there is none.

    To what stands in the vault, never to what was typed: an address that only looks
    the same gets nothing.
    """
    rows = Recovery.objects.filter(used_at=None, expires_at__gt=wall_now())
    asked = rows.filter(pk=entry.data["recovery"]).first() if heard(entry) else None
    case = recovering.cases_of(asked).first() if asked else None
    if asked is None or case is None:
        return
    contact, kind = _opened(case, entry, "recover"), ContactKind(asked.kind)
    value = contact_check.value_of(contact, kind)
    found = vault.blind_index(kind, value)
    if not hmac.compare_digest(found, bytes(asked.digest)):
        return
    link = recovering.link_of(recovering.code_of(asked))
    with translation.override(contact.language):
        subject = gettext("Tautan Anda dari Ombudsman RI")
        said = gettext(
            "Untuk kode baru, buka dalam 30 menit: %(link)s Bukan Anda yang meminta? "
            "Abaikan."
        ) % {"link": link}
        write(delivery, contact, kind, subject, said)


def _opened(case: Case, entry: Entry, purpose: str) -> Contact:
    with transaction.atomic():
        locked = Case.objects.locked_by_id(case.pk)
        opening = tell(
            locked,
            events.CONTACT_OPENED,
            actor=SYSTEM,
            now=entry.at,
            purpose=purpose,
            entry=entry.pk,
        )
    return vault.open_contact(case.pk, opening.pk)


def send_change_digits(delivery: Delivery, entry: Entry) -> None:
    """Send six digits to the new contact of a report, if it is still wanted."""
    rows = ContactChange.objects.filter(done_at=None, expires_at__gt=wall_now())
    asked = rows.filter(pk=entry.data["change"]).first() if heard(entry) else None
    if asked is None:
        return
    wish = contact_change.wish_of(asked)
    to = Contact(
        **{wish.kind.value: wish.value},
        channel=wish.channel,
        language=sealed_change.opened(asked)["language"],
    )
    write_digits(delivery, to, wish.kind, contact_change.code_of(asked))


def formerly_known(entry: Entry) -> Iterable[str]:
    """The kinds of contact that there were before the change, as "kind:email"."""
    return [f"kind:{kind}" for kind in entry.data["told"]]


def tell_former(delivery: Delivery, entry: Entry) -> None:
    """Tell the contacts of before that they were replaced: who did it may be a thief.

    Where they stay and only hear of no news any more, the vault still holds them.
    """
    former = _former(entry)
    kind = ContactKind(delivery.recipient.removeprefix("kind:"))
    if former is None or not contact_check.value_of(former, kind):
        return  # erased meanwhile, or a line that takes no messages
    with translation.override(former.language):
        subject, said = _stopped() if entry.data["change"] is None else _replaced()
        write(delivery, former, kind, subject, said)


def _former(entry: Entry) -> Contact | None:
    if entry.data["change"] is None:
        case = Case.objects.get(pk=entry.subject_id)
        there = case.vault.filter(kind=VaultKind.CONTACT, erased_at=None).exists()
        return _opened(case, entry, "notify") if there else None
    change = ContactChange.objects.filter(pk=entry.data["change"]).first()
    return vault.contact_of(sealed_change.opened(change)) if change else None


def _replaced() -> tuple[str, str]:
    return gettext("Kontak Anda di Ombudsman RI diganti"), gettext(
        "Kontak Anda di Ombudsman RI sudah diganti. Bukan Anda yang menggantinya? "
        "Telepon 137."
    )


def _stopped() -> tuple[str, str]:
    return gettext("Kabar dari Ombudsman RI dihentikan"), gettext(
        "Kontak ini tidak lagi menerima kabar dari Ombudsman RI. Bukan Anda yang "
        "memintanya? Telepon 137."
    )

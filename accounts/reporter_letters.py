"""What is written to the contact of a reporter's account; never a word of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from accounts import events
from accounts.models import ContactProof
from accounts.pseudonym import Contact, opened
from accounts.reporters import write
from accounts.services.reporters import code_of, owner_of
from accounts.wall_clock import wall_now
from journal import registry

if TYPE_CHECKING:
    from journal.models import Delivery, Entry


def register() -> None:
    """Subscribe; called once when the application is ready. At once, never paced."""
    registry.subscribe(
        events.CONTACT_PROOF_ASKED, "accounts.digits", send_digits, outside=True
    )
    registry.subscribe(
        events.REPORTER_CONTACT_REPLACED,
        "accounts.former_contact",
        tell_former,
        outside=True,
    )


def send_digits(delivery: Delivery, entry: Entry) -> None:
    """Send six digits; to a contact that has an account, that it has one."""
    rows = ContactProof.objects.filter(proved_at=None, expires_at__gt=wall_now())
    proof = rows.filter(pk=entry.data["proof"]).first() if entry.data["heard"] else None
    if proof is None:
        return
    contact = opened(proof.sealed)
    with translation.override(proof.language):
        if owner_of(contact) is not None:
            _tell_of_account(delivery, contact)
            return
        said = gettext(
            "Kode Anda dari Ombudsman RI: %(code)s. Berlaku 10 menit. Bukan Anda "
            "yang meminta? Abaikan."
        ) % {"code": code_of(proof)}
        _write(delivery, contact, gettext("Kode Anda dari Ombudsman RI"), said)


def _tell_of_account(delivery: Delivery, contact: Contact) -> None:
    link = f"{settings.BASE_URL}{reverse('account_reset_password')}"
    said = gettext(
        "Kontak ini sudah punya akun di portal Ombudsman RI. Lupa kata sandi? %(link)s "
        "Bukan Anda yang meminta? Abaikan."
    ) % {"link": link}
    _write(delivery, contact, gettext("Akun Anda di Ombudsman RI"), said)


def tell_former(delivery: Delivery, entry: Entry) -> None:
    """Tell the contact of before that it was replaced; then nothing of it stays."""
    proof = ContactProof.objects.filter(pk=entry.data["proof"]).first()
    if proof is None:
        return  # it was told, or a day is over
    with translation.override(proof.language):
        said = gettext(
            "Kontak akun Anda di portal Ombudsman RI sudah diganti. Bukan Anda yang "
            "menggantinya? Telepon 137."
        )
        subject = gettext("Kontak akun Anda di Ombudsman RI diganti")
        _write(delivery, opened(proof.sealed), subject, said)
    proof.delete()


def send_link(delivery: Delivery, to: Contact, url: str) -> None:
    """Send the link to a new password of a reporter's account."""
    said = gettext(
        "Kata sandi baru untuk akun Anda di Ombudsman RI, dalam 30 menit: %(link)s Bukan "
        "Anda yang meminta? Abaikan."
    ) % {"link": url}
    _write(delivery, to, gettext("Tautan kata sandi baru"), said)


def _write(delivery: Delivery, to: Contact, subject: str, said: str) -> None:
    write(delivery, to, subject=subject, body=f"{said}\n", short=said)

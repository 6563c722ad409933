"""What is written to the address of a link to letters: the link, and six digits.

Neither names a case, an agency or what it is about (R74).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from accounts.wall_clock import wall_now
from complaints.models import LinkCheck
from complaints.selectors.letter_links import live_link
from complaints.services import letter_links
from journal.mail import send_letter

if TYPE_CHECKING:
    from journal.models import Delivery, Entry

#: The agencies of the country are written to in its language.
LANGUAGE = "id"


def send_link(delivery: Delivery, entry: Entry) -> None:
    """Send the link to the address that the officer named, while it is good."""
    link = live_link(entry.data["link"], wall_now())
    if link is None:
        return
    address = f"{settings.BASE_URL}/instansi/tautan/#{letter_links.code_of(link)}"
    with translation.override(LANGUAGE):
        subject = gettext("Ada surat Ombudsman RI untuk instansi Anda")
        body = gettext(
            "Ada surat Ombudsman RI untuk instansi Anda. Buka dalam 14 hari: %(link)s\n\n"
            "Halaman itu mengirim kode 6 angka ke alamat ini; tanpa kode itu tautan tidak "
            "membuka apa-apa. Bukan Anda yang mengurus surat instansi? Abaikan, atau "
            "telepon 137."
        ) % {"link": address}
    send_letter(delivery, to=link.email, subject=subject, body=f"{body}\n")


def send_digits(delivery: Delivery, entry: Entry) -> None:
    """Send six digits to the address of the link; nothing when newer ones went out."""
    rows = LinkCheck.objects.filter(pk=entry.data["check"], expires_at__gt=wall_now())
    check = rows.select_related("link").first() if entry.data["heard"] else None
    link = live_link(check.link_id, wall_now()) if check else None
    if check is None or link is None:
        return
    with translation.override(LANGUAGE):
        subject = gettext("Kode Anda dari Ombudsman RI")
        said = gettext(
            "Kode Anda dari Ombudsman RI: %(code)s. Berlaku 10 menit. Bukan Anda "
            "yang meminta? Abaikan."
        ) % {"code": letter_links.digits_for(check)}
    send_letter(delivery, to=link.email, subject=subject, body=f"{said}\n")

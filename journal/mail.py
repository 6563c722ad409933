"""The e-mail channel: there is news, and where to read it. Nothing else, ever.

Neither subject nor words tell agency, topic or code (R74): a mailbox is read by more
people than its owner. The link ends in the report's number, which opens nothing alone.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from journal import bounces, failpoints, leases
from journal.errors import NobodyThere, NotSent, Undeliverable

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from journal.models import Delivery

#: The code of this way in the ledger of deliveries.
LINE = "email"
_PATH = re.compile(r"/[A-Za-z0-9/_.-]*")


class News(StrEnum):
    """Whom the news is for; decides the words and nothing else."""

    REPORT = "report"  # the reporter
    WORK = "work"  # an officer, a liaison


def send_news(
    *,
    delivery: Delivery,
    to: str,
    language: str = "id",
    path: str = "/lacak/",
    news: News = News.REPORT,
) -> None:
    """Send "there is news" to one address; to be called by a handler ``outside``.

    ``path`` is the door on our site, without a number or code. The Message-ID is
    the same for every attempt at one delivery, so that a mail server or a person
    can tell a repetition. Raises Undeliverable, NotSent, LeaseLost; any other
    error means that nobody knows whether it went out.
    """
    send(delivery, _compose(delivery, to, language, path, news))


def send_letter(delivery: Delivery, *, to: str, subject: str, body: str) -> None:
    """Send a short letter that its reader asked for himself, a code or a link.

    The words are the caller's, in the reader's language. Raises what ``send_news``
    raises.
    """
    try:
        validate_email(to)
    except ValidationError as error:
        raise NobodyThere("no address") from error
    headers = {"Auto-Submitted": "auto-generated"}
    send(delivery, EmailMessage(subject=subject, body=body, to=[to], headers=headers))


def send(delivery: Delivery, message: EmailMessage) -> None:
    """Send a letter of the portal's own doors; to be called by a handler ``outside``.

    Whatever concerns a report goes through ``send_news`` instead. The message gets
    the delivery's Message-ID. Raises what ``send_news`` raises.
    """
    message.extra_headers.setdefault("Message-ID", message_id(delivery))
    message.extra_headers.setdefault("From", message.from_email)
    message.from_email = bounces.envelope_sender(delivery.pk)
    try:
        message.message()
    except BadHeaderError as error:
        raise Undeliverable("a header is one line") from error
    connection = get_connection()
    try:
        _open(connection)
        leases.begin_sending(delivery, LINE)
        message.connection = connection
        message.send()
        failpoints.reach(failpoints.SMTP_250, delivery.pk)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise _refusal(error) from error
    finally:
        with suppress(OSError):
            connection.close()


def _open(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except OSError as error:
        raise NotSent from error


def message_id(delivery: Delivery) -> str:
    """The Message-ID of a delivery: stable, and telling nothing to who reads it."""
    parts = f"{delivery.entry_id}/{delivery.subscriber}/{delivery.recipient}"
    digest = hashlib.sha256(bytes(delivery.entry.hash) + parts.encode()).hexdigest()
    return f"<{digest[:32]}@{urlsplit(settings.BASE_URL).hostname}>"


def _compose(
    delivery: Delivery, to: str, language: str, path: str, news: News
) -> EmailMessage:
    if not _PATH.fullmatch(path):
        raise Undeliverable("a door of ours is a plain path")
    try:
        validate_email(to)
    except ValidationError as error:
        raise NobodyThere("no address") from error
    languages = ["id"] if language == "id" else ["id", language]
    bodies = []
    for spoken in languages:
        subject, body = news_words(path=path, news=news, language=spoken)
        bodies.append(body)
    return EmailMessage(
        subject=subject,
        body="\n\n---\n\n".join(bodies) + "\n",
        to=[to],
        headers={
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def news_words(*, path: str, news: News, language: str) -> tuple[str, str]:
    """Subject and words of such a letter, as it is sent and as a page shows it before."""
    with translation.override(language):
        context = {"news": news.value, "link": settings.BASE_URL + path}
        return _subject(news), render_to_string("mail/news.txt", context).strip()


def _subject(news: News) -> str:
    if news is News.REPORT:
        return _("Ada kabar tentang laporan Anda")
    return _("Ada kabar untuk Anda")


def _refusal(
    error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused,
) -> NotSent | Undeliverable:
    """The server said no: for good (5xx) or for now.

    Only what it says of the recipient is about him; a refusal of the sender or of the
    letter is about us, unless the server names policy (5.7) for the recipient too.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = list(error.recipients.values())
        if not said or min(code for code, _text in said) < 500:
            return NotSent()
        ours = any(bytes(text).startswith(b"5.7.") for _code, text in said)
        return Undeliverable() if ours else NobodyThere()
    return Undeliverable() if error.smtp_code >= 500 else NotSent()

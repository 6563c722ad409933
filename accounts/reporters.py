"""Which account is a reporter's, by which name it is found, and where its news goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import ReporterAccount, User
from accounts.pseudonym import Contact, Kind, contact_of, is_one, opened
from journal import mail, messages

if TYPE_CHECKING:
    from journal.models import Delivery

NAME = _("Akun pelapor")


def account_of(user: Any) -> ReporterAccount | None:
    """The account of a reporter who is signed in; None for everybody else."""
    return ReporterAccount.objects.filter(user_id=user.pk, closed_at=None).first()


def opened_by_passkey() -> Q:
    """Whose passkey opens alone: reporters only, none who ever had a role."""
    return Q(
        user__is_active=True,
        user__reporter__isnull=False,
        user__reporter__closed_at=None,
        user__office_memberships=None,
        user__agency_memberships=None,
    )


def address_of(typed: str) -> str:
    """The name under which whoever typed this has an account, if he has any.

    An address at work is tried first; everything else is the pseudonym of a reporter.
    The same is done for what nobody has.
    """
    contact = contact_of(typed)
    at_work = User.objects.filter(email=contact.value).exists()
    if at_work and not is_one(contact.value):
        return contact.value
    return contact.pseudonym


def people_called(typed: str) -> list[User]:
    """Whoever has an account under what was typed, and may come in."""
    return list(User.objects.filter(email=address_of(typed), is_active=True))


def contact_for(user: User) -> Contact | None:
    """Where news of this account goes; None when nothing may go there (any more).

    What lies sealed must be what the pseudonym was made of: a row that was moved here
    from another account reaches nobody.
    """
    if not is_one(user.email):
        return Contact(Kind.EMAIL, user.email)
    account = account_of(user)
    if account is None:
        return None
    contact = opened(account.sealed)
    return contact if contact.pseudonym == user.email else None


def language_of(user: User) -> str:
    """In which language a reporter's account was opened; staff have both."""
    account = account_of(user)
    return account.language if account else "id"


def write(
    delivery: Delivery, to: Contact, *, subject: str, body: str, short: str
) -> None:
    """Write to somebody about his account: a letter, or ``short`` as a text message."""
    if to.kind is Kind.EMAIL:
        mail.send(delivery, EmailMessage(subject=subject, body=body, to=[to.value]))
    else:
        messages.send(delivery, line=messages.Line.SMS, to=to.value, text=short)


def name_for(user: User) -> str:
    """How a reporter's device calls the account: the contact, masked; "" at work."""
    if account_of(user) is None:
        return ""
    contact = contact_for(user)
    return contact.shown if contact else str(NAME)

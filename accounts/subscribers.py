"""What follows from events of accounts, after their transaction has committed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import (
    events,
    limits,
    lockout,
    notices,
    reporter_letters,
    reporters,
    single_use,
)
from accounts.models import Invitation, User
from accounts.pseudonym import is_one
from accounts.services.invitations import account_of, forget_ended, token_of
from accounts.services.reporters import forget_over
from accounts.session_store import SessionStore
from accounts.wall_clock import wall_now
from journal import mail, registry

if TYPE_CHECKING:
    from datetime import datetime

    from journal.models import Delivery, Entry


def register() -> None:
    """Subscribe; called once when the application is ready."""
    registry.subscribe(
        events.PASSWORD_RESET_ASKED, "accounts.reset_link", send_link, outside=True
    )
    registry.subscribe(
        events.INVITED, "accounts.invitation_link", send_invitation, outside=True
    )
    notices.register()
    reporter_letters.register()
    registry.sweep("accounts.forget_expired", forget_expired, every=timedelta(hours=1))


def forget_expired(now: datetime) -> None:
    """Delete sessions and counters whose time is over, by the real clock.

    ``now`` may be a demonstration clock's and is not looked at: it must neither
    sign anybody out nor give anybody fresh tries.
    """
    del now
    moment = wall_now()
    limits.sweep(moment)
    single_use.sweep(moment)
    lockout.sweep(moment)
    SessionStore.clear_expired()
    forget_ended(moment)
    forget_over(moment)


def send_link(delivery: Delivery, entry: Entry) -> None:
    """Mail the link to a new password. It is made here, so none is ever stored."""
    user = User.objects.filter(pk=entry.subject_id, is_active=True).first()
    to = reporters.contact_for(user) if user is not None else None
    if user is None or to is None:
        return
    if is_one(user.email):
        with translation.override(reporters.language_of(user)):
            reporter_letters.send_link(delivery, to, link(user))
        return
    body = render_to_string("account/email/new_password.txt", {"url": link(user)})
    mail.send(
        delivery,
        EmailMessage(subject=_("Tautan kata sandi baru"), body=body, to=[user.email]),
    )


def link(user: User) -> str:
    """The address of the page that sets a new password: 30 minutes, once.

    It is built from the configured address of the portal, never from what a
    request claimed to be its host.
    """
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse(
        "account_reset_password_from_key",
        kwargs=dict(zip(("uidb36", "key"), key.split("-", 1), strict=True)),
    )
    return f"{settings.BASE_URL}{path}"


def send_invitation(delivery: Delivery, entry: Entry) -> None:
    """Mail the link of an invitation, unless it was revoked or sent anew meanwhile.

    Whether the address has an account is told to its owner here, and to nobody else.
    """
    invitation = (
        Invitation.objects.good_at(wall_now())
        .filter(pk=entry.data["invitation"], sent=entry.data["n"])
        .first()
    )
    if invitation is None:
        return
    path = reverse("join", kwargs={"token": token_of(invitation)})
    known = account_of(invitation) is not None
    body = render_to_string(
        "account/email/invitation.txt",
        {"url": f"{settings.BASE_URL}{path}", "known": known},
    )
    mail.send(
        delivery,
        EmailMessage(
            subject=_("Undangan ke portal Ombudsman RI"),
            body=body,
            to=[invitation.email],
        ),
    )

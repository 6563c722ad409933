"""Letters to the owner of an account about what changed in it, in both languages.

They say what happened and when, and nothing that helps whoever reads the mailbox: no
role, no name, no link that opens anything. What nobody did may so be noticed (R27-R32).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import events, reporters
from accounts.models import RoleChange, User
from accounts.pseudonym import is_one
from accounts.roles import Act, Decision
from journal import registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from journal.models import Delivery, Entry

LANGUAGES = ("id", "en")
SUBJECT = _("Perubahan pada akun Anda")
#: To a telephone: what happened, and what to do if it was somebody else.
WAS_IT_YOU = _("Bukan Anda? Telepon 137.")
DEPUTISES = _("Anda ditunjuk sebagai wakil rekan yang tidak masuk.")
ROLE_CHANGED = _("Peran Anda di portal Ombudsman RI diubah.")
REOPENED = _("Akun Anda di portal Ombudsman RI diaktifkan lagi.")
DECIDED = _("Usulan Anda tentang peran seseorang sudah diputus.")
#: What one's own act, or somebody else's with one's password, looks like.
HAPPENED: dict[str, str | _StrPromise] = {
    events.PASSWORD_CHANGED: _("Kata sandi akun Anda diganti."),
    events.SECOND_FACTOR_ADDED: _("Faktor kedua dipasang di akun Anda."),
    events.RECOVERY_CODES_RENEWED: _("Kode cadangan akun Anda dibuat ulang."),
    events.PASSKEY_ADDED: _("Kunci sandi ditambahkan ke akun Anda."),
    events.PASSKEY_REMOVED: _("Kunci sandi dihapus dari akun Anda."),
    events.TOKEN_MADE: _("Token API dibuat di akun Anda."),
    events.TOKEN_REVOKED: _("Sebuah token API akun Anda dicabut."),
    events.SUSPENDED: _("Akun Anda di portal Ombudsman RI ditangguhkan."),
}


def register() -> None:
    """Subscribe; called once when the application is ready. At once, never paced."""
    for kind in HAPPENED:
        registry.subscribe(kind, "accounts.notice", tell_owner, owner, outside=True)
    registry.subscribe(
        events.CHANGE_DECIDED, "accounts.notice", tell_owner, owner, outside=True
    )
    registry.subscribe(
        events.CHANGE_DECIDED,
        "accounts.notice_proposer",
        tell_proposer,
        proposer,
        outside=True,
    )
    registry.subscribe(
        events.ABSENCE_ENTERED,
        "accounts.notice_deputy",
        tell_deputy,
        deputy,
        outside=True,
    )


def owner(entry: Entry) -> Iterable[str]:
    """Whose account it is; of a proposal only when it took effect."""
    refused = entry.data.get("decision", Decision.APPROVED) != Decision.APPROVED
    return [] if refused else [f"user:{entry.subject_id}"]


def proposer(entry: Entry) -> Iterable[str]:
    """Who asked for it, unless he took it back himself."""
    if entry.data["decision"] == Decision.WITHDRAWN:
        return []
    change = RoleChange.objects.get(pk=entry.data["change"])
    return [f"user:{change.proposed_by_id}"]


def deputy(entry: Entry) -> Iterable[str]:
    """Who acts for somebody who will be away."""
    return [f"user:{entry.data['deputy']}"]


def tell_owner(delivery: Delivery, entry: Entry) -> None:
    """What happened to his account, and what to do if it was not him."""
    what = HAPPENED.get(entry.kind, ROLE_CHANGED)
    if entry.data.get("act") == Act.RESTORE:
        what = REOPENED
    _send(delivery, entry, what, mine=True)


def tell_proposer(delivery: Delivery, entry: Entry) -> None:
    """That the second person has decided."""
    _send(delivery, entry, DECIDED, mine=False)


def tell_deputy(delivery: Delivery, entry: Entry) -> None:
    """That he will act for a colleague; for whom and when, the page says."""
    _send(delivery, entry, DEPUTISES, mine=False)


def _send(
    delivery: Delivery, entry: Entry, what: str | _StrPromise, *, mine: bool
) -> None:
    user = User.objects.get(pk=int(delivery.recipient.removeprefix("user:")))
    to = reporters.contact_for(user)
    if to is None:
        return  # the account was closed meanwhile
    bodies, subjects = [], []
    for spoken in LANGUAGES:
        with translation.override(spoken):
            told = {
                "what": str(what),
                "at": entry.at,
                "mine": mine,
                "reporter": is_one(user.email),
            }
            bodies.append(render_to_string("account/email/notice.txt", told).strip())
            subjects.append(str(SUBJECT))
    with translation.override(reporters.language_of(user)):
        short = f"{what} {WAS_IT_YOU}"
    reporters.write(
        delivery,
        to,
        subject=" / ".join(subjects),
        body="\n\n---\n\n".join(bodies) + "\n",
        short=short,
    )

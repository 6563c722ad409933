"""The acts of an officer about links to an agency's letters, and how one is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.wall_clock import wall_now
from complaints.forms.letter_links import RevokeLinkForm, SendLinkForm
from complaints.selectors.letter_links import links_of, live_links
from complaints.services.letter_links import revoke_link, send_link
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, LetterLink

SEND, REVOKE = "kirim-tautan", "cabut-tautan"


def _send(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return send_link(
        ref=case.ref,
        version=told["version"],
        email=told["email"],
        actor=actor,
        now=now,
    )


def _revoke(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return revoke_link(
        ref=case.ref,
        version=told["version"],
        link=UUID(told["link"]),
        actor=actor,
        now=now,
    )


def choices(case: Case, link: str) -> dict[str, Any]:
    """The links that live, and the one whose button was pressed."""
    rows = live_links(case, wall_now()).order_by("-id")
    return {"links": [(str(row.ref), row.email) for row in rows], "link": link}


def lines(case: Case) -> list[dict[str, Any]]:
    """Every link of a case as the page of its letters shows it."""
    moment = wall_now()
    live = moment if case.erased_at is None else None
    return [
        {"row": row, "live": lives, "word": _word(row, lives=lives)}
        for row in links_of(case)
        for lives in [live is not None and _lives(row, moment)]
    ]


def _lives(row: LetterLink, moment: datetime) -> bool:
    return row.revoked_at is None and row.expires_at > moment


def _word(row: LetterLink, *, lives: bool) -> str:
    if row.revoked_at is not None:
        return gettext("dicabut")
    if not lives:
        return gettext("sudah lewat")
    return gettext("berlaku")


LINKING = (
    Act(
        SEND,
        _("Kirim tautan ke surat instansi"),
        SendLinkForm,
        _send,
        _(
            "Untuk instansi yang belum punya akun. Tautan membuka surat kepada instansi "
            "dalam perkara ini saja, sesudah kode yang kami kirim ke alamat itu. Berlaku "
            "14 hari dan dapat dicabut. Menjawab tetap perlu akun narahubung."
        ),
    ),
    Act(
        REVOKE,
        _("Cabut tautan ke surat instansi"),
        RevokeLinkForm,
        _revoke,
        _("Tautan itu tidak membuka apa-apa lagi, juga bagi yang sedang membacanya."),
    ),
)

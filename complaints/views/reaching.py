"""Contacts and the last news in words, for the office and for the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.models.choices import NEWS_CHANNELS, ContactKind, NewsChannel
from complaints.selectors.reaching import contacts_of, last_news
from journal.models import DeliveryState

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.selectors.reaching import LastNews

CONTACT_NAMES = {ContactKind.PHONE: _("Telepon"), ContactKind.EMAIL: _("Email")}
NEWS_NAMES = {**dict(NEWS_CHANNELS), NewsChannel.NONE: _("Tidak dikabari")}
#: Tag and words. "Delivered" is what the server or the gateway of the other side says.
STATES = {
    DeliveryState.SENT: ("ok", _("diserahkan")),
    DeliveryState.UNKNOWN: ("warn", _("tidak pasti tiba")),
    DeliveryState.DEAD: ("bad", _("tidak terkirim")),
    DeliveryState.CANCELLED: ("", _("dibatalkan")),
}
WAITING = ("", _("menunggu dikirim"))
TRIED = ("warn", _("belum terkirim, dicoba lagi"))


def contacts(case: Case) -> list[dict[str, Any]]:
    """The kinds of contact with their marks, the telephone first."""
    found = {known.kind: known for known in contacts_of(case)}
    return [
        {"name": name, "known": found[kind]}
        for kind, name in CONTACT_NAMES.items()
        if kind in found
    ]


def way(case: Case) -> Any:
    """How the reporter hears of news; "" where nobody knows."""
    marked = (case.contact_marks or {}).get("news")
    return NEWS_NAMES[NewsChannel(marked)] if marked else ""


def news(case: Case) -> list[dict[str, Any]]:
    """What became of the last news, way by way."""
    return [_told(case, one) for one in last_news(case)]


def _told(case: Case, one: LastNews) -> dict[str, Any]:
    waiting = TRIED if one.tried else WAITING
    tag, words = STATES.get(one.state, waiting)
    name = NEWS_NAMES[NewsChannel(one.line)] if one.line else way(case)
    return {"name": name, "tag": tag, "words": words, "at": one.at}

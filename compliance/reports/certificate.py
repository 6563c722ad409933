"""A score as the words of a sheet to hang up: what was set, and where it is checked.

It bears neither seal nor signature, for nobody gave one: whoever doubts it opens the
address, or compares the hash. A score that others published gets an excerpt with its
source instead of a certificate, for nothing of it was set here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compliance.reports.paper import about, badges, method, place_among, seal
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from compliance.selectors.card import Card
    from compliance.selectors.results import Result


def certificate(card: Card, address: str) -> dict[str, Any] | None:
    """What the template ``piagam`` is told; None without a result.

    Whatever the class of the score: a paper for the best alone would be a prize, and
    the year's results are none. The same card in the same language gives the same words.
    """
    result = card.result
    if result is None:
        return None
    heading = _heading(result)
    return {
        "language": get_language() or "id",
        "title": f"{heading} {card.year}: {card.name}",
        "heading": heading,
        "name": card.name,
        "about": about(card),
        "badges": badges(result, example=card.example),
        "seal": seal(result),
        "score": figure(result.score),
        "lines": _lines(card),
        "method": [*method(card, result), *_published(result)],
        "sha256": result.snapshot.sha256 if result.snapshot else "",
        "address": address,
        "words": {
            "of": _("dari 100."),
            "hash": _("Sidik SHA-256:"),
            "address": _("Periksa keasliannya di halaman rapor ini:"),
            "foot": _(
                "Lembar ini tidak bertanda tangan dan tidak berstempel. Yang berlaku"
                " adalah halaman rapornya; nilai yang dikoreksi terbit di sana."
            ),
        },
    }


def _heading(result: Result) -> str:
    if result.published:
        return _("Kutipan nilai kepatuhan")
    return _("Piagam nilai kepatuhan")


def _lines(card: Card) -> list[str]:
    return [card.kind, *([place_among(card.rank)] if card.rank else [])]


def _published(result: Result) -> list[str]:
    """The day on which this version was published; of what others printed none."""
    if result.snapshot is None:
        return []
    at = date_format(result.snapshot.published_at, "j F Y")
    return [_("Versi ini terbit %(at)s.") % {"at": at}]

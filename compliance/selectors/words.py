"""Data that is kept in both languages, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from compliance.domain.scales import Zone, round_once
from compliance.domain.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django.utils.functional import _StrPromise

    from agencies.models import Agency

ZONES: Mapping[Zone, _StrPromise] = {
    Zone.GREEN: _("Zona hijau"),
    Zone.YELLOW: _("Zona kuning"),
    Zone.RED: _("Zona merah"),
}
ZONE_NAMES: Mapping[Zone, _StrPromise] = {
    Zone.GREEN: _("Hijau"),
    Zone.YELLOW: _("Kuning"),
    Zone.RED: _("Merah"),
}

#: Why there is no score to show.
STANDINGS: Mapping[Standing, _StrPromise] = {
    Standing.UNPUBLISHED: _("belum dipublikasikan"),
    Standing.NOT_ASSESSED: _("tidak dinilai"),
}


def chosen(indonesian: str, english: str) -> str:
    """One of two texts, by the language in force; Indonesian unless English."""
    return english if get_language() == "en" else indonesian


def said(data: Mapping[str, str], stem: str) -> str:
    """The text ``stem`` of a mapping that holds ``stem_id`` and ``stem_en``."""
    return chosen(data[f"{stem}_id"], data[f"{stem}_en"])


def figure(number: Decimal) -> str:
    """A score or a weight with two decimals and the language's sign: 95,57."""
    text = f"{round_once(number)}"
    return text if get_language() == "en" else text.replace(".", ",")


def in_both(stem: str, text: object) -> dict[str, str]:
    """A text that gettext knows, as ``stem_id`` and ``stem_en``."""
    found = {}
    for language in ("id", "en"):
        with override(language):
            found[f"{stem}_{language}"] = str(text)
    return found


def place_of(agency: Agency) -> str:
    """The province of an agency; nothing for the centre. Wants region__parent."""
    region = agency.region
    if region is None:
        return ""
    return region.parent.name if region.parent else region.name

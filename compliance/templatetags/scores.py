"""What pages of other apps show of the scores."""

from __future__ import annotations

from typing import TypedDict

from django.template import Library

from compliance.reports.zones import Stack, stack
from compliance.selectors.board import Teaser, teaser

register = Library()


class TeaserContext(TypedDict):
    """Variables of ``rapor/teaser.html``."""

    teaser: Teaser
    zones: Stack


@register.inclusion_tag("rapor/teaser.html")
def scores_teaser() -> TeaserContext:
    """The home page's view of the scoreboard; empty while nothing is published."""
    found = teaser()
    return {"teaser": found, "zones": stack(found.zones)}

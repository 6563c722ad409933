"""A calendar that a calendar program fetches: how many days it tells, and how often."""

from __future__ import annotations

from datetime import timedelta

#: No more entries than this, the nearest days first.
MOST = 1000
#: How often one address may be read, and how often one network may name a wrong one.
READS, WRONG, WINDOW = 60, 30, timedelta(hours=1)
#: How often a calendar program is asked to come again.
EVERY = timedelta(hours=6)

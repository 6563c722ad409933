"""Cases without a reporter: which those are, and what such a case keeps nothing of."""

from __future__ import annotations

from django.db.models import Q

from complaints.models.choices import Channel, Secrecy

#: What the office began itself, and what came from the register before this one.
WITHOUT_REPORTER = frozenset({Channel.OWN, Channel.FORMER})
#: A case that keeps nothing of a reporter.
NOBODY_REPORTED = Q(
    filed_by__isnull=True,
    identity_filled__isnull=True,
    contact_marks__isnull=True,
    on_behalf=False,
    identity_paper="",
    secrecy=Secrecy.OPEN,
    urgency="",
    urgent=False,
    code_since__isnull=True,
)

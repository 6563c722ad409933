"""Links to an agency's letters of one case: which there are, and which still open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from complaints.domain.correspondence import Addressee
from complaints.models import LetterLink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from complaints.models import Case, CaseLetter


def _live_q(moment: datetime) -> Q:
    """Neither over nor revoked, and the case is still that agency's to read."""
    return Q(
        revoked_at=None,
        expires_at__gt=moment,
        case__agency_id=F("agency_id"),
        case__released_at__isnull=False,
        case__erased_at=None,
    )


def live_links(case: Case, moment: datetime) -> QuerySet[LetterLink]:
    """Those of a case that open something."""
    return LetterLink.objects.filter(_live_q(moment), case=case)


def live_link(pk: int, moment: datetime) -> LetterLink | None:
    """This link with its case, while it opens something; ``moment`` is the real time."""
    rows = LetterLink.objects.filter(_live_q(moment), pk=pk)
    return rows.select_related("case__office").first()


def links_of(case: Case) -> Sequence[LetterLink]:
    """Every link of a case, the newest first, with who sent it."""
    rows = LetterLink.objects.filter(case=case)
    return list(rows.select_related("sent_by").order_by("-id"))


def ended_before(moment: datetime) -> QuerySet[LetterLink]:
    """Links that were over, or were revoked, before this moment."""
    return LetterLink.objects.filter(
        Q(expires_at__lt=moment) | Q(revoked_at__lt=moment)
    )


def letters_to_agency(case: Case) -> Sequence[CaseLetter]:
    """What was posted to the agency, and to nobody else, in the order of sending."""
    rows = case.letters.filter(addressee=Addressee.AGENCY.value)
    return list(rows.select_related("letter").order_by("id"))

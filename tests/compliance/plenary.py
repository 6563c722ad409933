"""Results set by the plenary: minutes on file, and two members who agree to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from accounts.actor import STRANGER
from agencies.domain.calendar import legal_day
from compliance.models import Round
from compliance.services.jumps import explain_jump, jumps
from compliance.services.plenary import approve, file_minutes
from documents.services.uploads import accept_upload
from tests.documents import samples
from tests.people import actor

if TYPE_CHECKING:
    from datetime import datetime

    from compliance.models import Plenary
    from documents.models import StoredFile

NUMBER = "BA contoh 1/2026"
MEMBERS = ("commissioner", "chair")


def paper(now: datetime) -> StoredFile:
    """A page that somebody signed."""
    file = samples.upload("berita-acara.png", samples.OURS["png"])
    return accept_upload(file=file, actor=STRANGER, now=now)


def filed(round_: Round, now: datetime, version: int = 0) -> Plenary:
    """The minutes of a locked round, of the same day."""
    return file_minutes(
        round_ref=round_.ref,
        number=NUMBER,
        held_on=legal_day(now, settings.TIME_ZONE),
        minutes=paper(now),
        version=version,
        actor=actor("compliance_admin"),
        now=now,
    )


def agreed(round_: Round, now: datetime) -> Plenary:
    """Minutes to which both members agreed, so that the round may be published."""
    row = filed(round_, now)
    for who in MEMBERS:
        approve(ref=row.ref, version=row.version, actor=actor(who), now=now)
    return row


def explained(round_: Round, now: datetime) -> None:
    """A word on every figure that is far from that of the year before."""
    for one in jumps(Round.objects.get(pk=round_.pk)):
        explain_jump(
            round_ref=round_.ref,
            agency_ref=one.member.agency.ref,
            note="Sudah diperiksa: layanan digabung.",
            actor=actor("compliance_admin"),
            now=now,
        )

"""What the office began by itself: suggestions that wait, out of what it came, its material.

A suggestion is read by the heads of its office and by whoever made it, and by nobody who
speaks, spoke or works for the agency that it is about. Where that leaves no head of its
office, the heads of the centre decide it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from accounts.absent import away_in
from accounts.deputies import acting_for
from accounts.models import AgencyMembership
from accounts.roles import Role
from agencies.models import Office
from complaints.domain.news import ONCE_A_DAY, told_at
from complaints.domain.states import State
from complaints.models import AgencyTie, Case, Initiative, Kinship, Recusal
from complaints.models.choices import Channel
from complaints.models.reporterless import WITHOUT_REPORTER
from complaints.policies import CASE_ROLES, tied_q
from complaints.selectors.conflicts import tie_of
from complaints.selectors.headless import heads_left, heads_of, who_appoints
from complaints.selectors.merging import called
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet
#: As many reports as a page offers as material; others are found by their number.
SHOWN = 20
#: As many investigations as the head's page lists.
LISTED = 20


def suggests(actor: Actor) -> bool:
    """Whether he works on the cases of an office, whose heads decide what he suggests."""
    return actor.has(*CASE_ROLES) and bool(actor.office_ids)


def heads_told(entry: Entry) -> Iterable[str]:
    """The heads who may decide what is suggested, as "user:5".

    None who speaks, spoke or works for the agency that it is about, or keeps out of the
    report with which it goes on; who is away is spoken for by his deputy, unless that one
    is tied to it. Where nobody may decide it, whoever sees to it that there is a head.
    """
    row = Initiative.objects.select_related("out_of").get(ref=entry.data["initiative"])
    centre = Office.objects.filter(central=True).values_list("pk", flat=True)
    # Of a restricted report the centre knows nothing: only its own office decides.
    hidden = row.out_of is not None and row.out_of.restricted
    for office_id in chain([row.office_id], [] if hidden else centre):
        heads = list(_free_heads(row, office_id, entry.at))
        if heads:
            return _spoken_for(row, office_id, heads, entry.at)
    return [f"user:{pk}" for pk in who_appoints(entry.at) if not _out_of(row, pk)]


def _out_of(row: Initiative, user_id: int) -> bool:
    """Whether he is tied to what it is about, or keeps out of the report behind it."""
    recused = Recusal.objects.filter(case=row.out_of_id, user=user_id).exists()
    return recused or bool(tie_of(row.agency_id or 0, user_id))


def _free_heads(row: Initiative, office_id: int, now: datetime) -> Iterable[int]:
    served = AgencyMembership.objects.filter(agency=row.agency).values("user_id")
    tied = AgencyTie.objects.filter(agency=row.agency).values("user_id")
    out = Recusal.objects.filter(case=row.out_of).values("user_id")
    heads = heads_of(office_id, now).exclude(
        Q(user__in=served) | Q(user__in=tied) | Q(user__in=out)
    )
    return heads.order_by("user_id").values_list("user_id", flat=True)


def _spoken_for(
    row: Initiative, office_id: int, heads: Iterable[int], now: datetime
) -> list[str]:
    away, told = away_in([office_id], now), dict[int, None]()
    for person in heads:
        deputy = acting_for(person, away)
        told[person if tie_of(row.agency_id or 0, deputy) else deputy] = None
    return [f"user:{pk}" for pk in told]


def proposer_told(entry: Entry) -> Iterable[str]:
    """Whose proposal was decided; nobody where a head began it of her own accord."""
    proposer = entry.data.get("user")
    return [f"user:{proposer}"] if proposer else []


def reporter_told(entry: Entry) -> Iterable[str]:
    """The reporter of a case; nobody where there is none.

    Of what an agency may do again and again he hears once in a day: nothing of what news
    that is still to leave will lead him to.
    """
    rows = Case.objects.filter(pk=entry.subject_id, channel__in=WITHOUT_REPORTER)
    return [] if rows.exists() or _told_at(entry) is None else [""]


def reporter_waits(entry: Entry) -> timedelta:
    """How long news of it waits, so that he hears of such things once in a day."""
    return (_told_at(entry) or entry.at) - entry.at


def _told_at(entry: Entry) -> datetime | None:
    if entry.kind not in ONCE_A_DAY:
        return entry.at
    rows = Entry.objects.filter(
        kind__in=ONCE_A_DAY,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        pk__lte=entry.pk,
    )
    return told_at(rows.order_by("pk").values_list("at", flat=True))


def _named(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    return rows.select_related(
        "office", "agency", "unit", "proposed_by", "decided_by", "out_of"
    )


def waiting_for(actor: Actor, now: datetime) -> QuerySet[Initiative]:
    """The suggestions that this head may decide, the oldest first; nobody else's.

    A head of the centre also decides those of which no head of their office may.
    """
    if not actor.has(Role.HEAD):
        return Initiative.objects.none()
    # Of a withdrawn report that she may not see she is not told either.
    hidden = Recusal.objects.filter(case=OuterRef("out_of"), user_id=actor.signed_in_id)
    hers = Q(office__in=actor.office_ids)
    if actor.central:
        seen = Q(out_of=None) | Q(out_of__restricted=False)
        hers |= ~Exists(heads_left(now)) & seen
    rows = Initiative.objects.filter(
        hers, ~tied_q(actor), ~Exists(hidden), decided_at=None
    )
    return _named(rows).order_by("proposed_at", "id")


def initiative_for(actor: Actor, ref: UUID, now: datetime) -> Initiative:
    """One that she may decide, or ``Initiative.DoesNotExist``."""
    return waiting_for(actor, now).get(ref=ref)


def suggested_by(actor: Actor) -> list[Initiative]:
    """What this officer suggested, the latest first, with what became of it."""
    rows = Initiative.objects.filter(proposed_by_id=actor.signed_in_id)
    found = _named(rows.filter(~tied_q(actor)))
    return list(found.order_by("-proposed_at", "-id")[:LISTED])


def begun_in(actor: Actor) -> list[Case]:
    """The investigations of his office that he may know of, the latest first."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    rows = seen.filter(channel=Channel.OWN, office__in=actor.office_ids)
    named = rows.select_related("agency", "unit", "office", "examiner")
    return list(named.order_by("-filed_at", "-id")[:LISTED])


def origin_of(case: Case) -> Initiative | None:
    """Why the office began this by itself; None for what it did not begin."""
    if not case.is_own:
        return None
    rows = Initiative.objects.filter(case=case)
    return rows.select_related("decided_by", "proposed_by", "out_of").first()


def gone_on_with(case: Case) -> Initiative | None:
    """As what the office goes on with a withdrawn report, or is asked to."""
    rows = case.initiatives.filter(Q(decided_at=None) | Q(case__isnull=False))
    found: Initiative | None = rows.select_related("case").first()
    return found


def read_with(case: Case) -> list[Case]:
    """The reports that whoever works on this case ever read with it.

    Its parts, what was merged into it, and what an investigation of ours rests on, a
    withdrawn report too; also what was let go since, for what was read stays known. Who
    reported one of them is named in nothing that comes of it.
    """
    tied = Q(parents__parent=case) | Q(merges__kept=case)
    rows = Case.objects.filter(tied | Q(initiatives__case=case)).distinct()
    return list(rows.select_related("agency", "unit", "office").order_by("pk"))


def may_be_material(case: Case, actor: Actor) -> CaseQuerySet:
    """The reports that may be gathered for this investigation, open or closed.

    Of the same office and seen by this actor; what is part of another or has parts of
    its own stays where it is.
    """
    tied = Kinship.objects.filter(ended_at=None)
    part = tied.filter(child=OuterRef("pk"))
    whole = tied.filter(parent=OuterRef("pk"))
    rows: CaseQuerySet = Case.objects.visible_to(actor).filter(
        ~Exists(part), ~Exists(whole), office_id=case.office_id, erased_at=None
    )
    rows = rows.exclude(channel__in=[*WITHOUT_REPORTER, Channel.IMPORT])
    return rows.exclude(state=State.CONSULT).select_related("agency", "unit")


def material_for(case: Case, actor: Actor, number: str = "") -> list[Case]:
    """Reports about the same body or of the same substance, or what is called so.

    A list keeps body and substance of a restricted case: it is found by its number only.
    """
    about = Q(pk__in=[])
    if case.agency_id is not None:
        about |= Q(agency_id=case.agency_id)
    if case.substance:
        about |= Q(substance=case.substance)
    likely = about & Q(restricted=False)
    rows = may_be_material(case, actor).filter(called(number) if number else likely)
    return list(rows.order_by("-filed_at", "id")[:SHOWN])

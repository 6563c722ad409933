"""Cases of one matter: which may stay for another, and what was merged into which.
And what was split off another, being of another matter.

Every list is of cases that the asking actor may see. That two reports are of one person
is known by blind index alone; who it is, is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from complaints.domain.own_initiative import may_belong, may_merge
from complaints.domain.states import OPEN_STATES
from complaints.models import BlindIndex, Case, Merge, Split
from complaints.models.choices import Secrecy
from complaints.models.reporterless import WITHOUT_REPORTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet

#: As many as a page offers; more are found by their number.
SHOWN = 8
#: Reports of one matter come in within this time, before and after.
NEAR = timedelta(days=60)

#: Identifiers of one person; the digest of each is keyed by its kind.
KINDS = ("nik", "passport", "kitas", "phone", "email")


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be the same matter, and whether it is the same reporter's."""

    case: Case
    same_reporter: bool


def may_stay(case: Case, actor: Actor, *, whole: bool = False) -> CaseQuerySet:
    """The cases into which this one may be merged: open, of the same office, seen.

    ``whole``: to which it may belong. What nobody reported is no duplicate of a report.
    """
    rows: CaseQuerySet = Case.objects.visible_to(actor).filter(
        office_id=case.office_id, state__in=[state.value for state in OPEN_STATES]
    )
    return (
        rows.filter(_of_kind(case, whole=whole))
        .exclude(pk=case.pk)
        .select_related("agency", "unit")
    )


def _of_kind(case: Case, *, whole: bool) -> Q:
    """Reports, what the office began itself, or both, as the rule has it."""
    mine = case.has_reporter
    found = Q(pk__in=[])
    for reported, kind in (
        (True, ~Q(channel__in=WITHOUT_REPORTER)),
        (False, Q(channel__in=WITHOUT_REPORTER)),
    ):
        if whole:
            fits = may_belong(reported=mine, whole_reported=reported)
        else:
            fits = may_merge(reported=mine, kept_reported=reported)
        found |= kind if fits else Q(pk__in=[])
    return found


def alike(
    case: Case, actor: Actor, number: str = "", *, whole: bool = False
) -> list[Alike]:
    """What may be the same matter, or what is called ``number``.

    That two reports have one reporter is told of open ones only: of a confidential one
    it would say who its reporter is to whoever may open the other.
    """
    marks = BlindIndex.objects.filter(case=case, case__secrecy=Secrecy.OPEN)
    hers = marks.values("digest")
    of_reporter = BlindIndex.objects.filter(digest__in=hers, kind__in=KINDS).values(
        "case_id"
    )
    same = BlindIndex.objects.filter(
        case=OuterRef("pk"), digest__in=hers, kind__in=KINDS
    )
    likely = _near(case) | Q(pk__in=of_reporter, secrecy=Secrecy.OPEN)
    rows = may_stay(case, actor, whole=whole)
    rows = rows.filter(called(number) if number else likely)
    rows = rows.annotate(same=Exists(same.filter(case__secrecy=Secrecy.OPEN)))
    found = rows.order_by("-same", "-filed_at", "id")[:SHOWN]
    return [Alike(row, row.same) for row in found]


def one_that_stays(case: Case, actor: Actor, ref: UUID, *, whole: bool = False) -> Case:
    """The case that was chosen, or ``Case.DoesNotExist``."""
    found: Case = may_stay(case, actor, whole=whole).get(ref=ref)
    return found


def called(number: str) -> Q:
    """What is called so: by its number in the register, on paper, or of the receipt."""
    text = number.replace("\x00", "").strip()
    return (
        Q(number__iexact=text)
        | Q(display_number__iexact=text)
        | Q(locator__iexact=text)
    )


def _near(case: Case) -> Q:
    if case.agency_id is None:
        return Q(pk__in=[])
    return Q(
        agency_id=case.agency_id,
        filed_at__gte=case.filed_at - NEAR,
        filed_at__lte=case.filed_at + NEAR,
    )


def stands_merged(case: Case) -> Merge | None:
    """By what a closed case was merged, while nobody undid it."""
    rows = case.merges.filter(undone_at=None).select_related("kept", "by")
    found: Merge | None = rows.first()
    return found


def merged_into(case: Case, actor: Actor) -> list[Merge]:
    """The cases that were merged into this one, as far as this actor may see them."""
    seen = Case.objects.visible_to(actor)
    rows = case.merged.filter(undone_at=None, case__in=seen)
    return list(rows.select_related("case", "by").order_by("id"))


def splits_around(case: Case, actor: Actor) -> list[Split]:
    """Out of which report it was split, and what was split off it, as far as seen."""
    seen = Case.objects.visible_to(actor)
    rows = Split.objects.filter(Q(case=case, made__in=seen) | Q(made=case))
    return list(rows.select_related("case", "made", "by").order_by("id"))


def family_of(case: Case) -> list[Case]:
    """The other cases of the same report, for its reporter: he made it, and all are his."""
    rows = Case.objects.filter(pk__in=report_ids(case), erased_at=None)
    others = rows.exclude(pk=case.pk).select_related("split_off__case")
    return list(others.order_by("id"))


def report_ids(case: Case) -> list[int]:
    """The ids of every case of the report that this one is of, itself among them."""
    first = Split.objects.filter(made=case).values("case_id")
    rows = Split.objects.filter(Q(case=case) | Q(case__in=first))
    pairs = rows.values_list("case_id", "made_id")
    return sorted({case.pk, *chain.from_iterable(pairs)})


def reports_of(cases: Sequence[Case]) -> dict[int, tuple[UUID, frozenset[int]]]:
    """Of each case by whose ref its report marks names, and all that came of it.

    It says of each what :func:`models.identity.named_by` and :func:`report_ids` say of
    one, in two queries for any number.
    """
    ids = [case.pk for case in cases]
    origin = {
        row.made_id: row.case
        for row in Split.objects.filter(made__in=ids).select_related("case")
    }
    firsts = {case.pk: origin.get(case.pk, case) for case in cases}
    made: dict[int, set[int]] = {}
    rows = Split.objects.filter(case__in={first.pk for first in firsts.values()})
    for first_id, made_id in rows.values_list("case_id", "made_id"):
        made.setdefault(first_id, set()).add(made_id)
    return {
        pk: (first.ref, frozenset({pk, first.pk, *made.get(first.pk, ())}))
        for pk, first in firsts.items()
    }


def report_locked(ref: UUID) -> list[Case]:
    """Every case of this one's report, locked: the first, then what was split off it.

    Whoever changes several asks for it before he locks the one; in this order nobody
    waits for another in a ring. Whether it is hers to see is asked after it.
    """
    origin = Split.objects.filter(made__ref=ref).values_list("case__ref", flat=True)
    first = Case.objects.filter(ref=origin.first() or ref)
    found = list(first.select_for_update(of=("self",)))
    rest = Case.objects.filter(split_off__case__in=found).order_by("pk")
    return found + list(rest.select_for_update(of=("self",)))


def opened_alike(case: Case) -> list[Case]:
    """What was split off it and still opens with its code, locked."""
    rows = Case.objects.filter(split_off__case=case, code_since=None, erased_at=None)
    return list(rows.order_by("pk").select_for_update(of=("self",)))

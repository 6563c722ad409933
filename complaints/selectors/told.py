"""What the query that reads a case for its page tells beside it: of what there is any, and
what its place is called. The page then asks for nothing that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.db.models.functions import JSONObject, Left

from agencies.models import Region
from complaints.models import (
    Activity,
    CaseAnswer,
    Clarification,
    Mention,
    Task,
    Unsent,
)
from complaints.selectors.choosing import place_in, place_of
from complaints.selectors.hindering import beside
from complaints.selectors.replies import with_answers

if TYPE_CHECKING:
    from accounts.actor import Actor
    from complaints.models import Case
    from complaints.querysets import CaseQuerySet
    from complaints.selectors.choosing import Place

#: How long the codes of a province, a regency, a district and a village are.
LEVELS = (2, 5, 8, 13)
ANSWERS, MENTIONS = "answers", "mentions"
_ANY, _AROUND = "there_is", "around"


def told_with(rows: CaseQuerySet, actor: Actor) -> CaseQuerySet:
    """The same cases, each with what is told of it to this actor."""
    of_case = OuterRef("pk")
    there_is = {
        ANSWERS: CaseAnswer.objects.filter(case=of_case).exclude(value=""),
        MENTIONS: Mention.objects.filter(
            case=of_case, user_id=actor.signed_in_id, seen_at=None
        ),
        **{
            name: model.objects.filter(case=of_case)
            for name, model in (
                ("clarifications", Clarification),
                ("activities", Activity),
                ("tasks", Task),
                ("unsent", Unsent),
            )
        },
    }
    codes = [Left(OuterRef("region_code"), length) for length in LEVELS]
    names = Region.objects.filter(code__in=codes).order_by("code")
    found: CaseQuerySet = rows.annotate(
        there_is=JSONObject(**{name: Exists(some) for name, some in there_is.items()}),
        around=ArraySubquery(names.values(named=JSONObject(code="code", name="name"))),
    )
    return found


def none_of(case: Case, name: str) -> bool:
    """Whether the case is known to have none; not where nothing was told of it."""
    there_is = vars(case).get(_ANY)
    return there_is is not None and not there_is[name]


def read_beside(case: Case) -> None:
    """Read what its page lists beside a case, where there is any."""
    for lookup in beside(with_answers()):
        name = lookup.prefetch_through
        nothing = Prefetch(name, getattr(case, name).none())
        prefetch_related_objects([case], nothing if none_of(case, name) else lookup)


def place_told(case: Case) -> Place | None:
    """Where it happened; no query where the names came along."""
    if _AROUND not in vars(case):
        return place_of(case.region_code)
    names = {one["code"]: one["name"] for one in vars(case)[_AROUND]}
    return place_in(case.region_code, names)

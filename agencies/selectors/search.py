"""Finding agencies and units by whatever people call them, with their slips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from agencies.domain.names import search_key
from agencies.models import Agency, AgencyAlias, AgencySuccession, Unit
from agencies.selectors.places import lineage

_MAX_WORDS = 8
# An agency has some ten names that may all match; look at enough of them.
_NAMES_PER_AGENCY = 10


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """An agency, or one unit of it, with how well it fits (more is better)."""

    agency: Agency
    unit: Unit | None
    score: float


def search_agencies(
    text: str, *, region: str | None = None, limit: int = 20
) -> list[AgencyMatch]:
    """Agencies and units that are called so or nearly so, best first.

    Slips of the keys and of the space bar are forgiven ("balik papan"), short and
    former names are known ("kemendikbud" finds its successors). ``region``: a code;
    leaves only central agencies and those of that place and the places around it.
    At most four queries, whatever the text.
    """
    key = search_key(text)
    if not key or limit < 1:
        return []
    matches = [
        *_agencies(key, region=region, limit=limit),
        *_units(key, region=region, limit=limit),
    ]
    matches.sort(key=lambda match: (-match.score, _name(match)))
    return matches[:limit]


def _name(match: AgencyMatch) -> str:
    return match.unit.name_id if match.unit else match.agency.name_id


def _agencies(key: str, *, region: str | None, limit: int) -> Iterable[AgencyMatch]:
    """Agencies by any of their names; a dissolved one leads to its successors."""
    scores: dict[int, float] = {}
    names = AgencyAlias.objects.annotate(score=_score(key)).filter(_hits(key))
    rows = names.order_by("-score", "id").values_list("agency_id", "score")
    for agency_id, score in rows[: limit * _NAMES_PER_AGENCY]:
        scores.setdefault(agency_id, score)
    heirs = AgencySuccession.objects.filter(former__in=scores)
    for former, successor in heirs.values_list("former_id", "successor_id"):
        scores[successor] = max(scores[former], scores.get(successor, 0.0))
    found: QuerySet[Agency] = Agency.objects.current().filter(pk__in=scores)
    if region:
        found = found.filter(
            Q(region__isnull=True) | Q(region__code__in=lineage(region))
        )
    for agency in found.select_related("region"):
        yield AgencyMatch(agency, None, scores[agency.pk])


def _units(key: str, *, region: str | None, limit: int) -> Iterable[AgencyMatch]:
    found = Unit.objects.current().annotate(score=_score(key)).filter(_hits(key))
    found = found.filter(agency__valid_to__isnull=True)
    if region:
        found = found.filter(region__code__in=lineage(region))
    rows = found.select_related("agency__region", "region")
    for unit in rows.order_by("-score", "id")[:limit]:
        yield AgencyMatch(unit.agency, unit, unit.score)


def _hits(key: str) -> Q:
    """Every word resembles one of the name, or all of them written together do."""
    words = key.split()[:_MAX_WORDS]
    every = Q()
    for word in words:
        every &= Q(key__trigram_word_similar=word)
    return every | Q(key__trigram_word_similar="".join(words))


def _score(key: str) -> Case:
    """How well a name fits: the same name, one that begins so, or by trigrams."""
    joined = key.replace(" ", "")
    words = Greatest(
        TrigramWordSimilarity(key, "key"), TrigramWordSimilarity(joined, "key")
    )
    # Of two names that hold the words equally well, the shorter one is meant.
    likeness = words + TrigramSimilarity("key", key) / Value(4.0)
    return Case(
        When(key=key, then=Value(3.0)),
        When(key__startswith=key, then=likeness + Value(1.0)),
        default=likeness,
        output_field=FloatField(),
    )

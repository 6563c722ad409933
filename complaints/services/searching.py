"""The words of a case, made findable for those who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from complaints.domain.asking import WORDS
from complaints.models import SearchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models.expressions import CombinedExpression

    from complaints.models import Case


def words_of(case: Case, answers: Iterable[str] = ()) -> str:
    """What staff may search by: numbers, the agency and the story; never identity.

    ``answers``: what was told beside the story, in words.
    """
    agency = case.agency.name_id if case.agency else case.agency_label
    parts = [
        case.locator,
        case.number or "",
        case.display_number,
        case.title,
        agency,
        case.story,
        case.tried,
        case.hope,
        case.place,
        *answers,
    ]
    return "\n".join(part for part in parts if part)


def index(case: Case) -> None:
    """Write the staff's search document of a case, in the use case's transaction."""
    told = case.answers.filter(question__kind__in=WORDS)
    words = words_of(case, told.order_by("id").values_list("value", flat=True))
    SearchDocument.objects.update_or_create(
        case=case,
        audience="staff",
        defaults={"office_id": case.office_id, "tsv": _vector(words)},
    )


def index_many(cases: Iterable[Case]) -> None:
    """The same for cases that are all new, in one statement."""
    SearchDocument.objects.bulk_create(
        SearchDocument(
            case=case,
            audience="staff",
            office_id=case.office_id,
            tsv=_vector(words_of(case)),
        )
        for case in cases
    )


def _vector(words: str) -> CombinedExpression:
    """Each word stands as written and as its Indonesian stem."""
    value = Value(words)
    return SearchVector(value, config="simple") + SearchVector(
        value, config="indonesian"
    )

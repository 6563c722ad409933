"""The words of a case, made findable for those who may read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from complaints.domain.asking import WORDS
from complaints.domain.filed_words import together
from complaints.models import Case, FileWords, Initiative, SearchDocument
from complaints.selectors.lexicon import rooted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from django.db.models import QuerySet
    from django.db.models.expressions import CombinedExpression


#: Numbers of people and their addresses: nobody is found by them in a text.
_OF_PEOPLE = re.compile(r"\S*@\S*|\+?\d(?:[\s.-]?\d){8,}")


def words_of(case: Case, told: Iterable[str] = ()) -> str:
    """What staff may search by: numbers, the agency and what was written.

    ``told``: what was written beside the story. Whatever looks like the number or the
    address of a person is left out: people are found by blind index, not by text.
    """
    agency = case.agency.name_id if case.agency else case.agency_label
    numbers = [case.locator, case.number or "", case.display_number]
    parts = [
        case.title,
        agency,
        case.story,
        case.tried,
        case.hope,
        case.place,
        *told,
    ]
    written = without_people("\n".join(part for part in parts if part))
    return "\n".join([*filter(None, numbers), written])


def without_people(text: str) -> str:
    """A text without the numbers and addresses of people."""
    return _OF_PEOPLE.sub(" ", text)


def index(case: Case) -> None:
    """Write the staff's search document of a case, in the use case's transaction."""
    words = words_of(case, _told(case))
    SearchDocument.objects.update_or_create(
        case=case,
        audience="staff",
        defaults={"office_id": case.office_id, "tsv": _vector(words)},
    )


def _told(case: Case) -> list[str]:
    """What was told beside the story, and written in the case since. One query.

    Messages of a confidential case call their reader by name, so they stay out; so do
    the words of its files.
    """
    answers = case.answers.filter(question__kind__in=WORDS)
    sources: list[tuple[QuerySet[Any], str]] = [
        (answers, "value"),
        (case.notes.all(), "text"),
    ]
    if not case.has_reporter:
        sources.append((Initiative.objects.filter(case=case), "grounds"))
    if not case.is_confidential:
        sources.append((case.messages.all(), "text"))
        sources.append((FileWords.objects.filter(piece__case=case), "words"))
    first, *more = [
        rows.order_by().values_list(Value(n), "pk", column)
        for n, (rows, column) in enumerate(sources)
    ]
    told = sorted(first.union(*more, all=True))
    files = [] if case.is_confidential else [len(sources) - 1]
    written = [text for n, _pk, text in told if n not in files]
    return [*written, together(text for n, _pk, text in told if n in files)]


def index_again(after: int, most: int) -> int | None:
    """Write the documents of so many cases anew; the last of them, None at the end."""
    rows = Case.objects.filter(pk__gt=after, documents__audience="staff")
    last = None
    for case in rows.select_related("agency").order_by("pk")[:most]:
        index(case)
        last = case.pk
    return last


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
    """Each word stands as written, as PostgreSQL's Indonesian stem, and as its root."""
    value = Value(words)
    return (
        SearchVector(value, config="simple")
        + SearchVector(value, config="indonesian")
        + SearchVector(Value(rooted(words)), config="simple")
    )

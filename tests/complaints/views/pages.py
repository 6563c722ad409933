"""Addresses of the office's and the agency's pages, and what to read from them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.complaints.story import (
    Walk,
    opened_by_agency,
    to_examination,
    to_signed_lhp,
)
from tests.remembered import step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints.models import Case


def case_page(case: Case) -> str:
    """The officer's page of a case."""
    return reverse("work:case", args=[case.ref])


def act_page(case: Case, slug: str) -> str:
    """The page of one act on it."""
    return reverse("work:act", args=[case.ref, slug])


def agency_page(case: Case) -> str:
    """The agency's page of the same case."""
    return reverse("agency:case", args=[case.ref])


def said_to_each(words: str, *, questions: int = 1) -> dict[str, str]:
    """What the form of an answer sends, with the same words to each question."""
    found: dict[str, str] = {}
    for n in range(1, questions + 1):
        found |= {f"stance_{n}": "explain", f"text_{n}": words}
    return found


def lhp_sent(walk: Walk, **more: object) -> dict[str, object]:
    """What the form of a report sends, with one finding."""
    return {
        "version": walk.again().version,
        "account": "Uraian.",
        "result": "Hasil.",
        "opinion": "Pendapat.",
        "conclusion": "found",
        "form_1": "PB",
        "finding_1": "Tujuh bulan.",
    } | more


@step
def in_examination() -> Walk:
    """A case that its examiner holds."""
    walk = Walk()
    to_examination(walk)
    walk.again()
    return walk


@step
def in_correction() -> Walk:
    """A case whose LHP the agency has opened; two actions are to be done."""
    walk = in_examination()
    to_signed_lhp(walk)
    opened_by_agency(walk)
    walk.again()
    return walk


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that were sent to the database meanwhile, savepoints apart."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [
        query["sql"]
        for query in captured.captured_queries
        if "SAVEPOINT" not in query["sql"]
    ]

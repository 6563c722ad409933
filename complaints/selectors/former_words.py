"""What the words of a file of orders mean: names of the register, in both languages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from accounts.roles import Role
from agencies.domain.names import search_key
from agencies.models import Agency, Unit
from agencies.selectors import work_calendar
from complaints.domain.corrective import ActionStatus
from complaints.domain.former_cells import Body, Vocabulary
from complaints.domain.taxonomy import FORMS
from complaints.models.former_labels import (
    FOLLOWING,
    HEADINGS,
    INSTRUMENT_WORDS,
    NOBODY,
    STATUS_WORDS,
)
from complaints.selectors import substances
from complaints.selectors.people import officers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from django.utils.functional import Promise

    from agencies.models import Office
    from complaints.domain.orders_file import Column

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def _keys(words: str | Promise) -> Iterator[str]:
    """How these words are compared, in each language."""
    for language in LANGUAGES:
        with translation.override(language):
            yield search_key(str(words))


def headings() -> dict[str, Column | None]:
    """What each heading means; None where the column follows from the others."""
    found: dict[str, Column | None] = {
        key: None for words in FOLLOWING for key in _keys(words)
    }
    for column, words in HEADINGS.items():
        found |= dict.fromkeys(_keys(words), column)
    return found


def vocabulary(office: Office, *, today: date, now: datetime) -> Vocabulary:
    """Everything that a cell may name. Six queries, however large the file is."""
    bodies, codes, agencies = _agencies()
    return Vocabulary(
        codes=codes,
        agencies=agencies,
        units=_units(bodies),
        substances=_substances(today),
        forms={
            key: entry.code
            for entry in FORMS
            for key in map(search_key, (entry.code, entry.name_id, entry.name_en))
        },
        instruments={
            key: instrument
            for instrument, words in INSTRUMENT_WORDS
            for key in (instrument.value, *_keys(words))
        },
        statuses=_statuses(),
        officers=_officers(office, now),
        offices=frozenset(
            map(search_key, (office.code, office.name_id, office.name_en))
        ),
        today=today,
        calendar=work_calendar(),
    )


def _agencies() -> tuple[set[int], dict[str, Body], dict[str, list[Body]]]:
    """Those that nobody dissolved: by code, and by every name that they bear."""
    rows = Agency.objects.current().prefetch_related("aliases").order_by("code")
    bodies: set[int] = set()
    codes: dict[str, Body] = {}
    named: dict[str, list[Body]] = defaultdict(list)
    for row in rows:
        body = Body(row.pk, row.code, row.name_id)
        bodies.add(row.pk)
        codes[row.code.casefold()] = body
        names = [row.name_id, row.name_en, row.short_name]
        names += [alias.name for alias in row.aliases.all()]
        for key in dict.fromkeys(map(search_key, names)):
            if key:
                named[key].append(body)
    return bodies, codes, named


def _units(bodies: set[int]) -> Mapping[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    rows = Unit.objects.current().order_by("pk")
    for pk, agency, *names in rows.values_list("pk", "agency", "name_id", "name_en"):
        if agency in bodies:
            for key in dict.fromkeys(map(search_key, names)):
                found[agency, key].append(pk)
    return found


def _substances(today: date) -> dict[str, str]:
    return {
        key: one.code
        for one in substances.on(today)
        for key in map(search_key, (one.code, one.name_id, one.name_en))
    }


def _statuses() -> dict[str, ActionStatus | None]:
    found: dict[str, ActionStatus | None] = {one.value: one for one in ActionStatus}
    for status, words in STATUS_WORDS:
        found |= dict.fromkeys(_keys(words), status)
    return found


def _officers(office: Office, now: datetime) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for user in officers(office.pk, Role.EXAMINER, now):
        for key in {search_key(user.name), search_key(user.email)}:
            found[key].append(user.pk)
    return {**found, **{key: [] for key in _keys(NOBODY)}}

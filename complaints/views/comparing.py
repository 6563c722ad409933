"""Two texts of one draft: shown side by side, chosen or joined, none written over (R59).

The form of a shared draft carries a fingerprint of what it was opened on. Where the
draft says something else by now, nothing is saved before both were seen.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from complaints.selectors import outgoing
from complaints.services.unsent import BASIS
from complaints.views import filling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import QueryDict

    from complaints.models import Case, Lhp, ResultNotice, Unsent

MERGE = "merge"
MINE, THEIRS, BOTH = "mine", "theirs", "both"
#: The acts whose form shows a draft that others may write too.
SHARED = frozenset({"hasil", "lhp"})


@dataclass(frozen=True, slots=True)
class Row:
    """A field that says two things; ``joins``: both fit into it, one after the other."""

    name: str
    label: str
    theirs: str
    mine: str
    joins: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """What was saved meanwhile, and by whom; no author where the draft is gone."""

    rows: list[Row]
    by: str
    at: datetime | None


def basis_of(slug: str, case: Case) -> str:
    """The fingerprint of the draft as it is saved now; "" where an act has none."""
    if slug not in SHARED:
        return ""
    said = json.dumps(filling.written(slug, case), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def overtaken(slug: str, case: Case, data: QueryDict) -> bool:
    """Whether the draft says something else than when this form was opened."""
    opened_on = data.get(BASIS, "")
    return bool(opened_on) and opened_on != basis_of(slug, case)


def settle(saved: Mapping[str, Any], data: QueryDict) -> None:
    """Carry her choices into the form: hers, the saved one, or one behind the other."""
    for name, theirs in saved.items():
        choice = data.get(f"{MERGE}_{name}")
        mine = data.get(name, "")
        if choice == THEIRS:
            data.setlist(name, theirs if isinstance(theirs, list) else [theirs])
        elif choice == BOTH and theirs.strip() not in mine:
            data[name] = f"{theirs}\n\n{mine}"


def merge_of(slug: str, case: Case, form: Any, opened_on: str | None) -> Merge | None:
    """Both texts, where what this form was opened on is no longer what is saved."""
    if form is None or not opened_on or opened_on == basis_of(slug, case):
        return None
    draft: ResultNotice | Lhp | None = (
        outgoing.open_notice(case) if slug == "hasil" else outgoing.lhp_in_force(case)
    )
    by, at = (draft.drafted_by.name, draft.drafted_at) if draft else ("", None)
    return Merge(compared(form, filling.written(slug, case)), by, at)


def compared(form: Any, saved: Mapping[str, Any]) -> list[Row]:
    """The fields that say two things; of files nothing is saved."""
    rows = [
        _row(field, saved)
        for field in form.visible_fields()
        if not isinstance(field.field, forms.FileField)
    ]
    return [row for row in rows if row.theirs.strip() != row.mine.strip()]


def _row(field: Any, saved: Mapping[str, Any]) -> Row:
    return Row(
        name=field.name,
        label=str(field.label),
        theirs=_said(field, saved.get(field.name)),
        mine=_said(field, field.value()),
        joins=isinstance(field.field.widget, forms.Textarea),
    )


def _said(field: Any, value: Any) -> str:
    """A value in words; what was ticked, one behind the other."""
    if isinstance(field.field, forms.DateField):
        return _day(str(value or ""))
    choices = dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list) else [str(value or "")]
    return ", ".join(str(choices.get(one, one)) for one in values)


def _day(typed: str) -> str:
    """A day as people read it; what is none stays as it was typed."""
    with suppress(ValueError):  # no day of any calendar
        day = parse_date(typed)
        return date_format(day, "j F Y") if day else typed
    return typed


def opened_on(waiting: Unsent | None) -> str | None:
    """On what the words that wait were typed."""
    return waiting.fields.get(BASIS) if waiting is not None else None

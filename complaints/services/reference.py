"""The data sets of this app: the first substances, their questions, and templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from agencies.services.loading import Loader
from agencies.services.upsert import Counts
from complaints.domain import events
from complaints.domain.asking import MOST, Kind
from complaints.models import QuestionSet
from complaints.selectors.substances import codes
from complaints.services.questioning import Wording, put
from complaints.services.reference_substances import SUBSTANCES
from complaints.services.reference_templates import TEMPLATES
from journal.record import record

if TYPE_CHECKING:
    from agencies.services.loading import Load

FILE = Path(__file__).resolve().parent.parent / "data" / "questions.json"


def _store(load: Load) -> None:
    """Publish version 1 where a substance has none; what people wrote stays theirs."""
    sets: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    substances = codes()
    for number, row in enumerate(sets, start=1):
        problem = _problem(row, substances)
        if problem:
            load.refuse(FILE, number, problem)
    if load.errors:
        return
    known = set(QuestionSet.objects.values_list("substance", flat=True))
    for row in sets:
        if row["substance"] in known:
            load.count(Counts(unchanged=1))
        else:
            _publish(row, load)
            load.count(Counts(created=1))


def _problem(row: dict[str, Any], substances: set[str]) -> str | None:
    if row["substance"] not in substances:
        return _("Substansi tidak dikenal: %(code)s") % {"code": row["substance"]}
    if not 0 < len(row["questions"]) <= MOST:
        return _("Banyaknya pertanyaan salah: %(code)s") % {"code": row["substance"]}
    for one in row["questions"]:
        bare = one["kind"] == Kind.CHOICE and len(one.get("choices", ())) < 2
        if one["kind"] not in set(Kind) or not (one["id"] and one["en"]) or bare:
            return _("Pertanyaan tidak lengkap: %(text)s") % {"text": one["id"]}
    return None


def _publish(row: dict[str, Any], load: Load) -> None:
    made = QuestionSet.objects.create(
        substance=row["substance"], number=1, edited_at=load.now
    )
    put(made, [_wording(one) for one in row["questions"]])
    made.published_at = load.now
    made.save(update_fields=["published_at"])
    record(
        events.QUESTIONS_PUBLISHED,
        actor=load.actor,
        subject=made,
        data={
            "substance": made.substance,
            "number": made.number,
            "questions": len(row["questions"]),
        },
        now=load.now,
    )


def _wording(one: dict[str, Any]) -> Wording:
    return Wording(
        kind=Kind(one["kind"]),
        text_id=one["id"],
        text_en=one["en"],
        required=one.get("required", False),
        choices=tuple((pair[0], pair[1]) for pair in one.get("choices", ())),
    )


QUESTIONS = Loader(name="questions", files=(FILE,), store=_store)
LOADERS = (SUBSTANCES, QUESTIONS, TEMPLATES)

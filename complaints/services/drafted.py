"""The report that a draft has become."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from complaints.domain import mandate
from complaints.domain.approximate import Precision
from complaints.domain.substances import UNKNOWN
from complaints.models import Question
from complaints.models.choices import Channel, Purpose, Secrecy
from complaints.selectors.substances import codes
from complaints.services.filing import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints.models import Draft
    from complaints.services.drafting import Person


def report_of(draft: Draft, person: Person) -> Report:
    """Everything that the draft holds, as it is filed."""
    told = draft.answers
    evidence, proxies = _files(draft, person)
    return Report(
        story=told.get("story", ""),
        identity=person.identity,
        contact=person.contact,
        agency_id=told.get("agency_id"),
        unit_id=told.get("unit_id"),
        agency_label=told.get("agency_label", ""),
        region_code=_region(told),
        place=told.get("place", ""),
        substance=_substance(told),
        answers=_answers(told),
        mandate=_mandate(told),
        why_anyway=told.get("why_anyway", "") if mandate.hindrances(told) else "",
        urgency=mandate.urgency(told) or "",
        title=told.get("title", ""),
        happened_on=_day(told.get("happened_on")),
        happened_precision=Precision(told.get("happened_precision", Precision.DAY)),
        tried=told.get("tried", ""),
        tried_on=_day(told.get("tried_on")),
        tried_answer=told.get("tried_answer", ""),
        hope=told.get("hope", ""),
        secrecy=Secrecy(told["secrecy"]),
        channel=Channel(draft.channel),
        received_on=draft.received_on,
        file_ids=evidence,
        proxy_ids=proxies,
    )


def _files(draft: Draft, person: Person) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Evidence, and powers of attorney of who represents somebody."""
    files = draft.files.order_by("id").values_list("file_id", flat=True)
    proxies = files.filter(purpose=Purpose.PROXY)
    if not person.identity.represented_name:
        proxies = proxies.none()
    return tuple(files.exclude(file_id__in=tuple(proxies))), tuple(proxies)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _region(told: Mapping[str, Any]) -> str:
    """Where it was; nothing if that is not known. Older drafts know a province."""
    code: str = told.get("region") or told.get("province", "")
    return "" if code == UNKNOWN else code


def _substance(told: Mapping[str, Any]) -> str:
    """What he chose, even where it was retired since; nothing if he does not know."""
    code: str = told.get("substance", "")
    return code if code in codes() else ""


def _mandate(told: Mapping[str, Any]) -> dict[str, str]:
    """The codes that were answered before the story."""
    return {str(one): told[one] for one in mandate.Question if told.get(one)}


def _answers(told: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    """What was answered to the questions of the version that the draft is under."""
    given: dict[str, str] = told.get("asked", {})
    asked = Question.objects.filter(set_id=told.get("question_set"))
    ids = asked.order_by("position").values_list("id", flat=True)
    return tuple((pk, given[str(pk)]) for pk in ids if given.get(str(pk)))

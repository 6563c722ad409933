"""Every corrective action over all cases: what is owed, by whom, how late. Keyset paging."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db.models import Case as Either
from django.db.models import F, Q, Value, When
from django.db.models.functions import Left

from complaints.models import Case, CorrectiveAction
from complaints.policies import at_desk_q
from complaints.selectors.keyset import SORTS, behind, ordered
from complaints.selectors.queue import PAGE, counted
from complaints.selectors.tracker_narrowing import (
    OWED,
    WATCHER,
    narrowed,
    views,
    waits,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.tracker import Marks
    from complaints.selectors.keyset import Key
    from complaints.selectors.tracker_narrowing import Filters

#: As much of what is asked for as a list says.
SHORT = 220
#: Long texts, of which a list says nothing.
_LONG = (
    "text",
    "wanted",
    "case__story",
    "case__tried",
    "case__tried_answer",
    "case__hope",
    "case__why_anyway",
)


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Fifty rows, and behind which the next fifty begin; how many each view holds."""

    rows: Sequence[CorrectiveAction]
    following: UUID | None
    counts: dict[str, int]


def seen_actions(actor: Actor, language: str = "id") -> QuerySet[CorrectiveAction]:
    """Every action of a signed report in force, in a case that this actor may know of.

    ``issued_on``: the day of its report; ``about``: by what it stands among the agencies,
    nothing where a list keeps it; ``watcher``: who looks after it.
    """
    cases = Case.objects.visible_to(actor).filter(at_desk_q(actor))
    name = "agency__name_en" if language == "en" else "agency__name_id"
    rows: QuerySet[CorrectiveAction] = CorrectiveAction.objects.filter(
        case__in=cases, lhp__signed_on__isnull=False, lhp__replaced_by=None
    )
    return rows.annotate(
        issued_on=F("lhp__signed_on"),
        about=Either(When(case__restricted=False, then=F(name))),
        watcher=WATCHER,
    )


def tracked(
    actor: Actor,
    filters: Filters,
    marks: Marks,
    saved: Mapping[str, Filters] = MappingProxyType({}),
) -> ActionPage:
    """One page of what this actor may see. Two queries, three where the page goes on.

    Each view is counted under the same filters. ``saved``: more filters to count, by a
    key of the caller's.
    """
    seen, meant = seen_actions(actor, filters.language), views(marks)
    wanted = {
        view.value: narrowed(filters, actor) & where for view, where in meant.items()
    }
    for name, one in saved.items():
        wanted[name] = narrowed(one, actor) & meant[one.view]
    counts = counted(
        actor, {name: seen.filter(where) for name, where in wanted.items()}
    )
    rows, following = _page(seen, wanted[filters.view], filters)
    return ActionPage(rows, following, counts)


def uncounted(actor: Actor, filters: Filters, marks: Marks) -> ActionPage:
    """The same page for who needs no views. One query, two where the page goes on."""
    wanted = narrowed(filters, actor) & views(marks)[filters.view]
    rows, following = _page(seen_actions(actor, filters.language), wanted, filters)
    return ActionPage(rows, following, {})


def _page(
    seen: QuerySet[CorrectiveAction], wanted: Q, filters: Filters
) -> tuple[list[CorrectiveAction], UUID | None]:
    found = seen.filter(wanted)
    key = key_behind(seen, filters)
    if key is not None:
        found = found.filter(behind(filters.sort, key))
    page = list(ordered(listed(found), filters.sort)[: PAGE + 1])
    if len(page) <= PAGE:
        return page, None
    page.pop()
    return page, page[-1].ref


def key_behind(rows: QuerySet[CorrectiveAction], filters: Filters) -> Key | None:
    """Where a page begins: what the action that the address names has of each column.

    The address itself says no name and no day. An action that one does not see (any
    more) is none: the list begins anew.
    """
    if filters.after is None:
        return None
    names = [by.name for by in SORTS[filters.sort]]
    return rows.filter(ref=filters.after).values_list(*names).first()


def listed(rows: QuerySet[CorrectiveAction]) -> QuerySet[CorrectiveAction]:
    """The same rows with what a list says about each.

    ``words``: what is asked for, nothing of a restricted case; ``owed``, ``waits``: as
    :mod:`complaints.selectors.tracker_narrowing` knows it.
    """
    short: Any = Either(
        When(case__restricted=True, then=Value("")), default=Left("text", SHORT)
    )
    owed: Any = Either(When(OWED, then=Value(True)), default=Value(False))  # noqa: FBT003 - an SQL literal
    named = rows.annotate(words=short, owed=owed, waits=waits()).select_related(
        "agency", "unit", "case__office", "case__examiner", "case__resmon"
    )
    return named.defer(*_LONG)


def matching(
    actor: Actor, filters: Filters, marks: Marks
) -> QuerySet[CorrectiveAction]:
    """All that view and filters find; nothing that was erased."""
    seen = seen_actions(actor, filters.language)
    meant = narrowed(filters, actor) & views(marks)[filters.view]
    return seen.filter(meant & Q(case__erased_at=None))

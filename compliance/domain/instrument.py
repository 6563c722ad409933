"""What a version of the method must hold before it may be published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.domain.answering import RESPONDENTS, AnswerKind, Per
from compliance.domain.methodology import MOST_SHARE, NodeKind
from compliance.domain.scales import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.domain.answering import Band, Question

#: The components of a service standard that Law 25/2009 lists in Article 21.
COMPONENTS = range(1, 15)
#: Steps of a scale, from nothing to the best, that people can still tell apart.
TOPS = range(2, 11)
MOST_ASKED = 500


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the tree as the editor holds it; ``question`` is None for a group."""

    code: str
    parent: str | None
    weight: Decimal | None
    question: Question | None = None
    law: str = ""
    component: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: ``kind`` chooses the sentence, ``code`` the node ("" the whole).

    ``total`` is what the weights of a level make, where they do not make 100.
    """

    kind: str
    code: str = ""
    total: Decimal | None = None


def faults(
    items: Sequence[Item],
    *,
    lowers: Sequence[Decimal],
    marks: Sequence[str],
    share: Decimal,
    official: bool,
    least_units: int,
) -> tuple[Fault, ...]:
    """Everything that stands against publishing, in the order of the tree.

    ``marks`` are the letters or zones of the bands, "" for one that has neither: pages
    could show nothing for it.
    """
    return (
        *_of_the_whole(items, lowers, least_units),
        *([] if all(marks) else [Fault("mark")]),
        *_of_the_share(share, official=official),
        *_of_levels(items),
        *(fault for item in items for fault in _of_item(item, items)),
    )


def totals(items: Iterable[Item]) -> dict[str | None, Decimal]:
    """What the weights under each node make, in percent; None is the first level."""
    made: dict[str | None, Decimal] = {}
    for item in items:
        made[item.parent] = made.get(item.parent, Decimal(0)) + (item.weight or 0)
    return made


def leaves_of(items: Sequence[Item]) -> list[Item]:
    """Those that have nothing below them."""
    parents = {item.parent for item in items}
    return [item for item in items if item.code not in parents]


def kind_of(*, root: bool, asks: bool) -> NodeKind:
    """The level of a node: what stands at the root is a dimension, whether it asks or not."""
    if root:
        return NodeKind.DIMENSION
    return NodeKind.INDICATOR if asks else NodeKind.VARIABLE


def question_fault(question: Question) -> str:
    """The code of what is wrong with how an indicator is answered, or ""."""
    if question.kind is AnswerKind.SCALE and question.top not in TOPS:
        return "top"
    if question.kind is AnswerKind.BANDS and not _usable(question.bands):
        return "bands"
    if (question.kind is AnswerKind.FIGURE) is not (question.per is Per.AGENCY):
        return "per"
    if question.per in RESPONDENTS:
        if not 1 <= question.least <= question.wanted <= MOST_ASKED:
            return "wanted"
    elif (question.least, question.wanted) != (1, 1):
        return "wanted"
    return ""


def _of_the_whole(
    items: Sequence[Item],
    lowers: Sequence[Decimal],
    least_units: int,
) -> Iterator[Fault]:
    if not items:
        yield Fault("empty")
    if not _covers(lowers):
        yield Fault("scale")
    if least_units < 1:
        yield Fault("least_units")


def _of_the_share(share: Decimal, *, official: bool) -> Iterator[Fault]:
    """Official methods never deduct: their results stay what was published."""
    if not 0 <= share <= MOST_SHARE or (official and share):
        yield Fault("share")


def _of_levels(items: Sequence[Item]) -> Iterator[Fault]:
    for parent, total in totals(items).items():
        if total != HUNDRED:
            yield Fault("weights", parent or "", total)
    for code, n in Counter(item.code for item in items).items():
        if n > 1:
            yield Fault("twice", code)


def _of_item(item: Item, items: Sequence[Item]) -> Iterator[Fault]:
    if item.weight is None or not 0 < item.weight <= HUNDRED:
        yield Fault("no_weight", item.code)
    group = any(other.parent == item.code for other in items)
    if group:
        if item.question is not None:
            yield Fault("asks_and_groups", item.code)
        return
    if item.question is None:
        yield Fault("no_question", item.code)
        return
    if wrong := question_fault(item.question):
        yield Fault(wrong, item.code)
    if item.question.kind is not AnswerKind.FIGURE and not item.law:
        yield Fault("no_law", item.code)
    if item.component is not None and item.component not in COMPONENTS:
        yield Fault("component", item.code)


def _covers(lowers: Sequence[Decimal]) -> bool:
    """A scale goes down to 0, each edge once and none above 100."""
    return (
        bool(lowers)
        and min(lowers) == 0
        and max(lowers) <= HUNDRED
        and len(set(lowers)) == len(lowers)
    )


def _usable(bands: Sequence[Band]) -> bool:
    """Each edge once, figures from 0 to 100 that go one way only, from 0 on."""
    if len(bands) < 2 or len({band.lower for band in bands}) != len(bands):
        return False
    ordered = [band.figure for band in sorted(bands, key=lambda band: band.lower)]
    within = all(0 <= one <= HUNDRED for one in ordered)
    one_way = ordered in (sorted(ordered), sorted(ordered, reverse=True))
    return within and one_way and min(band.lower for band in bands) == 0

"""Every act asks by itself who may do it: walked over all use cases that there are.

The use cases are found by their shape, so one that is written tomorrow is asked tomorrow.
What an act is told is invented: whoever may not do it never comes so far that it is read.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.errors import NotAllowed, StepUpRequired
from tests.complaints.views.pages import in_correction
from tests.factories.complaints import FILED
from tests.people import actor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaints.models import Case

pytestmark = pytest.mark.django_db
SERVICES = Path(importlib.import_module("complaints.services").__file__ or "").parent
#: What an argument of this type is told.
INVENTED: dict[str, Any] = {
    "str": "Kata",
    "int": 0,
    "bool": True,
    "date": FILED.date(),
    "datetime": FILED,
}
#: Acts on one order: their ``ref`` is that of the order.
ON_ORDERS = {"evidence_drafts.drop_evidence", "evidence_drafts.keep_evidence"}
#: These look for something else before they ask who comes; tests of their own ask them.
ELSEWHERE = {
    "activities.begin",
    "closing.close",
    "closing.propose_closing",
    "examination.answer_clarification",
    "fast.propose_fast",
    "merging.merge",
    "merging.propose_merge",
    "milestones.judge_progress",
    "milestones.report_progress",
    "objecting.take_back_objection",
    "reopening.complete_lapsed",
    "replying.keep_answer",
    "sending_papers.send_papers",
    "talking.settle",
    "todo.move_up",
}
#: Who writes what holds for all offices.
EDITORS = {
    "calendar_editing",
    "limit_editing",
    "office_editing",
    "questioning",
    "substance_editing",
    "templating",
}


@dataclasses.dataclass(frozen=True)
class Act:
    """A use case with the types of its arguments and where these come from."""

    name: str
    do: Callable[..., Any]
    told: dict[str, str]
    imported: dict[str, str]


def acts(guard: str, least: int, *, through: bool = False) -> Iterator[Act]:
    """Each use case that calls this guard with so many arguments at least.

    ``through``: or that calls a function of its module which does.
    """
    for path in sorted(SERVICES.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = importlib.import_module(f"complaints.services.{path.stem}")
        calling = _calling(tree, guard, least, through=through)
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            told = {
                one.arg: ast.unparse(one.annotation)
                for one in (*node.args.args, *node.args.kwonlyargs)
                if one.annotation
            }
            if "actor" in told and node.name in calling:
                name = f"{path.stem}.{node.name}"
                yield Act(name, getattr(module, node.name), told, _imported(tree))


def _calling(tree: ast.Module, guard: str, least: int, *, through: bool) -> set[str]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    found = {node.name for node in functions if _calls(node, guard, least)}
    before: set[str] = set()
    while through and found != before:
        before = set(found)
        found |= {
            node.name
            for node in functions
            if any(_calls(node, one, 0) for one in before)
        }
    return found


def _calls(node: ast.FunctionDef, guard: str, least: int) -> bool:
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == guard
        and len(call.args) >= least
        for call in ast.walk(node)
    )


def _imported(tree: ast.Module) -> dict[str, str]:
    return {
        name.name: node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }


def done_by(act: Act, who: str, known: dict[str, Any]) -> str:
    """What became of it: "refused", "asked for a fresh factor", or something else."""
    told = {
        name: known[name] if name in known else _of_type(kind, act)
        for name, kind in act.told.items()
    }
    try:
        with transaction.atomic():
            act.do(**told | {"actor": actor(who)})
    except StepUpRequired:
        return "a fresh factor"
    except NotAllowed:
        return "refused"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "done"


def _of_type(kind: str, act: Act) -> Any:
    if "None" in kind:
        return None
    if kind == "UUID":
        return uuid4()
    if kind.startswith(("Sequence", "Collection")):
        return []
    if kind in INVENTED or kind not in act.imported:
        return INVENTED.get(kind, {})
    found = getattr(importlib.import_module(act.imported[kind]), kind)
    if issubclass(found, Enum):
        return next(iter(found))
    return object.__new__(found)


def of_case(case: Case, act: Act) -> dict[str, Any]:
    """The arguments that must be those of this case, so that the act begins at all."""
    order = case.actions.order_by("n")[0]
    on_order = act.name in ON_ORDERS
    return {
        "ref": order.ref if on_order else case.ref,
        "version": case.version,
        "now": FILED,
        "action_ref": order.ref,
    }


def test_who_reads_a_case_and_has_no_part_in_it_is_refused_by_every_act() -> None:
    case = in_correction().case
    walked = [act for act in acts("require", least=3) if "ref" in act.told]
    said = {act.name: done_by(act, "auditor", of_case(case, act)) for act in walked}
    others = {name: words for name, words in said.items() if words != "refused"}
    assert len(walked) > 80
    assert others.keys() == ELSEWHERE, others


def test_who_writes_no_versions_is_refused_by_every_editor() -> None:
    editors = [
        act for act in acts("require", least=1) if act.name.partition(".")[0] in EDITORS
    ]
    said = {act.name: done_by(act, "examiner", {"now": FILED}) for act in editors}
    assert "\n".join(f"{n}: {w}" for n, w in said.items() if w != "refused") == ""
    assert len(editors) > 8


def test_what_is_published_for_all_offices_asks_for_a_fresh_factor() -> None:
    editors = [
        act
        for act in acts("require_stepped_up", least=1)
        if act.name.partition(".")[0] in EDITORS
    ]
    said = {act.name: done_by(act, "system_admin", {"now": FILED}) for act in editors}
    assert (
        "\n".join(f"{n}: {w}" for n, w in said.items() if w != "a fresh factor") == ""
    )
    assert len(editors) == len(EDITORS)

"""Mutants of the rules about rights: each lets through what one check would refuse.

A mutant is a change of the syntax tree that keeps every line where it is, so that it
can be put into a running function (``proofs/inside/mutating.py``). Checks are found by
their shape, not by a list: a later check falls under this by being written.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

APPS = ("accounts", "complaints", "compliance", "documents", "journal", "ombudsman")
#: The demonstration lets everybody in by design, the launcher runs before there is one.
LEFT_OUT = ("/migrations/", "ombudsman/demo/", "ombudsman/launch/")

ASKING = re.compile(r"^(can|may|reads|takes)_[a-z_]+$")
REQUIRING = re.compile(r"^require(_[a-z_]+)?$")
TWIN = re.compile(r"^_?[a-z_]+_q$")
REFUSING = frozenset({"Http404", "NotAllowed", "StepUpRequired", "PermissionDenied"})
#: What decorators of Django are called that have nothing to do with rights.
METHODS = frozenset({"require_http_methods", "require_POST", "require_safe"})
ASKED = "everybody may"
Function = ast.FunctionDef | ast.AsyncFunctionDef
TERM, REFUSING_TERM = "term is true", "term is false"
EVERYTHING = "__import__('django.db.models', fromlist=['Q']).Q()"


@dataclass(frozen=True)
class Mutant:
    """One check taken away: the node of this number, in the order of ``ast.walk``."""

    path: str
    first: int  # the lines of its statement: who runs one of them reaches it
    last: int
    function: str  # that holds it
    number: int
    kind: str
    text: str  # the check as it was

    def __str__(self) -> str:
        return f"{self.path}:{self.first} {self.function}: {self.kind}: {self.text}"


def sources(checkout: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every module that may hold a check."""
    for app in APPS:
        for path in sorted((checkout / app).rglob("*.py")):
            name = path.relative_to(checkout).as_posix()
            if not any(part in name for part in LEFT_OUT):
                yield name, path.read_text(encoding="utf-8")


def mutants(checkout: Path) -> list[Mutant]:
    """All of them, in the order of the files."""
    return [one for path, text in sources(checkout) for one in of_module(path, text)]


def of_module(path: str, text: str) -> Iterator[Mutant]:
    """The mutants of one module."""
    tree = ast.parse(text)
    statements = _statements(tree)
    shapes = CHECKS | (RULES if path.endswith("policies.py") else {})
    refusing = {
        id(term)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and (_is_no(node) or _is_guard(node))
        for term in ast.walk(node.test)
    }
    # What a page offers is no check: the use case behind the button has its own.
    offered = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict) and not path.endswith("policies.py")
        for value in node.values
        for part in ast.walk(value)
    }
    liaisons = {id(n.operand) for n in ast.walk(tree) if isinstance(n, ast.UnaryOp)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in statements:
            continue
        kind = next((kind for kind, (fits, _) in shapes.items() if fits(node)), None)
        if kind == TERM and id(node) in refusing:
            kind = REFUSING_TERM
        if kind == "no liaison" and id(node) in liaisons:
            continue
        if kind and not (kind == ASKED and id(node) in offered):
            told = ast.unparse(node).partition("\n")[0]
            yield Mutant(path, *statements[id(node)], number, kind, told)


def mutated(mutant: Mutant, text: str) -> ast.Module:
    """The module with this one check taken away."""
    tree = ast.parse(text)
    node = next(n for i, n in enumerate(ast.walk(tree)) if i == mutant.number)
    change = (CHECKS | RULES | TERMS)[mutant.kind][1]
    _Exchange(node, change(node)).visit(tree)
    return ast.fix_missing_locations(tree)


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, ast.copy_location(new, old)

    def visit(self, node: ast.AST) -> ast.AST:
        """The new node where the old one was; nothing below it is looked at."""
        found: ast.AST = self.new if node is self.old else self.generic_visit(node)
        return found


def _statements(tree: ast.Module) -> dict[int, tuple[int, int, str]]:
    """Nodes inside functions -> lines of their statement, and the function's name."""
    found: dict[int, tuple[int, int, str]] = {}

    def enter(node: ast.AST, span: tuple[int, int, str] | None, inside: str) -> None:
        if isinstance(node, ast.stmt) and inside:
            head = getattr(node, "test", node)
            span = (node.lineno, head.end_lineno or node.lineno, inside)
        if span is not None:
            found[id(node)] = span
        for name, value in ast.iter_fields(node):
            body = isinstance(node, Function) and name == "body"
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    enter(child, span, getattr(node, "name", "") if body else inside)

    enter(tree, None, "")
    return found


# --- shapes ------------------------------------------------------------------------
def _name(node: ast.AST) -> str:
    """What is called, by its last name."""
    if not isinstance(node, ast.Call):
        return ""
    called = node.func
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _is_required(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and bool(REQUIRING.match(_name(node.value)))
        and _name(node.value) not in METHODS
    )


def _is_guard(node: ast.AST) -> bool:
    """``if ...: raise`` of what turns somebody away."""
    if not isinstance(node, ast.If) or not isinstance(node.body[0], ast.Raise):
        return False
    raised = node.body[0].exc
    told = ast.unparse(raised).partition("(")[0] if raised else ""
    return told in REFUSING or told.endswith("DoesNotExist")


def _is_asking(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if _name(node) == "has" and isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value).endswith("actor")
    told = map(ast.unparse, node.args)
    return bool(ASKING.match(_name(node))) and any("actor" in one for one in told)


def _is_read(node: ast.AST, *names: str) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and node.attr in names
        and ast.unparse(node.value).endswith("actor")
    )


def _is_no_liaison(node: ast.AST) -> bool:
    negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return negated and _is_read(node.operand, "is_liaison")  # type: ignore[attr-defined]  # negated


def _is_no(node: ast.AST) -> bool:
    """``if ...: return False``, or nothing at all."""
    if not isinstance(node, ast.If) or not isinstance(node.body[0], ast.Return):
        return False
    return ast.unparse(node.body[0]) in {"return False", "return NONE"}


def _is_filter(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node) == "Q" and bool(node.keywords)


def _is_rule(node: ast.AST) -> bool:
    """A term of a rule: a comparison, a negation, a rule that is asked."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    asked = re.search(r"^_(of|in|is)_|_sees$", _name(node))
    return isinstance(node, ast.Compare) or bool(asked)


# --- changes -----------------------------------------------------------------------
# The check stays in the tree and is not reached: so the function keeps what it needs
# from around it, and its new code fits into the old function.
def _open(node: ast.expr) -> ast.expr:
    return ast.BoolOp(ast.Or(), [ast.Constant(value=True), node])


def _shut(node: ast.expr) -> ast.expr:
    return ast.BoolOp(ast.And(), [ast.Constant(value=False), node])


def _instead(new: ast.expr, node: ast.expr) -> ast.expr:
    return ast.IfExp(ast.Constant(value=True), new, node)


def _statement(node: ast.Expr) -> ast.Expr:
    return ast.Expr(_open(node.value))


def _never(node: ast.If) -> ast.If:
    return ast.If(_shut(node.test), node.body, node.orelse)


def _all_rows(node: ast.Call) -> ast.expr:
    called = node.func
    rows = called.value if isinstance(called, ast.Attribute) else called
    return _instead(ast.Call(ast.Attribute(rows, "all", ast.Load()), [], []), node)


def _everything(node: ast.expr) -> ast.expr:
    return _instead(ast.parse(EVERYTHING, mode="eval").body, node)


Shape = Callable[[ast.AST], bool]
Change = Callable[..., ast.AST]
CHECKS: dict[str, tuple[Shape, Change]] = {
    "requirement dropped": (_is_required, _statement),
    "guard dropped": (_is_guard, _never),
    "every row": (lambda n: _name(n) == "visible_to", _all_rows),
    ASKED: (_is_asking, _open),
    "no filter": (lambda n: bool(TWIN.match(_name(n))), _everything),
    "all are liaisons": (_is_no_liaison, lambda n: ast.UnaryOp(n.op, _open(n.operand))),
    "no liaison": (lambda n: _is_read(n, "is_liaison"), _shut),
    "stepped up": (lambda n: _is_read(n, "stepped_up"), _open),
    "no second factor": (lambda n: _is_read(n, "awaits_second_factor"), _shut),
}
#: In policies every term is a check.
RULES: dict[str, tuple[Shape, Change]] = {
    "refusal dropped": (_is_no, _never),
    TERM: (_is_rule, _open),
    "filter dropped": (_is_filter, _everything),
}
#: A term of a sentence that refuses: there it is the false one that lets through.
TERMS: dict[str, tuple[Shape, Change]] = {REFUSING_TERM: (_is_rule, _shut)}

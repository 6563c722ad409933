"""What leaves the house leaves through the journal (R57).

A use case that sent a mail or queued a task itself would send it although its
transaction failed, or lose it although its transaction held.
"""

import ast
from collections.abc import Iterator

from tests.architecture import sources

#: The modules that may touch a way out, and which.
WAYS_OUT = {
    ("journal/mail.py", "django.core.mail"),
    ("journal/mail.py", "smtplib"),
    # One letter that the general words of journal.mail do not fit: the link to a
    # new password, made in the handler so that it is stored nowhere.
    ("accounts/reporters.py", "django.core.mail"),
    ("accounts/subscribers.py", "django.core.mail"),
    # The scanner of files, on this machine only: address.py refuses any other.
    ("documents/scanning/address.py", "socket"),
    ("documents/scanning/clamd.py", "socket"),
    ("ombudsman/celery.py", "celery"),
    ("ombudsman/celery.py", "kombu"),
    ("ombudsman/tasks.py", "celery"),
    ("ombudsman/pulse.py", "celery"),
}
LIBRARIES = (
    "aiohttp",
    "boto3",
    "celery",
    "django.core.mail",
    "ftplib",
    "http.client",
    "httpx",
    "kombu",
    "redis",
    "requests",
    "smtplib",
    "socket",
    "urllib.request",
    "urllib3",
)
#: Starts the programs of `make run` on this machine; no part of the portal itself.
LAUNCH = "ombudsman/launch/"
#: Who waits for the commit without losing anything: what an erased file leaves in
#: the store is unreadable from the commit on, as its key is gone.
AFTERWARDS = {"documents/services/erasure.py": {"on_commit"}}
CALLS = frozenset({"delay", "apply_async", "send_task", "email_user", "on_commit"})


def ways_out() -> Iterator[tuple[str, str]]:
    for path in sources.product():
        if sources.name(path).startswith(LAUNCH):
            continue
        for node in ast.walk(sources.tree(path)):
            for module in imported(node):
                for library in LIBRARIES:
                    if module == library or module.startswith(f"{library}."):
                        yield sources.name(path), library


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names):
            return [module, *(f"{module}.{alias.name}" for alias in names)]
        case _:
            return []


def calls(tree: ast.AST) -> set[str]:
    """The banned methods that are called in this tree."""
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CALLS
    }


def test_only_these_modules_know_a_way_out() -> None:
    assert set(ways_out()) == WAYS_OUT


def test_nobody_queues_a_task_or_sends_after_a_commit() -> None:
    found = {
        sources.name(path): calls(sources.tree(path))
        for path in sources.product()
        if calls(sources.tree(path))
    }
    assert found == AFTERWARDS


def test_the_test_sees_them() -> None:
    assert calls(ast.parse("task.delay(1); transaction.on_commit(f)")) == {
        "delay",
        "on_commit",
    }
    (statement,) = ast.parse("from urllib import request").body
    assert imported(statement) == ["urllib", "urllib.request"]

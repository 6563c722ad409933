"""Write the table of the life of a case into docs/domain.md, or check it there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from complaints.domain import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser

BEGIN = "<!-- describe_lifecycle: begin -->\n"
END = "<!-- describe_lifecycle: end -->\n"


def generated() -> str:
    """The part of the page between the markers."""
    states = describe.as_markdown(
        ("State", "Indonesian", "English"), describe.state_rows()
    )
    steps = describe.as_markdown(describe.HEADINGS, describe.rows())
    terms = describe.as_markdown(("Term", "Length and right"), describe.term_rows())
    return (
        f"### States\n\n{states}\n### Steps\n\n{steps}\n"
        f"### Terms\n\nThe day of the event is day 0.\n\n{terms}"
    )


def renewed(page: str) -> str:
    """The page with the part between its markers made anew."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise CommandError("The page lacks the markers of describe_lifecycle.")
    return f"{head}{BEGIN}\n{generated()}\n{END}{tail}"


class Command(BaseCommand):
    """``--check`` fails when the page is not what the table says; ``--write`` mends."""

    help = "Keeps the state table of docs/domain.md in step with the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        todo = parser.add_mutually_exclusive_group(required=True)
        todo.add_argument("--check", action="store_true")
        todo.add_argument("--write", action="store_true")
        parser.add_argument(
            "--page", type=Path, default=Path(settings.BASE_DIR) / "docs" / "domain.md"
        )

    def handle(self, *, check: bool, page: Path, **_: object) -> None:
        text = page.read_text(encoding="utf-8")
        wanted = renewed(text)
        if text == wanted:
            return
        if check:
            raise CommandError("Out of step. Run: manage.py describe_lifecycle --write")
        page.write_text(wanted, encoding="utf-8")

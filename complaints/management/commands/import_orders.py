"""``manage.py import_orders FILE``: orders that an office supervises already come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import User
from agencies.models import Office
from complaints.domain.orders_file import MOST_BYTES, Fault, Stage, Unreadable, fault_of
from complaints.models.former_sentences import fault_words, unreadable
from complaints.services import orders_files
from complaints.services.errors import NotReady

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable


class Command(BaseCommand):
    """Rows in = rows that came in + rows of cases known already + rows refused."""

    help = (
        "Bring in a CSV file of running cases and their orders for one office, as its "
        "head would. May be run again: each case comes in once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--office", required=True, help="The code of the office.")
        parser.add_argument(
            "--by", required=True, help="The e-mail address of a head of this office."
        )
        parser.add_argument("--dry-run", action="store_true", help="Store nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        office = Office.objects.filter(code=options["office"]).first()
        user = User.objects.filter(email__iexact=options["by"]).first()
        if office is None or user is None:
            raise CommandError("There is no such office, or no such person.")
        actor = member(user, now=now)
        try:
            orders_files.require_head(actor, office.pk)
            content = self._content(options["file"])
            preview = orders_files.look(content, office, now=now)
            self._tell([*preview.reading.warnings, *preview.reading.faults])
            if options["dry_run"]:
                self._say(preview.orders, len(preview.fresh), len(preview.known))
                self.stdout.write("Dry run: nothing was stored.")
            else:
                self._bring(content, office, actor=actor, now=now)
        except Unreadable as error:
            raise CommandError(unreadable(error)) from error
        except NotAllowed:
            raise CommandError(f"{user.email} does not head {office.code}.") from None
        if preview.reading.faults:
            raise CommandError("Rows were refused; see above.")

    def _content(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error

    def _bring(self, content: bytes, office: Office, **who: Any) -> None:
        try:
            file = orders_files.bring_in_now(content, office, **who)
        except NotReady:
            self.stdout.write("Nothing new: every case is there, or was refused.")
            return
        self._say(file.orders, file.stored, file.known)
        # What was refused by its rows was told; here is what turned out on the way.
        found = map(fault_of, file.left)
        self._tell(one for one in found if one.code == "conflict")
        if file.stage == Stage.FAILED:
            raise CommandError("It stopped on the way; run it again.")

    def _say(self, orders: int, cases: int, known: int) -> None:
        self.stdout.write(
            f"{orders} orders in {cases} cases; {known} cases known already"
        )

    def _tell(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            words = fault_words(fault)
            column = f"{words['column']}: " if words["column"] else ""
            self.stderr.write(f"{words['line']}: {column}{words['why']}")

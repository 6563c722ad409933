"""``manage.py erase_case LOCATOR --reason request``: there is no way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import SYSTEM
from complaints.domain.numbering import normalise_locator
from complaints.models import Case
from complaints.services.erasing import REASONS, erase_case
from complaints.services.errors import NotReady

if TYPE_CHECKING:
    from argparse import ArgumentParser

SENTENCES = {
    "still_open": "The case is not closed: only a closed case is erased.",
    "legal_hold": "A legal hold is on this case: lift it first.",
    "asked_back": "Its reporter asked to open it again: answer that first.",
}


class Command(BaseCommand):
    """Erase one closed case; its history stays and verifies."""

    help = "Destroy identity, texts, files and letters of a closed case."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("locator", help="The eight characters on the receipt.")
        parser.add_argument(
            "--reason",
            required=True,
            choices=REASONS,
            help="The retention period is over, the reporter asks, a court orders.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        locator = normalise_locator(options["locator"])
        case = Case.objects.visible_to(SYSTEM).filter(locator=locator).first()
        if case is None:
            raise CommandError("There is no case of this number.")
        if case.erased_at is not None:
            self.stdout.write("This case was erased before.")
            return
        try:
            erase_case(
                ref=case.ref,
                reason=options["reason"],
                actor=SYSTEM,
                now=timezone.now(),
            )
        except NotReady as refusal:
            raise CommandError(SENTENCES[refusal.code]) from refusal
        self.stdout.write("Erased. The history stays and verifies.")

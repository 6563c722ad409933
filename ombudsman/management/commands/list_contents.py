"""``manage.py list_contents``: what this release is made of, as CycloneDX JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from ombudsman.contents import listed


class Command(BaseCommand):
    """Prints the list; an auditor's tool looks known faults up by it."""

    help = "Print what this release is made of (CycloneDX 1.6, JSON)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        self.stdout.write(json.dumps(listed(), indent=2, sort_keys=True))

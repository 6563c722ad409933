#!/usr/bin/env python3
"""Django's command line. Owner commands run with the owner's database role."""

import os
import sys

# These create or bulk-load tables; everything else runs as the runtime role,
# which may not change the journal (docs/security.md).
OWNER_COMMANDS = frozenset(
    {"migrate", "load_reference", "seed_demo", "import_reports", "turn_vault_key"}
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["OMBUDSMAN_DB_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

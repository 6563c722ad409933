"""Open an account and give it its first roles.

    manage.py create_person asisten@contoh.test "Nama" --office 64 --role examiner
    manage.py create_person dinas@contoh.test "Nama" --agency 64.71 --role liaison

The person sets the password by "Lupa kata sandi" and, being staff or a liaison,
sets up the second factor at the first sign-in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actor import SYSTEM
from accounts.errors import StaffAndLiaison
from accounts.roles import AGENCY_ROLES, OFFICE_ROLES, Role
from accounts.services import create_person, give_agency_role, give_office_role
from accounts.wall_clock import wall_now
from agencies.models import Agency, Office

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from accounts.models import User


class Command(BaseCommand):
    help = "Open an account and give it roles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", action="append", default=[], choices=sorted(Role))
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--office", help="code of an office, 00 for the centre")
        place.add_argument("--agency", help="code of an agency")
        parser.add_argument("--chair", action="store_true")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        roles = [Role(name) for name in options["role"]]
        now = wall_now()
        person = create_person(
            email=options["email"], name=options["name"], actor=SYSTEM, now=now
        )
        try:
            for role in roles:
                self._give(person, role, options)
        except StaffAndLiaison as error:
            raise CommandError(
                "Nobody is staff and liaison, or staff of two offices, at once."
            ) from error
        self.stdout.write(f"user {person.pk}")

    def _give(self, person: User, role: Role, options: dict[str, Any]) -> None:
        now = wall_now()
        if role in OFFICE_ROLES and options["office"]:
            give_office_role(
                user=person,
                office=_one(Office, options["office"]),
                role=role,
                is_chair=options["chair"] and role is Role.COMMISSIONER,
                actor=SYSTEM,
                now=now,
            )
        elif role in AGENCY_ROLES and options["agency"]:
            give_agency_role(
                user=person,
                agency=_one(Agency, options["agency"]),
                kind=role,
                actor=SYSTEM,
                now=now,
            )
        else:
            raise CommandError(f"{role.value} needs an --office or an --agency")


def _one(model: Any, code: str) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"no {model.__name__.lower()} with the code {code}")
    return found

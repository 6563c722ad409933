"""Seal seeds of second factors and reporters' contacts anew under the newest key.

Run it after putting a new key in front and before taking the old one away. It may
be stopped and run again at any time: both keys open meanwhile.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import ContactProof, ReporterAccount
from accounts.pseudonym import opened
from accounts.seal import is_newest, seal, unseal

#: Where allauth keeps what we seal, by kind of authenticator.
SEALED = {
    Authenticator.Type.TOTP: "secret",
    Authenticator.Type.RECOVERY_CODES: "seed",
}


class Command(BaseCommand):
    help = "Seal the seeds of second factors under the newest key."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = Authenticator.objects.filter(type__in=SEALED).values_list("pk", flat=True)
        done = sum(_reseal(pk) for pk in list(ids))
        self.stdout.write(f"{done} of {len(ids)} sealed anew")
        for model in (ReporterAccount, ContactProof):
            rows = model.objects.exclude(sealed="").values_list("pk", flat=True)
            done = sum(_reseal_contact(model, pk) for pk in list(rows))
            self.stdout.write(f"{model.__name__}: {done} of {len(rows)} sealed anew")


@transaction.atomic
def _reseal(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    field = SEALED[Authenticator.Type(row.type)]
    if is_newest(row.data[field]):
        return False
    row.data[field] = seal(unseal(row.data[field]))
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def _reseal_contact(model: type[ReporterAccount | ContactProof], pk: int) -> bool:
    row = model.objects.select_for_update().filter(pk=pk).exclude(sealed="").first()
    if row is None or is_newest(row.sealed):
        return False
    row.sealed = opened(row.sealed).sealed()
    row.save(update_fields=["sealed"])
    return True

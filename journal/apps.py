from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class JournalConfig(AppConfig):
    name = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from journal import idempotency, registry
        from journal.privileges import grant_defaults

        pre_migrate.connect(grant_defaults, sender=self, dispatch_uid="journal.rights")
        registry.sweep("journal.forget_keys", idempotency.purge, timedelta(hours=1))

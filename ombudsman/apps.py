from django.apps import AppConfig
from django.core.checks import Tags, register


class OmbudsmanConfig(AppConfig):
    name = "ombudsman"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core.validators import MaxLengthValidator

        from ombudsman import checks
        from ombudsman.forms import TOO_LONG
        from ombudsman.operations import subscribers

        checks.refuse_trial_in_production()
        register(checks.trial_leftovers, Tags.security, deploy=True)
        subscribers.connect()
        MaxLengthValidator.message = TOO_LONG

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from accounts import events, subscribers
        from accounts.sessions import on_signed_in

        events.register()
        subscribers.register()
        user_logged_in.connect(on_signed_in, dispatch_uid="accounts.sessions")

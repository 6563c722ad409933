from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from complaints import subscribers
        from complaints.views import export_table

        subscribers.connect()
        # Its words are a page's, which no subscriber may import.
        export_table.connect()

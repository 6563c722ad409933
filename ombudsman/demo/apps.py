from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ombudsman.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from complaints.selectors.queue import next_deadline
        from ombudsman import clock
        from ombudsman.demo import deadlines, events
        from ombudsman.demo.services import offset

        events.register()
        clock.use_offset(offset)
        deadlines.ask(next_deadline)

"""The one Celery task. It carries no data: what is due stands in the database."""

from celery import shared_task

from ombudsman import background


@shared_task(name="ombudsman.wake")
def wake() -> None:
    """Take turns until nothing is due."""
    background.until_idle()

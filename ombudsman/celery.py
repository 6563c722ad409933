"""Celery on Redis only wakes the relay, on as many machines as there are.

The database is what is true: Redis may lose everything, at any time, and what
was due goes out a few seconds later. Used where ``REDIS_URL`` is set, beside one
``manage.py worker``, which does the same by itself.
"""

import os

from celery import Celery
from django.conf import settings
from kombu.transport.redis import Channel

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")

VISIBILITY = 3600  # seconds; longer than any task may run
EVERY = 5.0  # seconds

# When Redis dies kombu tries to give back what is not confirmed through the connection
# that is gone, and the node ends of it (5.7.0). A waking need not be given back.
Channel.do_restore = False

app = Celery("ombudsman")
app.conf.update(
    broker_url=settings.REDIS_URL or None,
    imports=["ombudsman.tasks", "ombudsman.pulse"],
    result_backend=None,
    task_ignore_result=True,
    # A killed worker's message comes back, and comes back soon: kombu looks every
    # 5 s instead of every 100 s. Running twice is safe.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_soft_time_limit=240,
    task_time_limit=300,
    visibility_timeout=VISIBILITY,
    broker_transport_options={
        "visibility_timeout": VISIBILITY,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_connect_timeout": 3,
    },
    result_backend_transport_options={"visibility_timeout": VISIBILITY},
    # Redis may come as late, and stay away as long, as it likes.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    # Running twice is safe, being cut off in the middle of a letter is not.
    worker_cancel_long_running_tasks_on_connection_loss=False,
    # Whoever gets at Redis shall not be able to order the workers about.
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    accept_content=["json"],
    task_serializer="json",
    result_accept_content=["json"],
    event_serializer="json",
    enable_utc=True,
    timezone="UTC",
    worker_hijack_root_logger=False,
    beat_schedule={
        "wake the relay": {
            "task": "ombudsman.wake",
            "schedule": EVERY,
            # Wakings that nobody heard do not pile up.
            "options": {"expires": EVERY},
        }
    },
)

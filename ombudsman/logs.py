"""Logs as JSON lines without personal data.

A line names events, routes, ids and numbers. Texts that others wrote are left out:
Django's own messages hold the address, and the message of an exception may hold
what somebody typed. JSON escapes line breaks and control signs, so that one event
is one line whatever comes in.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ANSWERED = "answered"


def blame(error: BaseException) -> dict[str, object]:
    """What went wrong and where: the class and the frames, never the message."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [
            f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}"
            for frame in frames[-12:]
        ],
    }


ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def quiet_exceptions(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace a traceback by ``blame``."""
    info: ExcInfo | BaseException | bool | None = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = blame(error)
    return event


def only_our_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep the text of our own loggers; of others only who spoke, and a status."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None or record.name.startswith("ombudsman."):
        return event
    event["event"] = record.name
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        event["status"] = status
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure() -> dict[str, Any]:
    """Point structlog at the standard library and return Django's ``LOGGING``."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            only_our_words,
            quiet_exceptions,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "json"}
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "ombudsman": {"level": "INFO"},
            "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "django.server": {"handlers": [], "propagate": False},
        },
    }

"""Logs: one line an event, JSON for machines, coloured for people; correlated, and without secrets.

What a line costs is bounded, whatever happened: a traceback has no local variables and only its last frames,
and no value is longer than `VALUE_CHARACTERS`.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
import structlog.typing

from shared.settings import LogFormat
from shared.telemetry.correlation import current_correlation

HIDDEN = "***"
VALUE_CHARACTERS = 8_000  #: the most that a line tells of one value; of a longer one, both ends
_FRAMES = 40  #: of each exception in a chain, the last ones
_SECRET_KEYS = frozenset(
    {"authorization", "cookie", "password", "secret", "token", "access_token", "client_secret"}
)
_URL_PASSWORD = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*):[^\s@/]+@", re.IGNORECASE)
_BEARER = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*")
_QUIET = ("aiokafka", "httpx", "httpcore", "asyncio", "pymongo")  #: libraries that tell too much at INFO

EventDict = MutableMapping[str, Any]


def configure_logging(
    level: str = "INFO", log_format: LogFormat = LogFormat.JSON, stream: TextIO | None = None
) -> None:
    """Send the process's logs, those of libraries too, to `stream` (standard error). May be called again."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        add_correlation,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        without_colours,
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_endings(log_format)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,  # so that configuring again reaches loggers that were used before
    )


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module: `get_logger(__name__)`."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def add_correlation(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Put the current correlation id into the line, unless the caller gave one."""
    correlation_id = current_correlation()
    if correlation_id is not None:
        event.setdefault("correlation_id", correlation_id)
    return event


def without_colours(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Leave out what uvicorn says a second time for terminals, with codes for colours in it."""
    event.pop("color_message", None)
    return event


def hide_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Replace what nobody should read in a log: tokens, passwords, also those inside of addresses."""
    for key, value in event.items():
        if key.lower() in _SECRET_KEYS:
            event[key] = HIDDEN
        elif isinstance(value, str):
            event[key] = _BEARER.sub(HIDDEN, _URL_PASSWORD.sub(rf"\1:{HIDDEN}@", value))
    return event


def truncate_values(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Cut the middle out of what is too long, such as an error that repeats all of its input."""
    for key, value in event.items():
        if isinstance(value, int | float | None):
            continue
        text = value if isinstance(value, str) else repr(value)
        if len(text) > VALUE_CHARACTERS:
            half = VALUE_CHARACTERS // 2
            event[key] = f"{text[:half]} … {len(text) - 2 * half} … {text[-half:]}"
    return event


def _traceback(exc_info: structlog.typing.ExcInfo) -> str:
    """Where an exception came from, without the values that were at hand there."""
    return "".join(traceback.format_exception(*exc_info, limit=-_FRAMES)).rstrip()


def _endings(log_format: LogFormat) -> list[structlog.typing.Processor]:
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    return [structlog.processors.ExceptionRenderer(_traceback), truncate_values, hide_secrets, render]

"""Logs: one line an event, JSON for machines, coloured for people; correlated, and without secrets."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
import structlog.typing

from shared.settings import LogFormat
from shared.telemetry.correlation import current_correlation

HIDDEN = "***"
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


def _endings(log_format: LogFormat) -> list[structlog.typing.Processor]:
    if log_format is LogFormat.JSON:
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [structlog.processors.format_exc_info, hide_secrets, render]
    return [hide_secrets, structlog.dev.ConsoleRenderer()]

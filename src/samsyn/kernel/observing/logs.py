"""Structured logs, one JSON object a line, without personal data.

What may be logged: ids, kinds, counts, times and route patterns. Names, e-mail addresses, typed
texts and query strings may not: `_scrub` takes out the keys that would carry them.
"""

from __future__ import annotations

from typing import Any

import structlog

_PERSONAL = frozenset({"email", "name", "user", "q", "query", "text", "title", "password", "body"})
_Shared = list[Any]


def _scrub(_logger: object, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    for key in _PERSONAL & entry.keys():
        entry[key] = "(left out)"
    return entry


def configure(level: str) -> dict[str, Any]:
    """Set up structlog, and return Django's `LOGGING` so that both write alike."""
    shared: _Shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _scrub,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"level": "WARNING"},
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
        },
    }

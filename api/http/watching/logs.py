"""Logs by structlog: lines for people or JSON, one an event, on the error stream; the modules themselves use `logging`.

No line holds the values of variables: a traceback says where, and its frames would hold words of plans.
"""

import logging
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO, cast

import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

OURS = ("respgraph", "api", "graph", "loaders", "seeds", "viz")
"""Loggers that speak at the level that is asked for; libraries from WARNING on."""

SILENT = ("neo4j",)
"""Loggers of drivers: what fails there is told as an error of the store."""

Level = Literal["debug", "info", "warning", "error"]


def logger(name: str) -> BoundLogger:
    """A logger that takes what it tells as named values; where nobody set up logs it is as quiet as `logging` is."""
    processors = (
        structlog.stdlib.filter_by_level,
        *_always(),
        ProcessorFormatter.wrap_for_formatter,
    )
    found = structlog.wrap_logger(
        logging.getLogger(name), processors=processors, wrapper_class=BoundLogger, context_class=dict
    )
    return cast("BoundLogger", found)


def write_logs(*, level: Level = "info", as_json: bool = False, stream: TextIO | None = None) -> None:
    """Have all loggers of this process write to a stream; without one to the error stream."""
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    rendering: list[Processor] = (
        [
            structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(
                colors=target.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
            )
        ]
    )
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[*_always(), structlog.stdlib.ExtraAdder()],
            processors=[ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _always() -> tuple[Processor, ...]:
    """What every line has: the id of the request that caused it, its level, who says it, when."""
    return (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        _stamped,
    )


def _stamped(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The time here, with how far it is from UTC."""
    event["timestamp"] = datetime.now(tz=UTC).astimezone().isoformat(timespec="milliseconds")
    return event

"""Runs the reader of a format in a process of its own, with limits of time and memory: what it meets can't hurt this one."""

import json
import os
import subprocess
import sys
import threading
from importlib import import_module
from typing import Any, BinaryIO

from graph.errors import SourceError
from graph.model import Origin, Problem
from loaders.files.formats.content import Content
from loaders.files.formats.refusals import ended, too_large, too_slow
from loaders.files.limits import LIMITS
from loaders.readings import Cell, Span

_GRACE = 5
"""Seconds that the process may take to start and to answer beside its time of work."""


def already_apart() -> None:
    """From now on formats are read in this process: it was made for it (loaders/apart)."""
    _APART.set()


_APART = threading.Event()


def read_apart(module: str, data: bytes, file_name: str) -> Content:
    """What `loaders.files.formats.MODULE.read(data, file_name)` returns; raises the SourceError that it raises, or one of its own."""
    if _APART.is_set():
        content: Content = import_module(f"loaders.files.formats.{module}").read(data, file_name)
        return content
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(  # noqa: S603 (this interpreter, and a module's name from our own table)
            [sys.executable, "-m", "loaders.files.formats.separate_process", module, file_name],
            input=data,
            capture_output=True,
            timeout=LIMITS.seconds + _GRACE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_slow(file_name) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise ended(done.returncode, file_name) from error
    if "error" in answer:
        raise SourceError(answer["error"], where=file_name, hint=answer["hint"])
    return _content(answer)


def _content(answer: dict[str, Any]) -> Content:
    return Content(
        text=answer["text"],
        origins=tuple(Origin(*one) for one in answer["origins"]),
        cells=tuple(Cell(*one) for one in answer["cells"]),
        generated=tuple(Span(*one) for one in answer["generated"]),
        hints=answer["hints"],
        problems=tuple(Problem(*one) for one in answer["problems"]),
    )


def _answer(content: Content) -> dict[str, Any]:
    return {
        "text": content.text,
        "origins": [(one.start, one.end, one.place, one.generated) for one in content.origins],
        "cells": [(one.start, one.end, one.table, one.row, one.column, one.merged) for one in content.cells],
        "generated": [(one.start, one.end) for one in content.generated],
        "hints": dict(content.hints),
        "problems": [(one.code, one.message, one.start, one.end, one.quote) for one in content.problems],
    }


def _limit() -> None:
    """Sets the limits of this process; where the system has none, the time limit of the parent remains."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (LIMITS.seconds, LIMITS.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(module: str, file_name: str, data: bytes, out: BinaryIO) -> None:
    _limit()
    try:
        answer = _answer(import_module(f"loaders.files.formats.{module}").read(data, file_name))
    except SourceError as error:
        answer = {"error": error.what, "hint": error.hint}
    except MemoryError:
        refusal = too_large(file_name, LIMITS.memory)
        answer = {"error": refusal.what, "hint": refusal.hint}
    out.write(json.dumps(answer).encode())


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not reach the answer
        _main(sys.argv[1], sys.argv[2], sys.stdin.buffer.read(), answers)

"""Readers in processes of their own, kept warm: whoever asks gets a result or an error, whatever a file does to its reader."""

import atexit
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import BadRequestError, BusyError, ModelError, RespgraphError, SourceError
from loaders.apart.messages import receive, send
from loaders.files.formats.refusals import ended, too_large
from loaders.files.limits import LIMITS

Given = tuple[Any, ...]

CHUNK = 4
"""Files that a reader is given at once, so that it need not wait for whoever asks between them."""

_FILES = 400
"""Files after which a process is replaced by a fresh one."""

_PATIENCE_S = 4 * LIMITS.seconds
"""How long a file may take by the clock: its processor time is bounded in the process, a conversion by LibreOffice may wait."""

_KEPT = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""What a reader is told of the environment: no passwords, no proxies, nothing of ours."""


class Readers:
    """At most so many processes; each is started when it is needed, and again when a file has ended it."""

    def __init__(self, most: int) -> None:
        """`most` processes at a time."""
        self._most = most
        self._idle: deque[_Process] = deque()
        self._free = threading.Semaphore(most)
        self._starter = ThreadPoolExecutor(1)  # a process ends with the thread that started it
        self._threads = ThreadPoolExecutor(most)

    def ask(self, task: str, *given: Any) -> Any:  # noqa: ANN401 - tasks are of many kinds
        """What a task (loaders/apart/tasks.py) gives. Raises the RespgraphError that it raises, or SourceError where it fails."""
        (answer,) = self._asked(task, [given])
        if isinstance(answer, RespgraphError):
            raise answer
        return answer

    def ask_all(self, task: str, many: Iterable[Given]) -> Iterator[Any]:
        """What a task gives for each of many, in their order; an error stands for one that failed."""
        waiting: deque[Future[list[Any]]] = deque()
        try:
            for chunk in _chunks(many):
                waiting.append(self._threads.submit(self._asked, task, chunk))
                if len(waiting) > 2 * self._most:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def close(self) -> None:
        """End the processes that wait."""
        while self._idle:
            self._idle.popleft().end()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._starter.shutdown(wait=False)

    def _asked(self, task: str, many: Sequence[Given]) -> list[Any]:
        """The answers to several; one that ends the process is told from the others, which are asked again."""
        answers: list[Any] = []
        with self._free:
            while len(answers) < len(many):
                process = self._process()
                answers += process.answers(task, many[len(answers) :])
                if process.usable:
                    self._idle.append(process)
                else:
                    process.end()
        return answers

    def _process(self) -> "_Process":
        while True:
            try:
                process = self._idle.popleft()
            except IndexError:
                return self._starter.submit(_Process).result()
            if process.alive:
                return process
            process.end()


@cache
def readers() -> Readers:
    """Those of this process: one for each processor."""
    found = Readers(os.cpu_count() or 1)
    atexit.register(found.close)
    return found


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=readers.cache_clear)


class _Process:
    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "loaders.apart.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self._files = 0
        self.usable = True

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def answers(self, task: str, many: Sequence[Given]) -> list[Any]:
        """Answers to the first of many, all of them or as far as the process comes; the last is then why it ended."""
        found: list[Any] = []
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        try:
            send(self._process.stdin, (task, many, _folder()))
            for given in many:
                clock = threading.Timer(_PATIENCE_S, self._process.kill)
                clock.start()
                try:
                    well, answer = receive(self._process.stdout)
                finally:
                    clock.cancel()
                found.append(answer if well else _error(answer, _where(given)))
                self.usable = self.usable and (well or answer[0] != "MemoryError")
        except (EOFError, OSError, ValueError, TypeError, pickle.UnpicklingError):
            self.usable = False
            self._process.kill()
            where = _where(many[len(found)])
            found.append(ended(self._process.wait(), where))
        self._files += len(found)
        self.usable = self.usable and self._files < _FILES
        return found

    def end(self) -> None:
        """End it, and let go of what led to it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _folder() -> str:
    """Where relative paths begin; empty where that folder is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def _error(said: tuple[str, str, str, str], where: str) -> RespgraphError:
    name, what, place, hint = said
    if name == "MemoryError":
        return too_large(where)
    return _KINDS.get(name, SourceError)(what, where=place or where, hint=hint)


_KINDS = {kind.__name__: kind for kind in (SourceError, BadRequestError, BusyError, ModelError)}


def _where(given: Given) -> str:
    """The name of the file that a task is about."""
    for each in given:
        name = getattr(each, "file_name", None) or getattr(each, "name", None)
        if isinstance(name, str):
            return name
    return next((each for each in given if isinstance(each, str)), "")


def _chunks(many: Iterable[Given]) -> Iterator[list[Given]]:
    chunk: list[Given] = []
    for each in many:
        chunk.append(each)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk

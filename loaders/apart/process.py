"""A process that reads files for another one: bounded time and memory, no secrets, no network; it ends with whoever started it.

Its environment is chosen by loaders/apart/readers.py. The network is refused twice: where the system lets a process leave
it, this one does; and everywhere a hook of the interpreter refuses to look up names and to connect, which holds for what
is written in Python. Code that a file smuggled into a library written in C would pass the hook.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from graph.errors import RespgraphError
from graph.kept.shelf import keep_all
from loaders.apart.messages import receive, send
from loaders.apart.tasks import TASKS
from loaders.files.formats import separate_process
from loaders.files.formats.refusals import mistake
from loaders.files.limits import LIMITS

_SET_PARENT_DEATH_SIGNAL = 1
"""Of Linux's prctl."""

_NEW_NETWORK, _NEW_USERS = 0x40000000, 0x10000000
"""Of Linux's unshare: a network in which there is nothing, and users of its own, which let anybody have such a network."""

_REFUSED = frozenset(
    f"socket.{event}"
    for event in (
        "connect",
        "bind",
        "sendto",
        "sendmsg",
        "getaddrinfo",
        "gethostbyname",
        "gethostbyaddr",
        "getnameinfo",
    )
)


def main(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer what is asked until nobody asks any more."""
    leave_network()  # first: a process with threads may not have users of its own
    _end_with_parent()
    _limit_memory()
    separate_process.already_apart()
    while True:
        try:
            task, many, folder = receive(asked)
        except EOFError:
            return
        with suppress(OSError):
            os.chdir(folder)
        for given in many:
            answer = _answer(task, given)
            keep_all()  # before it is told: whoever asks ends this process by force
            send(answers, answer)


def _answer(task: str, given: tuple[Any, ...]) -> tuple[bool, Any]:
    """Whether it went well, and what came of it: the result, or an error's kind, words, place and advice."""
    _limit_time()
    try:
        return True, TASKS[task](*given)
    except RespgraphError as error:
        return False, (type(error).__name__, error.what, error.where, error.hint)
    except MemoryError:
        return False, ("MemoryError", "", "", "")
    except Exception as error:  # noqa: BLE001 - a reader's mistake over one file stops no other
        told = mistake(error, "")
        return False, ("SourceError", told.what, "", told.hint)


def _end_with_parent() -> None:
    """Have this process end when the one that started it is gone, whatever ended it: at once where the system is Linux."""
    parent = os.getppid()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def leave_network() -> None:
    """From now on nothing of this process reaches another machine, as far as the head of this module says."""
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if system.unshare(_NEW_NETWORK):  # not root
            user, group = os.geteuid(), os.getegid()
            if not system.unshare(_NEW_USERS | _NEW_NETWORK):
                for name, words in (
                    ("setgroups", "deny"),
                    ("uid_map", f"{user} {user} 1"),
                    ("gid_map", f"{group} {group} 1"),
                ):
                    with suppress(OSError):
                        Path("/proc/self", name).write_text(words, encoding="ascii")

    def refuse(event: str, _: tuple[object, ...]) -> None:
        if event in _REFUSED:
            raise PermissionError("who reads files has no network")

    sys.addaudithook(refuse)


def _limit_memory() -> None:
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on every system

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (LIMITS.reading_memory, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """From now on the seconds of one file; the system ends this process at their end."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on every system

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + LIMITS.seconds + 1, most))


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints must not reach the answers
        main(sys.stdin.buffer, out)

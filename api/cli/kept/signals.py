"""Signals that end a verb: whichever it is, the store is closed as after the last line, and its log is folded in."""

import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells expect it."""

ENDING = ("SIGTERM", "SIGHUP")
"""What systemd, `docker stop`, a logout and a closed terminal send; SIGINT is Python's own KeyboardInterrupt."""


class Ended(SystemExit):
    """A signal asked the verb to end; what is open is closed on the way out."""


def heed() -> None:
    """End by leaving every block, as after an error, where a signal would end the process on the spot. Main thread only."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup, and who embeds us, keep theirs
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    for name in ENDING:
        signal.signal(getattr(signal, name), signal.SIG_IGN)  # a second one must not cut the closing short
    sys.stdout.flush()
    raise Ended(128 + number)

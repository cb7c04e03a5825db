"""Old Office files (.doc, .wps, .rtf, .odt, .xls) through LibreOffice, where it is installed: converted, then read as new ones.

Each call has its own profile (two calls with one fail), a time limit and no network; macros and links are switched off
(research/reading.md §1.2); dates are those of a Chinese system.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from graph.errors import BusyError, SourceError
from loaders.files.limits import LIMITS, MEGABYTE

_MEMORY = 2048 * MEGABYTE
"""Address space, of which LibreOffice uses about a tenth as memory."""

LATER, PATIENCE = "5", 2
"""By how much those who look at pages come first, and how much longer than it computes a conversion may therefore take."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """The LibreOffice on this machine, if there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, extension: str, wanted: str, where: str) -> bytes:
    """The file in the `wanted` format (docx, xlsx). Raises SourceError: not installed, damaged, too slow."""
    office = program()
    if office is None:
        raise SourceError(
            f"files of the kind .{extension} need LibreOffice, which is not installed",
            where=where,
            hint=f"install LibreOffice, or save the file as .{wanted}",
        )
    with tempfile.TemporaryDirectory(prefix="respgraph-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        given = place / f"given.{extension}"
        given.write_bytes(data)
        with _place(where):
            _run(office, place, given, wanted, where)
        made = place / "out" / f"given.{wanted}"
        if not made.is_file():
            raise SourceError(
                "LibreOffice can't open this file: it is damaged or locked with a password",
                where=where,
                hint=f"open it in its own program and save it without a password, as .{wanted}",
            )
        if made.stat().st_size > LIMITS.file:
            raise SourceError(
                f"the converted file is larger than {LIMITS.file // MEGABYTE} MB", where=where, hint="split it"
            )
        return made.read_bytes()


def _run(office: str, place: Path, given: Path, wanted: str, where: str) -> None:
    command = [
        *_behind_others(),
        *_offline(),
        office,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        wanted,
        "--outdir",
        str(place / "out"),
        str(given),
    ]
    with _own_memory():
        process = subprocess.Popen(  # noqa: S603 (a program of this machine; the file's name is our own)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    _limit(process.pid)
    try:
        process.wait(PATIENCE * LIMITS.seconds)
    except subprocess.TimeoutExpired as error:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise SourceError(
            f"converting the file takes more than {PATIENCE * LIMITS.seconds} seconds",
            where=where,
            hint=f"open it yourself and save it as .{wanted}",
        ) from error


@contextmanager
def _place(where: str) -> Iterator[None]:
    """One of the few places that there are for conversions on this machine. Raises BusyError where none becomes free in time."""
    try:
        import fcntl  # noqa: PLC0415 (not on every system)
    except ImportError:
        yield
        return
    until = time.monotonic() + _PATIENCE_S
    while True:
        for number in range(LIMITS.conversions):
            name = Path(tempfile.gettempdir()) / f"respgraph-{os.getuid()}-conversion-{number}"
            place = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield
            except BlockingIOError:
                continue
            else:
                return
            finally:
                os.close(place)
        if time.monotonic() > until:
            raise BusyError(
                "too many old Office files are converted at once",
                where=where,
                hint="try again in a few seconds; files saved as .docx or .xlsx need no conversion",
                after=5,
            )
        time.sleep(0.1)


_PATIENCE_S = 60.0


@contextmanager
def _own_memory() -> Iterator[None]:
    """What is started meanwhile does not begin with the bound of memory that this process has: it gets one of its own."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        yield
        return
    own, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (own, most))


def _limit(process: int) -> None:
    """Caps the memory of a process that has just begun; where the system can't, the time limit remains."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    if hasattr(resource, "prlimit"):
        with suppress(OSError):
            resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY, _MEMORY))


@cache
def _behind_others() -> tuple[str, ...]:
    """A prefix that lets what answers people go before a command, where this system has it."""
    tool = shutil.which("nice")
    return (tool, "-n", LATER) if tool else ()


@cache
def _offline() -> tuple[str, ...]:
    """A prefix that takes the network away from a command, where this system allows it."""
    tool = shutil.which("unshare")
    for options in (("-n",), ("-r", "-n")):
        if tool and subprocess.run([tool, *options, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603 (probes the tool)
            return (tool, *options)
    return ()

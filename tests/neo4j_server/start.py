"""Start a real Neo4j on loopback with Java and Maven, no Docker: `python -m tests.neo4j_server.start`.

The jars go to .neo4j/jars, the data to a folder of its own; both are ignored by git. As a program it prints what to export
and runs until it is interrupted; tests use `Server`.
"""

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from tests.maven import class_path, missing

SOURCE = Path(__file__).with_name("Neo4jServer.java")
FOLDER = Path(__file__).parents[2] / ".neo4j"
USER, PASSWORD, FIRST_PASSWORD = "neo4j", "respgraph-tests", "neo4j"
PATIENCE_S = 300
"""How long a start may take on a machine that is busy with other work."""

STARTS = 3
"""How often a server is started anew that ended by itself or did not answer in time."""

_BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For servers that live for minutes: half the CPU of a start, since nothing is compiled that pays only after an hour."""

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class Server:
    """One server process; it may be stopped and started again on the same port and data."""

    def __init__(self, home: Path, *, heap: str = "512m", brief: bool = True) -> None:
        """`brief`: it lives for minutes; to be measured is one that runs as servers do."""
        self.home, self.heap, self._tuning = home, heap, _BRIEF if brief else ()
        self.port = _free_port()
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    def kill(self) -> None:
        """End it as a loss of power would."""
        if self._process:
            self._process.kill()

    def take_no_writes(self) -> None:
        """From now on it only reads, as a member of a cluster does that takes no writes."""
        assert self._process
        assert self._process.stdin
        self._process.stdin.write(b"read-only\n")
        self._process.stdin.flush()
        log, deadline = self.home / "server.log", time.monotonic() + PATIENCE_S
        while b"\nread-only\n" not in log.read_bytes():
            assert time.monotonic() < deadline, "the server goes on to take writes"
            time.sleep(0.05)

    def start(self) -> None:
        """Start and wait until it answers to USER and PASSWORD; it ends with this process.

        RuntimeError with the end of the log after STARTS starts in vain.
        """
        path = class_path(SOURCE, FOLDER)
        self.home.mkdir(parents=True, exist_ok=True)
        opened = [part for name in _OPENED for part in ("--add-opens", f"java.base/{name}=ALL-UNNAMED")]
        options = [f"-Xmx{self.heap}", *self._tuning, *opened]
        command = ["java", *options, "-cp", path, "Neo4jServer", str(self.home), str(self.port)]
        for _ in range(STARTS):
            self._log = (self.home / "server.log").open("ab")
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.PIPE, stdout=self._log, stderr=subprocess.STDOUT
            )
            if self._answered():
                return
            self.stop(kill=True)
        log = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"Neo4j did not start:\n{log[-4000:]}")

    def stop(self, *, kill: bool = False) -> None:
        """Shut down in order, or as a power cut would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
            self._process.wait()
            assert self._process.stdin
            self._process.stdin.close()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def _answered(self) -> bool:
        """Wait until it lets us in; False where it ended by itself or took more than PATIENCE_S."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self._process is not None and self._process.poll() is None:
            if _answers(self.uri):
                return True
            time.sleep(0.2)
        return False


def _answers(uri: str) -> bool:
    """Whether the server lets us in; sets the password on first contact."""
    try:
        with GraphDatabase.driver(uri, auth=(USER, PASSWORD), connection_timeout=10) as driver:
            driver.verify_connectivity()
    except AuthError:
        _set_password(uri)
        return False
    except (DriverError, Neo4jError, OSError):  # not yet: no port, no database, busy
        return False
    return True


def _set_password(uri: str) -> None:
    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
    with (
        suppress(DriverError, Neo4jError, OSError),  # asked again at the next try
        GraphDatabase.driver(uri, auth=(USER, FIRST_PASSWORD)) as driver,
    ):
        driver.execute_query(change, old=FIRST_PASSWORD, new=PASSWORD, database_="system")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> None:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--home", type=Path, help="where the data go (default: a new folder that is removed at the end)"
    )
    parser.add_argument("--heap", default="512m", help="Java's heap, as in 512m or 2g")
    options = parser.parse_args()
    if missing():
        sys.exit(f"needs {missing()}")
    home = options.home or Path(tempfile.mkdtemp(prefix="neo4j-"))
    server = Server(home, heap=options.heap)
    server.start()
    print(f"export NEO4J_URI={server.uri} NEO4J_USER={USER} NEO4J_PASSWORD={PASSWORD}", flush=True)  # noqa: T201 - its output
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)  # after the start, so that Java does not inherit it
    try:
        signal.sigwait(ends)
    finally:
        server.stop()
        if options.home is None:
            shutil.rmtree(home)


if __name__ == "__main__":
    main()

"""Faults of a store on a server: kills of those who write, the server's own death, connections that drop."""

import os
import random
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.fault_kinds import Found, looked_at, run, told_by
from benchmarks.fault_worker import VERBS, Place, filled
from tests.neo4j_server.start import PASSWORD, USER, Server
from tests.stores import Address, emptied

SLOWER = 2.0
"""Verbs take so much longer than on a file."""

DEATHS, CUTS = 3, 10


def on_server(times: int, verbs: Sequence[str]) -> Iterator[Found]:
    """All of them, or kills of these verbs, on a server that is started for it."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name  # where a restore keeps what was there before
        server = Server(Path(name) / "server")
        server.start()

        def make(folder: Path) -> Place:
            emptied(Address(server.uri, USER, PASSWORD)).close()
            return Place(server.uri, folder, USER, PASSWORD)

        try:
            place = make(Path(name))
            if not verbs:
                yield _deaths(server, place, DEATHS)
                yield _cuts(server, place, CUTS)
            yield from run(times, make, scale=SLOWER, verbs=verbs)
        finally:
            server.stop()


def _deaths(server: Server, place: Place, times: int) -> Found:
    """The server is killed while somebody decides; what it had confirmed is there when it is back."""
    found = Found("server killed and started")
    with place.opened() as store:
        filled(store)
    for _ in range(times):
        told = told_by(place, VERBS["decide"], 90, heard=threading.Timer(1.0, server.kill).start)
        server.stop()
        server.start()
        _judge(found, place, told)
    return found


def _cuts(server: Server, place: Place, times: int) -> Found:
    """All connections drop while somebody decides, a second in which the driver may try again."""
    found = Found("connections dropped")
    chance = random.Random(1)  # noqa: S311 - moments by chance
    with place.opened() as store:
        filled(store)
    for _ in range(times):
        with _forwarded(server.port) as (port, cut):
            timer = threading.Timer(chance.random(), cut)

            def begun(timer: threading.Timer = timer) -> float:
                timer.start()
                return 4.0

            told = told_by(place._replace(url=f"bolt://127.0.0.1:{port}"), VERBS["decide"], 60, heard=begun)
            if timer.is_alive():
                timer.join()
        _judge(found, place, told)
    return found


def _judge(found: Found, place: Place, told: list[str]) -> None:
    """What was told as done is there; an error was one of ours, in words."""
    done = [word for word in told if word[0] not in "!?"]
    found.faults += 1
    found.steps += len(done)
    found.wrong += [word for word in told if word[0] == "?"]
    found.wrong += looked_at(place, "decide", done, {})


@contextmanager
def _forwarded(port: int) -> Iterator[tuple[int, Callable[[], None]]]:
    """A port that leads to another one, and what drops all that go through it; later ones are let through."""
    listener = socket.create_server(("127.0.0.1", 0))
    going: list[socket.socket] = []

    def pump(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while part := one.recv(65536):
                other.sendall(part)
        for each in (one, other):
            _drop(each)

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                going.extend((near, far))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=pump, args=pair, daemon=True).start()

    def cut() -> None:
        for each in going:
            _drop(each)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1]), cut
    finally:
        listener.close()


def _drop(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()

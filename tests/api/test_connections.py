"""One `respgraph serve` under short limits and few descriptors: whoever keeps it waiting is let go, and others are answered."""

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from api.connections import AT_ONCE, KEPT_BACK, most_connections
from graph.stores.opening import open_store
from tests.stores import NOW, first_plan

LIMITS = {"HEADER_LIMIT": "1", "SILENCE_LIMIT": "1", "IDLE_LIMIT": "1", "CONNECTIONS": "40", "SLOW": "600"}
DESCRIPTORS = KEPT_BACK + AT_ONCE + 40
PATIENCE_S = 60
SERVE = (sys.executable, "-m", "api", "serve", "--port", "0")
POST = b"POST /names HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"


class Served(NamedTuple):
    """Where it listens, and the file of what it says on stderr."""

    port: int
    log: Path

    def opened(self, sent: bytes = b"") -> socket.socket:
        """A connection that has sent so much."""
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that little fills it
        one.settimeout(PATIENCE_S)
        one.connect(("127.0.0.1", self.port))
        if sent:
            one.sendall(sent)
        return one

    def health(self) -> int:
        """The status that a new connection gets."""
        return httpx.get(f"http://127.0.0.1:{self.port}/api/health", timeout=PATIENCE_S, trust_env=False).status_code


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder}/store.db"
    with open_store(url) as store:
        store.writer().replace(*first_plan(), loaded_at=NOW)
    log = folder / "log"
    said = {f"RESPGRAPH_{name}": value for name, value in LIMITS.items()}
    with log.open("wb") as errors:
        server = subprocess.Popen(  # noqa: S603 - our own program
            ["/bin/sh", "-c", f'ulimit -n {DESCRIPTORS}; exec "$@"', "sh", *SERVE, "--store", url],
            stdout=subprocess.PIPE, stderr=errors, text=True, env=os.environ | said,
        )  # fmt: skip
    assert server.stdout
    told = server.stdout.readline()
    try:
        yield Served(int(told.split("/")[2].split(":")[1]), log)
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def all_that_comes(one: socket.socket) -> bytes:
    """What the server sends until it closes the connection; TimeoutError where it does not."""
    came = b""
    try:
        while part := one.recv(65536):
            came += part
    except ConnectionResetError:
        pass
    return came


def is_let_go(one: socket.socket, sent: bytes, *, pause: float = 0) -> bool:
    """Whether the server ends a connection on which we send for as long as it lets us, and read nothing."""
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < PATIENCE_S:
            one.sendall(sent)
            time.sleep(pause)
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return False


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"", b""),
        (b"GET /api/health HT", b"HTTP/1.1 408 "),
        (b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-A: ", b"HTTP/1.1 408 "),
        (POST + b"Content-Length: 99\r\n\r\nname=", b"HTTP/1.1 408 "),
        (b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n", b"HTTP/1.1 200 "),
    ],
    ids=["nothing", "half a line", "half a head", "half a body", "a request and no more"],
)
def test_who_keeps_the_server_waiting_is_let_go(served: Served, sent: bytes, told: bytes) -> None:
    with served.opened(sent) as one:
        came = all_that_comes(one)
    assert came.startswith(told)
    assert bool(came) == bool(told)
    assert came.count(b"HTTP/1.1") <= 1


def test_a_head_that_comes_byte_by_byte_has_no_more_time(served: Served) -> None:
    with served.opened(b"GET /api/health HTTP/1.1\r\n") as one:
        assert is_let_go(one, b"a: b\r\n", pause=0.1)


def test_a_body_that_goes_on_is_waited_for(served: Served) -> None:
    with served.opened(POST + b"Content-Length: 20\r\nConnection: close\r\n\r\n") as one:
        for _ in range(5):  # longer than the limit in all
            time.sleep(0.3)
            one.sendall(b"    ")
        assert all_that_comes(one).startswith(b"HTTP/1.1 4")


def test_who_takes_nothing_of_the_answers_is_let_go(served: Served) -> None:
    with served.opened() as one:
        assert is_let_go(one, b"GET /static/site.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 100)
    assert served.health() == 200


def test_a_flood_of_connections_leaves_the_server_to_others(served: Served) -> None:
    before = served.log.stat().st_size
    with ExitStack() as held:
        for _ in range(900):
            held.enter_context(served.opened())
        assert served.health() == 200
        for _ in range(300):
            held.enter_context(served.opened(b"GET / HTTP/1.1\r\nHost: "))
        assert served.health() == 200
    assert served.log.stat().st_size - before < 4096, served.log.read_text()[before:][:2000]


def test_the_connections_fit_the_descriptors() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert most_connections(20) == 20
    assert most_connections(10**9) == (10**9 if soft == resource.RLIM_INFINITY else soft - KEPT_BACK - AT_ONCE)

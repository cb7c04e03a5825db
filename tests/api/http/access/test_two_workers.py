"""Two processes over one store: who signed in with one is known to the other, and what ends holds on both at once."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

from api.access.accounts import change_account
from graph.store import Store
from graph.stores.opening import open_store
from tests.kinds import BOTH_STORES, empty_store
from tests.people import BOSS, CHEAP, OWN, PASSWORD, explorer, sign_in, with_accounts
from tests.shell import WATER

SOON_S = 2.0
"""What is over has to be over everywhere within so many seconds."""

HELD_S = 10.0
"""How long a process may be held still: its parent ends it after a minute of silence."""

pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="which process answers is read from /proc")


class Desk:
    """A connection to one of the processes, which stays."""

    def __init__(self, port: int, *, patience_s: float = 120) -> None:
        self._port = port
        self._connection = HTTPConnection("127.0.0.1", port, timeout=patience_s)
        try:
            self.asked("GET", "/api/health")
        except TimeoutError:
            self.close()
            raise
        self._connection.sock.settimeout(60)  # of a machine that is busy
        self.mine = self._connection.sock.getsockname()[1]

    def close(self) -> None:
        self._connection.close()

    def asked(self, method: str, path: str, cookie: str = "", **form: str) -> HTTPResponse:
        headers = {"Origin": f"http://127.0.0.1:{self._port}", "Cookie": cookie}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        self._connection.request(method, path, urlencode(form) or None, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer

    def signs_in(self, name: str) -> str:
        """The cookie."""
        answer = self.asked("POST", "/login", name=name, password=PASSWORD)
        assert answer.status == 303
        return answer.headers["Set-Cookie"].partition(";")[0]

    def knows(self, cookie: str) -> bool:
        return self.asked("GET", "/plans", cookie).status == 200


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command with two processes over a store with accounts, and its port."""
    with with_accounts(open_store(f"sqlite:///{tmp_path / 'store.db'}")):
        pass
    command = [sys.executable, "-m", "api", "serve", "--store", f"sqlite:///{tmp_path / 'store.db'}", "--port", "0"]
    told = {**os.environ, "RESPGRAPH_PASSWORD_MEMORY": str(CHEAP)}
    with subprocess.Popen([*command, "--workers", "2"], stdout=subprocess.PIPE, text=True, env=told) as running:  # noqa: S603 - ours
        try:
            assert running.stdout
            found = re.search(r":(\d+)", running.stdout.readline())
            assert found
            yield running, int(found[1])
        finally:
            running.terminate()
            running.wait(30)


@pytest.fixture(params=BOTH_STORES)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """One store with accounts, opened twice, as two processes open it."""
    with empty_store(request, tmp_path) as store, with_accounts(store):
        if request.param == "neo4j":
            at = request.getfixturevalue("neo4j_address")
            other = open_store(store.url, user=at.user, password=at.password)
        else:
            other = open_store(store.url)
        with other:
            yield store, other


def test_explorers_over_one_store_are_one(shared: tuple[Store, Store]) -> None:
    with explorer(shared[0]) as first, explorer(shared[1]) as second:
        assert sign_in(first, "editor") == 303
        second.cookies = first.cookies
        assert [client.get("/upload").status_code for client in (first, second)] == [200, 200]
        told = first.post("/upload", files={"file": ("plan.txt", WATER.read_bytes())}, headers=OWN)
        (token,) = re.findall(r'name="token" value="([^"]+)"', told.text)
        done = second.post("/upload/confirm", data={"token": token}, headers=OWN)
        assert (done.status_code, shared[0].view().status().nodes["Plan"]) == (200, 1)
        assert first.post("/upload/confirm", data={"token": token}, headers=OWN).status_code == 400
        change_account(shared[1], "editor", BOSS, role="reader")
        assert is_soon(lambda: first.get("/upload").status_code == 303)
        assert sign_in(first, "editor") == 303
        second.cookies = first.cookies
        assert [second.get(path).status_code for path in ("/plans", "/upload")] == [200, 403]
        cookies = dict(first.cookies)
        assert second.post("/logout", headers=OWN).status_code == 303
        first.cookies.update(cookies)
        assert is_soon(lambda: first.get("/plans").status_code == 303)


def is_soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + SOON_S
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def desks(server: int, port: int) -> list[Desk]:
    """One at each process: the first is held still while the other takes a connection, since an idle one may take them all."""
    first = Desk(port)
    held = answering(server, port, first.mine)
    until = time.monotonic() + 100
    while time.monotonic() < until:
        os.kill(held, signal.SIGSTOP)
        try:
            second = Desk(port, patience_s=HELD_S)
        except TimeoutError:  # the other is still starting; one that is held longer is taken for dead
            continue
        finally:
            os.kill(held, signal.SIGCONT)
            time.sleep(0.2)
        if answering(server, port, second.mine) != held:
            return [first, second]
        second.close()
    raise AssertionError("only one process takes connections")


def answering(server: int, port: int, mine: int) -> int:
    """Which process under `server` holds the other end of a connection from the port `mine`."""
    ends = (line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:])
    inodes = [end[9] for end in ends if end[1].endswith(f":{port:04X}") and end[2].endswith(f":{mine:04X}")]
    for process in Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split():
        for handle in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                if str(handle.readlink()) in {f"socket:[{inode}]" for inode in inodes}:
                    return int(process)
    raise AssertionError("nobody holds the connection")


def are_told(at: list[Desk], cookie: str) -> bool:
    """Whether every process knows the session no more, soon."""
    return is_soon(lambda: not any(desk.knows(cookie) for desk in at))


def test_what_one_knows_the_other_knows(server: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    running, port = server
    both = first, second = desks(running.pid, port)
    cookie = first.signs_in("editor")
    assert [desk.knows(cookie) for desk in both] == [True, True]
    assert [desk.knows("") for desk in both] == [False, False]
    assert second.asked("GET", "/upload", cookie).status == 200
    assert first.asked("POST", "/logout", cookie).status == 303
    assert are_told(both, cookie)

    cookie = second.signs_in("editor")
    assert [desk.knows(cookie) for desk in both] == [True, True]
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        change_account(store, "editor", BOSS, role="reader")
    assert are_told(both, cookie)
    cookie = first.signs_in("editor")
    assert [desk.asked("GET", "/upload", cookie).status for desk in both] == [403, 403]

    for desk in both:
        desk.close()
    running.send_signal(signal.SIGTERM)
    assert running.wait(30) in (0, 128 + signal.SIGTERM, -signal.SIGTERM)
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]

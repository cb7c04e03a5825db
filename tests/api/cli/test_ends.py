"""How verbs end: by whichever signal, the store's log is folded in; readers in other processes end with the loader."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.stores.sqlite.store import SqliteStore
from tests.stores import NOW, first_plan

CLI = (sys.executable, "-m", "api")


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_server_that_is_told_to_end_leaves_one_whole_file(tmp_path: Path, ends: signal.Signals) -> None:
    path = tmp_path / "store.db"
    SqliteStore(path).close()
    with subprocess.Popen(  # noqa: S603 - ours
        [*CLI, "serve", "--store", f"sqlite:///{path}", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        assert "respgraph is at" in server.stdout.readline()
        with SqliteStore(path) as store:
            store.writer().replace(*first_plan(), loaded_at=NOW)
        server.send_signal(ends)
        status = server.wait(20)
    assert status in (0, 128 + ends, -signal.SIGINT)
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]


def test_readers_end_with_a_loader_that_is_killed(tmp_path: Path) -> None:
    for number in range(12):
        words = "".join(f"{n}.整治河道{number}号。（责任单位：区水利局、区生态环境局）\n" for n in range(1, 1500))
        (tmp_path / f"{number}.txt").write_text(f"关于整治河道{number}的通知\n一、目标\n{words}", encoding="utf-8")
    loader = subprocess.Popen(  # noqa: S603 - ours
        [*CLI, "load", str(tmp_path), "--store", f"sqlite:///{tmp_path / 'store.db'}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while not (readers := _children(loader.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert readers
    time.sleep(1.5)
    readers = _children(loader.pid)
    loader.kill()
    loader.wait()
    deadline = time.monotonic() + 60  # those that have just begun heed it when they are ready
    while any(_lives(reader) for reader in readers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [reader for reader in readers if _lives(reader)] == []


def _children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task")
    if not Path(f"/proc/{process}/task/{process}/children").exists():
        pytest.skip("no /proc here")
    return [int(each) for thread in threads.iterdir() for each in (thread / "children").read_text().split()]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"

"""Files are read in processes that know no secrets, have no network, and take nothing with them when a file ends them."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.long_files import page
from graph.errors import SourceError
from loaders.apart.messages import receive, send
from loaders.apart.readers import Readers
from loaders.files.formats.refusals import ended, too_large
from loaders.files.source import read_source
from loaders.read import document_text, plan_graphs, read_document
from seeds.shelf import seed_plans
from tests.folders import ROOT

PLAN = "关于整治河道的通知\n一、整治河道。（责任单位：区水利局）\n"
LINUX = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers(1)
    yield made
    made.close()


def pid(readers: Readers) -> int:
    return int(readers._idle[0]._process.pid)


def test_a_file_says_apart_what_it_says_here(readers: Readers) -> None:
    (path, *_) = seed_plans()
    source = read_source(path)
    here = document_text(source), plan_graphs(read_document(source))
    assert next(readers.ask_all("file", [(path, {}, False)])) == here
    assert readers.ask("bytes", path.read_bytes(), path.name) == source
    assert readers.ask("text", source, {}) == here


def test_errors_keep_their_words_and_the_name_of_their_file(readers: Readers, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "empty.txt", "b.txt", "latin.txt", "c.txt")]
    for path in paths:
        path.write_text(PLAN, encoding="utf-8")
    paths[1].write_text("", encoding="utf-8")
    paths[3].write_text("nothing Chinese", encoding="utf-8")
    answers = list(readers.ask_all("file", ((path, {}, False) for path in paths)))
    assert [str(one) if isinstance(one, SourceError) else one[0].node.text("file_name") for one in answers] == [
        "a.txt",
        "empty.txt: the file is empty; fetch or save it again",
        "b.txt",
        "latin.txt: the file holds no Chinese text; if it is a plan nevertheless: `respgraph load --force`, or force=true over HTTP",
        "c.txt",
    ]


def test_paths_begin_where_they_are_asked_from(
    readers: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.txt").write_text(PLAN + name, encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        ((document, _),) = readers.ask_all("file", [(Path("plan.txt"), {}, False)])
        assert document.text.endswith(name)


def test_a_file_that_ends_its_reader_stops_no_other(readers: Readers) -> None:
    readers.ask("bytes", PLAN.encode(), "plan.txt")
    killed = pid(readers)
    slow = page(lambda n: f"<p>整治河道{n}。")(30_000)
    threading.Timer(0.3, os.kill, (killed, signal.SIGKILL)).start()
    first, second = readers.ask_all("bytes", [(slow, "slow.html"), (PLAN.encode(), "plan.txt")])
    assert isinstance(first, SourceError)
    assert first.where == "slow.html"
    assert second.text == PLAN
    assert pid(readers) != killed


def test_a_reader_that_died_while_it_waited_is_replaced(readers: Readers) -> None:
    readers.ask("bytes", PLAN.encode(), "plan.txt")
    os.kill(pid(readers), signal.SIGKILL)
    time.sleep(0.2)
    assert readers.ask("bytes", PLAN.encode(), "plan.txt").text == PLAN


@LINUX
def test_a_reader_knows_no_secrets_and_holds_nothing_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("RESPGRAPH_STORE", "RESPGRAPH_PASSWORD", "NEO4J_PASSWORD", "https_proxy"):
        monkeypatch.setenv(name, "secret-of-ours")
    made = Readers(1)
    with (tmp_path / "held.txt").open("w") as held:
        os.set_inheritable(held.fileno(), True)  # noqa: FBT003
        made.ask("bytes", PLAN.encode(), "plan.txt")
        process = Path("/proc", str(pid(made)))
        assert b"secret" not in (process / "environ").read_bytes()
        opened = [str(each.readlink()) for each in (process / "fd").iterdir()]
        assert not [name for name in opened if "held" in name or "socket" in name]
    made.close()


@pytest.mark.parametrize(
    "act",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket().bind(('', 0))",
    ],
)
def test_a_reader_has_no_network(act: str) -> None:
    program = f"import socket\nfrom loaders.apart.process import leave_network\nleave_network()\n{act}"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    assert "who reads files has no network" in done.stderr


@LINUX
def test_the_system_takes_the_network_away_from_anybodys_reader() -> None:
    program = (
        "import ctypes, os\nfrom pathlib import Path\nfrom loaders.apart.process import leave_network\n"
        "os.geteuid() or os.setresuid(65534, 65534, 65534)\n"
        "if os.fork() == 0: os._exit(0 if ctypes.CDLL(None).unshare(0x50000000) == 0 else 77)\n"
        "if os.waitstatus_to_exitcode(os.wait()[1]): print('refused'); raise SystemExit\n"
        "leave_network()\nprint([line.split(':')[0].strip() for line in Path('/proc/net/dev').read_text().splitlines()[2:]])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    if done.stdout == "refused\n":
        pytest.skip("the system lets nobody but root have users of their own")
    assert done.stdout == "['lo']\n", done.stderr


@LINUX
def test_a_reader_ends_with_whoever_started_it(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom loaders.apart.readers import readers\n"
        "readers().ask('file', Path(sys.argv[1]), {}, False)\n"
        "print(readers()._idle[0]._process.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "plan.txt")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    process = Path("/proc", done.stdout.strip())
    until = time.monotonic() + 30
    while process.exists() and "\nState:\tZ" not in (process / "status").read_text() and time.monotonic() < until:
        time.sleep(0.1)
    assert not process.exists() or "\nState:\tZ" in (process / "status").read_text()


def test_an_answer_brings_no_code() -> None:
    for bad in (os.getcwd, subprocess.Popen, SourceError("x")):
        stream = io.BytesIO()
        send(stream, bad)
        with pytest.raises(pickle.UnpicklingError, match="no part of a reading"):
            receive(io.BytesIO(stream.getvalue()))


def test_why_a_reader_ended_is_said() -> None:
    assert "more than 30 seconds" in str(ended(-signal.SIGXCPU, "a.txt"))
    assert "made its reader fail" in str(ended(-signal.SIGSEGV, "a.txt"))
    assert "MB of memory" in str(too_large("a.txt"))

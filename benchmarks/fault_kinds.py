"""Kinds of faults, each with what is looked at afterwards (benchmarks/faults.py)."""

import os
import random
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fault_worker import GIVEN, VERBS, Place, Tell, filled, old_files
from graph.acting.trail import verified
from graph.backups.backup import Emptied, backup, restore
from graph.backups.verify import whats_wrong
from graph.errors import RespgraphError, StoreUnavailableError
from graph.exchange import copy
from graph.stores.opening import open_store

if TYPE_CHECKING:
    from graph.store import Store

ROOT = Path(__file__).parents[1]
LONGEST_S = {"load": 1.5, "remove": 1.0, "decide": 0.6, "copy": 1.5, "restore": 1.2, "upgrade": 1.5}
"""Within how long a verb is killed, so that deaths fall into all that it does."""

BEGUN, BEGINS_S = 0.75, 60.0
"""Share of the kills that wait for a first step, on a slow machine too, and how long."""

NOBODY = 65534


@dataclass
class Found:
    """What came of the faults of one kind."""

    kind: str
    faults: int = 0
    steps: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        return f"| {self.kind} | {self.faults} | {self.steps} | {len(self.wrong)} |"


def killed(place: Place, verb: str, after: float, *, begun: bool = False) -> list[str]:
    """What a verb told until it was killed, so many seconds after it began; with `begun` after the first step that it told."""
    return told_by(place, VERBS[verb], BEGINS_S if begun else after, heard=lambda: after)


def told_by(
    place: Place,
    work: Callable[[Place, Tell], None],
    after: float,
    prepared: Callable[[], None] = lambda: None,
    heard: Callable[[], float | None] = lambda: None,
) -> list[str]:
    """What `work` told in a process of its own until it ended, or was killed; an error of the domain is told as `!` and its words.

    `heard` is called at the first step that is told, and may say anew how many seconds are left.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            prepared()
            work(place, lambda words: _write(writing, words))
        except RespgraphError as error:
            _write(writing, f"!{error}")
        except BaseException as error:  # noqa: BLE001 - a child must never go on as its parent
            _write(writing, f"?{error!r}")
        os._exit(0)
    os.close(writing)
    told, ends, dead = b"", time.monotonic() + after, False
    while True:
        left = ends - time.monotonic()
        if left <= 0 and not dead:
            os.kill(child, signal.SIGKILL)
            dead = True
        if select.select([reading], [], [], max(left, 0) if not dead else 5)[0]:
            part = os.read(reading, 65536)
            if not part:
                break
            if not told and (left_now := heard()) is not None:
                ends = min(ends, time.monotonic() + left_now)
            told += part
    os.close(reading)
    os.waitpid(child, 0)
    return told.decode().splitlines()


def _write(pipe: int, words: str) -> None:
    os.write(pipe, words.replace("\n", " ").encode() + b"\n")


def kill_many(make: Callable[[Path], Place], verb: str, times: int, chance: random.Random, scale: float = 1.0) -> Found:
    """A verb killed so often, over one store that lives on; `scale` stretches the moments for a slow store."""
    found = Found(f"kill: {verb}")
    with tempfile.TemporaryDirectory() as name:
        place = make(Path(name))
        expected = _prepared(place, verb)
        for _ in range(times):
            moment = 0.02 + chance.random() * LONGEST_S[verb] * scale
            told = killed(place, verb, moment, begun=chance.random() < BEGUN)
            found.faults += 1
            found.steps += len(told)
            try:
                wrong = [word for word in told if word[0] in "!?"] or list(looked_at(place, verb, told, expected))
            except (RespgraphError, AssertionError) as error:
                wrong = [repr(error)]
            found.wrong += [f"{verb} after {told[-1:]}: {each}" for each in wrong]
    return found


def _prepared(place: Place, verb: str) -> dict[str, str]:
    """What the verb needs, and the versions that the store may have afterwards."""
    with place.opened() as store:
        if verb in ("remove", "decide", "upgrade"):
            filled(store)
        expected = {"": store.view().version(), "as in a file": _as_in_file(store)}
    if verb == "copy":
        with open_store(f"sqlite:///{place.folder / 'source.db'}") as source:
            filled(source)
            expected["whole"] = source.view().version()
    if verb == "restore":
        for name, plans in (("one", 2), ("other", 5)):
            with open_store(f"sqlite:///{place.folder / 'made.db'}") as made:
                filled(made, plans)
                backup(made, place.folder / f"{name}.sqlite3")
                expected[name] = made.view().version()
    if verb == "upgrade" and place.is_file:
        for version, content in old_files().items():
            path = place.folder / f"reference-{version}.db"
            path.write_bytes(content)
            with open_store(f"sqlite:///{path}", create=False) as store:
                expected[str(version)] = store.view().version()
    return expected


def looked_at(place: Place, verb: str, told: list[str], expected: dict[str, str]) -> list[str]:
    """What is wrong with the store after a death."""
    if verb == "upgrade" and place.is_file:
        if not told:
            return []
        turn, version, _ = told[-1].split()
        path = place.folder / f"old-{turn}-{version}.db"
        with open_store(f"sqlite:///{path}", create=False) as store:
            wrong = [whats_wrong(store), verified(store).broken]
            wrong += [] if store.view().version() == expected[version] else ["it is not what an upgrade makes of it"]
        for each in place.folder.glob("old-*"):
            each.unlink()
        return list(filter(None, wrong))
    with place.opened() as store:
        if isinstance(store, Emptied) and store.unfinished():
            return _until_restored(place, store, expected)
        wrong = [whats_wrong(store), verified(store).broken, *_lost(store, verb, told)]
        version = store.view().version()
    if verb == "upgrade" and version != expected[""]:
        wrong.append("it is not what it was before")
    if verb == "restore" and (version if place.is_file else _stands(place)) not in expected.values():
        wrong.append("it is neither what it was nor a backup")
    if verb == "copy":
        with open_store(f"sqlite:///{place.folder / 'source.db'}") as source, place.opened() as target:
            copy(source, target)
            wrong += [] if _as_in_file(target) == expected["whole"] else ["a second copy does not mend it"]
    return list(filter(None, wrong))


def _until_restored(place: Place, store: "Store", expected: dict[str, str]) -> list[str]:
    """What is wrong with a database whose restoring was ended by the death: nobody is shown it, and a second restore mends it."""
    wrong = []
    with suppress(StoreUnavailableError):
        wrong.append(f"a half restored database is shown: {store.view().version()}")
    restore(place.folder / "one.sqlite3", place.url, user=place.user, password=place.password)
    if _stands(place) != expected["one"]:
        wrong.append("a second restore does not mend it")
    with place.opened() as again:
        return list(filter(None, [*wrong, whats_wrong(again), verified(again).broken]))


def _stands(place: Place) -> str:
    with place.opened() as store:
        return _as_in_file(store)


def _as_in_file(store: "Store") -> str:
    """The version of what the store holds in a store of the other kind: each kind has versions of its own."""
    with open_store("sqlite://") as made:
        copy(store, made)
        return made.view().version()


def _lost(store: "Store", verb: str, told: list[str]) -> list[str]:
    """Steps that were told as done and are not there."""
    view = store.view()
    if verb == "load":
        last = dict(line.split() for line in told)
        readings = {first: view.reading(GIVEN[int(first)][0].plan) for first in last}
        return [
            f"plan {first} of turn {turn} is lost"
            for first, turn in last.items()
            if (got := readings[first]) is None or int(got.ruleset) < int(turn)
        ]
    if verb == "decide":
        there = {decision.id for decision in view.decisions(undone=True)}
        return [f"decision {key} is lost" for key in told if key not in there]
    if verb == "remove" and told:
        stored = {record.plan for record in view.load_records()}
        state = dict(line.split() for line in told)
        going = (int(told[-1].split()[0]) + told[-1].endswith("there")) % len(GIVEN)  # the step that nobody was told of
        return [
            f"plan {number} is not {should}"
            for number in range(len(GIVEN))
            if number != going
            and (GIVEN[number][0].plan in stored) != ((should := state.get(str(number), "there")) == "there")
        ]
    return []


def full_disk(place: Place, most: int) -> Found:
    """A load while no file may grow beyond `most` bytes: it says so in words, and what it told is there."""
    found = Found("disk full")

    def narrow() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    with place.opened() as store:
        filled(store)
    told = told_by(place, VERBS["decide"], 60, narrow)
    said = [word for word in told if word[0] in "!?"]
    found.faults, found.steps = 1, len(told) - len(said)
    if not said or said[0][0] == "?" or not any(words in said[0] for words in ("full", "disk", "written")):
        found.wrong.append(f"it was told otherwise: {said}")
    found.wrong += looked_at(place, "decide", [word for word in told if word[0] not in "!?"], {})
    after = killed(place, "decide", 0.5, begun=True)  # with room again
    found.wrong += [word for word in after if word[0] in "!?"] or ([] if after else ["it does not go on"])
    return found


def read_only(place: Place) -> Found:
    """A store in a folder of somebody else's is read, and a write is refused in words."""
    found = Found("read-only folder", faults=1)
    with place.opened() as store:
        filled(store)
    place.folder.chmod(0o555)
    for each in place.folder.iterdir():
        each.chmod(0o444)

    def nobody() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)

    def look(place: Place, tell: Tell) -> None:
        with place.opened() as store:
            tell(str(len(store.view().load_records())))
            filled(store, turn=1)

    told = told_by(place, look, 60, nobody)
    place.folder.chmod(0o755)
    found.steps = 1
    if told[:1] != [str(len(GIVEN))] or not told[-1].startswith("!"):
        found.wrong.append(f"it was told otherwise: {told}")
    return found


def clock_steps(folder: Path) -> Found | None:
    """A title stated after the clock went back a day holds against the one before it; None without faketime."""
    tool = shutil.which("faketime")
    if tool is None:
        return None
    found = Found("clock set back")
    plan = ROOT / "tests" / "data" / "water-plan.txt"
    store = f"sqlite:///{folder / 'clock.db'}"
    for step, title in (("-0d", "先说的题目"), ("-1d", "后说的题目"), ("-2d", "最后说的题目")):
        command = [tool, "-f", step, sys.executable, "-m", "api", "load", str(plan), "--title", title, "--store", store]
        done = subprocess.run(
            [*command, "--yes", "--as-new"], cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        )  # fmt: skip
        found.steps += 1
        found.faults += step != "-0d"
        with open_store(store) as opened:
            titles = [node.properties["title"] for node in opened.view().list_nodes("Plan").items]
        if title not in titles:
            found.wrong.append(f"{title} was said last, {titles} hold; {done.stderr[-300:]}")
    return found


def run(
    times: int, make: Callable[[Path], Place], *, scale: float = 1.0, seed: int = 1, verbs: Sequence[str] = ()
) -> Iterator[Found]:
    """So many kills, shared out among `verbs` (none: all)."""
    chance = random.Random(seed)  # noqa: S311 - moments by chance, the same each time
    shares = Counter(verb for verb, _ in zip(list(verbs or VERBS) * times, range(times), strict=False))
    for verb, share in shares.items():
        yield kill_many(make, verb, share, chance, scale)

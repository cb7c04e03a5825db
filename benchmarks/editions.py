"""What history costs: five editions of each of many plans, in room beside a store that only ever saw the last ones, and in
room and time beside another version that keeps none.

python benchmarks/editions.py [--plans 100] [--beside FOLDER] [TEXT …]

FOLDER is a worktree of the other version with its environment in `.venv`. The plans are those of TEXT (the seed plan where
none is given) under numbers of their own; each edition puts a measure in and rewords a heading. Times are those of the CPU,
reading included, the versions in turns.
"""

import argparse
import importlib
import importlib.util
import json
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve()
SEED = HERE.parents[1] / "seeds" / "plans" / "yongchuan-2022-112.txt"
EDITIONS = 5


def main() -> None:
    """Load, measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path, default=[SEED])
    parser.add_argument("--plans", type=int, default=100)
    parser.add_argument("--beside", type=Path, help="a worktree of another version")
    parser.add_argument("--inner", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=1, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inner:
        print(json.dumps(list(_loaded(asked.inner, asked.texts, asked.plans, asked.first))))
        return
    with tempfile.TemporaryDirectory() as folder:
        ((_, last_only),) = _run(HERE.parents[1], asked, Path(folder) / "last.db", first=EDITIONS)
        for turn in range(2):
            found = {"this": _run(HERE.parents[1], asked, Path(folder) / f"this{turn}.db")}
            if asked.beside:
                found["beside"] = _run(asked.beside, asked, Path(folder) / f"beside{turn}.db")
            _print(found, last_only)


def _run(home: Path, asked: argparse.Namespace, store: Path, first: int = 1) -> list[tuple[float, int]]:
    """CPU seconds and bytes after each edition from the `first` on, by the version at `home`."""
    python = home / ".venv" / "bin" / "python"
    words = [str(python), str(HERE), "--inner", str(store), "--plans", str(asked.plans), "--first", str(first)]
    words += map(str, asked.texts)
    done = subprocess.run(words, cwd=home, env={"PYTHONPATH": str(home)}, capture_output=True, text=True, check=True)
    return [(seconds, size) for seconds, size in json.loads(done.stdout)]


def _loaded(store: Path, texts: Sequence[Path], plans: int, first: int) -> Iterator[tuple[float, int]]:
    from graph.stores.opening import open_store  # noqa: PLC0415 - of the version whose folder is in the path

    where = (
        "loaders.files.source" if importlib.util.find_spec("loaders.files") else "loaders.source"
    )  # as 1ea1e53 has it
    read_bytes = importlib.import_module(where).read_bytes
    from loaders.load import load_source  # noqa: PLC0415

    written = [text.read_text(encoding="utf-8") for text in texts]
    for edition in range(first, EDITIONS + 1):
        begun = time.process_time()
        with open_store(f"sqlite:///{store}", create=True) as opened:
            for number in range(plans):
                text = _edited(written[number % len(written)], number, edition)
                result = load_source(opened, read_bytes(text.encode(), f"{number}-{edition}.txt"))
                assert result.error is None, result.error
                assert [plan.outcome for plan in result.plans] == ["added" if edition == first else "changed"], result
        yield time.process_time() - begun, _size(store)


def _edited(text: str, number: int, edition: int) -> str:
    """The text under a number of its own, with a measure put in and a heading reworded for each edition after the first."""
    first = re.search(r"〔\d{4}〕\d+号", text)
    assert first, "the text has no number"
    own = text.replace(first[0], f"{first[0][:6]}{number + 1000}号").replace("关于印发", f"关于印发第{number + 1000}批")
    if edition == 1:
        return own
    own = own.replace("蓝天", f"蓝天{'一二三四五'[edition - 1]}季", 1)
    more = "".join(f"（{'一二三四五'[at]}）新增巡查第{at}批点位。（责任单位：区水利局）\n" for at in range(1, edition))
    return f"{own.rstrip()}\n十九、补充任务\n{more}"


def _size(store: Path) -> int:
    return sum(file.stat().st_size for file in store.parent.glob(f"{store.name}*"))


def _print(found: dict[str, list[tuple[float, int]]], last_only: int) -> None:
    for name, rows in found.items():
        for at, (seconds, size) in enumerate(rows, 1):
            print(
                f"{name:8} edition {at}: {seconds:7.2f} s  {size / 1e6:8.2f} MB  {size / rows[0][1]:.2f} of the first"
            )
    print(
        f"only the last editions: {last_only / 1e6:.2f} MB; with all of them {found['this'][-1][1] / last_only:.2f} times"
    )
    if len(found) == 2:
        mine, other = (sum(seconds for seconds, _ in rows[1:]) for rows in found.values())
        print(f"loading editions 2 to {EDITIONS}: {mine / other:.2f} times the version beside it")


if __name__ == "__main__":
    main()

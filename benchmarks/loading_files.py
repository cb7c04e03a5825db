"""Real files by the command line, side by side with another version: reading one, reading all, loading all, loading them again.

CPU seconds of the command and of every process that it starts, in turns; a first turn warms up what each version keeps and is
not counted. `benchmarks/loading.py` prints them.
"""

import resource
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ONE, ALL, LOADED, AGAIN = (
    "the founding plan, `read`",
    "real files, `read`",
    "real files, `load`",
    "loaded again, unchanged",
)
FOUNDING = "yongchuan-2022-112.txt"


def files(corpus: Path) -> list[Path]:
    """The texts of a corpus, with those of the folder `more` in it."""
    return sorted([*corpus.glob("*.txt"), *corpus.glob("more/*.txt")])


def measured(trees: Mapping[str, Path], corpus: Path, rounds: int, folder: Path) -> dict[str, dict[str, float]]:
    """Work → version → CPU seconds, the median of the turns."""
    given = files(corpus)
    founding = [path for path in given if path.name == FOUNDING]
    spent: dict[str, dict[str, list[float]]] = {
        work: {name: [] for name in trees} for work in (ONE, ALL, LOADED, AGAIN)
    }
    for turn in range(rounds + 1):
        for name, tree in trees.items():
            store = f"sqlite:///{folder}/real-{name}-{turn}.db"
            out = folder / f"{name}.out"
            turns: tuple[tuple[str, list[str | Path]], ...] = (
                (ONE, ["read", *founding, "--out", out]),
                (ALL, ["read", *given, "--out", out]),
                (LOADED, ["load", *given, "--store", store]),
                (AGAIN, ["load", *given, "--store", store]),
            )
            for work, words in turns:
                took = _cpu(tree, words)
                if turn:
                    spent[work][name].append(took)
    return {
        work: {name: statistics.median(found) for name, found in by_name.items()} for work, by_name in spent.items()
    }


def _cpu(tree: Path, words: Sequence[str | Path]) -> float:
    """CPU seconds of a command and of all that it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([tree / ".venv/bin/respgraph", *words], cwd=tree, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

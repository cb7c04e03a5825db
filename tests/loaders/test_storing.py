"""Many files at once: batches that nobody can tell from one file after the other, and files that are not read again."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import Decision
from graph.store import Load, Outcome, Store
from graph.stores.opening import open_store
from loaders import load as loading
from loaders import storing
from loaders.load import FileResult, load
from tests.folders import TESTS
from tests.stores import everything

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
PLACES = ("清川市", "河阳县", "石桥区", "云台县", "白沙市", "青山区")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """One plan of each place, the first of them in a second edition too, and a file that is none."""
    texts = [WATER.replace("清川市", place).replace("18号", f"{18 + n}号") for n, place in enumerate(PLACES)]
    texts = [text.replace("清川府办", place[:2] + "府办") for text, place in zip(texts, PLACES, strict=True)]
    found = [written(tmp_path, f"plan{n}", text) for n, text in enumerate(texts)]
    found.insert(3, written(tmp_path, "none", "no plan at all"))
    return [*found, written(tmp_path, "second", texts[0].replace("推广滴灌", "推广喷灌"))]


def outcomes(results: list[FileResult]) -> list[object]:
    return [[plan.outcome for plan in result.plans] or type(result.error).__name__ for result in results]


def test_a_batch_leaves_what_one_after_the_other_would(
    store: Store, paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Path] = []
    monkeypatch.setattr(storing, "PATIENCE_S", 1e9)
    together = load(store, paths, on_file=lambda result: heard.append(result.path))
    assert heard == paths, "results come in the order of the files"
    with open_store(f"sqlite:///{tmp_path / 'alone.db'}") as alone:
        assert outcomes(together) == outcomes([load(alone, [path])[0] for path in paths])
        assert everything(store.view()) == everything(alone.view())
    assert outcomes(together)[-1] == ["changed"], "the second edition found the first one stored"
    assert [len(store.view().editions(record.plan)) for record in store.view().load_records()].count(2) == 1


def test_who_is_always_overtaken_is_told_so(store: Store, paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Others store the like before each try: after some tries the files are reported, and whoever waits gets an answer."""
    tries = []

    def overtaken(*_given: object) -> list[Outcome]:
        tries.append(storing.TRIES)
        raise storing._OtherwiseError

    monkeypatch.setattr(storing.Storing, "_stored", overtaken)
    results = load(store, paths[:2])
    assert outcomes(results) == ["BusyError", "BusyError"]
    assert [result.path for result in results] == paths[:2]
    assert "faster than this file" in str(results[0].error)
    assert len(tries) == 2 * storing.TRIES, "as often for each of two batches"
    assert not store.view().load_records()


def test_one_that_is_refused_stops_no_other(store: Store, paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan whose graph breaks the schema is told, the rest of its batch is stored."""

    def broken(graph: object, *given: object) -> Load:
        made = Load(graph, *given)  # type: ignore[arg-type]  # as it is called
        plan = made.graph
        return (
            replace(made, graph=replace(plan, edges=plan.edges[1:] + plan.edges[1:2])) if "河阳" in plan.plan else made
        )

    monkeypatch.setattr(storing, "Load", broken)
    results = load(store, paths)
    assert [type(result.error).__name__ for result in results].count("ModelError") == 1
    assert len(store.view().load_records()) == len(PLACES) - 1


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read, in order."""
    seen: list[Path] = []
    real = loading._read

    def counted(path: Path, stated: dict[str, dict[str, str]], *, force: bool) -> loading.FileReading:
        seen.append(path)
        return real(path, stated, force=force)

    monkeypatch.setattr(loading, "_read", counted)
    monkeypatch.setattr(loading, "FEW_FILES", 99)
    return seen


def test_unchanged_files_are_not_read_again(store: Store, paths: list[Path], reads: list[Path]) -> None:
    plans = paths[:3]
    first = load(store, plans)
    before, known = everything(store.view()), len(reads)
    again = load(store, plans)
    assert reads[known:] == []
    assert outcomes(again) == [["unchanged"]] * 3
    assert [result.plans[0].graph for result in again] == [result.plans[0].graph for result in first]
    assert everything(store.view()) == before


def test_what_was_decided_or_replaced_since_is_read_again(store: Store, paths: list[Path], reads: list[Path]) -> None:
    one, two, three = paths[:3]
    second = paths[-1]  # another edition of the first
    load(store, [one, two, three])
    sha256 = str(store.view().list_nodes("Document").items[0].properties["sha256"])
    stated = Decision("d", "set-meta", sha256, "issuer=某市人民政府", "tester", "2100-01-01T00:00:00+00:00")
    store.writer().decide(stated)
    reads.clear()
    load(store, [one, two, three])
    assert len(reads) == 1, "of which something was stated"
    store.writer().remove(load(store, [three])[0].plans[0].graph.plan)
    reads.clear()
    assert outcomes(load(store, [three])) == [["added"]], "what a person removed comes back when it is loaded"
    reads.clear()
    both: list[list[Outcome]] = [["changed"], ["changed"]]
    assert outcomes(load(store, [second, one])) == both, "the last of two editions stands, as ever"
    assert reads == [second, one]
    assert outcomes(load(store, [one], stated={"date": "2024-01-05"})) == [["changed"]]

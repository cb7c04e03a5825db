"""Both stores and a plain networkx graph side by side: load rate, size, and every read that the questions need.

python benchmarks/stores.py [--plans 1 100 1000] [--large] [--repeat 200] [--loaders 4] [--without neo4j]

Neo4j is the one at NEO4J_URI (NEO4J_USER, NEO4J_PASSWORD; its database is emptied!), else one that is started with Java and
Maven. An item is a node or an edge. Reads of Neo4j begin when the readers' care for recent writes is over.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import networkx as nx

from benchmarks.corpora import PLANS_OF_A_PLACE, Loaded, corpus, plan
from graph.model import Edge, Node, PlanGraph
from graph.schema import schema
from graph.shadow import search_key
from graph.store import Load, Store
from graph.stores.opening import open_store
from graph.stores.rows import names, text_key
from loaders.storing import BATCH
from tests.maven import missing
from tests.neo4j_server.start import PASSWORD, USER, Server
from tests.stores import Address, emptied

LARGE = 20_000
QUIET_S = 11
WARM_UP = 200
"""Plans that are loaded into a fresh server before anything is measured: its compiler is cold."""

WORDS = ("生态环境局", "污水治理", "数据共享", "局")
Reads = dict[str, Callable[[int], object]]


@dataclass
class Result:
    """What was measured of one store at one size; reads in milliseconds."""

    rate: float = 0.0
    megabytes: float = 0.0
    reads: dict[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """Ids to ask for, spread over the corpus."""

    departments: tuple[str, ...]
    busiest: str
    names: tuple[str, ...]
    measures: tuple[str, ...]
    edges: tuple[str, ...]
    plans: tuple[str, ...]
    documents: tuple[str, ...]


class InMemory:
    """The same graph in networkx, with the plainest possible way to each answer."""

    def __init__(self) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.named: dict[str, set[str]] = {}
        self.edge_of: dict[str, Edge] = {}

    def add(self, graph: PlanGraph) -> None:
        for node in graph.nodes:
            self.graph.add_node(node.id, node=node)
            if node.kind == "Department":
                for name in names(node):
                    self.named.setdefault(search_key(name), set()).add(node.id)
        for edge in graph.edges:
            self.graph.add_edge(edge.source, edge.target, key=edge.id, edge=edge)
            self.edge_of[edge.id] = edge

    def edges(self, node: str, kinds: Sequence[str] = ()) -> list[Edge]:
        touching = [*self.graph.out_edges(node, data="edge"), *self.graph.in_edges(node, data="edge")]
        return [edge for _, _, edge in touching if not kinds or edge.kind in kinds]

    def nodes(self) -> Iterator[Node]:
        return (data["node"] for _, data in self.graph.nodes(data=True))

    def search(self, words: str) -> list[Node]:
        key = search_key(words)
        hits = (
            node
            for node in self.nodes()
            if any(key in search_key(name) for name in names(node)) or key in text_key(node)
        )
        return sorted(hits, key=lambda node: node.id)[:20]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="*", default=[1, 100, 1000])
    parser.add_argument("--large", action="store_true", help=f"{LARGE} plans as well")
    parser.add_argument("--repeat", type=int, default=200, help="how often each read is asked")
    parser.add_argument(
        "--loaders", type=int, default=4, help="threads that load into Neo4j side by side, after one alone"
    )
    parser.add_argument("--without", nargs="*", default=[], choices=["neo4j", "networkx"])
    options = parser.parse_args()
    for plans in [*options.plans, *([LARGE] if options.large else [])]:
        results: dict[str, Result] = {"SQLite": _sqlite(plans, options.repeat)}
        if "neo4j" not in options.without:
            results |= _neo4j(plans, options.repeat, options.loaders)
        if "networkx" not in options.without:
            results["networkx"] = _networkx(plans, options.repeat)
        _print(plans, results)


def _sqlite(plans: int, repeat: int) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite3"
        with open_store(f"sqlite:///{path}") as store:
            result = Result(rate=_load(store, corpus(plans), 1))
            result.reads = _measure(_reads(store, _sample(plans)), repeat)
        result.megabytes = path.stat().st_size / 1e6
    return result


def _neo4j(plans: int, repeat: int, loaders: int) -> dict[str, Result]:
    with neo4j_server() as (address, home):
        with emptied(address) as store:
            _load(store, (plan(number, seed=0) for number in range(WARM_UP)), loaders)
        with emptied(address) as store:
            together = Result(rate=_load(store, corpus(plans), loaders))
        before = _size(home)
        with emptied(address) as store:
            alone = Result(rate=_load(store, corpus(plans), 1))
            time.sleep(QUIET_S)
            alone.reads = _measure(_reads(store, _sample(plans)), repeat)
        alone.megabytes = _size(home)
        together.megabytes = before
    return {"Neo4j": alone, f"Neo4j, {loaders} loaders": together}


@contextmanager
def neo4j_server() -> Iterator[tuple[Address, Path | None]]:
    """Where a server is, and its folder where we started it."""
    uri = os.environ.get("NEO4J_URI", "")
    if uri:
        yield Address(uri, os.environ.get("NEO4J_USER", USER), os.environ.get("NEO4J_PASSWORD", "")), None
        return
    if missing():
        raise SystemExit(f"no NEO4J_URI and no {missing()}; give --without neo4j")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), heap="2g", brief=False)
        server.start()
        try:
            yield Address(server.uri, USER, PASSWORD), Path(folder)
        finally:
            server.stop()


def _size(home: Path | None) -> float:
    """Megabytes of the database's own files; the transaction log is not counted."""
    folder = home / "data" / "databases" / "neo4j" if home else None
    files = folder.rglob("*") if folder else ()
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def _networkx(plans: int, repeat: int) -> Result:
    memory = InMemory()
    given = list(corpus(plans)) if plans < LARGE else None
    before = _resident()
    items, spent = 0, 0.0
    for graph, _ in given or corpus(plans):
        started = time.perf_counter()
        memory.add(graph)
        spent += time.perf_counter() - started
        items += len(graph.nodes) + len(graph.edges)
    result = Result(rate=items / spent, megabytes=_resident() - before)
    sample = _sample(plans)
    roles = tuple(schema().roles.values())
    count = len(sample.departments)
    reads: Reads = {
        "duties of a department": lambda i: [
            memory.graph.nodes[edge.target]["node"] for edge in memory.edges(sample.departments[i % count], roles)
        ],
        "duties of the busiest": lambda _: [
            memory.graph.nodes[edge.target]["node"] for edge in memory.edges(sample.busiest, roles)
        ],
        "edges of a department": lambda i: memory.edges(sample.departments[i % count]),
        "edges of a measure": lambda i: memory.edges(sample.measures[i % len(sample.measures)]),
        "an edge": lambda i: memory.edge_of[sample.edges[i % len(sample.edges)]],
        "a department by name": lambda i: memory.named.get(search_key(sample.names[i % len(sample.names)])),
    }
    reads |= {f"search {words}": lambda _, words=words: memory.search(words) for words in WORDS}  # type: ignore[misc]  # bound per word
    result.reads = _measure(reads, repeat)
    return result


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _load(store: Store, plans: Iterator[Loaded], loaders: int) -> float:
    """Items a second; making the corpus is not counted. Each loader has its own places, as offices that load their own."""
    writer = store.writer()
    items, spent = 0, 0.0

    def write(share: list[Loaded]) -> list[str]:
        loads = [Load(graph, document, "2026-01-01T00:00:00Z") for graph, document in share]
        batches = (loads[at : at + BATCH] for at in range(0, len(loads), BATCH))
        return [str(outcome) for batch in batches for outcome in writer.replace_all(batch)]

    with ThreadPoolExecutor(loaders) as pool:
        while batch := [one for one, _ in zip(plans, range(4 * loaders * PLANS_OF_A_PLACE), strict=False)]:
            shares = [batch[at :: loaders * PLANS_OF_A_PLACE] for at in range(loaders * PLANS_OF_A_PLACE)]
            own = [
                list(chain.from_iterable(shares[k * PLANS_OF_A_PLACE : (k + 1) * PLANS_OF_A_PLACE]))
                for k in range(loaders)
            ]
            started = time.perf_counter()
            outcomes = [outcome for written in pool.map(write, own) for outcome in written]
            spent += time.perf_counter() - started
            assert outcomes == ["added"] * len(batch)
            items += sum(len(graph.nodes) + len(graph.edges) for graph, _ in batch)
    return items / spent


def _sample(plans: int) -> Sample:
    chosen = [
        graph
        for number, (graph, _) in enumerate(corpus(min(plans, 1000)))
        if number % max(min(plans, 1000) // 40, 1) == 0
    ]
    bodies = [node for graph in chosen for node in graph.nodes if node.kind == "Department"]
    roles = set(schema().roles.values())
    return Sample(
        departments=tuple(node.id for node in bodies[:: max(len(bodies) // 200, 1)]),
        busiest=bodies[0].id,
        names=tuple(str(node.properties["name"]) for node in bodies[:: max(len(bodies) // 50, 1)]),
        measures=tuple(node.id for graph in chosen for node in graph.nodes if node.kind == "Measure"),
        edges=tuple(edge.id for graph in chosen for edge in graph.edges if edge.kind in roles),
        plans=tuple(graph.plan for graph in chosen),
        documents=tuple(graph.document for graph in chosen),
    )


def _reads(store: Store, sample: Sample) -> Reads:
    view = store.view()
    roles = tuple(schema().roles.values())
    count = len(sample.departments)

    def duties(department: str) -> object:
        return view.nodes([edge.target for edge in view.edges([department], kinds=roles, direction="out")])

    reads: Reads = {
        "duties of a department": lambda i: duties(sample.departments[i % count]),
        "duties of the busiest": lambda _: duties(sample.busiest),
        "edges of a department": lambda i: view.edges([sample.departments[i % count]]),
        "edges of a measure": lambda i: view.edges([sample.measures[i % len(sample.measures)]]),
        "an edge": lambda i: view.edge(sample.edges[i % len(sample.edges)]),
        "20 nodes": lambda i: view.nodes([sample.measures[(i + k) % len(sample.measures)] for k in range(20)]),
        "a department by name": lambda i: view.departments_named(sample.names[i % len(sample.names)]),
    }
    reads |= {f"search {words}": lambda _, words=words: view.search(words, limit=20) for words in WORDS}  # type: ignore[misc]  # bound per word
    reads |= {
        "20 measures of the list": lambda i: view.list_nodes("Measure", offset=20 * i, limit=20),
        "measures of a plan": lambda i: view.list_nodes("Measure", plan=sample.plans[i % len(sample.plans)]),
        "a slice of a text": lambda i: view.text(sample.documents[i % len(sample.documents)], 100, 400),
        "incidence of a plan": lambda i: view.incidence(plans=[sample.plans[i % len(sample.plans)]]),
        "incidence of all": lambda _: view.incidence(),
        "status": lambda _: view.status(),
    }
    return reads


def _measure(reads: Mapping[str, Callable[[int], object]], repeat: int) -> dict[str, tuple[float, float]]:
    """p50 and p99 of each read; fewer repetitions where one is long."""
    found = {}
    for name, read in reads.items():
        spent: list[float] = []
        for turn in range(repeat + 3):
            started = time.perf_counter()
            read(turn)
            spent.append((time.perf_counter() - started) * 1e3)
            if sum(spent) > 20_000:
                break
        measured = sorted(spent[min(3, len(spent) - 1) :])
        found[name] = (statistics.median(measured), measured[min(int(len(measured) * 0.99), len(measured) - 1)])
    return found


def _print(plans: int, results: Mapping[str, Result]) -> None:
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"\n## {plans} plans (load averages of the machine at the end: {load})\n")
    print("| store | items/s | MB |\n| --- | ---: | ---: |")
    for name, result in results.items():
        print(f"| {name} | {result.rate:,.0f} | {result.megabytes:,.1f} |")
    timed = {name: result for name, result in results.items() if result.reads}
    base = results.get("networkx")
    ratio = " | × networkx" if base else ""
    print(
        "\n| read, ms p50 / p99 | "
        + " | ".join(f"{name}{ratio if result is not base else ''}" for name, result in timed.items())
        + " |"
    )
    print("| --- |" + " ---: |" * (len(timed) + (len(timed) - 1 if base else 0)))
    for read in results["SQLite"].reads:
        cells = []
        for result in timed.values():
            p50, p99 = result.reads.get(read, (float("nan"),) * 2)
            cells.append(f"{p50:.3f} / {p99:.2f}" if p50 == p50 else "")  # noqa: PLR0124 - not a number
            if base and result is not base:
                plain = base.reads.get(read)
                cells.append(f"{p50 / plain[0]:.1f}" if plain else "")
        print(f"| {read} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()

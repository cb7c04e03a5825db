"""Loading side by side in one run: this version, another one, and the same rows by other means; one table with ratios and goals.

python -m benchmarks.loading [--plans 270] [--beside FOLDER] [--corpus FOLDER] [--many 20000] [--neo4j] [--rounds 3]

FOLDER is a worktree of the other version with its environment in `.venv`. All load the same generated plans, 27 in a
transaction where they can, in turns. Times are the CPU's, those of a server that was started for it (`--neo4j`: Java and
Maven, warmed up by the same plans for each before it is measured) included, and there the clock's too; making the plans and
the rows of others is not counted. Beside us stand plain sqlite3 (benchmarks/plain_sql.py) with our rows and with those of the
other version, DuckDB, networkx kept with pickle, and nodes, relationships and records of our Neo4j store by one UNWIND a kind
under the same indexes. `--corpus`: real files by the command line (benchmarks/loading_files.py). `--many`: what a plan costs
among so many and among the first thousand.
"""

import argparse
import gc
import importlib
import importlib.util
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, Self

HERE = Path(__file__).resolve()
BATCH = 27
AT = "2026-01-02T03:04:05Z"
USER = "neo4j"
FEW = 1000
"""Plans among which a plan costs what it may cost among many."""

PLAIN = "plain sqlite3, the rows of {}"


class Took(NamedTuple):
    """Seconds of CPU and of the clock."""

    cpu: float
    clock: float

    def of(self, plans: int) -> "Took":
        """The share of one of the plans."""
        return Took(self.cpu / plans, self.clock / plans)


def main() -> None:
    """Measure and print, or be one side that is told what to load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=270)
    parser.add_argument("--beside", type=Path, help="a worktree of another version with a `.venv`")
    parser.add_argument("--corpus", type=Path, help="a folder of real plans as text")
    parser.add_argument("--many", type=int, default=0, help="how many plans a plan is loaded among at the end")
    parser.add_argument("--neo4j", action="store_true", help="on a server that is started for it, too")
    parser.add_argument("--rounds", type=int, default=3, help="of real files and of Neo4j, after one that warms up")
    parser.add_argument("--side", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        _be_a_side(given.side)
        return
    trees = {"here": HERE.parents[1]} | ({"beside": given.beside.resolve()} if given.beside else {})
    print("| what | here | what | beside it | ratio | goal |")
    print("| --- | ---: | --- | ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if given.corpus:
            _tell_files(trees, given.corpus, given.rounds, folder)
        if given.plans:
            _tell_embedded(_embedded(trees, given.plans, folder), folder, given.plans)
        if given.many:
            _tell_growth(_grown(trees["here"], given.many, folder))
        if given.neo4j:
            _tell_server(_on_a_server(trees, given.plans, given.rounds, folder / "neo4j"))


def _line(
    what: str, here: float, other: str, beside: float, goal: str, *, unit: str = "ms", turned: bool = False
) -> None:
    """A line of the table; `turned`: how many times as much it is beside, else here."""
    ratio = beside / here if turned else here / beside
    print(f"| {what} | {here:.2f} {unit} | {other} | {beside:.2f} {unit} | {ratio:.2f} | {goal} |", flush=True)


def _tell_files(trees: dict[str, Path], corpus: Path, rounds: int, folder: Path) -> None:
    loading_files = importlib.import_module("benchmarks.loading_files")  # the other version has no such module
    spent = loading_files.measured(trees, corpus, rounds, folder)
    goals = {loading_files.ONE: "≤ 1", loading_files.ALL: "≤ .75"}
    for work in (loading_files.ONE, loading_files.ALL, loading_files.LOADED):
        if "beside" in trees:
            _line(work, spent[work]["here"], "the other version", spent[work]["beside"], goals.get(work, ""), unit="s")
    first, again = spent[loading_files.LOADED]["here"], spent[loading_files.AGAIN]["here"]
    _line(loading_files.AGAIN, again, "the first time", first, "≤ .10", unit="s")


def _tell_embedded(spent: dict[str, list[Took]], folder: Path, plans: int) -> None:
    found = {name: 1000 * _median(took).cpu for name, took in spent.items()}
    ours = found.pop("here")
    if "beside" in found:
        _line("a plan into SQLite", ours, "the other version, times", found.pop("beside"), "≥ 2.2", turned=True)
        sizes = [(folder / f"{name}.db").stat().st_size / plans / 1000 for name in ("here", "beside")]
        _line("a plan in the file", sizes[0], "the other version", sizes[1], "≤ .5", unit="kB")
    for name, took in found.items():
        _line("a plan into SQLite", ours, name, took, "≤ 2" if name == PLAIN.format("here") else "")


def _tell_growth(grown: dict[str, float]) -> None:
    (few, first), (many, last) = grown.items()
    _line(f"a plan into SQLite, {many}", last, few, first, "≤ 1.15")


def _tell_server(spent: dict[str, list[Took]]) -> None:
    found = {name: _median(took) for name, took in spent.items()}
    ours = found.pop("here, Neo4j")
    for name, took in found.items():
        other = name.startswith("beside")
        for kind, here, beside in (("CPU", ours.cpu, took.cpu), ("clock", ours.clock, took.clock)):
            goal = "≥ 2.5" if other else "≤ 2.5"
            _line(f"a plan into Neo4j, {kind}", 1000 * here, name, 1000 * beside, goal, turned=other)


class Side:
    """A process of one version, or of none, that loads the next plans when it is told."""

    def __init__(self, tree: Path, what: str, url: str) -> None:
        """Start it over what a URL names."""
        self.process = subprocess.Popen(
            [tree / ".venv/bin/python", "-W", "ignore", HERE, "--side", what],
            cwd=tree, env={"PYTHONPATH": str(tree)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.tell(url)

    def tell(self, said: object) -> Took:
        """The seconds that it took."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(said) + "\n")
        self.process.stdin.flush()
        return Took(*json.loads(self.process.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def _embedded(trees: dict[str, Path], plans: int, folder: Path) -> dict[str, list[Took]]:
    """Seconds of each batch after the first."""
    here = trees["here"]
    with ExitStack() as open_sides:
        sides = {
            name: open_sides.enter_context(Side(tree, "store", f"sqlite:///{folder}/{name}.db"))
            for name, tree in trees.items()
        }
        sides |= {
            name: open_sides.enter_context(Side(here, name, str(folder / f"{name}.out")))
            for name in ("DuckDB", "networkx and pickle")
        }
        spent: dict[str, list[Took]] = {name: [] for name in sides}
        for first in range(0, plans, BATCH):
            for name, side in sides.items():
                spent[name].append(Took(side.tell(first).cpu / BATCH, 0.0))  # they wait for nothing but their turn
    for name in trees:
        spent[PLAIN.format(name)] = [_plain(folder / f"{name}.db").of(plans) for _ in range(4)]
    return {name: found[1:] for name, found in spent.items()}


def _grown(here: Path, many: int, folder: Path) -> dict[str, float]:
    """What was loaded before → CPU ms a plan, median of the batches around it."""
    spent: list[float] = []
    with Side(here, "store", f"sqlite:///{folder}/grown.db") as side:
        spent += [1000 * side.tell(first).cpu / BATCH for first in range(0, many, BATCH)]
    few, around = FEW // BATCH, 20
    return {
        f"among {FEW:,}": statistics.median(spent[few - around // 2 : few + around // 2]),
        f"among {many:,}": statistics.median(spent[-around:]),
    }


def _plain(store: Path) -> Took:
    cpu = importlib.import_module("benchmarks.plain_sql").seconds(store)
    return Took(cpu, 0.0)


def _on_a_server(trees: dict[str, Path], plans: int, rounds: int, home: Path) -> dict[str, list[Took]]:
    """Seconds of client and server for each batch, the first round left out; one after the other in the emptied database."""
    start = importlib.import_module("tests.neo4j_server.start")
    server = start.Server(home, heap="2g", brief=False)
    server.start()
    pid = server._process.pid  # noqa: SLF001 - its CPU is what we are after
    spent: dict[str, list[Took]] = {}
    try:
        for turn in range(rounds + 1):
            for name, tree in {"raw UNWIND": trees["here"], **trees}.items():
                what = "raw" if name == "raw UNWIND" else "store"
                _empty(server.uri, start.PASSWORD)
                with Side(tree, what, f"{server.uri} {start.PASSWORD}") as side:
                    for first in range(0, plans, BATCH):
                        before = _cpu(pid)
                        took = side.tell(first)
                        if turn and first:
                            label = name if what == "raw" else f"{name}, Neo4j"
                            with_server = Took(took.cpu + _cpu(pid) - before, took.clock)
                            spent.setdefault(label, []).append(with_server.of(BATCH))
    finally:
        server.stop()
    return spent


def _cpu(pid: int) -> float:
    """Seconds that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _empty(uri: str, password: str) -> None:
    driver = importlib.import_module("neo4j").GraphDatabase.driver(uri, auth=(USER, password))
    with driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()
        for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
            names = [row["name"] for row in session.run(f"SHOW {kinds} YIELD name, type WHERE type <> 'LOOKUP'")]
            for name in names:
                session.run(f"DROP {kind} {name} IF EXISTS").consume()


def _median(found: Sequence[Took]) -> Took:
    return Took(*(statistics.median(values) for values in zip(*found, strict=True)))


def _be_a_side(what: str) -> None:
    lines = (json.loads(line) for line in iter(sys.stdin.readline, ""))
    load = _SIDES[what](next(lines))
    next(load)
    print([0, 0], flush=True)
    made = _corpora()
    for first in lines:
        plans = [made.plan(number) for number in range(first, first + BATCH)]
        begun = time.monotonic()
        spent = load.send(plans)
        print(json.dumps([spent, time.monotonic() - begun]), flush=True)


Loading = Any
"""A generator that is sent plans and gives the CPU seconds of loading them."""


def _collect_as_at_the_command_line() -> None:
    """The garbage collector as this version's command line sets it, if it does."""
    line = importlib.import_module("api.cli")
    if hasattr(line, "YOUNG"):
        gc.set_threshold(line.YOUNG, line.MIDDLE, line.OLD)


def _into_store(url: str) -> Loading:
    _collect_as_at_the_command_line()
    opening, (address, *password) = importlib.import_module("graph.stores.opening"), url.split(" ")
    login = {"user": USER, "password": password[0]} if password else {}
    with opening.open_store(address, create=True, **login) as store:
        writer, spent = store.writer(), 0.0
        while True:
            plans = yield spent
            begun = time.process_time()
            if hasattr(writer, "replace_all"):
                kind = importlib.import_module("graph.store").Load
                writer.replace_all([kind(graph, document, AT) for graph, document in plans])
            else:
                for graph, document in plans:
                    writer.replace(graph, document, loaded_at=AT)
            spent = time.process_time() - begun


def _into_duckdb(path: str) -> Loading:
    """Nodes and edges as columns of Arrow, the way in that DuckDB likes best."""
    duckdb, pyarrow = importlib.import_module("duckdb"), importlib.import_module("pyarrow")
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE node (id TEXT PRIMARY KEY, kind TEXT, plan TEXT, properties TEXT)")
        connection.execute("CREATE TABLE edge (id TEXT, kind TEXT, source TEXT, target TEXT, plan TEXT, content TEXT)")
        known: set[str] = set()
        spent = 0.0
        while True:
            plans = yield spent
            nodes, edges = _plain_rows(plans, known)
            begun = time.process_time()
            connection.execute("BEGIN")
            for table, rows in (("node", nodes), ("edge", edges)):
                columns = pyarrow.table(
                    [list(column) for column in zip(*rows, strict=True)], names=list("abcdef"[: len(rows[0])])
                )
                connection.register("given", columns)
                connection.execute(f"INSERT INTO {table} SELECT * FROM given")  # noqa: S608 - one of two names
            connection.execute("COMMIT")
            spent = time.process_time() - begun


def _plain_rows(plans: Sequence[Any], known: set[str]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    rows = importlib.import_module("graph.stores.rows")
    fresh = {node.id: node for graph, _ in plans for node in graph.nodes if node.id not in known}
    known.update(fresh)
    nodes = [(node.id, node.kind, node.plan, rows.content(node)) for node in fresh.values()]
    edges = [(e.id, e.kind, e.source, e.target, e.plan, rows.content(e)) for graph, _ in plans for e in graph.edges]
    return nodes, edges


def _into_networkx(path: str) -> Loading:
    networkx = importlib.import_module("networkx")
    graph, spent = networkx.MultiDiGraph(), 0.0
    while True:
        plans = yield spent
        begun = time.process_time()
        for plan, _ in plans:
            for node in plan.nodes:
                graph.add_node(node.id, **{**node.properties, "_kind": node.kind})
            for edge in plan.edges:
                graph.add_edge(edge.source, edge.target, key=edge.id, **{**edge.properties, "_evidence": edge.evidence})
        with Path(path).open("ab") as kept:
            pickle.dump([plan for plan, _ in plans], kept)
        spent = time.process_time() - begun


def _raw(url: str) -> Loading:
    """All records of nodes, relationships, loads and variants that the store would hold, created with nothing looked up but ends."""
    cypher, properties = (importlib.import_module(f"graph.stores.neo4j.{name}") for name in ("cypher", "properties"))
    (address, password), spent, known = url.split(" "), 0.0, set[str]()
    driver = importlib.import_module("neo4j").GraphDatabase.driver(address, auth=(USER, password))
    with driver, driver.session() as session:
        for statement in (*cypher.ddl(), "CALL db.awaitIndexes(300)"):
            session.run(statement).consume()
        while True:
            plans = yield spent
            given = list(_statements(plans, known, properties))
            begun = time.process_time()
            session.execute_write(lambda tx, given=given: [tx.run(said, rows=rows).consume() for said, rows in given])
            spent = time.process_time() - begun


def _statements(plans: Sequence[Any], known: set[str], properties: Any) -> Iterator[tuple[str, list[Any]]]:  # noqa: ANN401 - a module
    stored = importlib.import_module("graph.stores.rows")
    fresh = {node.id: node for graph, _ in plans for node in graph.nodes if node.id not in known}
    known.update(fresh)
    nodes: dict[str, list[Any]] = {}
    edges: dict[str, list[Any]] = {}
    for node in fresh.values():
        nodes.setdefault(node.kind, []).append(properties.node_row(node)["properties"])
    columns = properties.edge_columns
    for graph, _ in plans:
        for edge in graph.edges:
            source, *values = properties.edge_row(edge)
            given = {name: value for name, value in zip(columns(edge.kind), values, strict=True) if value is not None}
            edges.setdefault(edge.kind, []).append({"source": source, "target": edge.target, "properties": given})
    for kind, rows in nodes.items():
        yield f"UNWIND $rows AS row CREATE (n:_Node:{kind}) SET n = row", rows
    for kind, rows in edges.items():
        ends = "MATCH (a:_Node {id: row.source}) MATCH (b:_Node {id: row.target})"
        yield f"UNWIND $rows AS row {ends} CREATE (a)-[r:{kind}]->(b) SET r = row.properties", rows
    loads = [{"plan": g.plan, "reading": stored.pack(g, "").data, "document": g.document} for g, _ in plans]
    yield "UNWIND $rows AS row CREATE (l:_Load) SET l = row", loads
    said = [
        {"plan": graph.plan, "id": f"{graph.plan} {node.id}", "item": node.id, "content": stored.content(node)}
        for graph, _ in plans
        for node in graph.nodes
        if stored.is_contributed(node.kind)
    ]
    yield (
        "UNWIND $rows AS row MATCH (l:_Load {plan: row.plan}) CREATE (l)-[:_SAYS]->(v:_Variant {id: row.id}) SET v += row",
        said,
    )
    texts = [{"document": document.node.id, "piece": 0, "text": document.text} for _, document in plans]
    yield "UNWIND $rows AS row CREATE (p:_Piece) SET p = row", texts


def _corpora() -> Any:  # noqa: ANN401 - a module
    """The generated plans of this version, whatever version runs."""
    spec = importlib.util.spec_from_file_location("loading_corpora", HERE.with_name("corpora.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_SIDES = {"store": _into_store, "DuckDB": _into_duckdb, "networkx and pickle": _into_networkx, "raw": _raw}

if __name__ == "__main__":
    main()

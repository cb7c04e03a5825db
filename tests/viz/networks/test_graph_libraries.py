"""Networks come back whole in what people open them with: networkx, igraph, rustworkx, and Gephi's own reader."""

import json
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
import rustworkx as rx

from graph.networks.network import Link, Vertex
from graph.networks.projections import PROJECTIONS, Projection
from tests import maven
from tests.folders import TESTS
from tests.networks import small_network
from viz.networks.formats import FormatName, write_network

GEPHI = TESTS / "gephi" / "ReadNetwork.java"


@dataclass(frozen=True)
class Written:
    """A network as it is, and as files of the formats for graphs."""

    projection: Projection
    directed: bool
    nodes: dict[str, Vertex]
    links: list[Link]
    files: dict[FormatName, Path]

    @property
    def weights(self) -> float:
        return sum(link.weight for link in self.links)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[Projection, Written]:
    return {projection: write(projection, tmp_path_factory.mktemp(projection)) for projection in PROJECTIONS}


@pytest.fixture(params=PROJECTIONS)
def written(request: pytest.FixtureRequest, every: dict[Projection, Written]) -> Written:
    return every[request.param]


def write(projection: Projection, folder: Path) -> Written:
    formats: tuple[FormatName, ...] = ("graphml", "gexf", "pajek")
    with small_network(projection) as network:
        files = {name: folder / f"network.{name}" for name in formats}
        for name, path in files.items():
            with path.open("wb") as file:
                write_network(network, name, file)
        nodes = {vertex.id: vertex for vertex in network.nodes()}
        return Written(projection, network.origin.directed, nodes, list(network.links()), files)


def plain(value: object) -> object:
    return "\n".join(" ".join(part.split()) for part in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_every_node_link_and_value(written: Written, name: FormatName) -> None:
    read: Any = nx.read_graphml if name == "graphml" else nx.read_gexf
    graph = read(written.files[name])
    assert graph.is_directed() == written.directed
    assert {key: data["label"] for key, data in graph.nodes(data=True)} == {
        key: vertex.label for key, vertex in written.nodes.items()
    }
    for key, vertex in written.nodes.items():
        found = {column: graph.nodes[key][column] for column in vertex.values}
        assert found == {column: plain(value) for column, value in vertex.values.items()}
    seen = Counter((source, target, float(data["weight"])) for source, target, data in graph.edges(data=True))
    assert sum(seen.values()) == len(written.links)
    by_id = {link.id: link for link in written.links}
    several = graph.is_multigraph()  # then the id of a link is its key
    for *ends, data in graph.edges(data=True, keys=True) if several else graph.edges(data=True):
        link = by_id[ends[2] if several else data["id"]]
        assert {column: data[column] for column in link.values} == {c: plain(v) for c, v in link.values.items()}


def test_networkx_reads_what_the_network_is(written: Written) -> None:
    told = nx.read_graphml(written.files["graphml"]).graph
    assert told["projection"] == written.projection
    assert told["made_by"].startswith("respgraph ")
    assert [len(source["document"]) for source in json.loads(told["sources"])] == [64, 64]


def test_igraph_reads_the_same(written: Written) -> None:
    graph = igraph.Graph.Read_GraphML(str(written.files["graphml"]))
    assert graph.is_directed() == written.directed
    assert graph["projection"] == written.projection
    assert dict(zip(graph.vs["id"], graph.vs["label"], strict=True)) == {k: v.label for k, v in written.nodes.items()}
    assert sum(graph.es["weight"]) == written.weights
    ends = [(graph.vs[edge.source]["id"], graph.vs[edge.target]["id"], edge["label"]) for edge in graph.es]
    if written.directed:
        assert ends == [(link.source, link.target, link.label) for link in written.links]
    assert len(ends) == len(written.links)


def test_rustworkx_reads_the_same_truth_values_too(written: Written) -> None:
    (graph,) = rx.read_graphml(str(written.files["graphml"]))
    assert isinstance(graph, rx.PyDiGraph if written.directed else rx.PyGraph)
    assert {node["id"]: node["label"] for node in graph.nodes()} == {k: v.label for k, v in written.nodes.items()}
    assert sum(edge["weight"] for edge in graph.edges()) == written.weights
    for node in graph.nodes():
        values = written.nodes[node["id"]].values
        assert {name: node[name] for name in values} == {name: plain(value) for name, value in values.items()}


def test_pajek_has_the_labels_and_the_weights(written: Written) -> None:
    graph = igraph.Graph.Read_Pajek(str(written.files["pajek"]))
    assert (graph.vcount(), graph.ecount()) == (len(written.nodes), len(written.links))
    assert graph.is_directed() == written.directed or not written.links
    assert [name.split(" ")[0] for name in graph.vs["name"]] == [
        vertex.label.replace('"', "'").split(" ")[0] for vertex in written.nodes.values()
    ]
    assert sum(graph.es["weight"] if written.links else []) == written.weights
    assert nx.read_pajek(written.files["pajek"]).number_of_nodes() == len(written.nodes)


def test_gephi_reads_the_same(every: dict[Projection, Written]) -> None:
    lacking = maven.missing()
    if lacking:
        pytest.skip(f"no {lacking}: Gephi's reader needs them")
    try:
        path = maven.class_path(GEPHI, TESTS.parent / ".gephi")
    except RuntimeError as error:
        pytest.skip(f"the jar of the Gephi toolkit can't be had: {error}")
    read = [(each, each.files[name]) for each in every.values() for name in ("gexf", "graphml")]
    ran = subprocess.run(  # noqa: S603 - our own class
        ["java", "-Djava.awt.headless=true", "-cp", path, "ReadNetwork", *(str(file) for _, file in read)],  # noqa: S607 - same
        check=True,
        capture_output=True,
        text=True,
    )
    told = ran.stdout.split("end\n")
    assert len(told) == len(read) + 1
    for (written, _), said in zip(read, told, strict=False):
        as_gephi_says(written, [line.split("\t") for line in said.splitlines()])


def as_gephi_says(written: Written, lines: list[list[str]]) -> None:
    said = {line[0]: line[1] for line in lines if len(line) == 2}
    assert (said["nodes"], said["edges"]) == (str(len(written.nodes)), str(len(written.links)))
    assert float(said["weight"]) == written.weights
    assert {line[1]: line[2] for line in lines if line[0] == "node"} == {k: v.label for k, v in written.nodes.items()}
    types = {(line[0], line[1]): line[2] for line in lines if line[0].endswith("column")}
    if written.projection in ("talk", "together"):
        assert types["edge column", "newman"] == "Double"
        assert types["edge column", "measures"] == "Long"
    else:
        assert types["edge column", "formal"] == "Boolean"

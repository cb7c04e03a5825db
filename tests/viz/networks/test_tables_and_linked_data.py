"""Networks as tables and as linked data: types, lists and what the network is come back; equal stores give equal bytes."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
import yaml
from rdflib.namespace import DCTERMS, ORG, PROV, RDFS, SKOS, DefinedNamespace

from graph.errors import BadRequestError
from graph.networks.network import Link, Network, Vertex
from graph.networks.projections import PROJECTIONS, Projection
from graph.networks.scope import Wish
from graph.schema import SCHEMA_VERSION, schema
from tests.folders import ROOT
from tests.networks import small_network
from tests.stores import ECO
from viz.networks.formats import FORMATS, FormatName, write_network
from viz.networks.linked_data import context, iri
from viz.networks.tables import Table

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD warns
LINKED_DATA = yaml.safe_load((ROOT / "viz/networks/linked_data.yaml").read_text(encoding="utf-8"))


def made(
    name: FormatName, projection: Projection = "full", *, table: Table | None = None, **narrowed: tuple[str, ...]
) -> bytes:
    with small_network(projection, Wish(**narrowed)) as network:  # type: ignore[arg-type]  # ids and roles
        held = io.BytesIO()
        write_network(network, name, held, table=table)
        return held.getvalue()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_same_store_gives_the_same_bytes_and_another_wish_says_so(name: FormatName, projection: Projection) -> None:
    whole = made(name, projection)
    assert made(name, projection) == whole
    assert made(name, projection, departments=(ECO,)) != whole


def test_csv_pairs_hold_both_tables_and_what_they_are() -> None:
    with small_network("measures") as network, zipfile.ZipFile(io.BytesIO(made("csv-pairs", "measures"))) as archive:
        about = json.loads(archive.read("about.json"))
        tables = {
            name: list(csv.DictReader(io.TextIOWrapper(archive.open(f"{name}.csv"), "utf-8-sig", newline="")))
            for name in ("nodes", "links")
        }
        assert [row["id"] for row in tables["nodes"]] == [vertex.id for vertex in network.nodes()]
        assert [(row["source"], row["target"], row["form"]) for row in tables["links"]] == [
            (link.source, link.target, link.values["form"]) for link in network.links()
        ]
        assert [column["name"] for column in about["link_columns"]] == [c.name for c in network.link_columns]
    assert (about["projection"], about["schema_version"], len(about["sources"])) == ("measures", SCHEMA_VERSION, 2)
    assert {row["open_list"] for row in tables["links"]} <= {"true", "false"}


def test_parquet_keeps_types_and_lists_and_opens_in_duckdb_and_pandas(tmp_path: Path) -> None:
    for table in ("nodes", "links"):
        (tmp_path / f"{table}.parquet").write_bytes(made("parquet", "full", table=table))
    with small_network("full") as network:
        nodes, links = list(network.nodes()), list(network.links())
    frame = pd.read_parquet(tmp_path / "nodes.parquet")
    assert frame["id"].tolist() == [vertex.id for vertex in nodes]
    eco = frame.set_index("id").loc[ECO]
    with small_network("full") as network:
        assert tuple(eco["aliases"]) == next(v.values["aliases"] for v in network.nodes() if v.id == ECO)
    kinds = {field.name: str(field.type) for field in pq.read_schema(tmp_path / "links.parquet")}
    assert (kinds["formal"], kinds["order"], kinds["weight"], kinds["decisions"]) == (
        "bool", "int64", "double", "list<element: string>",
    )  # fmt: skip
    told = json.loads(pq.read_schema(tmp_path / "links.parquet").metadata[b"respgraph"])
    assert told["projection"] == "full"
    assert "牵头" not in told["rule"]["en"]
    with duckdb.connect() as connection:
        asked = connection.execute(
            "SELECT label, count(*) FROM read_parquet(?) GROUP BY 1", [str(tmp_path / "links.parquet")]
        ).fetchall()
    assert dict(asked) == {kind: len([x for x in links if x.label == kind]) for kind in {x.label for x in links}}


def test_without_duckdb_parquet_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(BadRequestError, match=r"respgraph\[parquet\]"):
        made("parquet", table="links")


def test_graph_formats_have_no_tables() -> None:
    with pytest.raises(BadRequestError, match="no tables"):
        made("gexf", table="nodes")


def test_linked_data_answers_who_leads_what_in_which_words() -> None:
    graph = rdflib.Graph().parse(data=made("jsonld", "measures"), format="json-ld")
    found = graph.query(
        """
        PREFIX org: <http://www.w3.org/ns/org#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?name ?work ?words ?file WHERE {
          ?who a org:Organization ; rdfs:label ?name ; <urn:x-respgraph:model:leads> ?what .
          ?what rdfs:label ?work .
          ?duty a prov:Association ; prov:agent ?who ; <urn:x-respgraph:model:work> ?what ; prov:value ?words ;
            prov:hadRole <urn:x-respgraph:model:role/lead> ; prov:wasQuotedFrom ?file .
        }
        """
    )
    rows = {tuple(str(cell) for cell in row) for row in found if isinstance(row, tuple)}
    with small_network("measures") as network:
        names = {vertex.id: vertex.label for vertex in network.nodes()}
        leads = {
            (
                names[link.source],
                names[link.target],
                str(link.values["statement"]),
                iri(f"sha256:{link.values['document']}"),
            )
            for link in network.links()
            if link.label == "LEADS"
        }
    assert rows == leads


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_every_thing_of_linked_data_is_there_once_with_its_class(projection: Projection) -> None:
    graph = rdflib.Graph().parse(data=made("jsonld", projection), format="json-ld")
    with small_network(projection) as network:
        for vertex in network.nodes():
            kind = rdflib.URIRef(f"urn:x-respgraph:model:{vertex.values['kind']}")
            assert (rdflib.URIRef(iri(vertex.id)), rdflib.RDF.type, kind) in graph
        for link in network.links():
            ends = {name: rdflib.URIRef(f"urn:x-respgraph:model:{name}") for name in ("source", "target")}
            assert graph.value(rdflib.URIRef(iri(link.id)), ends["source"]) == rdflib.URIRef(iri(link.source))
            assert graph.value(rdflib.URIRef(iri(link.id)), ends["target"]) == rdflib.URIRef(iri(link.target))


def test_every_kind_has_its_words_and_the_vocabularies_have_the_terms() -> None:
    assert LINKED_DATA["nodes"].keys() == schema().nodes.keys()
    assert LINKED_DATA["relations"].keys() == {*schema().edges, "talk", "together"}
    spaces: dict[str, type[DefinedNamespace]] = {
        "org": ORG,
        "prov": PROV,
        "dcterms": DCTERMS,
        "skos": SKOS,
        "rdfs": RDFS,
    }
    for prefix, space in spaces.items():
        assert context()[prefix] == str(space)
    for term in terms():
        prefix, name = term.split(":")
        assert prefix == "resp" or name in spaces[prefix], term


def terms() -> Iterator[str]:
    yield from LINKED_DATA["properties"].values()
    yield from LINKED_DATA["links"].values()
    for classes in LINKED_DATA["nodes"].values():
        yield from classes
    for relation in LINKED_DATA["relations"].values():
        yield from (*relation["types"], relation["says"], *relation.get("ends", ()))


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_cant_hold_is_left_out_and_the_file_stays_whole(name: FormatName) -> None:
    with small_network("talk") as network:
        odd = Vertex('a\x0b"<&>|\n%b', 'x\x00"y"\r\nz', {"kind": "Department", "aliases": ("one\ntwo", "three")})
        link = Link("l\x01", odd.id, odd.id, "talk", 2, {"statements": ('"a", b\n',), "documents": ("0" * 64,)})
        held = io.BytesIO()
        write_network(
            Network(
                network.origin, network.node_columns, network.link_columns, lambda: iter((odd,)), lambda: iter((link,))
            ),
            name,
            held,
        )
    assert len(held.getvalue()) > len(odd.id)
    if name in ("graphml", "gexf"):
        import networkx as nx  # noqa: PLC0415 - only two of the six

        graph = (nx.read_graphml if name == "graphml" else nx.read_gexf)(io.BytesIO(held.getvalue()))
        assert list(graph.nodes(data="aliases")) == [('a"<&>|\n%b', "one two\nthree")]
    if name == "jsonld":
        assert len(rdflib.Graph().parse(data=held.getvalue(), format="json-ld"))

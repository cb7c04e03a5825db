"""GraphML (graphdrawing.org): what the network is stands in the graph's own data, and columns say what they mean."""

from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from lxml import etree

from graph.model import Value
from graph.networks.network import Column, Network
from viz.networks.plain_values import LABEL, WEIGHT, XML_TYPES, as_text, origin_values
from viz.office.packages import plain

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter as Xml

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write_graphml(network: Network, file: IO[bytes]) -> None:
    """Write the network; nodes and links as they come."""
    of_graph = dict(origin_values(network.origin))
    node_keys = {column.name: f"n{place}" for place, column in enumerate((LABEL, *network.node_columns))}
    link_keys = {column.name: f"e{place}" for place, column in enumerate((LABEL, WEIGHT, *network.link_columns))}
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", xmlns=NAMESPACE):
            for place, name in enumerate(of_graph):
                _key(xml, f"g{place}", "graph", Column(name, "string", ""))
            for column in (LABEL, *network.node_columns):
                _key(xml, node_keys[column.name], "node", column)
            for column in (LABEL, WEIGHT, *network.link_columns):
                _key(xml, link_keys[column.name], "edge", column)
            directed = "directed" if network.origin.directed else "undirected"
            with xml.element("graph", id="respgraph", edgedefault=directed):
                xml.write("\n")
                _data(xml, ((f"g{place}", value) for place, value in enumerate(of_graph.values())))
                for vertex in network.nodes():
                    with xml.element("node", id=plain(vertex.id)):
                        _data(xml, _values(node_keys, {"label": vertex.label, **vertex.values}))
                    xml.write("\n")
                for link in network.links():
                    ends = {"source": plain(link.source), "target": plain(link.target)}
                    with xml.element("edge", id=plain(link.id), **ends):
                        values = {"label": link.label, "weight": float(link.weight), **link.values}
                        _data(xml, _values(link_keys, values))
                    xml.write("\n")


def _values(keys: Mapping[str, str], values: Mapping[str, Value]) -> Iterable[tuple[str, Value]]:
    """The values that are there, in the order of the columns."""
    return ((key, values[name]) for name, key in keys.items() if name in values)


def _key(xml: "Xml", key: str, of: str, column: Column) -> None:
    names = {"id": key, "for": of, "attr.name": column.name, "attr.type": XML_TYPES[column.type]}
    with xml.element("key", names):
        if column.note:
            with xml.element("desc"):
                xml.write(column.note)
    xml.write("\n")


def _data(xml: "Xml", values: Iterable[tuple[str, Value]]) -> None:
    for key, value in values:
        with xml.element("data", key=key):
            xml.write(as_text(value))

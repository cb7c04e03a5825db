"""GEXF 1.2, which Gephi and networkx read: what the network is stands in the description of its meta data, as JSON.

A column has the type that it was declared with, whatever its first value is.
"""

from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from lxml import etree

from graph.model import Value
from graph.networks.network import Column, Network
from graph.serial import dumps
from viz.networks.plain_values import XML_TYPES, as_text, origin_values
from viz.office.packages import MAKER, plain

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter as Xml

NAMESPACE = "http://www.gexf.net/1.2draft"


def write_gexf(network: Network, file: IO[bytes]) -> None:
    """Write the network; nodes and links as they come."""
    origin = network.origin
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", xmlns=NAMESPACE, version="1.2"):
            with xml.element("meta", {"lastmodifieddate": origin.as_of[:10]} if origin.as_of else {}):
                for name, words in (
                    ("creator", f"{MAKER} {origin.version}"),
                    ("keywords", f"{MAKER}, {origin.projection}"),
                    ("description", dumps(dict(origin_values(origin)))),
                ):
                    with xml.element(name):
                        xml.write(plain(words))
            directed = "directed" if origin.directed else "undirected"
            with xml.element("graph", mode="static", defaultedgetype=directed):
                xml.write("\n")
                node_keys = _columns(xml, "node", network.node_columns)
                link_keys = _columns(xml, "edge", network.link_columns)
                with xml.element("nodes"):
                    xml.write("\n")
                    for vertex in network.nodes():
                        with xml.element("node", id=plain(vertex.id), label=plain(vertex.label)):
                            _values(xml, node_keys, vertex.values)
                        xml.write("\n")
                with xml.element("edges"):
                    xml.write("\n")
                    for link in network.links():
                        ends = {"source": plain(link.source), "target": plain(link.target)}
                        said = {"label": plain(link.label), "weight": str(float(link.weight))}
                        with xml.element("edge", id=plain(link.id), **ends, **said):
                            _values(xml, link_keys, link.values)
                        xml.write("\n")


def _columns(xml: "Xml", of: str, columns: Iterable[Column]) -> Mapping[str, str]:
    """Declare columns: their keys by name."""
    keys: dict[str, str] = {}
    with xml.element("attributes", {"class": of, "mode": "static"}):
        for place, column in enumerate(columns):
            keys[column.name] = f"{of[0]}{place}"
            with xml.element("attribute", id=keys[column.name], title=column.name, type=XML_TYPES[column.type]):
                pass
            xml.write("\n")
    return keys


def _values(xml: "Xml", keys: Mapping[str, str], values: Mapping[str, Value]) -> None:
    with xml.element("attvalues"):
        for name, key in keys.items():
            if name in values:
                with xml.element("attvalue", {"for": key, "value": as_text(values[name])}):
                    pass

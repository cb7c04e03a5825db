"""JSON-LD in the words of ORG, PROV, Dublin Core and SKOS (linked_data.yaml): the context is inside, nothing is fetched.

A link is a thing with its words and its source, and a plain statement between its ends. Ids become IRIs below
urn:x-respgraph:thing:, with what an IRI can't hold percent-encoded.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import IO, Any

from graph.data_files import data_of
from graph.model import Value
from graph.networks.network import Link, Network, Origin, Vertex
from graph.schema import schema
from graph.serial import dumps
from viz.networks.plain_values import origin_values
from viz.office.packages import MAKER

Entry = dict[str, Any]

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`%#?\[\]\ud800-\udfff]')


def write_jsonld(network: Network, file: IO[bytes]) -> None:
    """Write the network, a thing a line; first of all the network itself with its sources."""
    file.write(f'{{"@context": {dumps(context())},\n"@graph": [\n'.encode())
    for place, entry in enumerate(_entries(network)):
        file.write((",\n" if place else "").encode() + dumps(entry).encode(errors="replace"))
    file.write(b"\n]}\n")


@cache
def context() -> Entry:
    """The context: prefixes, columns that a vocabulary has a word for, and properties that name things."""
    told = _words()
    links = {name: {"@id": term, "@type": "@id"} for name, term in told["links"].items()}
    return {**told["prefixes"], "@vocab": told["vocabulary"], **told["properties"], **links}


def iri(key: str) -> str:
    """The IRI of a thing."""
    return str(_words()["things"]) + _NOT_IN_IRI.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace")), key
    )


def _entries(network: Network) -> Iterator[Entry]:
    yield from _of_origin(network.origin)
    for vertex in network.nodes():
        yield _of_vertex(vertex)
    for link in network.links():
        yield from _of_link(link)


def _of_origin(origin: Origin) -> Iterator[Entry]:
    """The network as a thing that was made by a program from files."""
    program = f"urn:x-respgraph:version:{origin.version}"
    told = {name: value for name, value in origin_values(origin) if name != "sources"}
    yield {
        "@id": f"urn:x-respgraph:network:{origin.projection}",
        "@type": ["Network", "prov:Entity", "prov:Collection"],
        "attributed_to": program,
        "derived_from": sorted({iri(f"sha256:{source.document}") for source in origin.sources}),
        **told,
        "sources": [iri(source.plan) for source in origin.sources],
    }
    yield {"@id": program, "@type": ["prov:SoftwareAgent"], "label": f"{MAKER} {origin.version}"}
    for source in origin.sources:
        yield {
            "@id": iri(source.plan),
            "@type": _words()["nodes"]["Plan"],
            "title": source.title,
            "plan_number": source.number,
            "derived_from": iri(f"sha256:{source.document}"),
            "loaded_at": source.loaded_at,
            "ruleset": source.ruleset,
        }
        yield {
            "@id": iri(f"sha256:{source.document}"),
            "@type": _words()["nodes"]["Document"],
            "sha256": source.document,
            "file_name": source.file_name,
        }


def _of_vertex(vertex: Vertex) -> Entry:
    kind = str(vertex.values.get("kind", ""))
    types = [kind, *_words()["nodes"].get(kind, ())]
    return {"@id": iri(vertex.id), "@type": types, "label": vertex.label, **_values(vertex.values)}


def _of_link(link: Link) -> Iterator[Entry]:
    relation = _words()["relations"][link.label]
    source, target = iri(link.source), iri(link.target)
    entry: Entry = {
        "@id": iri(link.id),
        "@type": [link.label, *relation["types"]],
        "label": link.label,
        "weight": float(link.weight),
        "source": source,
        "target": target,
        **_values(link.values),
    }
    for name, end in zip(relation.get("ends", ()), (source, target), strict=False):
        entry[name] = {"@id": end}
    role = schema().role_of.get(link.label)
    if role:
        entry |= {"role": f"{_words()['vocabulary']}role/{role}", "plan_of": iri(str(link.values["plan"]))}
    if link.values.get("document"):
        entry["quoted_from"] = iri(f"sha256:{link.values['document']}")
    documents = link.values.get("documents", ())
    if isinstance(documents, tuple) and documents:
        entry["derived_from"] = [iri(f"sha256:{document}") for document in documents]
    yield entry
    yield {"@id": source, relation["says"]: {"@id": target}}
    if relation.get("both_ways"):
        yield {"@id": target, relation["says"]: {"@id": source}}


def _values(values: Mapping[str, Value]) -> Entry:
    """Values under their columns' names; the kind is the type."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if name != "kind"
    }


def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = data_of("viz.networks", "linked_data")
    return words

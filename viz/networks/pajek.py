"""Pajek's .net: nodes by number with their labels, weighted links, and what the network is in comments.

The format knows no more of nodes and links; what else is known of them stands in the other formats.
"""

from typing import IO

from graph.networks.network import Network
from viz.networks.plain_values import as_text, origin_values


def write_pajek(network: Network, file: IO[bytes]) -> None:
    """Write the network; ids of nodes are in memory. Labels are made one of a kind by their id where several are alike."""
    labels: dict[str, str] = {}
    for vertex in network.nodes():
        labels[vertex.id] = _quoted(vertex.label)
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    numbers = {key: number for number, key in enumerate(labels, 1)}

    def line(words: str) -> None:
        file.write((words + "\r\n").encode())

    for name, value in origin_values(network.origin):
        line(f"% {name}: {' '.join(as_text(value).split())}")
    line(f"*Vertices {len(labels)}")
    for key, label in labels.items():
        line(f'{numbers[key]} "{label if seen[label] == 1 else _quoted(f"{label} {key}")}"')
    line("*Arcs" if network.origin.directed else "*Edges")
    for link in network.links():
        line(f"{numbers[link.source]} {numbers[link.target]} {link.weight:g}")


def _quoted(words: str) -> str:
    """Words between quotation marks, which the format can't escape."""
    return " ".join(as_text(words).replace('"', "'").split())

"""A network in memory: for networkx, for pandas, or as a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.exports.networks.files import save
from api.python.tables import frame
from graph.networks.network import Link, Network, Origin, Vertex
from viz.networks.formats import FormatName
from viz.networks.tables import Table as TableName
from viz.networks.tables import columns, rows

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TakenNetwork:
    """Nodes and links with what the network is (`origin`: rule, weight, filters, sources); docs/networks.md tells the columns."""

    origin: Origin
    nodes: tuple[Vertex, ...]
    links: tuple[Link, ...]
    _network: Network

    @classmethod
    def of(cls, network: Network) -> "TakenNetwork":
        """Read it whole, so that it outlives the view."""
        nodes, links = tuple(network.nodes()), tuple(network.links())
        whole = Network(
            network.origin, network.node_columns, network.link_columns, lambda: iter(nodes), lambda: iter(links)
        )
        return cls(network.origin, nodes, links, whole)

    def to_networkx(self) -> "nx.Graph[str]":
        """A graph of networkx: a Graph for pairs of departments, else a MultiDiGraph whose keys are the links' ids.

        Nodes and links hold `label`, links `weight`, and what is stated by column; lists are tuples. `graph.graph` says what it is.
        """
        import networkx as nx  # noqa: PLC0415 - half a second that only this needs

        graph: Any = nx.MultiDiGraph() if self.origin.directed else nx.Graph()
        graph.graph.update(self.origin.as_json())
        for vertex in self.nodes:
            graph.add_node(vertex.id, label=vertex.label, **vertex.values)
        for link in self.links:
            ends = (link.source, link.target, link.id) if self.origin.directed else (link.source, link.target)
            graph.add_edge(*ends, **{"label": link.label, "weight": link.weight, **link.values})
        return graph  # type: ignore[no-any-return]  # of one of the two classes

    def to_pandas(self) -> "tuple[pd.DataFrame, pd.DataFrame]":
        """Two data frames, of nodes and of links, with every column; BadRequestError without pandas."""
        return self._frame("nodes"), self._frame("links")

    def save(self, path: str | Path, written_as: FormatName) -> list[Path]:
        """Write it as the export verb does: a file, or a folder for tables; the files written."""
        return save(self._network, written_as, Path(path))

    def _frame(self, table: TableName) -> "pd.DataFrame":
        names = [column.name for column in columns(self._network, table)]
        return frame([{name: row.get(name) for name in names} for row in rows(self._network, table)], names)

"""What a load would change: two readings of one plan compared, node by node and edge by edge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Edge, Node, PlanGraph


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids in the order of the readings; `changed` ones are in both with other properties, ends or words."""

    nodes_added: tuple[str, ...]
    nodes_changed: tuple[str, ...]
    nodes_dropped: tuple[str, ...]
    edges_added: tuple[str, ...]
    edges_changed: tuple[str, ...]
    edges_dropped: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether the readings say the same."""
        return not any(getattr(self, name) for name in self.__dataclass_fields__)


def difference(before: PlanGraph | None, after: PlanGraph | None) -> Difference:
    """From one reading to another; None is a plan that is not there."""
    nodes = _compare(_by_id(before.nodes if before else ()), _by_id(after.nodes if after else ()))
    edges = _compare(_by_id(before.edges if before else ()), _by_id(after.edges if after else ()))
    return Difference(*nodes, *edges)


def _by_id(items: Iterable[Node | Edge]) -> dict[str, Node | Edge]:
    return {item.id: item for item in items}


def _compare(
    before: Mapping[str, Node | Edge], after: Mapping[str, Node | Edge]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(key for key in after if key not in before),
        tuple(key for key in after if key in before and before[key] != after[key]),
        tuple(key for key in before if key not in after),
    )

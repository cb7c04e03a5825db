"""The two small plans of the store tests in a store, loaded at a known time, and networks of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.networks.network import Network
from graph.networks.projections import Projection, network
from graph.networks.scope import Wish
from graph.store import Store
from graph.stores.opening import open_store
from tests.stores import NOW, first_plan, second_plan


def fill(store: Store) -> None:
    """Load the two plans."""
    for graph, document in (first_plan(), second_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)


@contextmanager
def small_network(projection: Projection, wish: Wish | None = None) -> Iterator[Network]:
    """A network of the two plans."""
    with open_store("sqlite://") as store:
        fill(store)
        with store.snapshot() as view:
            yield network(view, projection, wish or Wish())

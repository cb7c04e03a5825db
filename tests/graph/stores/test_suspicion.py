"""A question that stumbles costs one look at the whole store, a thousand of them no more."""

import pytest

from graph.errors import StoreError
from graph.stores.damage import Suspicion, blamed
from graph.stores.opening import open_store


def test_the_store_is_looked_at_at_most_once_a_minute() -> None:
    store = open_store("sqlite://")
    looks: list[float] = []
    now = [100.0]

    class Looked:
        url = store.url

        def damage(self) -> str:
            looks.append(now[0])
            now[0] += 20
            return "a page is lost"

    suspicion = Suspicion(Looked(), clock=lambda: now[0])  # type: ignore[arg-type]
    for _ in range(1000):
        with pytest.raises(StoreError, match="a page is lost"), blamed(store, suspicion.damage):
            raise LookupError
    assert looks == [100.0]
    now[0] += 199  # a look took 20 s
    suspicion.damage()
    assert len(looks) == 1
    now[0] += 2
    suspicion.damage()
    assert len(looks) == 2

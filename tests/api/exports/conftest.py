"""Lists to take away are tried on one store."""

from tests.api.on_one_store import seeded, store

__all__ = ["seeded", "store"]

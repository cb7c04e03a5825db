"""What is said over HTTP of a store that is only read is tried on one."""

from tests.api.on_one_store import seeded

__all__ = ["seeded"]

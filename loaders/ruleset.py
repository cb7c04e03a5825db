"""The version of all reading rules: a digest of the reader's code and vocabulary, so that evidence names what read it."""

from functools import cache
from importlib.resources import files

from graph.data_files import digest_of, members_of

READ_BY = (".py", ".yaml", ".tsv", ".gz")
"""Kinds of files that say how texts are read."""


@cache
def ruleset() -> str:
    """Twelve hexadecimal digits over every module and vocabulary of `loaders` and of `graph/quantities`, which it reads by."""
    quantities = files("graph").joinpath("quantities")
    return digest_of(members_of(files("loaders"), "", READ_BY) + members_of(quantities, "quantities", READ_BY))

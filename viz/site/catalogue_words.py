"""The readers of what pages and exports say besides a plan's own words: the catalogue in Chinese and English, and the measured figures."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.data_files import data_of
from graph.errors import ModelError
from graph.schema import Language


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Key → language → words, from all files of viz/site/catalogue; a key stands in one file only."""
    found: dict[str, Mapping[str, str]] = {}
    for entry in sorted(files("viz").joinpath("site", "catalogue").iterdir(), key=lambda entry: entry.name):
        data: Mapping[str, Mapping[str, str]] = data_of("viz.site", f"catalogue/{entry.name.removesuffix('.yaml')}")
        repeated = found.keys() & data.keys()
        if repeated:
            raise ModelError(f"words are given twice: {', '.join(sorted(repeated))}", where=entry.name)
        found |= data
    return found


def words(key: str, language: Language, **values: object) -> str:
    """The words of a key; `values` fill its places, whole numbers with their thousands apart."""
    return filled(catalogue()[key][language], values) if values else _unfilled(key, language)


@cache
def _unfilled(key: str, language: Language) -> str:
    """Words without places, which are most of a page."""
    return filled(catalogue()[key][language], {})


def filled(words: str, values: Mapping[str, object]) -> str:
    """Words with their places filled; `{n}` tells a whole number as 1,234, `{n:duty|duties}` with the word that fits it."""
    counted = {name: Count(value) if type(value) is int else value for name, value in values.items()}
    return words.format(**counted)


class Count(int):
    """A whole number as words tell it."""

    def __format__(self, spec: str) -> str:
        """`spec` is empty, `one|many`, or what Python knows."""
        if "|" not in spec:
            return format(int(self), spec or ",")
        one, many = spec.split("|")
        return f"{int(self):,} {one if self == 1 else many}"


def accuracy() -> Mapping[str, object]:
    """Figure → value; those of docs/accuracy.md as written there."""
    data: Mapping[str, object] = data_of("viz.site", "accuracy")
    return data

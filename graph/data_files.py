"""The one reader of the YAML files that lie beside modules: words, patterns and tables that are data and no code."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def data_of(room: str, name: str) -> Any:  # noqa: ANN401 - YAML
    """What NAME.yaml in a room (`graph.facets`) holds, read once; nobody may change it."""
    text = files(room).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)

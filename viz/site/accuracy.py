"""The measured figures of the reader that the help page tells, from accuracy.yaml."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def accuracy() -> Mapping[str, object]:
    """Figure → value; those of docs/accuracy.md as written there."""
    text = files("viz").joinpath("site", "accuracy.yaml").read_text(encoding="utf-8")
    data: Mapping[str, object] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data

"""The one reader of messages.yaml: every word of a picture that is not a plan's own, in Chinese and English."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.schema import Language


@cache
def messages(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Section → key → words, for one language; sections are page, properties and values."""
    data: dict[str, dict[str, dict[str, Any]]] = yaml.load(
        files("viz").joinpath("pictures", "messages.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return {section: {key: str(entry[language]) for key, entry in entries.items()} for section, entries in data.items()}

"""The one reader of messages.yaml: every word of a picture that is not a plan's own, in Chinese and English."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.data_files import data_of
from graph.schema import Language


@cache
def messages(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Section → key → words, for one language; sections are page, properties and values."""
    data: dict[str, dict[str, dict[str, Any]]] = data_of("viz.pictures", "messages")
    return {section: {key: str(entry[language]) for key, entry in entries.items()} for section, entries in data.items()}

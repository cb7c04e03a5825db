"""What the search understands in English: the names of topics and functions with the words of the lexicons that plans use.

The search knows no lexicon of the loaders, so their names are written out for it:
`python -m api.facets.english_names > graph/search/english.yaml`; a test says when that is due.
"""

import json
import sys
from collections.abc import Iterator, Sequence

from api.facets.functions import function_label
from graph.search.english import MOST
from loaders.departments.names.slots import slots
from loaders.plan.topics import topic_label, topic_words, topics

_SHORTEST = 2
"""Characters of a word that is no chance in a text."""

HEAD = """\
# English names of topics and functions, with the words that plans use (graph/search/english.py).
# Written by `python -m api.facets.english_names > graph/search/english.yaml` from loaders/plan/topics.yaml and
# loaders/departments/names/departments.yaml; edit those.
names:
"""


def written() -> str:
    """The file graph/search/english.yaml."""
    found: dict[str, dict[str, None]] = {}
    for name, words in (*_topics(), *_functions()):
        found.setdefault(name.casefold(), {}).update(dict.fromkeys(words))
    lines = (
        f"  {json.dumps(name)}: [{', '.join(json.dumps(word, ensure_ascii=False) for word in list(words)[:MOST])}]\n"
        for name, words in sorted(found.items())
        if words
    )
    return HEAD + "".join(lines)


def _topics() -> Iterator[tuple[str, Sequence[str]]]:
    """What a topic is called where its words hold that; else its words, since no plan writes 耕地与粮食."""
    for key in topics():
        label, words = topic_label(key), topic_words(key)
        yield label["en"], (label["zh"],) if any(label["zh"] in word for word in words) else words


def _functions() -> Iterator[tuple[str, Sequence[str]]]:
    for slot in slots().values():
        words = (function_label(slot.id)["zh"], *slot.words, *slot.names)
        yield slot.en, [word for word in words if len(word) >= _SHORTEST]


if __name__ == "__main__":
    sys.stdout.write(written())
